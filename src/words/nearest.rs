//! What a person meant by a word that is not known: a word of the same meaning, one that is
//! spelled nearly so, or the only one that begins so. Nothing rather than a wrong guess.

use crate::words::matching;
use crate::words::synonyms::meanings;

/// The candidate that a word most likely meant, if one is near enough.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let candidates: Vec<&str> = candidates.into_iter().collect();
    let word = matching(word);
    of_same_meaning(&word, &candidates)
        .or_else(|| misspelled(&word, &candidates))
        .or_else(|| only_beginning(&word, &candidates))
}

/// The names that may be meant by one of which a part may be left out or misspelled: those that share
/// a word with it, else the nearest.
pub fn likely<'a>(name: &str, candidates: &[&'a str]) -> Vec<&'a str> {
    let typed = matching(name);
    let shares = |candidate: &&&str| {
        let candidate = matching(candidate);
        let mut words = candidate.split(' ');
        words.any(|word| typed.split(' ').any(|other| other == word))
    };
    let sharing: Vec<&str> = candidates.iter().filter(shares).copied().collect();
    match sharing.is_empty() {
        true => nearest(name, candidates.iter().copied())
            .into_iter()
            .collect(),
        false => sharing,
    }
}

/// The candidate for which people say this word, whatever hyphens it begins with.
pub fn synonym<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let candidates: Vec<&str> = candidates.into_iter().collect();
    of_same_meaning(&matching(word), &candidates)
}

fn of_same_meaning<'a>(word: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let bare = |word: &str| matching(word.trim_start_matches('-'));
    let called = |meant| candidates.iter().find(|one| bare(one) == meant).copied();
    meanings(&bare(word)).find_map(called)
}

fn misspelled<'a>(word: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let near = candidates.iter().filter_map(|one| {
        let name = matching(one);
        let distance = strsim::damerau_levenshtein(word, &name);
        let is_near = distance <= most(word.chars().count().max(name.chars().count()))
            && digits(word) == digits(&name);
        is_near.then_some((distance, *one))
    });
    near.min().map(|(_, candidate)| candidate)
}

/// How many letters of so many may be wrong.
const fn most(letters: usize) -> usize {
    match letters {
        0..=2 => 0,
        3..=5 => 1,
        6..=9 => 2,
        _ => 3,
    }
}

/// Names that differ in a number, or in the order of its digits, are no spellings of each other.
fn digits(word: &str) -> Vec<char> {
    word.chars().filter(char::is_ascii_digit).collect()
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
    use super::nearest;

    #[test]
    fn a_mistyped_word_is_met_by_the_nearest_and_by_none_where_all_are_far() {
        assert_eq!(nearest("p07", ["pr05", "pr07"]), Some("pr07"));
        assert_eq!(nearest("advnace", ["advance", "attach"]), Some("advance"));
        assert_eq!(nearest("nno", ["yes", "no"]), Some("no"));
        assert_eq!(nearest("xyz", ["pr05", "pr07"]), None);
        assert_eq!(nearest("shod", ["store", "status"]), None);
        assert_eq!(nearest("x", ["6", "16"]), None);
    }

    #[test]
    fn another_number_is_another_name() {
        assert_eq!(nearest("pr08", ["pr05", "pr07"]), None);
        assert_eq!(nearest("pr70", ["pr05", "pr07"]), None);
        assert_eq!(nearest("anexo-3", ["anexo-2", "anexo-4"]), None);
        assert_eq!(nearest("9", ["6", "19"]), None);
    }

    #[test]
    fn a_word_of_the_same_meaning_goes_before_one_that_is_spelled_alike() {
        let commands = ["start", "advance", "status", "list", "correct"];
        assert_eq!(nearest("show", commands), Some("status"));
        assert_eq!(nearest("EDITAR", commands), Some("correct"));
        assert_eq!(nearest("--motivo", ["--to", "--reason"]), Some("--reason"));
        assert_eq!(nearest("sí", ["no", "yes"]), Some("yes"));
        assert_eq!(nearest("bandeja", commands), None);
    }

    #[test]
    fn the_beginning_of_one_word_alone_means_it() {
        let kinds = ["plan-implementacion", "plan-transferencia", "correo"];
        assert_eq!(nearest("plan-trans", kinds), Some("plan-transferencia"));
        assert_eq!(nearest("plan", kinds), None);
        assert_eq!(nearest("co", kinds), None);
    }
}
