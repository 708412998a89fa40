//! What must hold of any bytes whatever: shared by the fuzz targets and the bounded tests.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::value::RawValue;
use ugat::Journal;
use ugat::{Case, Net};
use ugat::{CaseId, EventId, Procedure};
use ugat::{Catalogue, load};
use ugat::{Change, Place, Store};

/// A definition for whatever starts: the smallest that is sound.
const SMALL: &str = r#"
id = "small"
version = 1
title = { es = "Pequeño", en = "Small" }

[[activity]]
number = 1
title = { es = "Hacer", en = "Do" }
role = "jefe-ugat"
next = []
"#;

pub fn catalogue() -> Catalogue {
    Catalogue::load(
        include_str!("../../procedures/roles.toml"),
        include_str!("../../procedures/outputs.toml"),
    )
    .expect("the shipped catalogues are sound")
}

/// The case that a journal claims to be of, by the bytes of its first event.
pub fn case_of(bytes: &[u8]) -> CaseId {
    let first = bytes
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    let text = String::from_utf8_lossy(first);
    let event = text.find("\"event\":").map(|place| &text[place + 8..]);
    let event = event
        .and_then(|event| event.strip_suffix('}'))
        .unwrap_or_default();
    let id = EventId::of(event.as_bytes());
    let procedure = serde_json::from_str::<serde_json::Value>(event).ok();
    let named = procedure
        .as_ref()
        .and_then(|event| event["did"]["started"]["procedure"].as_str());
    let named = format!("{}-0123456789ab", named.unwrap_or("pr07"));
    let plain = CaseId::parse(&named)
        .unwrap_or_else(|_| CaseId::parse("pr07-0123456789ab").expect("a case"));
    CaseId::of(plain.procedure().clone(), &id)
}

/// The ids of the lines whose event has the hash that the line says, found without the reader.
fn sealed(bytes: &[u8]) -> BTreeSet<String> {
    let lines = bytes.split(|byte| *byte == b'\n');
    let lines = lines.filter_map(|line| {
        let line: BTreeMap<String, Box<RawValue>> = serde_json::from_slice(line).ok()?;
        let id: String = serde_json::from_str(line.get("id")?.get()).ok()?;
        let event = line.get("event")?.get();
        (EventId::of(event.as_bytes()).to_string() == id).then_some(id)
    });
    lines.collect()
}

/// Reading never fails, and what it reads is what was sealed: every event is one of a line that
/// has its hash, and folding them is no trouble.
pub fn journal(bytes: &[u8]) {
    let case = case_of(bytes);
    let journal = Journal::read(bytes, &case);
    let sealed = sealed(bytes);
    for event in &journal.events {
        let id = event.id.to_string();
        assert!(
            sealed.contains(&id),
            "{id} is read and no line has its hash"
        );
    }
    if journal
        .events
        .first()
        .is_some_and(|event| event.did.start().is_some())
    {
        let procedure = small();
        let net = Net::of(&procedure);
        let case = Case::fold(&procedure, &net, &journal.events);
        assert_eq!(case.classes().len(), case.events().len());
        let _ = (
            case.ready(),
            case.waiting(),
            case.standing(),
            case.entities(),
        );
    }
}

/// Loading gives a procedure or says what is wrong.
pub fn definition(text: &str) {
    match load(text, &catalogue()) {
        Ok(loaded) => assert!(!loaded.procedure.activities.is_empty()),
        Err(problems) => assert!(!problems.is_empty()),
    }
}

fn small() -> Procedure {
    load(SMALL, &catalogue()).expect("it is sound").procedure
}

/// Mending a store in which a journal is these bytes loses no event that could be read; of a case
/// whose beginning is there it leaves nothing to mend but what is lost, and does nothing when it is
/// done again.
pub fn repair(bytes: &[u8]) {
    let folder = tempfile::tempdir().expect("there is room");
    let root = folder.path().canonicalize().expect("it is there");
    Store::init(&root).expect("a store is made");
    let store = Store::open(&Place::There(root.clone())).expect("it is a store");
    let case = case_of(bytes);
    let path = root.join(format!("cases/2026/{case}.jsonl"));
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("it is made");
    std::fs::write(&path, bytes).expect("it is written");
    let before = Journal::read(bytes, &case).events;
    store.repair(&[]).expect("the disk has room");
    let events = |path: &Path| -> Vec<EventId> {
        let bytes = std::fs::read(path).unwrap_or_default();
        let journal = Journal::read(&bytes, &case);
        journal.events.iter().map(|event| event.id).collect()
    };
    let after = events(&path);
    for event in &before {
        assert!(after.contains(&event.id), "{} is lost", event.id);
    }
    if before.is_empty() {
        // No case begins in what can be read: that is for people to look at.
        return;
    }
    let again = store.mends(&[]).expect("the folder can be listed");
    // The definition of the case is nowhere: that is told as well, and left to people.
    let lost = |change: &Change| matches!(change, Change::Lost { .. } | Change::Left(_));
    for mend in &again {
        assert!(
            mend.changes.iter().any(lost),
            "left to mend: {:?}",
            mend.changes
        );
    }
    let text = std::fs::read(&path).unwrap_or_default();
    store.repair(&[]).expect("the disk has room");
    let again = std::fs::read(&path).unwrap_or_default();
    let said = [&text, &again].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    assert!(text == again, "mended again: {} {}", said[0], said[1]);
}
