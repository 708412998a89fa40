use crate::cli::help::pages::{Page, t};

/// The commands of `ugat case` that only read.
pub static PAGES: &[Page] = &[
    Page {
        path: "case status",
        about: t(
            "Muestra en qué está un caso, o varios en una tabla",
            "Show where a case stands, or several in a table",
        ),
        details: Some(t(
            "Un solo caso se lee como una página: avance, actividades listas con su rol y \
             antigüedad, las que esperan y a qué, los últimos pasos y las salidas pendientes.",
            "A single case reads as a page: progress, the activities ready with their role and \
             age, those waiting and for what, the last steps and the outputs owed.",
        )),
        arguments: &[
            (
                "cases",
                t(
                    "Los casos: código o su comienzo, referencia, o `.` si hay uno solo abierto",
                    "The cases: id or the start of it, reference, or `.` for the only open one",
                ),
            ),
            (
                "all",
                t("Todos los casos del registro", "All cases of the store"),
            ),
        ],
        examples: &[
            (
                t("ugat case status .", "ugat case status ."),
                t("El único caso abierto", "The only open case"),
            ),
            (
                t(
                    "ugat case status --all --format csv",
                    "ugat case status --all --format csv",
                ),
                t(
                    "Todos, para una hoja de cálculo",
                    "All of them, for a spreadsheet",
                ),
            ),
        ],
    },
    Page {
        path: "case outputs",
        about: t(
            "Lista las salidas de un caso, de varios o de todos",
            "List the outputs of one case, of several or of all",
        ),
        details: None,
        arguments: &[
            ("cases", t("Uno o más casos", "One case or more")),
            ("all", t("Todos los casos", "All cases")),
            ("missing", t("Solo las pendientes", "Only those owed")),
            (
                "kind",
                t(
                    "Solo las de este tipo, por clave o nombre",
                    "Only those of this kind, by key or name",
                ),
            ),
            (
                "role",
                t(
                    "Solo las que deja este rol, por clave o nombre",
                    "Only those that this role leaves, by key or name",
                ),
            ),
            (
                "older",
                t(
                    "Solo las de hace tantos días o más, como `10d`",
                    "Only those of so many days ago or more, such as `10d`",
                ),
            ),
            (
                "check",
                t(
                    "Compara los archivos con su SHA-256 registrado",
                    "Compare the files with the SHA-256 recorded",
                ),
            ),
        ],
        examples: &[
            (
                t(
                    "ugat case outputs 7q3k --missing",
                    "ugat case outputs 7q3k --missing",
                ),
                t("Lo que falta entregar", "What is still to be given"),
            ),
            (
                t(
                    "ugat case outputs --all --missing --older 10d",
                    "ugat case outputs --all --missing --older 10d",
                ),
                t(
                    "Lo que se debe hace diez días o más",
                    "What has been owed for ten days or more",
                ),
            ),
        ],
    },
    Page {
        path: "case log",
        about: t(
            "Muestra todo lo ocurrido en un caso",
            "Show all that happened in a case",
        ),
        details: None,
        arguments: &[],
        examples: &[],
    },
    Page {
        path: "case dossier",
        about: t(
            "Arma el expediente de un caso: carátula, índice, actuaciones, integridad",
            "Put together the file of a case: cover, index, acts, integrity",
        ),
        details: Some(t(
            "Sale del registro del caso y de su procedimiento, sin la hora ni el lugar: el mismo \
             caso da siempre los mismos bytes. `html` es una sola página que se imprime bien. Los \
             datos personales de los formularios quedan fuera si no se los pide con `--reveal`.",
            "It comes from the journal of the case and its procedure, without the time or the \
             place: the same case always gives the same bytes. `html` is one page that prints \
             well. Personal data of forms is left out unless `--reveal` asks for it.",
        )),
        arguments: &[(
            "format",
            t(
                "Cómo se escribe: `md` (si no se dice), `html` o `json`",
                "How it is written: `md` (if not said), `html` or `json`",
            ),
        )],
        examples: &[(
            t(
                "ugat case dossier 7q3k --format html",
                "ugat case dossier 7q3k --format html",
            ),
            t(
                "El expediente como página que se imprime",
                "The file as a page to be printed",
            ),
        )],
    },
    Page {
        path: "case draft",
        about: t(
            "Empieza el documento que deja una actividad, con los datos del caso",
            "Begin the document that an activity leaves, with the data of the case",
        ),
        details: Some(t(
            "Sale en Markdown y nada se escribe en el caso. La plantilla es la del registro, en \
             `procedures/templates/`, o la que trae el programa; `--template` da otra.",
            "It comes as Markdown, and nothing is written to the case. The template is the \
             store's, in `procedures/templates/`, or the one that comes with the program; \
             `--template` gives another.",
        )),
        arguments: &[
            (
                "activity",
                t("El número de la actividad", "The number of the activity"),
            ),
            (
                "kind",
                t(
                    "Cuál de sus salidas, por clave o nombre",
                    "Which of its outputs, by key or name",
                ),
            ),
            (
                "template",
                t(
                    "Plantilla propia; `-`: entrada estándar",
                    "A template of one's own; `-`: standard input",
                ),
            ),
            (
                "by",
                t(
                    "Quién lo redacta (si no, `UGAT_USER`, el `user.name` de git o el usuario)",
                    "Who drafts it (else `UGAT_USER`, git's `user.name` or the login)",
                ),
            ),
        ],
        examples: &[(
            t("ugat case draft 7q3k 7", "ugat case draft 7q3k 7"),
            t("El informe de la actividad 7", "The report of activity 7"),
        )],
    },
    Page {
        path: "case list",
        about: t(
            "Lista los casos del registro",
            "List the cases of the store",
        ),
        details: Some(t(
            "Se listan los casos en cualquier estado, salvo que se pida uno con `--state`. La \
             entidad se busca sin distinguir mayúsculas, tildes ni espacios.",
            "Cases are listed whatever their state, unless `--state` asks for one. The entity is \
             found whatever its case, accents and spaces.",
        )),
        arguments: &[
            (
                "procedure",
                t(
                    "Solo los de este procedimiento",
                    "Only those of this procedure",
                ),
            ),
            (
                "entity",
                t("Solo los de esta entidad", "Only those of this entity"),
            ),
            (
                "state",
                t(
                    "Solo los que están en este estado (puede repetirse)",
                    "Only those in this state (may be repeated)",
                ),
            ),
            (
                "conflicts",
                t("Solo los que están en conflicto", "Only those in conflict"),
            ),
            (
                "deviations",
                t(
                    "Solo los que salieron del procedimiento",
                    "Only those that left the procedure",
                ),
            ),
            (
                "role",
                t(
                    "Solo los que esperan algo de este rol",
                    "Only those with something ready for this role",
                ),
            ),
        ],
        examples: &[
            (
                t(
                    "ugat case list --state open --role jefe-ugat",
                    "ugat case list --state open --role jefe-ugat",
                ),
                t(
                    "Los abiertos que esperan a la jefatura",
                    "The open ones that wait for the head of the unit",
                ),
            ),
            (
                t(
                    "ugat case list --procedure pr07 --format csv",
                    "ugat case list --procedure pr07 --format csv",
                ),
                t(
                    "Los de un procedimiento, para una hoja de cálculo",
                    "Those of a procedure, for a spreadsheet",
                ),
            ),
        ],
    },
    Page {
        path: "case why",
        about: t(
            "Explica por qué una actividad está lista, espera o no se alcanza",
            "Explain why an activity is ready, waits or is not reached",
        ),
        details: None,
        arguments: &[(
            "activity",
            t(
                "Número de la actividad (si no, todas las listas y en espera)",
                "Number of the activity (else all ready and waiting)",
            ),
        )],
        examples: &[(
            t("ugat case why 7q3k 10", "ugat case why 7q3k 10"),
            t("Qué espera la actividad 10", "What activity 10 waits for"),
        )],
    },
];
