use crate::cli::help::pages::{Page, t};

/// `ugat store` and its commands.
pub static PAGES: &[Page] = &[
    Page {
        path: "store",
        about: t(
            "Prepara y ubica el registro de casos",
            "Prepare and find the store of cases",
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
];
