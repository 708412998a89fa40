//! What anybody has to do who answers from the journals: read them, and parse every line.

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

#[derive(Deserialize)]
#[expect(dead_code, reason = "it is parsed, and that is all")]
struct LineRead<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    event: EventRead<'a>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "it is parsed, and that is all")]
struct EventRead<'a> {
    v: u32,
    #[serde(borrow)]
    after: Vec<Cow<'a, str>>,
    seq: u64,
    #[serde(borrow)]
    at: Cow<'a, str>,
    #[serde(borrow)]
    rec: Cow<'a, str>,
    #[serde(borrow)]
    by: Cow<'a, str>,
    #[serde(borrow)]
    did: DidRead<'a>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(dead_code, reason = "it is parsed, and that is all")]
enum DidRead<'a> {
    Started {
        #[serde(borrow)]
        procedure: Cow<'a, str>,
        version: u32,
        #[serde(borrow)]
        digest: Cow<'a, str>,
        #[serde(borrow, default)]
        entities: Vec<Cow<'a, str>>,
        #[serde(borrow)]
        nonce: Cow<'a, str>,
    },
    Completed {
        activity: u8,
        #[serde(borrow)]
        item: Cow<'a, str>,
        #[serde(borrow, default)]
        answers: Vec<Cow<'a, str>>,
        #[serde(borrow, default)]
        outputs: Vec<OutputRead<'a>>,
    },
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "it is parsed, and that is all")]
struct OutputRead<'a> {
    #[serde(borrow)]
    kind: Cow<'a, str>,
    #[serde(borrow, default)]
    reference: Option<Cow<'a, str>>,
}

/// How many events stand in the journals below a folder, each parsed.
pub fn events(cases: &Path) -> usize {
    let files: Vec<PathBuf> = below(cases).iter().flat_map(|year| below(year)).collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = files.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        let parts = files.chunks(share);
        let parts: Vec<_> = parts
            .map(|part| scope.spawn(|| part.iter().map(|file| parsed(file)).sum::<usize>()))
            .collect();
        let parts = parts.into_iter();
        parts.map(|part| part.join().expect("it is sound")).sum()
    })
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the store is there");
    entries
        .map(|entry| entry.expect("it can be listed").path())
        .collect()
}

fn parsed(file: &Path) -> usize {
    let bytes = fs::read(file).expect("the journal is there");
    let lines = bytes.split(|byte| *byte == b'\n');
    let lines = lines.filter(|line| !line.is_empty());
    let read = lines.map(|line| serde_json::from_slice(line).expect("it is an event"));
    read.filter(|line: &LineRead| !line.event.by.is_empty())
        .count()
}
