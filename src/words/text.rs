use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::words::Language;

/// A text in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    #[serde(borrow)]
    pub es: Cow<'static, str>,
    #[serde(borrow)]
    pub en: Cow<'static, str>,
}

impl Text {
    pub const fn of(es: &'static str, en: &'static str) -> Self {
        Self {
            es: Cow::Borrowed(es),
            en: Cow::Borrowed(en),
        }
    }

    pub const fn owned(es: String, en: String) -> Self {
        Self {
            es: Cow::Owned(es),
            en: Cow::Owned(en),
        }
    }

    /// A text that is the same in both languages, such as a name.
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self::owned(text.clone(), text)
    }

    pub fn of_each(make: impl Fn(Language) -> String) -> Self {
        Self::owned(make(Language::Spanish), make(Language::English))
    }

    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Spanish => &self.es,
            Language::English => &self.en,
        }
    }
}

/// A text in both languages from two format strings. Texts that are named behind them stand in each
/// in its language: `text!("vence el {day}", "due on {day}"; day)`.
#[macro_export]
macro_rules! text {
    ($es:literal, $en:literal $(,)?) => {
        $crate::words::Text::owned(format!($es), format!($en))
    };
    ($es:literal, $en:literal; $($text:ident),+ $(,)?) => {
        $crate::words::Text::owned(
            { $(let $text = &*$text.es;)+ format!($es) },
            { $(let $text = &*$text.en;)+ format!($en) },
        )
    };
}
