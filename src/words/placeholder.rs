//! The words in capitals that commands are shown with, where a person has to write something of
//! their own. No such word is ever taken as what it stands for.

use crate::words::{Language, Text};

macro_rules! placeholders {
    ($($name:ident $es:literal $en:literal, $what_es:literal $what_en:literal)+) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Placeholder {
            $($name),+
        }

        impl Placeholder {
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// As a command shows it.
            pub const fn text(self) -> Text {
                match self {
                    $(Self::$name => Text::of($es, $en)),+
                }
            }

            /// What belongs in its place.
            pub const fn what(self) -> Text {
                match self {
                    $(Self::$name => Text::of($what_es, $what_en)),+
                }
            }

            pub const fn name(self, language: Language) -> &'static str {
                match (self, language) {
                    $(
                        (Self::$name, Language::Spanish) => $es,
                        (Self::$name, Language::English) => $en,
                    )+
                }
            }
        }
    };
}

placeholders! {
    Activity "ACTIVIDAD" "ACTIVITY", "el número de la actividad" "the number of the activity"
    Authority "AUTORIZACIÓN" "AUTHORITY", "el documento que lo autoriza" "the document that authorises it"
    Case "CASO" "CASE", "el caso" "the case"
    Cite "CITE" "CITE", "el CITE del documento" "the CITE of the document"
    Column "COLUMNA" "COLUMN", "el título de la columna" "the heading of the column"
    Copy "COPIA" "COPY", "la copia" "the copy"
    Date "FECHA" "DATE", "la fecha" "the date"
    Entity "ENTIDAD" "ENTITY", "el nombre de la entidad" "the name of the entity"
    Event "EVENTO" "EVENT", "el código del evento" "the id of the event"
    File "ARCHIVO" "FILE", "el nombre del archivo" "the name of the file"
    Folder "CARPETA" "DIR", "la carpeta" "the folder"
    Kind "TIPO" "KIND", "el tipo de salida" "the kind of output"
    Name "NOMBRE" "NAME", "el nombre" "the name"
    New "NUEVA" "NEW", "el nuevo" "the new one"
    Mail "CORREO" "MAIL", "el correo electrónico" "the e-mail address"
    Number "N" "N", "el número" "the number"
    Other "OTRA" "OTHER", "otra" "another"
    Path "RUTA" "PATH", "la ruta del archivo" "the path of the file"
    Person "PERSONA" "PERSON", "el nombre de la persona" "the name of the person"
    Procedure "PROC" "PROC", "el procedimiento" "the procedure"
    Reason "MOTIVO" "REASON", "el motivo" "the reason"
    Reference "REF" "REF", "la referencia del documento, por ejemplo su CITE" "the reference of the document, such as its CITE"
    Role "ROL" "ROLE", "el rol" "the role"
    Sheet "HOJA" "SHEET", "el nombre de la hoja" "the name of the sheet"
    Text "TEXTO" "TEXT", "el texto" "the text"
    Version "VERSIÓN" "VERSION", "el número de la versión" "the number of the version"
}

impl Placeholder {
    /// The one that a text is, in brackets or not, in either language.
    pub fn of(text: &str) -> Option<Self> {
        let bare = text.trim().trim_matches(['<', '>', '[', ']', '.', '…']);
        let mut all = Self::ALL.iter().copied();
        all.find(|one| {
            Language::ALL
                .iter()
                .any(|language| one.name(*language) == bare)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Placeholder;

    #[test]
    fn a_placeholder_is_known_as_it_is_shown_and_in_no_other_writing() {
        for text in ["MOTIVO", " REASON ", "<MOTIVO>", "[REASON]..."] {
            assert_eq!(Placeholder::of(text), Some(Placeholder::Reason), "{text}");
        }
        for text in ["motivo", "Reason", "EL MOTIVO", "MOTIVO-1", ""] {
            assert_eq!(Placeholder::of(text), None, "{text}");
        }
    }
}
