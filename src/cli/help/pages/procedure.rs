use crate::cli::help::pages::{Page, t};

/// `ugat procedure` and its commands.
pub static PAGES: &[Page] = &[
    Page {
        path: "procedure",
        about: t(
            "Consulta, revisa, compara y agrega procedimientos",
            "Read, check, compare and add procedures",
        ),
        details: None,
        arguments: &[],
        examples: &[],
    },
    Page {
        path: "procedure list",
        about: t(
            "Lista los procedimientos disponibles",
            "List the procedures at hand",
        ),
        details: Some(t(
            "De un procedimiento con varias versiones, la primera es la vigente: con ella se \
             inicia un caso si no se nombra otra, como en `pr07@2`.",
            "Of a procedure with several versions, the first is the current one: a case is \
             started under it unless another is named, as in `pr07@2`.",
        )),
        arguments: &[],
        examples: &[],
    },
    Page {
        path: "procedure show",
        about: t(
            "Muestra un procedimiento: quién hace qué, con qué salidas y qué sigue",
            "Show a procedure: who does what, with which outputs, and what comes next",
        ),
        details: None,
        arguments: &[
            (
                "procedure",
                t(
                    "El procedimiento: `pr07`, `PR7` o su código; `pr07@2`; o su huella",
                    "The procedure: `pr07`, `PR7` or its code; `pr07@2`; or its digest",
                ),
            ),
            (
                "readings",
                t(
                    "Agrega cómo se leyó el manual donde calla o se contradice",
                    "Add how the manual was read where it is silent or contradicts itself",
                ),
            ),
        ],
        examples: &[(
            t(
                "ugat procedure show pr07 --readings",
                "ugat procedure show pr07 --readings",
            ),
            t(
                "El procedimiento 7 y las lecturas adoptadas",
                "Procedure 7 and the readings adopted",
            ),
        )],
    },
    Page {
        path: "procedure check",
        about: t(
            "Revisa archivos de procedimiento y señala cada problema",
            "Check procedure files and point at every problem",
        ),
        details: Some(t(
            "Además de la forma, se prueba el recorrido: que toda actividad pueda iniciarse, que \
             siempre se pueda llegar al final y que ninguna tenga dos trabajos a la vez. Termina \
             con código 1 si algún archivo tiene problemas.",
            "Besides its form, the flow is proved: that every activity can start, that the end \
             can always be reached, and that none holds two work items at once. It exits with 1 \
             where a file has problems.",
        )),
        arguments: &[("files", t("Archivos TOML", "TOML files"))],
        examples: &[(
            t(
                "ugat procedure check mi-procedimiento.toml",
                "ugat procedure check my-procedure.toml",
            ),
            t(
                "Revisar un procedimiento propio",
                "Check a procedure of one's own",
            ),
        )],
    },
    Page {
        path: "procedure add",
        about: t(
            "Agrega al registro un procedimiento propio o una versión más nueva",
            "Add a procedure of one's own or a newer version to the store",
        ),
        details: Some(t(
            "Los archivos se revisan como con `check`, y se agregan todos o ninguno. Los casos \
             iniciados siguen con su versión; los nuevos usan la más nueva. Una versión que ya \
             existe no se reemplaza: se sube su número.",
            "The files are checked as with `check`, and all of them are added or none. Cases that \
             were started go on under their version, new ones use the newest. A version that \
             exists is not replaced: its number is raised.",
        )),
        arguments: &[("files", t("Archivos TOML", "TOML files"))],
        examples: &[(
            t(
                "ugat procedure add pr07-nuevo.toml",
                "ugat procedure add new-pr07.toml",
            ),
            t(
                "Agregar una versión del procedimiento 7",
                "Add a version of procedure 7",
            ),
        )],
    },
    Page {
        path: "procedure diff",
        about: t(
            "Muestra qué cambió entre dos versiones de un procedimiento",
            "Show what changed between two versions of a procedure",
        ),
        details: Some(t(
            "Cada una se nombra por su clave (la versión vigente), por clave y versión, por el \
             comienzo de su huella o por un archivo TOML; `-` es la entrada estándar. Las \
             actividades se emparejan por título, rol y salidas: un número distinto, por sí solo, \
             no es un cambio, y se propone para migrar casos.",
            "Each is named by its key (the current version), by key and version, by the start of \
             its digest, or by a TOML file; `-` is standard input. Activities are paired by title, \
             role and outputs: another number alone is no change, and is proposed for migrating \
             cases.",
        )),
        arguments: &[
            (
                "old",
                t(
                    "La versión anterior: `pr07@2`, una huella o un archivo",
                    "The earlier version: `pr07@2`, a digest or a file",
                ),
            ),
            (
                "new",
                t(
                    "La versión posterior: `pr07`, una huella o un archivo",
                    "The later version: `pr07`, a digest or a file",
                ),
            ),
        ],
        examples: &[
            (
                t(
                    "ugat procedure diff pr07@2 pr07@3",
                    "ugat procedure diff pr07@2 pr07@3",
                ),
                t("Comparar dos versiones", "Compare two versions"),
            ),
            (
                t(
                    "ugat procedure diff pr07 pr07-nuevo.toml",
                    "ugat procedure diff pr07 new-pr07.toml",
                ),
                t(
                    "Ver qué cambiaría antes de agregarla",
                    "See what would change before adding it",
                ),
            ),
        ],
    },
];
