use crate::cli::session::Session;
use crate::text;
use crate::words::{Text, counted};

/// Something found about a store or a push: its kind for scripts, what it is, and what helps.
pub struct Said {
    pub kind: &'static str,
    pub text: Text,
    pub hint: Option<Text>,
}

/// Says something in both languages, with what helps where that is given.
macro_rules! said {
    ($kind:literal, $es:literal, $en:literal $(,)?) => {
        $crate::cli::store::said::Said::of($kind, $crate::text!($es, $en))
    };
    ($kind:literal, $es:literal, $en:literal, $help:literal, $hint:literal $(,)?) => {
        said!($kind, $es, $en).with($crate::text!($help, $hint))
    };
}

/// Says something that `ugat store repair` mends.
macro_rules! mended {
    ($kind:literal, $es:literal, $en:literal $(,)?) => {
        $crate::cli::store::said::said!($kind, $es, $en).mended()
    };
}

pub(in crate::cli::store) use {mended, said};

impl Said {
    pub const fn of(kind: &'static str, text: Text) -> Self {
        let hint = None;
        Self { kind, text, hint }
    }

    pub fn with(mut self, hint: Text) -> Self {
        self.hint = Some(hint);
        self
    }

    /// With the hint that the program mends it.
    pub fn mended(self) -> Self {
        self.with(Text::of(
            "vea cómo se repara: `ugat store repair`",
            "see how it is mended: `ugat store repair`",
        ))
    }
}

/// A number of acts: `3 actos`.
pub fn acts(number: usize) -> Text {
    counted(number, ["acto", "actos"], ["act", "acts"])
}

/// Where the paths and calls that were shown are meant, for one who is not there.
pub fn elsewhere(session: &Session) -> Option<Text> {
    let way = session.way_there()?;
    Some(text!(
        "lo que se muestra vale en la carpeta del registro: `{way}`",
        "what is shown holds in the folder of the store: `{way}`"
    ))
}
