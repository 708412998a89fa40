//! A store in its own folder, and cases in it, for tests.

use chrono::DateTime;
use tempfile::TempDir;

use crate::engine::Case;
use crate::model::{Act, Actor, CaseId, Line, Moment, Prose};
use crate::store::{Beginning, Entry, Place, Record, Signature, Store, StoreFault, WriteFault};

/// An empty store, deleted with the folder.
pub fn store() -> (TempDir, Store) {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    Store::init(folder.path()).expect("a store is made");
    let store = open(&folder);
    (folder, store)
}

/// The store of a folder, opened again.
pub fn open(folder: &TempDir) -> Store {
    Store::open(&Place::There(folder.path().to_owned())).expect("its settings are read")
}

pub fn signature() -> Signature {
    let now = DateTime::parse_from_rfc3339("2026-03-02T10:12:00-04:00").expect("a time");
    Signature {
        by: Actor::parse("Ana Q.").expect("a name"),
        role: None,
        on_behalf: None,
        authority: None,
        not_secret: false,
        at: Moment::Time(now),
        rec: now.to_utc(),
    }
}

/// A case of PR07 with this nonce.
pub fn begun(store: &Store, nonce: &str, reference: Option<&str>) -> Record {
    let beginning = Beginning {
        definition: store.procedure("pr07").expect("it is shipped"),
        entities: vec![Line::parse("Ministerio X").expect("a line")],
        title: None,
        reference: reference.map(|text| Line::parse(text).expect("a line")),
        nonce: nonce.to_owned(),
    };
    store
        .begin(&beginning, &signature())
        .expect("a case is begun")
}

pub fn note(text: &str) -> Act {
    let note = Prose::parse(text).expect("a note");
    Act::Noted { note }
}

/// The record with a note added.
pub fn noted(store: &Store, read: &Record, text: &str) -> Result<Record, WriteFault> {
    let decide = |_: &Case| Ok(note(text));
    let (record, event) = store.append(read, &read.case(), &signature(), &[], decide)?;
    let mut record = record.into_owned();
    record.journal.events.push(event);
    Ok(record)
}

/// The record as it is on disk.
pub fn again(store: &Store, id: &CaseId) -> Result<Record, StoreFault> {
    let entry: Entry = store.find(&id.to_string())?;
    store.open_entry(&entry)
}
