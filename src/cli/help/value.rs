//! What the value of an argument can be: what it is called in usage lines, and by which completions
//! know what to offer.

use clap::Arg;
use clap::builder::Str;
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::words::{Language, WordInCapitals};

macro_rules! values {
    ($($(#[doc = $doc:literal])? $value:ident $es:literal $en:literal)+) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
        pub enum Value {
            $($(#[doc = $doc])? $value),+
        }

        impl Value {
            pub const fn name(self, language: Language) -> &'static str {
                match (self, language) {
                    $(
                        (Self::$value, Language::Spanish) => $es,
                        (Self::$value, Language::English) => $en,
                    )+
                }
            }
        }
    };
}

values! {
    Activity "ACTIVIDAD" "ACTIVITY"
    /// One that owes outputs, or took or can take them.
    ActivityGiving "ACTIVIDAD" "ACTIVITY"
    /// One whose work can be moved.
    ActivityLeft "N" "N"
    ActivityReady "ACTIVIDAD" "ACTIVITY"
    /// One that the reviewing activity can return to.
    ActivityReviewed "N" "N"
    /// A ready one that can return what it reviews.
    ActivityReviewing "ACTIVIDAD" "ACTIVITY"
    /// One that work can be moved to.
    ActivityTaking "N" "N"
    Answer "CLAVE" "KEY"
    /// Of git.
    Branch "NOMBRE" "NAME"
    Case "CASO" "CASE"
    Column "COLUMNA" "COLUMN"
    ColumnAndField "COLUMNA=CAMPO" "COLUMN=FIELD"
    Columns "COLUMNAS" "COLUMNS"
    Commit "COMMIT" "COMMIT"
    Commits "BASE..HEAD" "BASE..HEAD"
    Date "FECHA" "DATE"
    Days "DÍAS" "DAYS"
    Entity "TEXTO" "TEXT"
    Event "EVENTO" "EVENT"
    /// One that decided on contested work.
    EventKept "EVENTO" "EVENT"
    /// One that stands.
    EventUndone "EVENTO" "EVENT"
    File "ARCHIVO" "FILE"
    Folder "CARPETA" "DIR"
    Form "FORMULARIO" "FORM"
    Format "FORMATO" "FORMAT"
    GitReference "REF" "REF"
    Grouping "POR" "BY"
    Item "ID" "ID"
    Key "CLAVE" "KEY"
    Kind "TIPO" "KIND"
    KindAndDate "TIPO=FECHA" "KIND=DATE"
    KindAndPath "TIPO=RUTA" "KIND=PATH"
    KindAndReference "TIPO=REF" "KIND=REF"
    KindAndText "TIPO=TEXTO" "KIND=TEXT"
    Label "ETIQUETA" "LABEL"
    Language "IDIOMA" "LANG"
    Moves "VIEJA=NUEVA" "OLD=NEW"
    Name "NOMBRE" "NAME"
    Notation "NOTACIÓN" "NOTATION"
    OtherCase "OTRO" "OTHER"
    Part "PARTE" "PART"
    Person "PERSONA" "PERSON"
    Procedure "PROC" "PROC"
    Program "PROGRAMA" "PROGRAM"
    Role "ROL" "ROLE"
    Schema "ESQUEMA" "SCHEMA"
    Shell "SHELL" "SHELL"
    State "ESTADO" "STATE"
    Template "PLANTILLA" "TEMPLATE"
    Term "TÉRMINO" "TERM"
    Text "TEXTO" "TEXT"
    Topic "TEMA" "TOPIC"
    Version "VERSIÓN" "VERSION"
    VersionNew "NUEVA" "NEW"
    VersionOld "ANTERIOR" "OLD"
    Word "PALABRA" "WORD"
    Zone "ZONA" "ZONE"
}

impl Value {
    /// What an argument declares as its value.
    pub fn of(argument: &Arg) -> Option<Self> {
        let names = argument.get_value_names()?;
        names.first()?.parse().ok()
    }

    /// What an argument has as its value, as clap writes it: `--entity <Entity>`, `[Case]...`.
    pub fn within(argument: &str) -> Option<Self> {
        let (_, value) = argument.split_once(['<', '['])?;
        value.trim_matches(['<', '[', '>', ']', '.']).parse().ok()
    }

    /// Whether a value is called so in either language.
    pub fn is_name(text: &str) -> bool {
        let names = |value: &Self| Language::ALL.map(|language| value.name(language));
        WordInCapitals::of(text)
            .is_some_and(|word| word.is_any(Self::VARIANTS.iter().flat_map(names)))
    }
}

/// An argument as clap writes it, its value called as it is in this language.
pub fn argument_in(argument: &str, language: Language) -> String {
    match Value::within(argument) {
        Some(value) => argument.replace(<&str>::from(value), value.name(language)),
        None => argument.to_owned(),
    }
}

/// As clap holds it: of several values that are called the same, this one.
impl From<Value> for Str {
    fn from(value: Value) -> Self {
        <&str>::from(value).into()
    }
}
