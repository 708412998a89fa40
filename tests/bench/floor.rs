//! What anybody has to do who answers from the journals: read them, and parse every line; or, where
//! rows were kept, look whether the files are as they were.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fs;
use std::os::unix::fs::MetadataExt as _;
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
    sum_of(&files, |file| parsed(file))
}

/// Writes down of every journal below a folder what its file system says of it, and the rows of an
/// answer that tell of its case.
pub fn write_rows(cases: &Path, answer: &str, to: &Path) {
    let mut rows: HashMap<String, Vec<&str>> = HashMap::new();
    for row in answer.lines() {
        let told: Told = serde_json::from_str(row).expect("a row tells of a case");
        rows.entry(told.case.into_owned()).or_default().push(row);
    }
    let mut files: Vec<PathBuf> = below(cases).iter().flat_map(|year| below(year)).collect();
    files.sort();
    let lines = files.iter().map(|file| {
        let (size, modified) = stamp(file);
        let case = file.file_stem().and_then(|stem| stem.to_str());
        let rows = case
            .and_then(|case| rows.get(case))
            .map_or(&[][..], Vec::as_slice);
        let rows = rows.join("\t");
        format!("{}\t{size}\t{modified}\t{rows}\n", file.display())
    });
    fs::write(to, lines.collect::<String>()).expect("the disk has room");
}

#[derive(Deserialize)]
struct Told<'a> {
    #[serde(borrow)]
    case: Cow<'a, str>,
}

/// How many bytes of rows stand in a file, of journals that are as they were.
pub fn rows(file: &Path) -> usize {
    let text = fs::read_to_string(file).expect("it is there");
    let lines: Vec<&str> = text.lines().collect();
    sum_of(&lines, |line| {
        let mut parts = line.splitn(4, '\t');
        let mut part = || parts.next().expect("a line has four parts");
        let (path, size, modified, rows) = (part(), part(), part(), part());
        let found = stamp(Path::new(path));
        let is_same = size.parse() == Ok(found.0) && modified.parse() == Ok(found.1);
        if is_same { rows.len() } else { 0 }
    })
}

/// The size of a file, and when it was modified.
fn stamp(file: &Path) -> (u64, i128) {
    let found = fs::symlink_metadata(file).expect("the journal is there");
    let modified = i128::from(found.mtime()) * 1_000_000_000 + i128::from(found.mtime_nsec());
    (found.len(), modified)
}

fn sum_of<T: Sync>(items: &[T], of: impl Fn(&T) -> usize + Sync) -> usize {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = items.len().div_ceil(threads).max(1);
    let of = &of;
    std::thread::scope(|scope| {
        let parts = items.chunks(share);
        let parts: Vec<_> = parts
            .map(|part| scope.spawn(move || part.iter().map(of).sum::<usize>()))
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
