//! Every schema, with what it describes.

use crate::words::Text;

/// What one answer, or one file of definitions, looks like.
#[derive(Debug)]
pub struct Schema {
    /// The words of its command, joined by hyphens.
    pub name: &'static str,
    pub title: Text,
    /// Goes up where a key is renamed or means something else, never where one is added.
    pub(super) version: u32,
    /// The other commands that answer so.
    pub also: &'static [&'static str],
    /// The file: the schema without its head, and without what it shares with others.
    pub(super) file: &'static str,
}

/// A line for each: its file, its version and what it describes, with the other commands that answer
/// so.
macro_rules! schemas {
    ($($file:literal $name:literal $version:literal $es:literal $en:literal $([$($also:literal)+])?)+) => {
        /// Every schema, in the order in which they are listed.
        pub static SCHEMAS: &[Schema] = &[$(Schema {
            name: $name,
            title: Text::of($es, $en),
            version: $version,
            also: &[$($($also),+)?],
            file: include_str!(concat!($file, "/", $name, ".json")),
        }),+];
    };
}

schemas! {
    "answers" "case-start" 1 "El caso que se inició" "The case that was started"
    "answers" "case-status" 1 "El estado de un caso, o de varios" "The state of a case, or of several" [
        "case-advance" "case-return" "case-note" "case-resolve" "case-undo" "case-redirect" "case-suspend"
        "case-resume" "case-cancel" "case-reopen" "case-correct" "case-link"
    ]
    "answers" "case-outputs" 1 "Los documentos de un caso, o de varios" "The documents of a case, or of several"
        ["case-attach" "case-retract"]
    "answers" "case-assign" 1 "El caso, o lo que se hizo con muchos" "The case, or what was done to many" ["case-label"]
    "answers" "case-waive" 1 "Los documentos del caso, o lo que se hizo con muchos" "The documents of the case, or what was done to many"
    "answers" "case-log" 1 "Todo lo que pasó en un caso, o en varios" "Everything that happened to a case, or to several"
    "answers" "case-dossier" 1 "El expediente de un caso" "The dossier of a case"
    "answers" "case-draft" 1 "Un documento hecho con una plantilla" "A document drafted from a template"
    "answers" "case-list" 1 "Los casos de un registro" "The cases of a store"
    "answers" "case-why" 1 "Por qué las actividades están como están" "Why activities are as they are"
    "answers" "case-migrate" 1 "Qué fue de cada caso que se quiso migrar" "What became of each case that was to be migrated"
    "answers" "inbox" 1 "Lo que espera a cada quien" "What waits for each person"
    "answers" "batch" 1 "Lo que hizo un lote o una importación" "What a batch or an import did" ["import"]
    "answers" "report-status" 1 "Cuántos casos hay en cada estado y actividad" "How many cases are in each state and at each activity"
    "answers" "report-workload" 1 "El trabajo pendiente por rol y persona" "The open work by role and person"
    "answers" "report-aging" 1 "Cuánto lleva esperando lo que está listo" "How long ready work has waited"
    "answers" "report-durations" 1 "Cuánto tarda el trabajo" "How long work takes"
    "answers" "report-throughput" 1 "Cuántos casos se iniciaron y terminaron" "How many cases were started and ended"
    "answers" "report-outputs" 1 "Documentos que se deben y que se entregaron" "Documents owed and given"
    "answers" "report-deviations" 1 "Lo que salió del camino" "What left the path"
    "answers" "form-list" 1 "Los formularios" "The forms"
    "answers" "form-show" 1 "Un formulario" "A form"
    "answers" "form-check" 1 "Lo que está mal en formularios llenados" "What is wrong with filled forms"
    "answers" "procedure-list" 1 "Los procedimientos" "The procedures"
    "answers" "procedure-show" 1 "Un procedimiento" "A procedure"
    "answers" "procedure-check" 1 "Lo que está mal en definiciones" "What is wrong with definitions"
    "answers" "procedure-add" 1 "Definiciones que se agregaron a un registro" "Definitions that were added to a store"
    "answers" "procedure-diff" 1 "En qué difieren dos versiones" "How two versions differ"
    "answers" "procedure-retire" 1 "Una versión que se retiró o se admitió" "A version that was retired or admitted"
    "answers" "roles" 1 "Los roles, y quién los tiene" "The roles, and who holds them"
    "answers" "kinds" 1 "Los tipos de salida" "The kinds of output"
    "answers" "manual" 1 "El manual" "The manual"
    "answers" "manual-glossary" 1 "Las palabras del manual" "The words of the manual"
    "answers" "manual-readings" 1 "Dónde el manual calla o se contradice" "Where the manual is silent or contradicts itself"
    "answers" "store-init" 1 "Un registro que se creó" "A store that was made"
    "answers" "store-path" 1 "Dónde está el registro" "Where the store is"
    "answers" "store-verify" 1 "Lo que se halló en un registro" "What was found in a store"
    "answers" "store-repair" 1 "Lo que hace una reparación" "What a repair does"
    "answers" "store-sync" 1 "Lo que se intercambió con otros" "What was exchanged with others"
    "answers" "store-hooks" 1 "Un gancho de git que se escribió" "A hook of git that was written"
    "answers" "store-gate" 1 "Si se deja entrar un envío" "Whether a push is let in"
    "answers" "doctor" 1 "Lo que hay de raro en este equipo" "What is odd about this machine"
    "answers" "help" 1 "Un tema de la ayuda, o todos" "A topic of help, or all of them"
    "answers" "schema" 1 "Los esquemas que hay" "The schemas that there are"
    "answers" "error" 1 "Un error, por la salida de errores" "A failure, on standard error"
    "answers" "remark" 1 "Una observación, por la salida de errores" "A remark, on standard error"
    "definitions" "procedure" 1 "Un archivo de un procedimiento" "A file of a procedure"
    "definitions" "form" 1 "Un archivo de un formulario" "A file of a form"
    "definitions" "settings" 1 "Los ajustes de un registro, `ugat.toml`" "The settings of a store, `ugat.toml`"
}

impl Schema {
    /// That of a command by its words, however they are joined, or of a file of definitions.
    pub fn named(name: &str) -> Option<&'static Self> {
        SCHEMAS
            .iter()
            .find(|one| one.names().any(|own| own == name))
    }

    /// Every name that it can be asked for by, its own first.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        let also = self.also.iter().copied();
        std::iter::once(self.name).chain(also)
    }
}
