//! What is said of arguments that mean the same in every command that has them.

use crate::cli::help::both;

pub const CASE: &str = both!(
    "El caso: su código o el comienzo de este, su referencia, o `.` si es el único abierto",
    "The case: its id or the start of it, its reference, or `.` for the only open one"
);
pub const EVENT: &str = both!(
    "El evento, por el comienzo de su código: `ugat case log` los muestra",
    "The event, by the start of its id: `ugat case log` shows them"
);
pub const REASON: &str = both!("Por qué; `-`: entrada estándar", "Why; `-`: standard input");
pub const BY: &str = both!(
    "Quién actúa (si no, `UGAT_USER`, el `user.name` de git o el usuario)",
    "Who acts (else `UGAT_USER`, git's `user.name` or the login)"
);
pub const ROLE: &str = both!(
    "Rol en que actúa, por clave o nombre",
    "Role they act in, by key or name"
);
pub const ON: &str = both!(
    "Cuándo ocurrió: un día, o una hora con su zona (si no, ahora)",
    "When it happened: a day, or a time with its offset (else now)"
);
pub const ITEM: &str = both!(
    "Vez de la actividad, por su identificador (si no, la vigente o la última)",
    "Occurrence of the activity, by its id (else the live one or the last)"
);
pub const LABEL: &str = both!(
    "Solo los casos con esta etiqueta (puede repetirse: con todas)",
    "Only cases with this label (may be repeated: with all of them)"
);
pub const CALENDAR_DAYS: &str = both!(
    "Cuenta días corridos, aunque el registro tenga un calendario",
    "Count plain days, though the store has a calendar"
);
pub const REVEAL: &str = both!(
    "Muestra los datos personales de los formularios",
    "Show the personal data of forms"
);
pub const YES: &str = both!("Lo hace sin preguntar", "Do it without asking");
