use crate::cli::help::pages::{Page, t};
use crate::words::Text;

/// `ugat batch` and `ugat import`.
pub static PAGES: &[Page] = &[
    Page {
        path: "batch",
        about: t(
            "Registra muchos actos de un archivo, o ninguno",
            "Record many acts from a file, or none",
        ),
        details: Some(t(
            "Cada línea es un objeto JSON: `do` dice qué se hace, con el nombre de un comando de \
             `ugat case` (start, advance, return, attach, note, resolve, undo, redirect, suspend, \
             resume, cancel, reopen, correct, assign, link), y las demás claves son sus argumentos \
             y opciones, sin guiones: `case`, `activity`, `answer`, `on`… Un `start` puede dar un \
             `name` con el que las líneas siguientes nombran el caso nuevo. Primero se comprueban \
             todas las líneas, cada una sobre lo que dejan las anteriores; si alguna se rechaza, \
             no se escribe nada y se dicen todas las rechazadas.",
            "Each line is a JSON object: `do` says what is done, by the name of a command of `ugat \
             case` (start, advance, return, attach, note, resolve, undo, redirect, suspend, \
             resume, cancel, reopen, correct, assign, link), and the other keys are its arguments \
             and options, without hyphens: `case`, `activity`, `answer`, `on`… A `start` may give \
             a `name` by which the lines after it call the new case. All lines are checked first, \
             each on what those before it leave; where one is refused nothing is written, and \
             every refused one is told.",
        )),
        arguments: &[
            (
                "file",
                t(
                    "El archivo, un acto por línea; `-`: entrada estándar",
                    "The file, one act a line; `-`: standard input",
                ),
            ),
            DRY_RUN,
        ],
        examples: &[
            (
                t(
                    "ugat batch actos.ndjson --dry-run",
                    "ugat batch acts.ndjson --dry-run",
                ),
                t(
                    "Ver qué se escribiría, sin escribirlo",
                    "See what would be written, writing nothing",
                ),
            ),
            (
                t(
                    "echo '{\"do\":\"note\",\"case\":\"7q3k\",\"text\":\"Llamó la entidad\"}' | ugat batch -",
                    "echo '{\"do\":\"note\",\"case\":\"7q3k\",\"text\":\"The entity called\"}' | ugat batch -",
                ),
                t(
                    "Registrar lo que escribe otro programa",
                    "Record what another program writes",
                ),
            ),
        ],
    },
    Page {
        path: "import",
        about: t(
            "Registra casos que están en papel, de una hoja CSV",
            "Record cases that are on paper, from a CSV sheet",
        ),
        details: Some(t(
            "La hoja lleva encabezados y una fila por paso, en orden: la referencia del caso, la \
             fecha y lo que se hizo. La primera fila de una referencia inicia su caso; una fila \
             sin actividad lo inicia o le agrega una nota. Se reconocen los encabezados \
             referencia, entidad, título, actividad, fecha, respuesta, salida, responsable, rol, \
             devuelto a y nota, con o sin mayúsculas y tildes, o en inglés; `--map` nombra otros. \
             Las celdas se separan con coma, punto y coma o tabulador; varias respuestas o \
             salidas de una celda, con `;` o `|`. Se comprueba todo antes de escribir, como en \
             `ugat batch`.",
            "The sheet has headings and a row a step, in order: the reference of the case, the \
             date and what was done. The first row of a reference starts its case; a row without \
             an activity starts it or adds a note. The headings reference, entity, title, \
             activity, date, answer, output, by, role, returned to and note are known, whatever \
             their case and accents, or in Spanish; `--map` names others. Cells are separated by \
             commas, semicolons or tabs; several answers or outputs of a cell, by `;` or `|`. All \
             of it is checked before any is written, as by `ugat batch`.",
        )),
        arguments: &[
            (
                "file",
                t(
                    "La hoja, en CSV y UTF-8; `-`: entrada estándar",
                    "The sheet, in CSV and UTF-8; `-`: standard input",
                ),
            ),
            (
                "procedure",
                t(
                    "El procedimiento de los casos: `pr07`, `PR7` o su código",
                    "The procedure of the cases: `pr07`, `PR7` or its code",
                ),
            ),
            (
                "map",
                t(
                    "Qué contiene una columna: `\"N° de trámite=ref\"` (puede repetirse)",
                    "What a column holds: `\"File no.=ref\"` (may be repeated)",
                ),
            ),
            (
                "by",
                t(
                    "Quién actuó, donde la fila no lo dice (si no, quien importa)",
                    "Who acted, where the row does not say (else whoever imports)",
                ),
            ),
            (
                "skip_known",
                t(
                    "Deja fuera las filas cuya referencia ya está en el registro",
                    "Leave out the rows whose reference the store has already",
                ),
            ),
            DRY_RUN,
        ],
        examples: &[
            (
                t(
                    "ugat import transferencias.csv --procedure pr07 --dry-run",
                    "ugat import transfers.csv --procedure pr07 --dry-run",
                ),
                t(
                    "Ver qué casos resultarían, sin escribirlos",
                    "See which cases it would give, writing nothing",
                ),
            ),
            (
                t(
                    "ugat import hoja.csv --procedure pr07 --map \"N° de trámite=ref\"",
                    "ugat import sheet.csv --procedure pr07 --map \"File no.=ref\"",
                ),
                t("Decir qué contiene una columna", "Say what a column holds"),
            ),
        ],
    },
];

const DRY_RUN: (&str, Text) = (
    "dry_run",
    t(
        "Comprueba todo y no escribe nada",
        "Check everything and write nothing",
    ),
);
