//! What people type for the program's own words, in both languages. A word is looked up as it is
//! compared, without case and accents; what it may mean stands in order of preference, and the
//! first that is possible where it was typed is meant.

/// Words as they are typed, and the words of the program that they may mean.
type Synonyms = (&'static [&'static str], &'static [&'static str]);

const COMMANDS: &[Synonyms] = &[
    (&["caso", "casos", "cases"], &["case", "list"]),
    (
        &[
            "bandeja",
            "buzon",
            "pendiente",
            "pendientes",
            "pending",
            "todo",
            "tarea",
            "tareas",
            "tasks",
        ],
        &["inbox"],
    ),
    (
        &[
            "informe",
            "informes",
            "reporte",
            "reportes",
            "reports",
            "estadisticas",
            "stats",
            "resumen",
        ],
        &["report", "status"],
    ),
    (
        &["formulario", "formularios", "forms", "anexo", "anexos"],
        &["form", "forms"],
    ),
    (
        &[
            "procedimiento",
            "procedimientos",
            "procedures",
            "proceso",
            "procesos",
        ],
        &["procedure", "procedures"],
    ),
    (&["almacen", "deposito", "repo", "repositorio"], &["store"]),
    (&["registro"], &["store", "log"]),
    (&["lote", "lotes", "batches"], &["batch"]),
    (&["importar", "planilla"], &["import"]),
    (&["ayuda"], &["help"]),
    (
        &[
            "show",
            "ver",
            "view",
            "mostrar",
            "muestra",
            "see",
            "info",
            "detalle",
            "detalles",
            "consultar",
        ],
        &["status", "show", "list"],
    ),
    (
        &["estado", "estados", "situacion", "state"],
        &["status", "state"],
    ),
    (
        &[
            "new", "nuevo", "nueva", "create", "crear", "iniciar", "inicio", "begin", "comenzar",
            "empezar",
        ],
        &["start", "new", "init", "add"],
    ),
    (
        &[
            "done",
            "finish",
            "complete",
            "completar",
            "terminar",
            "finalizar",
            "avanzar",
            "avance",
            "next",
            "siguiente",
            "hecho",
            "listo",
        ],
        &["advance"],
    ),
    (&["listar", "lista", "ls", "todos"], &["list"]),
    (
        &[
            "historial",
            "history",
            "historia",
            "bitacora",
            "eventos",
            "events",
            "actos",
        ],
        &["log"],
    ),
    (
        &[
            "edit",
            "editar",
            "modificar",
            "modify",
            "change",
            "cambiar",
            "update",
            "corregir",
            "rectificar",
        ],
        &["correct"],
    ),
    (
        &["fix", "arreglar", "reparar", "mend"],
        &["repair", "correct"],
    ),
    (&["devolver", "observar", "reject", "rechazar"], &["return"]),
    (
        &["salidas", "salida", "documentos", "documents"],
        &["outputs", "output"],
    ),
    (
        &["adjuntar", "entregar", "anexar", "upload", "subir"],
        &["attach"],
    ),
    (
        &["nota", "anotar", "comentar", "comentario", "comment"],
        &["note"],
    ),
    (&["resolver", "solve"], &["resolve"]),
    (&["deshacer", "revert", "revertir"], &["undo"]),
    (&["desviar", "mover", "move", "redirigir"], &["redirect"]),
    (&["suspender", "pausar", "pause"], &["suspend"]),
    (&["reanudar"], &["resume"]),
    (&["cancelar", "anular"], &["cancel"]),
    (&["reabrir"], &["reopen"]),
    (&["vincular", "relacionar", "enlazar"], &["link"]),
    (&["asignar", "delegar", "designar"], &["assign"]),
    (
        &["etiquetar", "etiqueta", "etiquetas", "tag", "tags"],
        &["label"],
    ),
    (&["dispensar", "eximir", "exempt"], &["waive"]),
    (&["retirar", "withdraw", "detach"], &["retract"]),
    (&["migrar", "upgrade"], &["migrate"]),
    (&["borrador", "redactar"], &["draft"]),
    (&["expediente", "expedientes"], &["dossier"]),
    (&["porque", "por-que", "explain", "explicar"], &["why"]),
    (
        &["desvio", "desvios", "desviaciones", "devoluciones"],
        &["deviations"],
    ),
    (&["carga", "load"], &["workload"]),
    (
        &["antiguedad", "vencidos", "atrasados", "overdue", "late"],
        &["aging", "inbox"],
    ),
    (
        &["plazo", "plazos", "deadline", "deadlines"],
        &["aging", "calendar"],
    ),
    (
        &[
            "suplente",
            "suplentes",
            "suplencia",
            "suplencias",
            "substitutes",
        ],
        &["people"],
    ),
    (&["rendimiento", "mensual", "monthly"], &["throughput"]),
    (
        &["duracion", "duraciones", "tiempos", "times"],
        &["durations"],
    ),
    (&["preparar", "inicializar"], &["init"]),
    (&["carpeta", "folder", "where", "donde", "ruta"], &["path"]),
    (
        &["verificar", "revisar", "validar", "validate"],
        &["verify", "check"],
    ),
    (&["check"], &["verify"]),
    (
        &[
            "sincronizar",
            "compartir",
            "share",
            "push",
            "pull",
            "commit",
            "guardar",
        ],
        &["sync"],
    ),
    (&["agregar", "anadir", "añadir"], &["add", "attach"]),
    (&["comparar", "compare", "diferencias"], &["diff"]),
    (&["llenar", "rellenar"], &["fill"]),
    (&["glosario", "terminos"], &["glossary", "terms"]),
    (&["lecturas"], &["readings"]),
];

const ARGUMENTS: &[Synonyms] = &[
    (&["motivo", "razon", "message", "porque"], &["reason"]),
    (&["entidad", "institucion", "ministerio"], &["entity"]),
    (&["respuesta"], &["answer"]),
    (&["salida", "documento", "document"], &["output"]),
    (&["archivo", "adjunto", "attachment"], &["file"]),
    (&["fecha", "date", "dia", "day"], &["on"]),
    (&["por", "user", "usuario", "quien"], &["by"]),
    (&["rol", "role", "cargo"], &["role", "as"]),
    (&["titulo"], &["title"]),
    (
        &["referencia", "reference", "cite", "hoja-de-ruta"],
        &["ref"],
    ),
    (&["formato"], &["format"]),
    (&["status"], &["state"]),
    (
        &["vencido", "vencidos", "atrasado", "atrasados", "late"],
        &["overdue"],
    ),
    (&["columnas"], &["columns"]),
    (&["ordenar", "orden", "order"], &["sort"]),
    (&["desde", "from"], &["since"]),
    (&["hasta"], &["until"]),
    (&["idioma", "language"], &["lang"]),
    (&["to", "para", "persona", "responsable"], &["person"]),
    (&["actividad", "paso", "step"], &["activity"]),
    (&["evento"], &["event"]),
];

const VALUES: &[Synonyms] = &[
    (&["si", "s"], &["yes"]),
    (
        &[
            "abierto",
            "abiertos",
            "pendiente",
            "pendientes",
            "pending",
            "en curso",
        ],
        &["open"],
    ),
    (
        &[
            "terminado",
            "terminados",
            "finalizado",
            "finalizados",
            "concluido",
            "cerrado",
            "cerrados",
            "done",
            "closed",
        ],
        &["finished"],
    ),
    (&["cancelado", "cancelados"], &["cancelled"]),
    (&["suspendido", "suspendidos"], &["suspended"]),
    (&["conflicto", "en conflicto", "conflict"], &["in-conflict"]),
    (&["tabla"], &["table"]),
    (&["excel", "xls", "xlsx"], &["xlsx", "csv"]),
    (&["espanol", "español", "castellano", "spanish"], &["es"]),
    (&["ingles", "english"], &["en"]),
    (&["jefe", "jefa", "jefatura", "head"], &["jefe-ugat"]),
    (&["mail", "email", "e-mail"], &["correo"]),
];

/// What people type to have something deleted, which nothing does.
pub const DELETE: &[&str] = &[
    "borrar", "eliminar", "suprimir", "quitar", "delete", "remove", "erase", "rm",
];

/// What people type to have a label taken off.
pub const UNLABEL: &[&str] = &["unlabel", "untag", "desetiquetar"];

/// What a word may mean, in order of preference; it is given as it is compared.
pub fn meanings(word: &str) -> impl Iterator<Item = &'static str> {
    let all = COMMANDS.iter().chain(ARGUMENTS).chain(VALUES);
    all.filter(move |(typed, _)| typed.contains(&word))
        .flat_map(|(_, meant)| meant.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::{ARGUMENTS, COMMANDS, VALUES, meanings};
    use crate::words::matching;

    #[test]
    fn every_word_is_written_as_it_is_compared_and_stands_once_in_its_list() {
        for list in [COMMANDS, ARGUMENTS, VALUES] {
            let words: Vec<&str> = list.iter().flat_map(|(typed, _)| *typed).copied().collect();
            for (place, word) in words.iter().enumerate() {
                assert_eq!(matching(word), *word);
                assert!(!words[..place].contains(word), "{word}");
            }
        }
    }

    #[test]
    fn a_word_means_the_same_in_both_languages() {
        for word in ["new", "nuevo", "iniciar"] {
            assert_eq!(meanings(word).next(), Some("start"), "{word}");
        }
        assert_eq!(meanings("advance").next(), None);
    }
}
