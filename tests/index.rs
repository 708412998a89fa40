//! The index of a store, harmed and raced: whatever is done to it, what is answered is what the
//! journals say. With `UGAT_EVERY_BYTE` set every byte of it is harmed, else one of so many.

#![expect(
    clippy::disallowed_methods,
    reason = "a test is no part of the program"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::DateTime;
use tempfile::TempDir;
use ugat::{Act, Actor, CaseId, Line, Moment, Prose};
use ugat::{Beginning, JournalEntry as Entry, Place, Signature, Sketched, Store};
use ugat::{Case, Outline, Past, Recall as _};

/// Of how many bytes one is harmed in a short run; no divisor of the length of a record.
const SAMPLED: usize = 31;
/// As many cases as an index is kept for, and a few.
const CASES: usize = 70;

struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        Store::init(folder.path()).expect("a store is made");
        let desk = Self(folder);
        let store = desk.store();
        for number in 0..CASES {
            let beginning = Beginning {
                definition: store.procedure("pr09").expect("it is shipped"),
                entities: Vec::new(),
                title: None,
                reference: Line::parse(&format!("HR-{number}")).ok(),
                nonce: number.to_string(),
            };
            let begun = store.begin(&beginning, &signature());
            begun.expect("a case is begun");
        }
        desk.settle();
        desk
    }

    /// The store as another process opens it.
    fn store(&self) -> Store {
        let place = Place::There(self.0.path().to_owned());
        Store::open(&place).expect("its settings are read")
    }

    /// Lets the clock of the file system go on, so that nothing is too new to be kept.
    fn settle(&self) {
        std::thread::sleep(Duration::from_millis(20));
        self.told();
    }

    /// What lists and reports are made of.
    fn told(&self) -> Vec<(Outline, Past)> {
        let store = self.store();
        let listing = store.listing().expect("it is listed");
        let add = |all: &mut Vec<_>, found: Sketched<'_, Past>, _: &Entry| {
            let found = found.expect("it is sound");
            all.push((found.outline, found.past));
        };
        let parts = store.gather(&listing, |_| true, Vec::new, add);
        parts.into_iter().flatten().collect()
    }

    /// The same from the journals alone.
    fn plain(&self) -> Vec<(Outline, Past)> {
        let store = self.store();
        let entries = store.entries().expect("they are listed");
        store.each(&entries, |found, _| {
            let record = found.expect("it is sound");
            (Outline::of(&record.case()), Past::of(&record.case()))
        })
    }

    fn ids(&self) -> Vec<CaseId> {
        let entries = self.store().entries().expect("they are listed");
        entries.into_iter().map(|entry| entry.id).collect()
    }

    fn note(&self, case: &CaseId, text: &str) {
        let store = self.store();
        let entry = store.find(&case.to_string()).expect("it is there");
        let record = store.open_entry(&entry).expect("it is sound");
        let note = Act::Noted {
            note: Prose::recorded(text),
        };
        let decide = |_: &Case| Ok(note.clone());
        let written = store.append(&record, &record.case(), &signature(), &[], decide);
        written.expect("it is written");
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(".ugat").join(name)
    }

    /// Harms the bytes of a file of the index, one at a time.
    #[track_caller]
    fn harm(&self, file: &Path) {
        let (whole, expected) = (fs::read(file).expect("it is there"), self.plain());
        let every = std::env::var_os("UGAT_EVERY_BYTE").is_some();
        for at in (0..whole.len()).step_by(if every { 1 } else { SAMPLED }) {
            let mut harmed = whole.clone();
            harmed[at] ^= 0xff;
            fs::write(file, harmed).expect("it is written");
            assert!(self.told() == expected, "byte {at} of {}", whole.len());
        }
    }
}

fn signature() -> Signature {
    let now = DateTime::parse_from_rfc3339("2026-03-02T10:12:00-04:00").expect("a time");
    Signature {
        by: Actor::parse("Ana Quispe").expect("a name"),
        role: None,
        on_behalf: None,
        authority: None,
        not_secret: false,
        at: Moment::Time(now),
        rec: now.to_utc(),
    }
}

#[test]
fn an_index_with_any_byte_harmed_changes_no_answer() {
    let desk = Desk::new();
    desk.harm(&desk.file("index"));
}

#[test]
fn what_is_kept_beside_it_with_any_byte_harmed_changes_no_answer() {
    let desk = Desk::new();
    for case in &desk.ids()[..3] {
        desk.note(case, "one more");
    }
    desk.settle();
    desk.harm(&desk.file("index-recent"));
}

#[test]
fn an_index_cut_short_anywhere_or_of_something_else_changes_no_answer() {
    let desk = Desk::new();
    let (file, expected) = (desk.file("index"), desk.plain());
    let whole = fs::read(&file).expect("it is there");
    for length in (0..whole.len()).step_by(97) {
        fs::write(&file, &whole[..length]).expect("it is written");
        assert!(desk.told() == expected, "{length} bytes");
    }
    for other in [&b""[..], b"SQLite format 3\0", &[0; 4096]] {
        fs::write(&file, other).expect("it is written");
        assert!(desk.told() == expected);
    }
    fs::remove_file(&file).expect("it is there");
    fs::create_dir(&file).expect("there is room");
    assert!(desk.told() == expected);
}

#[test]
fn an_index_of_another_store_changes_no_answer() {
    let (desk, other) = (Desk::new(), Desk::new());
    other.note(&other.ids()[0], "only here");
    other.settle();
    for name in ["index", "index-recent"] {
        fs::copy(other.file(name), desk.file(name)).expect("there is room");
    }
    assert!(desk.told() == desk.plain());
}

#[test]
fn readers_and_writers_at_once_are_answered_from_what_is_there() {
    let desk = Desk::new();
    let ids = desk.ids();
    std::thread::scope(|scope| {
        for writer in 0..2 {
            let (desk, ids) = (&desk, &ids);
            scope.spawn(move || {
                for round in 0..40 {
                    let case = &ids[(round * 7 + writer * 31) % ids.len()];
                    desk.note(case, &format!("{writer} {round}"));
                }
            });
        }
        for _ in 0..2 {
            let desk = &desk;
            scope.spawn(move || {
                for _ in 0..60 {
                    assert_eq!(desk.told().len(), CASES);
                }
            });
        }
    });
    assert!(desk.told() == desk.plain());
    desk.settle();
    assert!(desk.told() == desk.plain());
}
