use crate::cli::help::pages::{Page, t};

/// `ugat` itself.
pub static PAGES: &[Page] = &[
    Page {
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
    },
    Page {
        path: "help",
        about: t(
            "Muestra la ayuda de un comando o de un tema",
            "Show the help of a command or of a topic",
        ),
        details: Some(t(
            "Los temas son textos más largos que la ayuda de un comando. `ugat help` los nombra; en \
             una terminal se leen compuestos, en otra parte son Markdown.",
            "Topics are longer texts than the help of a command. `ugat help` names them; on a \
             terminal they are laid out, elsewhere they are Markdown.",
        )),
        arguments: &[(
            "words",
            t(
                "Un tema, o las palabras de un comando",
                "A topic, or the words of a command",
            ),
        )],
        examples: &[
            (
                t("ugat help secrets", "ugat help secrets"),
                t(
                    "Leer qué secretos se rechazan",
                    "Read which secrets are refused",
                ),
            ),
            (
                t("ugat help case advance", "ugat help case advance"),
                t("Ver la ayuda de un comando", "See the help of a command"),
            ),
        ],
    },
    Page {
        path: "inbox",
        about: t(
            "Lo que espera a alguien, lo más antiguo primero",
            "What waits for somebody, the oldest first",
        ),
        details: Some(t(
            "Muestra el trabajo listo de los casos abiertos, con lo que debe dejar y la orden que \
             lo hace. Si `ugat.toml` nombra a las personas, muestra lo de quien pregunta: lo que se \
             le asignó, y lo de sus roles que no se asignó a nadie.",
            "It shows the ready work of the open cases, with what it owes and the command that \
             does it. Where `ugat.toml` names the people, it shows what is for whoever asks: what \
             was assigned to them, and what is of their roles and was assigned to nobody.",
        )),
        arguments: &[
            (
                "role",
                t(
                    "Solo lo de este rol (puede repetirse)",
                    "Only what is for this role (may be repeated)",
                ),
            ),
            (
                "person",
                t("Solo lo de esta persona", "Only what is for this person"),
            ),
            (
                "entity",
                t("Solo lo de esta entidad", "Only what is of this entity"),
            ),
            (
                "older",
                t(
                    "Solo lo que espera desde hace tantos días: `10d`",
                    "Only what has waited for so many days: `10d`",
                ),
            ),
            (
                "returned",
                t(
                    "Solo lo que una revisión devolvió",
                    "Only what a review returned",
                ),
            ),
            (
                "overdue",
                t(
                    "Solo lo que pasó de su plazo",
                    "Only what is past its limit",
                ),
            ),
            (
                "owed",
                t(
                    "Las salidas que faltan, en lugar del trabajo listo",
                    "The outputs that are owed, in place of ready work",
                ),
            ),
            (
                "conflicts",
                t(
                    "Los conflictos, en lugar del trabajo listo",
                    "The conflicts, in place of ready work",
                ),
            ),
        ],
        examples: &[(
            t(
                "ugat inbox --role jefe-ugat --older 10d",
                "ugat inbox --role jefe-ugat --older 10d",
            ),
            t(
                "Lo que espera a la jefatura hace diez días o más",
                "What has waited for the head of the unit for ten days or more",
            ),
        )],
    },
];
