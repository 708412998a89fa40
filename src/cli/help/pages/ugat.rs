use crate::cli::help::pages::{Page, t};

/// `ugat` itself.
pub static PAGES: &[Page] = &[Page {
    path: "",
    about: t(
        "Lleva el seguimiento de casos de procedimientos oficiales",
        "Tracks cases of official procedures",
    ),
    details: Some(t(
        "Un procedimiento es una lista de actividades con sus roles, salidas y decisiones; un \
             caso es su recorrido para una entidad. `ugat` dice qué actividades están listas, \
             quién las realiza, qué salidas deben y por qué otras esperan. Cada caso es un archivo \
             al que solo se agrega, en una carpeta que puede compartirse con git.",
        "A procedure is a list of activities with their roles, outputs and decisions; a case \
             is one run of it for an entity. `ugat` says which activities are ready, who does \
             them, which outputs they owe and why others wait. Each case is one file that is only \
             appended to, in a folder that can be shared with git.",
    )),
    arguments: &[("version", t("Muestra la versión", "Show the version"))],
    examples: &[
        (
            t(
                "ugat case start pr07 --entity \"Ministerio de Educación\"",
                "ugat case start pr07 --entity \"Ministerio de Educación\"",
            ),
            t("Iniciar un caso", "Start a case"),
        ),
        (
            t("ugat case status .", "ugat case status ."),
            t(
                "Ver qué sigue en el único caso abierto",
                "See what comes next in the only open case",
            ),
        ),
        (
            t(
                "ugat case advance . --answer yes",
                "ugat case advance . --answer yes",
            ),
            t(
                "Dar por hecha la actividad lista",
                "Complete the activity that is ready",
            ),
        ),
    ],
}];
