//! The words in capitals that commands are shown with, where a person has to write something of
//! their own. No such word is ever taken as what it stands for.

use unicode_normalization::char::is_combining_mark;

use crate::words::canonical::decomposed;
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
    /// The one that a text is, in either language.
    pub fn of(text: &str) -> Option<Self> {
        let word = WordInCapitals::of(text)?;
        let mut all = Self::ALL.iter().copied();
        all.find(|one| word.is_any(Language::ALL.map(|language| one.name(language))))
    }
}

/// A text as placeholders are compared: without accents, wide letters, and the quotes, brackets and
/// stops around it. In small letters, or with a digit, it stands for nothing but itself.
pub struct WordInCapitals(String);

impl WordInCapitals {
    pub fn of(text: &str) -> Option<Self> {
        if text.contains(|one: char| one.is_lowercase() || one.is_numeric()) {
            return None;
        }
        let plain: String = plain(text).collect();
        let word = plain.trim_matches(|one: char| !one.is_alphanumeric());
        Some(Self(word.to_owned()))
    }

    pub fn is_any(&self, names: impl IntoIterator<Item = &'static str>) -> bool {
        names.into_iter().any(|name| plain(name).eq(self.0.chars()))
    }
}

fn plain(text: &str) -> impl Iterator<Item = char> {
    decomposed(text).filter(|one| !is_combining_mark(*one))
}

#[cfg(test)]
mod tests {
    use super::Placeholder;

    #[test]
    fn a_placeholder_is_known_however_it_was_copied_and_a_text_of_its_own_is_none() {
        for (expected, texts) in [
            (
                Some(Placeholder::Reason),
                &["MOTIVO", " REASON ", "<MOTIVO>", "[REASON]...", "¿MOTIVO?"][..],
            ),
            (
                Some(Placeholder::Reference),
                &[
                    "\u{201c}REF\u{201d}",
                    "\u{ab}REF\u{bb}",
                    "\u{ff32}\u{ff25}\u{ff26}",
                    "REF,",
                    "<REF>",
                    "(REF)",
                    "[REF]",
                    "REF.",
                    "\"REF\"",
                    "'REF'",
                    "`REF`",
                    "{{REF}}",
                    "$REF",
                    "\u{2018} REF \u{2019};",
                    "RE\u{200b}F",
                ],
            ),
            (
                Some(Placeholder::Authority),
                &[
                    "AUTORIZACIÓN",
                    "AUTORIZACIO\u{301}N",
                    "AUTORIZACION",
                    "(AUTHORITY)",
                ],
            ),
            (
                None,
                &[
                    "motivo",
                    "Reason",
                    "EL MOTIVO",
                    "MOTIVO-1",
                    "REF-12/2026",
                    "REF 12",
                    "(REF) 12/2026",
                    "REF/AGETIC",
                    "N\u{ba} 5",
                    "N\u{b0}",
                    "REFERENCIA",
                    "...",
                    "",
                ],
            ),
        ] {
            for text in texts {
                assert_eq!(Placeholder::of(text), expected, "{text}");
            }
        }
    }
}
