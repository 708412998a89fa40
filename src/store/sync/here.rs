//! The files of a store that changed since the last commit.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use crate::model::{CaseId, EventId};
use crate::store::file_kind::FileKind;

/// The files of a store that git has not seen as they are; all paths are relative to its root.
#[derive(Clone, Debug, Default)]
pub struct Here {
    /// The store's own, to be committed.
    pub ours: BTreeSet<PathBuf>,
    /// What is nothing of a store, and stays where it is.
    pub others: BTreeSet<PathBuf>,
    /// The store's own that git is told to leave out.
    pub ignored: BTreeSet<PathBuf>,
    /// What git could not merge.
    pub unmerged: BTreeSet<PathBuf>,
    /// The cases of which something changed.
    pub cases: BTreeSet<CaseId>,
}

/// A journal with events that git has not seen.
#[derive(Clone, Debug)]
pub struct Unsaved {
    pub case: CaseId,
    pub events: BTreeSet<EventId>,
    /// Those of them that a former commit had: they were taken out, and are given back.
    pub given_back: BTreeSet<EventId>,
}

impl Here {
    pub(super) fn take(&mut self, what: Status, path: &Path) {
        let kind = FileKind::of(path);
        let is_ours = !matches!(kind, FileKind::Other);
        let set = match what {
            Status::Unmerged => &mut self.unmerged,
            // Of what is derived nothing is the store's, whatever is ignored of it.
            Status::Ignored if is_ours || is_folder_of_ours(path) => &mut self.ignored,
            Status::Ignored => return,
            Status::Changed if is_ours => &mut self.ours,
            Status::Changed => &mut self.others,
        };
        set.insert(path.to_owned());
        self.cases.extend(kind.case().cloned());
    }
}

/// Whether git ignores a whole folder in which the store keeps something.
fn is_folder_of_ours(path: &Path) -> bool {
    let is_folder = path.as_os_str().as_bytes().ends_with(b"/");
    let case = path.file_name().and_then(OsStr::to_str);
    let year_or_case =
        |name: &str| name.bytes().all(|byte| byte.is_ascii_digit()) || CaseId::parse(name).is_ok();
    let parts: Vec<&OsStr> = path.iter().collect();
    is_folder
        && match parts.as_slice() {
            [only] => *only == "cases" || *only == "procedures",
            [first, ..] if *first == "cases" => case.is_some_and(year_or_case),
            [first, second] if *first == "procedures" => ["pinned", "forms", "templates"]
                .iter()
                .any(|name| second == name),
            _ => false,
        }
}

/// What git says of a file.
#[derive(Clone, Copy, Debug)]
pub(super) enum Status {
    Changed,
    Unmerged,
    Ignored,
}
