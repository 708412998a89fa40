//! Which language the program speaks.

use crate::cli::failure::{Failure, usage};
use crate::words::Language;

/// The language to speak: the flag's, else the variable's, else English where the locale is
/// English, else Spanish. An empty variable counts as unset.
pub fn choose(
    flag: Option<&str>,
    variable: Option<&str>,
    locale: impl FnOnce() -> Option<String>,
) -> Result<Language, Failure> {
    if let Some(given) = flag {
        return named("--lang", given);
    }
    match variable.filter(|given| !given.is_empty()) {
        Some(given) => named("UGAT_LANG", given),
        None => Ok(of_locale(locale().as_deref())),
    }
}

/// English for a locale that says so; the unit's own language for every other.
pub fn of_locale(tag: Option<&str>) -> Language {
    tag.and_then(Language::named).unwrap_or(Language::Spanish)
}

fn named(source: &str, given: &str) -> Result<Language, Failure> {
    Language::named(given).ok_or_else(|| {
        usage!(
            "unknown-language",
            "`{source}` es `{given}`, que no es ni `es` ni `en`",
            "`{source}` is `{given}`, which is neither `es` nor `en`",
            "use `--lang es` o `--lang en`",
            "use `--lang es` or `--lang en`"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::choose;
    use crate::words::Language::{self, English, Spanish};

    #[track_caller]
    fn case(flag: Option<&str>, variable: Option<&str>, locale: Option<&str>, expected: Language) {
        let chosen = choose(flag, variable, || locale.map(Into::into));
        assert_eq!(chosen, Ok(expected), "{flag:?} {variable:?} {locale:?}");
    }

    #[test]
    fn the_flag_goes_before_the_variable_and_that_before_the_locale() {
        case(Some("en"), Some("es"), Some("es-BO"), English);
        case(Some("es"), Some("x"), Some("en-US"), Spanish);
        case(None, Some("en"), Some("es-BO"), English);
        case(None, Some("es_BO.UTF-8"), Some("en-US"), Spanish);
        case(None, None, Some("en-US"), English);
    }

    #[test]
    fn what_is_not_english_is_spanish() {
        case(None, None, Some("es-BO"), Spanish);
        case(None, None, Some("C"), Spanish);
        case(None, None, Some("qu-BO"), Spanish);
        case(None, None, None, Spanish);
        case(None, Some(""), None, Spanish);
        case(None, Some(""), Some("en"), English);
    }

    #[test]
    fn a_language_that_is_neither_is_refused_where_it_was_named() {
        #[track_caller]
        fn case(flag: Option<&str>, variable: Option<&str>, es: &str, en: &str) {
            let failure = choose(flag, variable, || None).expect_err("no such language");
            assert_eq!((&*failure.text.es, &*failure.text.en), (es, en));
        }
        case(
            Some("qu"),
            Some("es"),
            "`--lang` es `qu`, que no es ni `es` ni `en`",
            "`--lang` is `qu`, which is neither `es` nor `en`",
        );
        case(
            Some(""),
            None,
            "`--lang` es ``, que no es ni `es` ni `en`",
            "`--lang` is ``, which is neither `es` nor `en`",
        );
        case(
            None,
            Some("english"),
            "`UGAT_LANG` es `english`, que no es ni `es` ni `en`",
            "`UGAT_LANG` is `english`, which is neither `es` nor `en`",
        );
    }
}
