//! The versions that git has of the files of a store which may only grow.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use crate::model::CaseId;
use crate::store::file_kind::FileKind;
use crate::store::git::Git;
use crate::store::history::change::changes;
use crate::store::history::{Changed, ObjectId};

/// What git has of journals and pinned definitions.
#[derive(Clone, Debug, Default)]
pub struct Versions {
    pub journals: BTreeMap<CaseId, Journals>,
    /// By path, relative to the root of the store.
    pub pinned: BTreeMap<PathBuf, BTreeSet<ObjectId>>,
}

/// The journals that git has of a case.
#[derive(Clone, Debug, Default)]
pub struct Journals {
    /// Where they lie, relative to the root of the store.
    pub files: BTreeSet<PathBuf>,
    pub versions: BTreeSet<ObjectId>,
}

/// Which side of a change is meant.
#[derive(Clone, Copy)]
enum Side {
    Old,
    New,
}

/// Every version of a file below a folder of the store that git remembers, on whatever branch.
///
/// # Errors
/// Where git cannot be run, or refuses.
pub fn remembered_below(git: &Git, folder: &Path) -> io::Result<BTreeSet<ObjectId>> {
    let log = [
        "--literal-pathspecs",
        "log",
        "-m",
        "--full-history",
        "--root",
        "--format=",
    ];
    let raw = [
        "--raw",
        "-z",
        "--no-abbrev",
        "--no-renames",
        "--all",
        "--reflog",
        "--",
    ];
    let mut words: Vec<OsString> = log.iter().chain(&raw).map(OsString::from).collect();
    words.push(git.path(folder).into_os_string());
    let changed = changes(git, b"", &words)?.into_iter();
    let versions = changed.flat_map(|one| one.old.into_iter().chain([one.new]));
    Ok(versions.filter(|version| !version.is_null()).collect())
}

impl Versions {
    /// Every version that a commit of the history of `tip` has: all of it, or what was committed
    /// since another, with what that one has and `tip` has otherwise.
    ///
    /// # Errors
    /// Where git cannot be run, or refuses.
    pub fn committed(git: &Git, since: Option<&ObjectId>, tip: &str) -> io::Result<Self> {
        let mut all = Self::default();
        // A version of a merge that one of its parents has was committed there.
        let log = ["log", "-c", "--full-history", "--root", "--format="];
        let range = match since {
            Some(since) => format!("{}..{tip}", since.as_str()),
            None => tip.to_owned(),
        };
        all.take(git, &log, &[&range], Side::New)?;
        if let Some(since) = since {
            all.take(git, &["diff-tree", "-r"], &[since.as_str(), tip], Side::Old)?;
        }
        Ok(all)
    }

    /// The versions of every branch and of what git still remembers of former ones.
    ///
    /// # Errors
    /// Where git cannot be run, or refuses.
    pub fn remembered(git: &Git) -> io::Result<Self> {
        let mut all = Self::default();
        let log = ["log", "-c", "--full-history", "--root", "--format="];
        all.take(git, &log, &["--all", "--reflog"], Side::New)?;
        Ok(all)
    }

    /// Adds the versions that a commit has of files which are staged otherwise.
    ///
    /// # Errors
    /// Where git cannot be run, or refuses.
    pub fn and_unlike_staged(mut self, git: &Git, commit: &ObjectId) -> io::Result<Self> {
        let command = ["diff-index", "--cached"];
        self.take(git, &command, &[commit.as_str()], Side::Old)?;
        Ok(self)
    }

    /// Only what concerns these cases.
    #[must_use]
    pub fn of_cases(mut self, cases: &[CaseId]) -> Self {
        self.journals.retain(|case, _| cases.contains(case));
        self.pinned.clear();
        self
    }

    fn take(
        &mut self,
        git: &Git,
        command: &[&str],
        revisions: &[&str],
        side: Side,
    ) -> io::Result<()> {
        const RAW: [&str; 4] = ["--raw", "-z", "--no-abbrev", "--no-renames"];
        let words = ["--literal-pathspecs"].iter().chain(command).chain(&RAW);
        let words = words.chain(revisions).chain(&["--"]);
        let mut words: Vec<OsString> = words.map(OsString::from).collect();
        let ours = ["cases", "procedures/pinned"];
        words.extend(ours.map(|path| git.path(path).into_os_string()));
        for changed in changes(git, b"", &words)? {
            self.add(changed, side);
        }
        Ok(())
    }

    fn add(&mut self, changed: Changed, side: Side) {
        let Changed { path, old, new, .. } = changed;
        let versions = match side {
            Side::Old => old,
            Side::New => vec![new],
        };
        let versions = versions.into_iter().filter(|version| !version.is_null());
        match FileKind::of(&path) {
            FileKind::Journal(case) | FileKind::Misplaced(case) => {
                let journals = self.journals.entry(case).or_default();
                journals.files.insert(path);
                journals.versions.extend(versions);
            }
            FileKind::Pinned => self.pinned.entry(path).or_default().extend(versions),
            FileKind::Settings
            | FileKind::ForGit
            | FileKind::Given(_)
            | FileKind::Own
            | FileKind::Other => {}
        }
    }
}
