use crate::cli::help::pages::{Page, t};

/// `ugat procedure` and its commands.
pub static PAGES: &[Page] = &[
    Page {
        path: "procedure",
        about: t(
            "Consulta y revisa procedimientos",
            "Read and check procedures",
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
        details: None,
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
                    "El procedimiento: `pr07`, `PR7` o su código",
                    "The procedure: `pr07`, `PR7` or its code",
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
];
