//! Bytes that nobody wrote with this program: read, loaded and folded without a panic, a hang or
//! an event that was never sealed.

use proptest::prelude::*;
use proptest::sample::Index;

use crate::clones::cases;
use crate::harness;

const LINES: [&str; 5] = [
    r#"{"id":"ID","event":{"v":1,"after":[],"seq":1,"at":"2026-03-02","rec":"2026-03-02T14:12:05Z","by":"Ana","did":{"started":{"procedure":"small","version":1,"digest":"994659de87f727ddcde75df44314f31d7f367b3bff347e852f390530f29720c7","nonce":"5"}}}}"#,
    r#"{"id":"ID","event":{"v":1,"after":["FIRST"],"seq":2,"at":"2026-03-02","rec":"2026-03-02T14:12:05Z","by":"Ana","did":{"noted":{"note":"n"}}}}"#,
    r#"{"id":"ID","event":{"v":1,"after":["FIRST"],"seq":2,"at":"2026-03-02","rec":"2026-03-02T14:12:05Z","by":"Ana","did":{"cancelled":{"reason":"r"}}}}"#,
    r#"{"id":"ID","event":{"v":1,"after":["FIRST"],"seq":2,"at":"2026-03-02","rec":"2026-03-02T14:12:05Z","by":"Ana","did":{"kept":{"event":"FIRST","reason":"r"}}}}"#,
    r#"{"id":"ID","event":{"v":1,"after":["FIRST"],"seq":2,"at":"2026-03-02","rec":"2026-03-02T14:12:05Z","by":"Ana","did":{"migrated":{"from":"4a33eacd5fa65f2b2e28","version":3,"digest":"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb","reason":"r"}}}}"#,
];

/// A journal of whole lines, another one for every nonce.
fn sealed(nonce: &str) -> Vec<String> {
    let id = |line: &str| {
        let event = line.split_once("\"event\":").unwrap().1;
        ugat::EventId::of(&event.as_bytes()[..event.len() - 1]).to_string()
    };
    let nonce = format!(r#""nonce":"{nonce}""#);
    let lines = LINES.map(|line| line.replace(r#""nonce":"5""#, &nonce));
    let first = id(&lines[0]);
    let lines = lines.iter().map(|line| line.replace("FIRST", &first));
    lines
        .map(|line| line.replacen("\"ID\"", &format!("\"{}\"", id(&line)), 1) + "\n")
        .collect()
}

/// Something done to bytes by chance or by malice.
#[derive(Clone, Debug)]
enum Harm {
    Flip(Index, u8),
    Cut(Index),
    Remove(Index, usize),
    Repeat(Index, usize),
    Insert(Index, Vec<u8>),
    Nest(Index, usize),
    /// Two whole lines change places.
    Swap(Index, Index),
    /// What follows is that of another journal from some place on.
    Splice(Index, Index),
}

fn harm() -> impl Strategy<Value = Harm> {
    let at = any::<Index>;
    let text = prop_oneof![
        prop::collection::vec(any::<u8>(), 1..20),
        Just(b"99999999999999999999999".to_vec()),
        Just(b"\n<<<<<<< HEAD\n".to_vec()),
        Just("\u{202e}\u{1b}[2J".as_bytes().to_vec()),
        Just(b"\\ud800".to_vec()),
        Just(vec![b'x'; 70_000]),
    ];
    prop_oneof![
        (at(), any::<u8>()).prop_map(|(place, bit)| Harm::Flip(place, bit)),
        at().prop_map(Harm::Cut),
        (at(), 1..60_usize).prop_map(|(place, count)| Harm::Remove(place, count)),
        (at(), 1..400_usize).prop_map(|(place, count)| Harm::Repeat(place, count)),
        (at(), text).prop_map(|(place, bytes)| Harm::Insert(place, bytes)),
        (at(), 1..5000_usize).prop_map(|(place, depth)| Harm::Nest(place, depth)),
        (at(), at()).prop_map(|(one, other)| Harm::Swap(one, other)),
        (at(), at()).prop_map(|(place, from)| Harm::Splice(place, from)),
    ]
}

impl Harm {
    fn done_to(&self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        let most = bytes.len();
        let end = |place: usize, count: usize| (place + count).min(most);
        match self {
            Self::Flip(place, bit) => bytes[place.index(most)] ^= 1 << (bit % 8),
            Self::Cut(place) => bytes.truncate(place.index(most)),
            Self::Remove(place, count) => {
                let place = place.index(most);
                bytes.drain(place..end(place, *count));
            }
            Self::Repeat(place, count) => {
                let place = place.index(most);
                let again = bytes[place..end(place, *count)].to_vec();
                bytes.splice(place..place, again);
            }
            Self::Insert(place, what) => {
                let place = place.index(most);
                bytes.splice(place..place, what.iter().copied());
            }
            Self::Nest(place, depth) => {
                let place = place.index(most);
                bytes.splice(place..place, b"[".repeat(*depth));
            }
            Self::Swap(one, other) => {
                let mut lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
                let count = lines.len();
                lines.swap(one.index(count), other.index(count));
                *bytes = lines.concat();
            }
            Self::Splice(place, from) => {
                bytes.truncate(place.index(most));
                let other = sealed("6").concat();
                bytes.extend(&other.as_bytes()[from.index(other.len())..]);
            }
        }
    }
}

#[test]
fn what_is_harmed_below_could_be_read_before() {
    for nonce in ["5", "6"] {
        let bytes = sealed(nonce).concat().into_bytes();
        let journal = ugat::Journal::read(&bytes, &harness::case_of(&bytes));
        assert_eq!(journal.events.len(), LINES.len());
        assert!(journal.is_sound());
    }
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn any_bytes_are_a_journal_of_some_kind(
        bytes in prop::collection::vec(any::<u8>(), 0..300),
    ) {
        harness::journal(&bytes);
    }

    #[test]
    fn a_journal_that_was_harmed_shows_nothing_that_was_not_written(
        order in prop::collection::vec(any::<Index>(), 1..12),
        harms in prop::collection::vec(harm(), 0..6),
    ) {
        let lines = sealed("5");
        let mut bytes: Vec<u8> = lines[0].clone().into_bytes();
        for place in &order {
            bytes.extend(place.get(&lines).as_bytes());
        }
        harness::journal(&bytes);
        for harm in &harms {
            harm.done_to(&mut bytes);
        }
        harness::journal(&bytes);
    }

    #[test]
    fn mending_a_harmed_journal_loses_nothing_that_could_be_read(
        order in prop::collection::vec(any::<Index>(), 1..12),
        harms in prop::collection::vec(harm(), 0..6),
    ) {
        let lines = sealed("5");
        let mut bytes: Vec<u8> = lines[0].clone().into_bytes();
        for place in &order {
            bytes.extend(place.get(&lines).as_bytes());
        }
        for harm in &harms {
            harm.done_to(&mut bytes);
        }
        harness::repair(&bytes);
    }

    #[test]
    fn a_definition_that_was_harmed_is_loaded_or_refused(
        which in 0..4_usize,
        harms in prop::collection::vec(harm(), 1..4),
    ) {
        let texts = [
            include_str!("../../procedures/pr05.toml"),
            include_str!("../../procedures/pr06.toml"),
            include_str!("../../procedures/pr07.toml"),
            include_str!("../../procedures/pr09.toml"),
        ];
        let mut bytes = texts[which].as_bytes().to_vec();
        for harm in &harms {
            harm.done_to(&mut bytes);
        }
        harness::definition(&String::from_utf8_lossy(&bytes));
    }
}
