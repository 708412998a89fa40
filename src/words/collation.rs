//! The order of texts as Spanish has it: numbers by value, Ñ after N; accents count where letters
//! are alike, and case where accents are as well. The unit test holds it to that of ICU.

use std::cmp::Ordering;
use std::iter;

use crate::words::canonical::{TILDE, decomposed, is_accent, matching};
use crate::words::digits::with_plain_digit;

/// Where a text stands in order. Texts that match stand together.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Collated {
    letters: Vec<u8>,
    details: Vec<u8>,
}

impl Collated {
    pub fn of(text: &str) -> Self {
        let is_plain = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
        Self {
            letters: letters(&spelled_out(matching(text))).collect(),
            details: match text.bytes().all(is_plain) {
                true => Vec::new(),
                false => details(text),
            },
        }
    }

    /// Its letters and numbers, whatever their accents and case.
    pub fn letters(&self) -> &[u8] {
        &self.letters
    }
}

/// The signs and letters of ASCII in the order of the Unicode Collation Algorithm as CLDR has it.
const ORDER: &[u8] = b" _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0abcdefghijklmnopqrstuvwxyz";

/// Their places, from 2 on and with one left free for Ñ; 0 for what has none.
const PLACES: [u8; 128] = {
    let mut places = [0; 128];
    let (mut at, mut place) = (0, 2);
    while at < ORDER.len() {
        places[ORDER[at] as usize] = place;
        at += 1;
        place += 2;
    }
    places
};

/// Which of two keys of definitions comes first, by the same rule: nothing is made of them, for
/// there are many to order.
pub fn order_of_keys(one: &str, other: &str) -> Ordering {
    match one == other {
        true => Ordering::Equal,
        false => letters(one)
            .cmp(letters(other))
            .then_with(|| one.cmp(other)),
    }
}

/// What makes one letter of two, and what goes through a letter: it tells such a letter from plain
/// ones as an accent does.
const JOINED: char = '\u{34f}';
const STROKE: char = '\u{338}';

/// A letter that stands in order as others do, as these; a digit as one of ASCII.
fn parts(character: char) -> impl Iterator<Item = char> {
    let (first, mark, last) = match character {
        'æ' => ('a', Some(JOINED), Some('e')),
        'Æ' => ('A', Some(JOINED), Some('E')),
        'œ' => ('o', Some(JOINED), Some('e')),
        'Œ' => ('O', Some(JOINED), Some('E')),
        'ß' => ('s', Some(JOINED), Some('s')),
        'ẞ' => ('S', Some(JOINED), Some('S')),
        'ø' => ('o', Some(STROKE), None),
        'Ø' => ('O', Some(STROKE), None),
        'đ' => ('d', Some(STROKE), None),
        'Đ' => ('D', Some(STROKE), None),
        'ł' => ('l', Some(STROKE), None),
        'Ł' => ('L', Some(STROKE), None),
        other => (with_plain_digit(other), None, None),
    };
    iter::once(first).chain(mark).chain(last)
}

/// A text in canonical form with the letters and digits that stand in order for its own.
fn spelled_out(plain: String) -> String {
    if plain.is_ascii() {
        return plain;
    }
    let parts = plain.chars().flat_map(parts);
    parts
        .filter(|one| !matches!(*one, JOINED | STROKE))
        .collect()
}

/// What a text in canonical form is first ordered by.
fn letters(plain: &str) -> impl Iterator<Item = u8> + '_ {
    let mut rest = plain;
    let parts = iter::from_fn(move || {
        let first = rest.chars().next()?;
        let length = match first.is_ascii_digit() {
            true => rest.find(|one: char| !one.is_ascii_digit()),
            false => Some(first.len_utf8()),
        };
        let (part, behind) = rest.split_at(length.unwrap_or(rest.len()));
        rest = behind;
        Some(place(first, part))
    });
    parts.flat_map(|(mark, length, own)| iter::once(mark).chain(length).chain(own.bytes()))
}

/// A mark by which a letter or number is ordered, how many digits follow, and what is compared then.
fn place(first: char, part: &str) -> (u8, Option<u8>, &str) {
    if first.is_ascii_digit() {
        let number = part.trim_start_matches('0');
        let length = u8::try_from(number.len()).unwrap_or(u8::MAX);
        return (PLACES[usize::from(b'0')], Some(length), number);
    }
    match PLACES.get(first as usize) {
        Some(0) => (1, None, part),
        Some(place) => (*place, None, ""),
        None if first == 'ñ' => (PLACES[usize::from(b'n')] + 1, None, ""),
        // What is of no place here stands behind all else.
        None => (u8::MAX, None, part),
    }
}

/// The accents in the order of their weights; others stand behind them, and what joins letters last.
const ACCENTS: &str = "\u{301}\u{300}\u{306}\u{302}\u{30c}\u{30a}\u{308}\u{30b}\u{303}\u{307}\u{338}\u{327}\u{328}\u{304}";

/// By what texts of the same letters differ: first the accents, then the capitals. What has none is
/// left out at the ends.
fn details(text: &str) -> Vec<u8> {
    const LETTER: u8 = 1;
    let (mut accents, mut capitals) = (Vec::new(), Vec::new());
    let (mut base, mut is_enye) = (' ', false);
    for character in decomposed(text).flat_map(parts) {
        if is_accent(character, base) {
            let makes_enye = character == TILDE && matches!(base, 'n' | 'N') && !is_enye;
            is_enye |= makes_enye;
            if !makes_enye {
                let known = ACCENTS.chars().position(|accent| accent == character);
                let place = known.and_then(|place| u8::try_from(place).ok());
                let unknown = u8::MAX - u8::from(character != JOINED);
                accents.push(place.map_or(unknown, |place| LETTER + 1 + place));
                capitals.push(0);
            }
            continue;
        }
        is_enye = false;
        let goes_on = |is: fn(char) -> bool| is(base) && is(character);
        let counts = !(goes_on(char::is_whitespace) || goes_on(|one| one.is_ascii_digit()));
        base = character;
        if counts {
            accents.push(LETTER);
            capitals.push(u8::from(character.is_uppercase()));
        }
    }
    let trimmed = |list: &mut Vec<u8>, plain| {
        let last = list.iter().rposition(|one| *one != plain);
        list.truncate(last.map_or(0, |last| last + 1));
    };
    trimmed(&mut accents, LETTER);
    trimmed(&mut capitals, 0);
    if !(accents.is_empty() && capitals.is_empty()) {
        accents.push(0);
        accents.append(&mut capitals);
    }
    accents
}

#[cfg(test)]
mod tests {
    use icu_collator::{Collator, CollatorBorrowed, options::CollatorOptions};
    use icu_locale_core::locale;
    use proptest::prelude::{ProptestConfig, proptest};
    use proptest::prop_assert_eq;
    use unicode_normalization::UnicodeNormalization as _;

    use super::{Collated, order_of_keys};

    #[test]
    fn keys_stand_as_texts_do() {
        let ordered = [
            "pr", "pr-7", "pr07", "pr7", "pr9", "pr10", "pr10-b", "prueba",
        ];
        for pair in ordered.windows(2) {
            assert!(order_of_keys(pair[0], pair[1]).is_lt(), "{pair:?}");
            assert!(order_of_keys(pair[1], pair[0]).is_gt(), "{pair:?}");
            assert!(Collated::of(pair[0]) <= Collated::of(pair[1]), "{pair:?}");
        }
    }

    #[test]
    fn texts_stand_as_a_person_puts_them() {
        let ordered = [
            "",
            "4 · Elaborar",
            "16 · Capacitar",
            "2026-03-02",
            "2026-03-10",
            "aduana",
            "Águeda",
            "Caja 9",
            "Caja 10",
            "cote",
            "Cote",
            "coté",
            "côte",
            "HR-9/2026",
            "HR-010/2026",
            "HR-101/2026",
            "Nuñez",
            "Nz",
            "Ñuflo",
            "Oruro",
            "SEGIP",
        ];
        for pair in ordered.windows(2) {
            assert!(Collated::of(pair[0]) < Collated::of(pair[1]), "{pair:?}");
        }
        let alike = [" Caja\u{a0}09", "Caja \u{200b}9", "Caja  9 "];
        assert!(
            alike
                .iter()
                .all(|text| Collated::of(text) == Collated::of("Caja 9"))
        );
        let minus = Collated::of("A\u{2212}1");
        assert_eq!(minus, Collated::of("A-1"));
        let apart = Collated::of("N\u{303}andu\u{301}");
        assert_eq!(apart, Collated::of("\u{d1}and\u{fa}"));
    }

    /// More where `PROPTEST_CASES` asks for them.
    fn at_least(cases: u32) -> ProptestConfig {
        let usual = ProptestConfig::default();
        ProptestConfig {
            cases: usual.cases.max(cases),
            ..usual
        }
    }

    fn spanish() -> CollatorBorrowed<'static> {
        let numbers = locale!("es-u-kn-true").into();
        Collator::try_new(numbers, CollatorOptions::default()).expect("its data is compiled in")
    }

    #[test]
    fn digits_of_every_script_stand_by_their_value() {
        let icu = spanish();
        let numeric = ('\u{80}'..=char::MAX).filter(|one| one.is_numeric());
        for digit in numeric.map(String::from) {
            for value in ["0", "1", "9"] {
                if icu.compare(&digit, value).is_eq() {
                    assert_eq!(Collated::of(&digit), Collated::of(value), "{digit:?}");
                }
            }
        }
        assert_eq!(Collated::of("HR-\u{661}\u{660}"), Collated::of("HR-10"));
    }

    proptest! {
        #![proptest_config(at_least(2000))]

        #[test]
        fn the_order_is_that_of_icu(
            one in "([ -]?[ -~áéíóúüñÁÉÓÑàçãöÜæÆœŒßẞøđŁ\u{2212}\u{661}\u{96f}]){0,6}",
            other in "[0-9aAáÁàãbnNñÑoOöz -]{0,6}",
            third in "[0-2aAáedDlsSoOóæÆœŒßẞøØđĐłŁ\u{660}-\u{662}\u{967} \u{2212}-]{0,6}",
            fourth in "[0-2aAáedDlsSoOóæÆœŒßẞøØđĐłŁ\u{660}-\u{662}\u{967} \u{2212}-]{0,6}",
        ) {
            // ICU counts each blank, and tells a minus from a dash.
            let tidy = |text: &str| {
                let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
                words.replace('\u{2212}', "-")
            };
            let icu = spanish();
            for (one, other) in [(&one, &other), (&other, &third), (&third, &one), (&third, &fourth)] {
                let (here, there) = (Collated::of(one), Collated::of(other));
                let expected = icu.compare(&tidy(one), &tidy(other));
                prop_assert_eq!(here.cmp(&there), expected, "{} {}", one, other);
                let apart: String = other.nfd().collect();
                prop_assert_eq!(&Collated::of(&apart), &there);
            }
        }
    }
}
