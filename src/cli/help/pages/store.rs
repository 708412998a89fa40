use crate::cli::help::pages::{Page, t};

/// `ugat store` and its commands.
pub static PAGES: &[Page] = &[
    Page {
        path: "store",
        about: t(
            "Prepara, revisa, repara y comparte el registro de casos",
            "Prepare, look through, mend and share the store of cases",
        ),
        details: None,
        arguments: &[],
        examples: &[],
    },
    Page {
        path: "store init",
        about: t(
            "Prepara una carpeta como registro de casos",
            "Make a folder a store of cases",
        ),
        details: Some(t(
            "Agrega lo que falta y no cambia nada más; puede repetirse. Dentro de un repositorio \
             git, los casos de varias personas se unen sin configurar nada.",
            "It adds what is missing and changes nothing else; it may be repeated. Inside a git \
             repository, the cases of several people merge with nothing to configure.",
        )),
        arguments: &[(
            "directory",
            t(
                "La carpeta (si no, la actual)",
                "The folder (else the current one)",
            ),
        )],
        examples: &[(
            t("ugat store init casos", "ugat store init cases"),
            t("Preparar una carpeta nueva", "Prepare a new folder"),
        )],
    },
    Page {
        path: "store path",
        about: t(
            "Muestra la carpeta del registro en uso",
            "Show the folder of the store in use",
        ),
        details: None,
        arguments: &[],
        examples: &[],
    },
    Page {
        path: "store verify",
        about: t(
            "Revisa todo el registro y dice lo que no está bien",
            "Look through the whole store and tell what is wrong",
        ),
        details: Some(t(
            "Revisa cada línea de cada caso, su huella y su ascendencia, las definiciones fijadas y \
             las propias, los formularios, las plantillas, los ajustes, los archivos entregados, los \
             que sobran o se repiten, lo que git debe saber, lo que no pudo unir y lo que su historia \
             tiene y aquí falta. Si hay daños sale con 3; lo demás son observaciones. Un conflicto \
             entre personas no es un daño ni, con `--strict`, una observación.",
            "It looks at every line of every case, its hash and its ancestry, the pinned definitions \
             and those of the store, forms, templates, settings, the files given, stray and duplicate \
             files, acts in which something does not fit, what git has to know, what it could not merge, and what its history has and is \
             missing here. With damage it exits with 3; all else are remarks. A conflict between \
             people is no damage and, with `--strict`, no remark.",
        )),
        arguments: &[
            (
                "cases",
                t(
                    "Solo estos casos (si no, todo)",
                    "These cases only (else everything)",
                ),
            ),
            (
                "staged",
                t(
                    "Revisar lo preparado para el próximo commit",
                    "Look at what is staged for the next commit",
                ),
            ),
            (
                "strict",
                t(
                    "Salir con 1 también donde solo hay observaciones",
                    "Exit with 1 where there are remarks alone, too",
                ),
            ),
            (
                "against",
                t(
                    "Ver además que todo lo que tiene un commit esté aquí: una rama, una etiqueta o su número",
                    "See as well that all that a commit has is here: a branch, a tag or its number",
                ),
            ),
            (
                "no_git",
                t(
                    "No preguntar nada a git, ni ver su historia",
                    "Ask git for nothing, nor look at its history",
                ),
            ),
            (
                "accept",
                t(
                    "Registrar en los ajustes que lo que quitó este commit puede faltar, y revisar",
                    "Record in the settings that what this commit took out may be missing, and look",
                ),
            ),
            (
                "reason",
                t(
                    "Por qué se acepta: la norma, la autoridad",
                    "Why it is accepted: the norm, the authority",
                ),
            ),
        ],
        examples: &[
            (
                t("ugat store verify", "ugat store verify"),
                t("Revisar todo", "Look at everything"),
            ),
            (
                t("ugat store verify 7q3k", "ugat store verify 7q3k"),
                t("Revisar un caso", "Look at one case"),
            ),
            (
                t(
                    "ugat store verify --strict --against origin/main",
                    "ugat store verify --strict --against origin/main",
                ),
                t(
                    "Ver que nada falte de lo que tienen los demás",
                    "See that nothing is missing of what others have",
                ),
            ),
        ],
    },
    Page {
        path: "store repair",
        about: t(
            "Repara lo que `store verify` encuentra",
            "Mend what `store verify` finds",
        ),
        details: Some(t(
            "Muestra primero qué haría, archivo por archivo, y lo hace después de confirmarlo. \
             De un conflicto de git deja ambos lados: cada línea se reconoce por su huella. Aparta \
             los finales inconclusos y las líneas que no son eventos, quita las repetidas, separa \
             los casos mezclados y pone cada diario en su lugar. Lo que falta lo busca en \
             `lost+found/` y en la historia de git. Nada se borra: lo que sale queda en \
             `lost+found/`.",
            "It first shows what it would do, file by file, and does it once that is confirmed. Of \
             a conflict of git it keeps both sides: every line is known by its hash. It sets aside \
             ends that were cut short and lines that are no events, drops repeated ones, takes \
             mixed cases apart and puts every journal in its place. What is missing it looks for \
             in `lost+found/` and in the history of git. Nothing is deleted: what goes is kept in \
             `lost+found/`.",
        )),
        arguments: &[(
            "cut",
            t(
                "En este caso, aparta también lo que sigue a eventos perdidos (puede repetirse)",
                "In this case, set aside as well what comes after lost events (may be repeated)",
            ),
        )],
        examples: &[
            (
                t("ugat store repair", "ugat store repair"),
                t("Ver qué se repararía", "See what would be mended"),
            ),
            (
                t("ugat store repair --yes", "ugat store repair --yes"),
                t("Reparar", "Mend it"),
            ),
        ],
    },
    Page {
        path: "store sync",
        about: t(
            "Guarda en git lo que cambió y lo intercambia con los demás",
            "Commit what changed and exchange it with others",
        ),
        details: Some(t(
            "Guarda solo lo que es del registro, con un mensaje que dice qué se hizo en cada caso; \
             trae lo de los demás y lo une, entrega lo de aquí, y dice qué llegó, de quién, y qué \
             casos quedaron en conflicto. No comparte daños ni pérdidas: si al registro le falta \
             algo que git tiene de él, no entrega nada, nombra el caso, el acto y quién lo quitó, y \
             sale con 3. Donde git se detiene, se detiene y lo explica: el repositorio queda como \
             git lo deja.",
            "It commits only what is the store's, with a message that says what was done on each \
             case; takes in what others have and merges it, gives them what is here, and says what \
             came in, from whom, and which cases are in conflict then. It shares neither damage nor \
             loss: where the store lacks something that git has of it, it gives nothing away, names \
             the case, the act and who took it out, and exits with 3. Where git stops, it stops and \
             explains: the repository stays as git leaves it.",
        )),
        arguments: &[
            (
                "message",
                t(
                    "Mensaje del commit (si no, lo que se hizo)",
                    "Message of the commit (else what was done)",
                ),
            ),
            (
                "dry_run",
                t(
                    "Solo decir qué se guardaría y qué llegaría; no cambia ningún archivo",
                    "Only say what would be committed and what would come in; no file changes",
                ),
            ),
        ],
        examples: &[(
            t("ugat store sync", "ugat store sync"),
            t("Ponerse al día con los demás", "Get even with the others"),
        )],
    },
    Page {
        path: "store hooks",
        about: t(
            "Hace que git revise cada commit antes de guardarlo",
            "Have git look at every commit before it is made",
        ),
        details: Some(t(
            "Escribe el `pre-commit` de este clon, que llama a `ugat store verify --staged`; uno \
             que ya existe no se reemplaza: se muestra la línea que le falta. Con `--server` \
             muestra el `pre-receive` de un servidor, que llama a `ugat store gate`.",
            "It writes the `pre-commit` of this clone, which calls `ugat store verify --staged`; one \
             that is there already is not replaced: the line that it lacks is shown. With \
             `--server` it prints the `pre-receive` of a server, which calls `ugat store gate`.",
        )),
        arguments: &[(
            "server",
            t(
                "Mostrar el `pre-receive` de un servidor",
                "Print the `pre-receive` of a server",
            ),
        )],
        examples: &[
            (
                t("ugat store hooks", "ugat store hooks"),
                t(
                    "Revisar cada commit de este clon",
                    "Look at every commit of this clone",
                ),
            ),
            (
                t("ugat store hooks --server", "ugat store hooks --server"),
                t(
                    "En el servidor, revisar cada entrega",
                    "On the server, look at every push",
                ),
            ),
        ],
    },
    Page {
        path: "store gate",
        about: t(
            "Deja entrar a un repositorio solo lo que cumple las reglas",
            "Let into a repository only what keeps the rules",
        ),
        details: Some(t(
            "Lee de la entrada las líneas `ANTES DESPUÉS REF` que git da a `pre-receive`. Deja \
             entrar lo que solo agrega: ningún acto, archivo entregado ni definición fijada se \
             pierde o cambia, no hay archivos ajenos al registro ni enlaces, y las definiciones \
             son correctas. Sale con 3 si algo está dañado o se perdería, con 1 por lo demás. \
             `[gate] allow` en ugat.toml nombra otros archivos que pueden entrar.",
            "It reads from standard input the lines `OLD NEW REF` that git gives to `pre-receive`. \
             It lets in what only adds: no act, no file given and no pinned definition goes or \
             changes, there are no files that are none of a store's and no links, and definitions \
             are sound. It exits with 3 where something is damaged or would go, else with 1. \
             `[gate] allow` in ugat.toml names other files that may come in.",
        )),
        arguments: &[
            (
                "branch",
                t(
                    "La rama del registro (si no, la de HEAD); las demás pasan",
                    "The branch of the store (else that of HEAD); others pass",
                ),
            ),
            (
                "all_branches",
                t("Revisar todas las ramas", "Look at all branches"),
            ),
            (
                "range",
                t(
                    "Revisar estos commits en lugar de la entrada, por ejemplo en un servidor de integración",
                    "Look at these commits instead of standard input, for example in a forge's CI",
                ),
            ),
        ],
        examples: &[(
            t(
                "ugat store gate --range origin/main..HEAD",
                "ugat store gate --range origin/main..HEAD",
            ),
            t(
                "Revisar lo que esta rama agrega",
                "Look at what this branch adds",
            ),
        )],
    },
];
