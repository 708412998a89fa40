use crate::cli::help::pages::{Page, t};

/// The commands of `ugat case` for what leaves the path of a procedure, and for what is said
/// beside it.
pub static PAGES: &[Page] = &[
    Page {
        path: "case resolve",
        about: t(
            "Resuelve un conflicto: mantiene un lado",
            "End a conflict: keep one side",
        ),
        details: Some(t(
            "Cuando dos personas, sin verse, deciden lo mismo de formas distintas, el caso queda \
             en conflicto en ese punto y solo una persona lo resuelve. El EVENTO es el de \
             cualquier acto que decidió sobre ese trabajo: lo que decidió queda en pie, y todo lo \
             que dependía de ello vuelve a contar. Una resolución puede revisarse con otra. En una \
             terminal, sin EVENTO, se muestran los lados y se pregunta.",
            "When two people, unseen by each other, decide the same work differently, the case is \
             in conflict there, and only a person ends it. EVENT is that of any act that decided \
             on that work: what it decided stands, and all that rested on it counts again. A \
             resolution can be revised by another. On a terminal, without EVENT, the sides are \
             shown and asked for.",
        )),
        arguments: &[],
        examples: &[(
            t(
                "ugat case resolve 7q3k 6c1f --reason \"Vale la aprobación\"",
                "ugat case resolve 7q3k 6c1f --reason \"The approval stands\"",
            ),
            t("Mantener un lado", "Keep a side"),
        )],
    },
    Page {
        path: "case undo",
        about: t("Deshace un acto", "Take back an act"),
        details: Some(t(
            "La actividad vuelve a estar lista, y lo que dependía del acto queda retenido: no se \
             borra, y vuelve a contar si el acto se restituye. Deshacer lo deshecho devuelve lo \
             que había. En una terminal, sin EVENTO, se propone el último acto propio; en un \
             script hacen falta el EVENTO y `--yes`.",
            "The activity is ready again, and what rested on the act is held: it is not deleted, \
             and counts again if the act is given back. Undoing an undoing gives back what was \
             there. On a terminal, without EVENT, one's own last act is proposed; a script needs \
             EVENT and `--yes`.",
        )),
        arguments: &[],
        examples: &[(
            t(
                "ugat case undo 7q3k 6c1f --yes --reason \"Se registró en otro caso\"",
                "ugat case undo 7q3k 6c1f --yes --reason \"It was meant for another case\"",
            ),
            t("Deshacer un acto", "Take back an act"),
        )],
    },
    Page {
        path: "case redirect",
        about: t(
            "Pasa el trabajo a donde el procedimiento no lo lleva",
            "Move work where the procedure does not send it",
        ),
        details: Some(t(
            "El trabajo listo de una actividad pasa a otra u otras, o su rama termina con \
             `--end`. Se rechaza si desde ahí el caso ya no podría terminar, o si una actividad \
             quedaría pendiente dos veces, y se muestra cómo se llegaría a eso.",
            "The ready work of an activity goes to another or to several, or its branch ends with \
             `--end`. It is refused if from there the case could no longer finish, or if an \
             activity would be pending twice, with the way that leads to it.",
        )),
        arguments: &[
            (
                "from",
                t(
                    "Actividad lista cuyo trabajo pasa a otra",
                    "Ready activity whose work is moved",
                ),
            ),
            (
                "to",
                t(
                    "Actividad a la que pasa (puede repetirse)",
                    "Activity that it goes to (may be repeated)",
                ),
            ),
            ("end", t("Cierra la rama ahí", "End the branch there")),
        ],
        examples: &[
            (
                t(
                    "ugat case redirect 7q3k --from 5 --to 15 --reason \"Instrucción UGAT 4/2026\"",
                    "ugat case redirect 7q3k --from 5 --to 15 --reason \"UGAT instruction 4/2026\"",
                ),
                t("Saltar a otra actividad", "Go on at another activity"),
            ),
            (
                t(
                    "ugat case redirect 7q3k --from 17 --end --reason \"Ya se capacitó\"",
                    "ugat case redirect 7q3k --from 17 --end --reason \"Training took place\"",
                ),
                t("Cerrar una rama", "End a branch"),
            ),
        ],
    },
    Page {
        path: "case suspend",
        about: t("Suspende el caso", "Suspend the case"),
        details: Some(t(
            "Un caso suspendido no avanza: solo se anota, se adjunta, se corrige, se vincula, se \
             resuelve, se reanuda o se cancela.",
            "A suspended case does not advance: it takes only notes, outputs, corrections, links, \
             resolutions, resuming or cancelling.",
        )),
        arguments: &[],
        examples: &[(
            t(
                "ugat case suspend 7q3k --reason \"A la espera de presupuesto\"",
                "ugat case suspend 7q3k --reason \"Waiting for a budget\"",
            ),
            t("Detenerlo por ahora", "Stop it for now"),
        )],
    },
    Page {
        path: "case resume",
        about: t("Reanuda un caso suspendido", "Resume a suspended case"),
        details: None,
        arguments: &[],
        examples: &[],
    },
    Page {
        path: "case cancel",
        about: t("Cancela el caso", "Cancel the case"),
        details: Some(t(
            "El caso queda cerrado donde está, con todo lo registrado; `case reopen` lo reabre.",
            "The case is closed where it is, with all that was written; `case reopen` opens it \
             again.",
        )),
        arguments: &[],
        examples: &[],
    },
    Page {
        path: "case reopen",
        about: t(
            "Reabre un caso cancelado o terminado",
            "Reopen a cancelled or finished case",
        ),
        details: Some(t(
            "Uno cancelado sigue donde estaba. Uno terminado se reabre deshaciendo el acto que lo \
             terminó.",
            "A cancelled one goes on where it was. A finished one is reopened by taking back the \
             act that finished it.",
        )),
        arguments: &[],
        examples: &[],
    },
    Page {
        path: "case migrate",
        about: t(
            "Pasa casos a otra versión de su procedimiento",
            "Move cases to another version of their procedure",
        ),
        details: Some(t(
            "Por cada caso se dice si puede migrar, si falta decir qué actividad es ahora una con \
             trabajo pendiente (`--map`), o por qué no puede: se comprueba que desde donde está \
             pueda terminar con la versión nueva. Los que pueden migran, cada uno por sí; los \
             demás siguen con su versión. `--dry-run` no escribe nada. Las versiones de un \
             procedimiento se comparan con `ugat procedure diff`.",
            "Of each case it is said whether it can be moved, whether an activity with work needs \
             a counterpart (`--map`), or why it cannot: it is proved that from where it is it can \
             finish under the new version. Those that can are moved, each by itself; the others go \
             on under their version. `--dry-run` writes nothing. `ugat procedure diff` compares \
             the versions of a procedure.",
        )),
        arguments: &[
            (
                "cases",
                t(
                    "Los casos, cada uno como se nombra cualquiera",
                    "The cases, each named as any is",
                ),
            ),
            (
                "all",
                t(
                    "Todos los que siguen otra versión del procedimiento y no han terminado",
                    "All that are under another version of the procedure and have not ended",
                ),
            ),
            ("procedure", t("El procedimiento", "The procedure")),
            (
                "version",
                t("Número de la versión", "Number of the version"),
            ),
            (
                "map",
                t(
                    "Lo que era una actividad y cuál es ahora (puede repetirse)",
                    "What was an activity and which one it is now (may be repeated)",
                ),
            ),
            (
                "dry_run",
                t("Solo dice qué pasaría", "Only say what would happen"),
            ),
        ],
        examples: &[(
            t(
                "ugat case migrate 7q3k 9m2c --to 3 --dry-run",
                "ugat case migrate 7q3k 9m2c --to 3 --dry-run",
            ),
            t("Ver si pueden migrar", "See whether they can be moved"),
        )],
    },
    Page {
        path: "case correct",
        about: t(
            "Corrige lo que dice un evento",
            "Correct what an event says",
        ),
        details: Some(t(
            "El evento queda como se escribió, a la vista en `case log`; en lo demás se lee lo \
             corregido. El título, la referencia y la entidad se corrigen en el primer evento.",
            "The event stays as it was written, in sight in `case log`; elsewhere the correction \
             is read. Title, reference and entity are corrected on the first event.",
        )),
        arguments: &[
            (
                "corrected_on",
                t("Cuándo ocurrió en verdad", "When it really happened"),
            ),
            ("note", t("La nota correcta", "The right note")),
            (
                "entity",
                t(
                    "Entidad correcta, en lugar de las del evento (puede repetirse)",
                    "Right entity, in place of the event's (may be repeated)",
                ),
            ),
            ("title", t("Título correcto", "The right title")),
            ("reference", t("Referencia correcta", "The right reference")),
            (
                "again",
                t(
                    "Darla aunque otro caso ya la tenga",
                    "Give it though another case has it already",
                ),
            ),
        ],
        examples: &[(
            t(
                "ugat case correct 7q3k 6c1f --on 2026-03-01 --reason \"Fecha mal copiada\"",
                "ugat case correct 7q3k 6c1f --on 2026-03-01 --reason \"Date copied wrong\"",
            ),
            t("Corregir una fecha", "Correct a date"),
        )],
    },
    Page {
        path: "case link",
        about: t("Vincula el caso con otro", "Link the case with another"),
        details: None,
        arguments: &[
            (
                "other",
                t(
                    "El otro caso, como se nombra cualquiera, o su código completo",
                    "The other case, named as any is, or its whole id",
                ),
            ),
            (
                "kind",
                t(
                    "Qué tiene que ver, en pocas palabras",
                    "What it has to do with it, in a few words",
                ),
            ),
        ],
        examples: &[(
            t(
                "ugat case link 7q3k pr05-k2n8 --as \"informe de cierre\"",
                "ugat case link 7q3k pr05-k2n8 --as \"closing report\"",
            ),
            t(
                "Anotar de qué caso viene un insumo",
                "Say which case an input comes from",
            ),
        )],
    },
    Page {
        path: "case assign",
        about: t(
            "Asigna a una persona el trabajo de una actividad",
            "Give the work of an activity to a person",
        ),
        details: None,
        arguments: &[
            (
                "activity",
                t(
                    "Número de una actividad lista o en espera",
                    "Number of an activity that is ready or waits",
                ),
            ),
            ("person", t("A quién se asigna", "To whom it is given")),
        ],
        examples: &[(
            t(
                "ugat case assign 7q3k 5 \"Luis Poma\"",
                "ugat case assign 7q3k 5 \"Luis Poma\"",
            ),
            t("Asignar una actividad", "Assign an activity"),
        )],
    },
];
