use crate::words::Text;

/// What is said of one command.
pub struct Page {
    /// The names below `ugat`, separated by blanks.
    pub path: &'static str,
    pub about: Text,
    /// Shown by `--help` alone.
    pub details: Option<Text>,
    /// Of the arguments that are this command's own, or mean something of their own here.
    pub arguments: &'static [(&'static str, Text)],
    /// A call that can be typed, and what it does.
    pub examples: &'static [(Text, Text)],
}

const fn t(es: &'static str, en: &'static str) -> Text {
    Text::of(es, en)
}

/// What values are called in usage lines.
pub static VALUES: &[Text] = &[
    t("IDIOMA", "LANG"),
    t("CARPETA", "DIR"),
    t("ARCHIVO", "FILE"),
    t("PROC", "PROC"),
    t("CASO", "CASE"),
    t("ACTIVIDAD", "ACTIVITY"),
    t("TEXTO", "TEXT"),
    t("CLAVE", "KEY"),
    t("TIPO=REF", "KIND=REF"),
    t("TIPO=RUTA", "KIND=PATH"),
    t("NOMBRE", "NAME"),
    t("ROL", "ROLE"),
    t("FECHA", "DATE"),
    t("N", "N"),
    t("ID", "ID"),
    t("ESTADO", "STATE"),
    t("FORMATO", "FORMAT"),
];

/// What is said of arguments that mean the same in every command that has them.
pub static SHARED: &[(&str, Text)] = &[
    (
        "lang",
        t(
            "Idioma de lo que se lee: `es` o `en` (si no, `UGAT_LANG` o el del sistema)",
            "Language of what is read: `es` or `en` (else `UGAT_LANG` or the system's)",
        ),
    ),
    (
        "store",
        t(
            "Almacén con el que se trabaja (si no, `UGAT_STORE` o el más cercano)",
            "Store to work with (else `UGAT_STORE` or the nearest one)",
        ),
    ),
    (
        "json",
        t(
            "Responde en JSON, también los errores",
            "Answer in JSON, errors included",
        ),
    ),
    (
        "help",
        t(
            "Muestra esta ayuda; `--help` agrega detalles",
            "Show this help; `--help` adds details",
        ),
    ),
    (
        "case",
        t(
            "El caso: su código o el comienzo de este, su referencia, o `.` si es el único abierto",
            "The case: its id or the start of it, its reference, or `.` for the only open one",
        ),
    ),
    (
        "by",
        t(
            "Quién actúa (si no, `UGAT_USER`, el `user.name` de git o el usuario)",
            "Who acts (else `UGAT_USER`, git's `user.name` or the login)",
        ),
    ),
    (
        "role",
        t(
            "Rol en que actúa, por clave o nombre",
            "Role they act in, by key or name",
        ),
    ),
    (
        "on",
        t(
            "Cuándo ocurrió: un día, o una hora con su zona (si no, ahora)",
            "When it happened: a day, or a time with its offset (else now)",
        ),
    ),
    (
        "output",
        t(
            "Salida entregada, con su referencia (puede repetirse)",
            "Output given, with its reference (may be repeated)",
        ),
    ),
    (
        "file",
        t(
            "Salida entregada, con su archivo, que se copia al caso (puede repetirse)",
            "Output given, with its file, which is copied into the case (may be repeated)",
        ),
    ),
    (
        "format",
        t("Cómo se escriben las filas", "How the rows are written"),
    ),
];

/// Every command, in the order in which it is listed.
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
                    "El procedimiento: `pr07`, `PR7` o su código",
                    "The procedure: `pr07`, `PR7` or its code",
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
                t("Todos los casos del almacén", "All cases of the store"),
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
        about: t("Lista las salidas de un caso", "List the outputs of a case"),
        details: None,
        arguments: &[
            ("missing", t("Solo las pendientes", "Only those owed")),
            (
                "check",
                t(
                    "Compara los archivos con su SHA-256 registrado",
                    "Compare the files with the SHA-256 recorded",
                ),
            ),
        ],
        examples: &[(
            t(
                "ugat case outputs 7q3k --missing",
                "ugat case outputs 7q3k --missing",
            ),
            t("Lo que falta entregar", "What is still to be given"),
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
                "ugat case attach 7q3k 4 --output acta=ACT-7 --file acta=acta.pdf",
                "ugat case attach 7q3k 4 --output acta=ACT-7 --file acta=acta.pdf",
            ),
            t(
                "Entregar después un acta, con su archivo",
                "Give minutes later on, with their file",
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
        path: "case list",
        about: t("Lista los casos del almacén", "List the cases of the store"),
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
    Page {
        path: "store",
        about: t(
            "Prepara y ubica el almacén de casos",
            "Prepare and find the store of cases",
        ),
        details: None,
        arguments: &[],
        examples: &[],
    },
    Page {
        path: "store init",
        about: t(
            "Prepara una carpeta como almacén de casos",
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
            "Muestra la carpeta del almacén en uso",
            "Show the folder of the store in use",
        ),
        details: None,
        arguments: &[],
        examples: &[],
    },
];
