use crate::cli::help::pages::{Page, t};

/// `ugat case`, and its commands that write to a case.
pub static PAGES: &[Page] = &[
    Page {
        path: "case",
        about: t(
            "Inicia, avanza y consulta casos",
            "Start, advance and consult cases",
        ),
        details: None,
        arguments: &[],
        examples: &[],
    },
    Page {
        path: "case start",
        about: t(
            "Inicia un caso de un procedimiento",
            "Start a case of a procedure",
        ),
        details: Some(t(
            "El caso queda atado a la versión vigente del procedimiento. Algunos procedimientos \
             exigen la entidad desde el inicio; otros, recién más adelante. Si el texto de una \
             opción es `-`, se lee de la entrada estándar.",
            "The case is bound to the procedure's current version. Some procedures require the \
             entity from the start, others only later on. An option whose text is `-` reads it \
             from standard input.",
        )),
        arguments: &[
            (
                "procedure",
                t(
                    "El procedimiento: `pr07`, `PR7` o su código; `pr07@2`: esa versión",
                    "The procedure: `pr07`, `PR7` or its code; `pr07@2`: that version",
                ),
            ),
            (
                "entity",
                t(
                    "Entidad para la que se tramita (puede repetirse)",
                    "Entity that it is for (may be repeated)",
                ),
            ),
            ("title", t("Título del caso", "Title of the case")),
            (
                "reference",
                t(
                    "Referencia propia, como un CITE o una hoja de ruta",
                    "Reference of its own, such as a CITE or a hoja de ruta",
                ),
            ),
            (
                "if_new",
                t(
                    "Si ya hay un caso con esa referencia, darlo en vez de iniciar otro",
                    "Give the case that has this reference already instead of starting another",
                ),
            ),
            (
                "again",
                t(
                    "Iniciarlo aunque otro caso tenga ya esa referencia",
                    "Start it though another case has this reference already",
                ),
            ),
        ],
        examples: &[
            (
                t(
                    "ugat case start pr07 --entity \"Ministerio de Educación\"",
                    "ugat case start pr07 --entity \"Ministerio de Educación\"",
                ),
                t(
                    "Iniciar un caso para una entidad",
                    "Start a case for an entity",
                ),
            ),
            (
                t(
                    "ugat case start pr05 --entity SEGIP --ref HR-123 --on 2026-03-02",
                    "ugat case start pr05 --entity SEGIP --ref HR-123 --on 2026-03-02",
                ),
                t(
                    "Registrar uno que comenzó antes",
                    "Record one that began earlier",
                ),
            ),
        ],
    },
    Page {
        path: "case advance",
        about: t(
            "Da por hecha una actividad lista",
            "Complete an activity that is ready",
        ),
        details: Some(t(
            "Sin ACTIVIDAD se toma la única que está lista. Una respuesta, un rol o un tipo de \
             salida se da por su clave o por su nombre, con o sin tildes. La n-ésima referencia y \
             el n-ésimo archivo de un mismo tipo son una sola salida. Una salida que falta no \
             impide avanzar: queda pendiente y se entrega después con `case attach`. En una \
             terminal, lo que falta se pregunta.",
            "Without ACTIVITY it is the only one that is ready. An answer, a role or a kind of \
             output goes by its key or its name, accents or not. The n-th reference and the n-th \
             file of one kind are one output. A missing output does not stop an advance: it is \
             owed, and given later with `case attach`. On a terminal, what is missing is asked \
             for.",
        )),
        arguments: &[
            (
                "activity",
                t(
                    "Número de la actividad (si no, la única lista)",
                    "Number of the activity (else the only one ready)",
                ),
            ),
            (
                "answer",
                t(
                    "Respuesta a la pregunta de la actividad (puede repetirse)",
                    "Answer to the activity's question (may be repeated)",
                ),
            ),
            (
                "entity",
                t(
                    "Entidad que se agrega al caso (puede repetirse)",
                    "Entity added to the case (may be repeated)",
                ),
            ),
            (
                "note",
                t(
                    "Nota sobre lo realizado; `-`: entrada estándar",
                    "Note on what was done; `-`: standard input",
                ),
            ),
        ],
        examples: &[
            (
                t(
                    "ugat case advance 7q3k 5 --answer yes",
                    "ugat case advance 7q3k 5 --answer yes",
                ),
                t(
                    "Completar la actividad 5 con su respuesta",
                    "Complete activity 5 with its answer",
                ),
            ),
            (
                t(
                    "ugat case advance 7q3k --output correo=C-12 --file correo=c.pdf",
                    "ugat case advance 7q3k --output correo=C-12 --file correo=c.pdf",
                ),
                t(
                    "Entregar un informe, con su archivo",
                    "Give a report, with its file",
                ),
            ),
        ],
    },
    Page {
        path: "case return",
        about: t(
            "Devuelve con observaciones lo que una actividad revisa",
            "Send back, observed, what an activity reviews",
        ),
        details: None,
        arguments: &[
            (
                "activity",
                t(
                    "Número de la actividad que revisa",
                    "Number of the activity that reviews",
                ),
            ),
            (
                "to",
                t(
                    "Actividad a la que se devuelve, si hay varias",
                    "Activity that it goes back to, where there are several",
                ),
            ),
            (
                "reason",
                t(
                    "Las observaciones; `-`: entrada estándar",
                    "What was observed; `-`: standard input",
                ),
            ),
        ],
        examples: &[(
            t(
                "ugat case return 7q3k 8 --reason \"Falta el cronograma\"",
                "ugat case return 7q3k 8 --reason \"The schedule is missing\"",
            ),
            t(
                "Devolver desde la revisión de la actividad 8",
                "Send back from the review of activity 8",
            ),
        )],
    },
    Page {
        path: "case attach",
        about: t(
            "Entrega salidas de una actividad ya hecha o lista",
            "Give outputs of an activity that is done or ready",
        ),
        details: None,
        arguments: &[
            (
                "activity",
                t("Número de la actividad", "Number of the activity"),
            ),
            (
                "item",
                t(
                    "Vez de la actividad, por su identificador (si no, la vigente o la última)",
                    "Occurrence of the activity, by its id (else the live one or the last)",
                ),
            ),
        ],
        examples: &[(
            t(
                "ugat case attach 7q3k 4 --output correo=C-15 --file correo=c.pdf",
                "ugat case attach 7q3k 4 --output correo=C-15 --file correo=c.pdf",
            ),
            t(
                "Entregar después un correo, con su archivo",
                "Give an e-mail later on, with its file",
            ),
        )],
    },
    Page {
        path: "case note",
        about: t("Agrega una nota a un caso", "Add a note to a case"),
        details: Some(t(
            "Una nota no cambia el estado del caso. Puede tener varias líneas y hasta 65536 bytes.",
            "A note does not change where the case stands. It may have several lines and up to \
             65536 bytes.",
        )),
        arguments: &[(
            "text",
            t(
                "La nota; `-`: entrada estándar",
                "The note; `-`: standard input",
            ),
        )],
        examples: &[
            (
                t(
                    "ugat case note 7q3k \"La entidad pidió una semana más\"",
                    "ugat case note 7q3k \"The entity asked for one more week\"",
                ),
                t("Anotar algo", "Note something"),
            ),
            (
                t(
                    "cat nota.txt | ugat case note 7q3k -",
                    "cat note.txt | ugat case note 7q3k -",
                ),
                t("Anotar el texto de un archivo", "Note the text of a file"),
            ),
        ],
    },
];
