/// A language of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    Spanish,
    English,
}

impl Language {
    pub const ALL: [Self; 2] = [Self::Spanish, Self::English];

    /// The language that a tag such as `es`, `es_BO.UTF-8` or `en-GB` names.
    pub fn named(tag: &str) -> Option<Self> {
        let primary = tag.split(['_', '-', '.', '@']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "es" => Some(Self::Spanish),
            "en" => Some(Self::English),
            _ => None,
        }
    }

    pub const fn tag(self) -> &'static str {
        match self {
            Self::Spanish => "es",
            Self::English => "en",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn a_locale_names_its_language_whatever_follows_it() {
        #[track_caller]
        fn case(tag: &str, expected: Option<Language>) {
            assert_eq!(Language::named(tag), expected, "{tag}");
        }
        case("es", Some(Language::Spanish));
        case("es_BO.UTF-8", Some(Language::Spanish));
        case("EN-gb", Some(Language::English));
        case("C.UTF-8", None);
        case("", None);
        case("eng", None);
    }
}
