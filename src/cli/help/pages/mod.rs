//! What help says, in both languages, as tables: a file or two a group of commands.

mod bulk;
mod case;
mod case_off_path;
mod case_read;
mod completions;
mod form;
mod manual;
mod procedure;
mod report;
mod store;
mod ugat;

use clap::Arg;

use crate::words::{Language, Text};

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
    t("REF", "REF"),
    t("BASE..HEAD", "BASE..HEAD"),
    t("COMMIT", "COMMIT"),
    t("ANTERIOR", "OLD"),
    t("NUEVA", "NEW"),
    t("CASO", "CASE"),
    t("OTRO", "OTHER"),
    t("EVENTO", "EVENT"),
    t("PERSONA", "PERSON"),
    t("ACTIVIDAD", "ACTIVITY"),
    t("TEXTO", "TEXT"),
    t("CLAVE", "KEY"),
    t("VERSIÓN", "VERSION"),
    t("VIEJA=NUEVA", "OLD=NEW"),
    t("COLUMNA=CAMPO", "COLUMN=FIELD"),
    t("TIPO", "KIND"),
    t("TIPO=REF", "KIND=REF"),
    t("TIPO=RUTA", "KIND=PATH"),
    t("TIPO=FECHA", "KIND=DATE"),
    t("TIPO=TEXTO", "KIND=TEXT"),
    t("FORMULARIO", "FORM"),
    t("NOTACIÓN", "NOTATION"),
    t("COLUMNAS", "COLUMNS"),
    t("COLUMNA", "COLUMN"),
    t("PLANTILLA", "TEMPLATE"),
    t("TÉRMINO", "TERM"),
    t("PARTE", "PART"),
    t("NOMBRE", "NAME"),
    t("DÍAS", "DAYS"),
    t("ROL", "ROLE"),
    t("FECHA", "DATE"),
    t("N", "N"),
    t("ID", "ID"),
    t("ESTADO", "STATE"),
    t("FORMATO", "FORMAT"),
    t("SHELL", "SHELL"),
    t("TEMA", "TOPIC"),
    t("PALABRA", "WORD"),
    t("POR", "BY"),
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
            "Registro de casos con el que se trabaja (si no, `UGAT_STORE` o el más cercano)",
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
        "event",
        t(
            "El evento, por el comienzo de su código: `ugat case log` los muestra",
            "The event, by the start of its id: `ugat case log` shows them",
        ),
    ),
    (
        "reason",
        t("Por qué; `-`: entrada estándar", "Why; `-`: standard input"),
    ),
    ("yes", t("Lo hace sin preguntar", "Do it without asking")),
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
        "on_behalf_of",
        t(
            "Por quién actúa, si no es por sí mismo; con `--authority`",
            "On whose behalf they act, if not their own; with `--authority`",
        ),
    ),
    (
        "authority",
        t(
            "Con qué autorización actúa por otra persona, como un memorándum",
            "By what authority they act on another's behalf, such as a memorandum",
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
        "calendar_days",
        t(
            "Cuenta días corridos, aunque el registro tenga un calendario",
            "Count plain days, though the store has a calendar",
        ),
    ),
    (
        "not_secret",
        t(
            "Insiste en que ningún texto es un secreto, aunque lo parezca; queda registrado",
            "Insist that no text is a secret, though it looks like one; it is recorded",
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
        "form",
        t(
            "Formulario llenado que se entrega, en TOML o JSON (puede repetirse)",
            "Form that was filled in and is given, in TOML or JSON (may be repeated)",
        ),
    ),
    (
        "output_date",
        t(
            "Fecha que lleva una salida entregada (puede repetirse)",
            "Date that an output given bears (may be repeated)",
        ),
    ),
    (
        "output_note",
        t(
            "Nota sobre una salida entregada (puede repetirse)",
            "Note on an output given (may be repeated)",
        ),
    ),
    (
        "reveal",
        t(
            "Muestra los datos personales de los formularios",
            "Show the personal data of forms",
        ),
    ),
    (
        "columns",
        t(
            "Qué columnas, por clave, con comas y en este orden; sin nada, las nombra",
            "Which columns, by key, with commas and in this order; with nothing, names them",
        ),
    ),
    (
        "sort",
        t(
            "Ordena por una columna o varias, con comas; con `-` delante, al revés",
            "Order by a column or several, with commas; with `-` before one, backwards",
        ),
    ),
    (
        "template",
        t(
            "Qué se escribe por fila, con los campos de su JSON: '{{case}}\\t{{state}}'",
            "What is written for a row, by the fields of its JSON: '{{case}}\\t{{state}}'",
        ),
    ),
    (
        "format",
        t("Cómo se escriben las filas", "How the rows are written"),
    ),
];

/// Every command.
pub fn all() -> impl Iterator<Item = &'static Page> {
    [
        ugat::PAGES,
        bulk::PAGES,
        case::PAGES,
        case_off_path::PAGES,
        case_read::PAGES,
        form::PAGES,
        manual::PAGES,
        procedure::PAGES,
        report::PAGES,
        store::PAGES,
        completions::PAGES,
    ]
    .into_iter()
    .flatten()
}

/// The command at this path.
pub fn of(path: &str) -> Option<&'static Page> {
    all().find(|page| page.path == path)
}

/// What is said of an argument of the command at this path.
pub fn said(argument: &Arg, path: &str, language: Language) -> &'static str {
    let text = text_of(argument, of(path));
    text.map_or("", |text| text.get(language))
}

/// What the command at this path is for.
pub fn about(path: &str, language: Language) -> &'static str {
    of(path).map_or("", |page| page.about.get(language))
}

/// The same, of the command with this page.
pub fn text_of(argument: &Arg, page: Option<&'static Page>) -> Option<&'static Text> {
    let id = argument.get_id().as_str();
    let own = page.map_or(&[][..], |page| page.arguments);
    let mut rows = own.iter().chain(SHARED);
    rows.find(|(row, _)| *row == id).map(|(_, text)| text)
}
