//! Phrases in both languages: counts, lists with *and* or *or*, and what a mistyped word meant.

use std::fmt::Display;

use crate::words::canonical::{bare, matching};
use crate::words::{Language, Text};

/// A noun in the singular and in the plural.
type Noun = [&'static str; 2];

/// A number with its noun in both languages: `1 caso`, `3 casos`.
pub fn counted(number: usize, spanish: Noun, english: Noun) -> Text {
    let [es, en] = [spanish, english].map(|[one, many]| if number == 1 { one } else { many });
    Text::owned(format!("{number} {es}"), format!("{number} {en}"))
}

/// Items joined by commas and a final *and*: `5, 6 y 16`.
pub fn listed<T: ToString>(items: &[T], language: Language) -> String {
    let last = items.last().map(T::to_string).unwrap_or_default();
    let conjunction = match language {
        Language::Spanish if sounds_like(&last, 'i') => "e",
        Language::Spanish => "y",
        Language::English => "and",
    };
    joined(items, conjunction)
}

/// Items joined by commas and a final *or*: `yes o no`, `5, 6 u 8`.
pub fn either<T: ToString>(items: &[T], language: Language) -> String {
    let last = items.last().map(T::to_string).unwrap_or_default();
    let conjunction = match language {
        Language::Spanish if sounds_like(&last, 'o') || last.starts_with('8') || last == "11" => {
            "u"
        }
        Language::Spanish => "o",
        Language::English => "or",
    };
    joined(items, conjunction)
}

/// [`listed`] in both languages.
pub fn all_of<T: ToString>(items: &[T]) -> Text {
    Text::of_each(|language| listed(items, language))
}

/// [`either`] in both languages.
pub fn any_of<T: ToString>(items: &[T]) -> Text {
    Text::of_each(|language| either(items, language))
}

/// Names in backticks, as a sentence holds them.
pub fn quoted<T: Display>(names: impl IntoIterator<Item = T>) -> Vec<String> {
    let names = names.into_iter();
    names.map(|name| format!("`{name}`")).collect()
}

/// Items joined by commas alone.
pub fn series<T: ToString>(items: &[T]) -> String {
    let items: Vec<String> = items.iter().map(T::to_string).collect();
    items.join(", ")
}

fn joined<T: ToString>(items: &[T], conjunction: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.to_string(),
        [first @ .., last] => format!("{} {conjunction} {}", series(first), last.to_string()),
    }
}

/// Whether a word begins with the sound of a vowel: before *i* Spanish *y* becomes *e*, before
/// *o* Spanish *o* becomes *u*.
fn sounds_like(word: &str, vowel: char) -> bool {
    let letters = word.trim_start_matches(['`', '«', '"', '\'']).chars();
    let mut plain = letters.map(bare);
    let first = plain.next();
    let sound = first
        .filter(|letter| *letter != 'h')
        .or_else(|| plain.next());
    sound == Some(vowel) && !(vowel == 'i' && matches!(plain.next(), Some('a' | 'e')))
}

/// The candidate that a mistyped word most likely meant, if one is near enough.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = matching(word);
    let candidates: Vec<&str> = candidates.into_iter().collect();
    let near = candidates
        .iter()
        .map(|&one| (strsim::damerau_levenshtein(&word, &matching(one)), one))
        .filter(|(distance, candidate)| {
            *distance < candidate.len() && *distance <= 1 + candidate.len().min(word.len()) / 4
        })
        .min()
        .map(|(_, candidate)| candidate);
    near.or_else(|| only_beginning(&word, &candidates))
}

/// The only candidate that begins with a word of 3 characters or more.
fn only_beginning<'a>(word: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let mut begun = candidates
        .iter()
        .filter(|candidate| word.len() > 2 && matching(candidate).starts_with(word));
    let first = begun.next()?;
    begun.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::{either, listed, nearest};
    use crate::words::Language::{English, Spanish};

    #[test]
    fn a_list_ends_in_the_conjunction_that_its_last_word_wants() {
        assert_eq!(listed(&[5, 6, 16], Spanish), "5, 6 y 16");
        assert_eq!(
            listed(&["acta", "informe técnico"], Spanish),
            "acta e informe técnico"
        );
        assert_eq!(listed(&["agua", "hielo"], Spanish), "agua y hielo");
        assert_eq!(listed(&["a", "b"], English), "a and b");
        assert_eq!(either(&[7, 8], Spanish), "7 u 8");
        assert_eq!(either(&["sí", "otro"], Spanish), "sí u otro");
        assert_eq!(either(&["yes"], English), "yes");
        assert_eq!(listed::<u8>(&[], English), "");
    }

    #[test]
    fn a_mistyped_word_is_met_by_the_nearest_and_by_none_where_all_are_far() {
        assert_eq!(nearest("pr70", ["pr05", "pr07"]), Some("pr07"));
        assert_eq!(nearest("advnace", ["advance", "attach"]), Some("advance"));
        assert_eq!(nearest("xyz", ["pr05", "pr07"]), None);
        assert_eq!(nearest("9", ["6", "19"]), Some("19"));
        assert_eq!(nearest("x", ["6", "16"]), None);
    }

    #[test]
    fn the_beginning_of_one_word_alone_means_it() {
        let kinds = ["plan-implementacion", "plan-transferencia", "correo"];
        assert_eq!(nearest("plan-trans", kinds), Some("plan-transferencia"));
        assert_eq!(nearest("plan", kinds), None);
        assert_eq!(nearest("co", kinds), None);
    }
}
