//! The acts that a clone holds, and those that are said to be missing.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::clones::{Clone, Said};

pub type Acts = BTreeSet<String>;

/// Every act of the journals of a clone, wherever below `cases/` they lie under the name of a case.
pub fn acts(clone: &Clone) -> Acts {
    let bytes = clone
        .journals()
        .into_iter()
        .map(|path| fs::read(path).unwrap_or_default());
    bytes.flat_map(|bytes| in_lines(&bytes)).collect()
}

/// The acts of some lines, by their ids.
pub fn in_lines(bytes: &[u8]) -> Acts {
    let text = String::from_utf8_lossy(bytes);
    let ids = text.split("{\"id\":\"").skip(1);
    ids.map(|rest| rest[..40].to_owned()).collect()
}

/// The acts that an answer in JSON, or an error of it, says to be missing.
pub fn named(said: &Said) -> Acts {
    let all = said.out.clone() + &said.err;
    let lists = all.split("\"acts\":[").skip(1);
    let lists = lists.map(|rest| rest.split(']').next().unwrap_or_default());
    let events = lists.flat_map(|list| list.split("\"event\":\"").skip(1));
    events.map(|event| event[..40].to_owned()).collect()
}

/// What verifying says to be missing, and its exit code.
pub fn missing(clone: &Clone) -> (Acts, i32) {
    let said = clone.try_ugat(&["--json", "store", "verify"]);
    (named(&said), said.code)
}

/// All that a commit of somebody's repository has, of whatever journals.
pub fn committed(clone: &Clone, commit: &str) -> Acts {
    let files = clone.told(&["ls-tree", "-r", "--name-only", commit]);
    let journals = files.lines().filter(is_journal);
    let shown = journals.map(|file| clone.told(&["show", &format!("{commit}:{file}")]));
    shown.flat_map(|text| in_lines(text.as_bytes())).collect()
}

/// All that any commit has on the way to where a clone is, of whatever journals.
pub fn in_history(clone: &Clone) -> Acts {
    let objects = clone.told(&["rev-list", "--objects", "HEAD"]);
    let journals = objects.lines().filter(is_journal);
    let shown = journals.map(|line| clone.told(&["cat-file", "blob", &line[..40]]));
    shown.flat_map(|text| in_lines(text.as_bytes())).collect()
}

fn is_journal(path: &&str) -> bool {
    let ending = Path::new(path).extension();
    ending.is_some_and(|ending| ending == "jsonl")
}

/// The lines of the first journal, each with its end.
pub fn lines(clone: &Clone) -> Vec<String> {
    let text = fs::read_to_string(clone.journal()).expect("it is there");
    text.split_inclusive('\n').map(str::to_owned).collect()
}

/// Puts these lines in the place of those of the first journal.
pub fn put(clone: &Clone, lines: &[String]) {
    fs::write(clone.journal(), lines.concat()).expect("it can be written");
}

/// A path as git names it in a clone.
pub fn relative(clone: &Clone, path: &Path) -> String {
    let path: PathBuf = path
        .strip_prefix(clone.path())
        .expect("it is inside")
        .into();
    path.display().to_string()
}
