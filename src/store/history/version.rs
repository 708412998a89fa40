//! The versions that git has of the files of a store which may only grow.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use crate::model::CaseId;
use crate::store::file_kind::FileKind;
use crate::store::git::Git;
use crate::store::history::{Changed, ObjectId, RAW, changes};

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

/// All that git remembers of the files of a store, on whatever branch, and of former ones.
#[derive(Clone, Debug, Default)]
pub struct Remembered {
    pub versions: Versions,
    /// The versions of all files that lie in a folder, whatever they were called.
    pub folders: BTreeMap<PathBuf, BTreeSet<ObjectId>>,
}

impl Remembered {
    pub fn of(git: &Git) -> io::Result<Self> {
        let log = ["log", "-m", "--full-history", "--root", "--format="];
        let mut all = Self::default();
        for changed in changed(git, &log, &["--all", "--reflog"])? {
            let folder = changed.path.parent().unwrap_or(Path::new(""));
            let versions = changed.old.iter().chain([&changed.new]);
            let same = all.folders.entry(folder.to_owned()).or_default();
            same.extend(versions.filter(|version| !version.is_null()).cloned());
            all.versions.add(changed, Side::New);
        }
        Ok(all)
    }
}

impl Versions {
    /// Every version that a commit of the history of `tip` has: all of it, or what was committed
    /// since another, with what that one has and `tip` has otherwise.
    pub fn committed(git: &Git, since: Option<&ObjectId>, tip: &str) -> io::Result<Self> {
        let (before, range) = match since {
            Some(since) => (
                Self::between(git, since, tip)?,
                format!("{}..{tip}", since.as_str()),
            ),
            None => (Self::default(), tip.to_owned()),
        };
        // A version of a merge that one of its parents has was committed there.
        let log = ["log", "-c", "--full-history", "--root", "--format="];
        before.and_changed(git, &log, &[&range], Side::New)
    }

    /// The versions that a commit has.
    pub fn of(git: &Git, commit: &ObjectId) -> io::Result<Self> {
        let trees = [&git.empty_tree()?, commit.as_str()];
        Self::default().and_changed(git, &["diff-tree", "-r"], &trees, Side::New)
    }

    /// The versions that one commit has of files which another has otherwise, or not at all.
    pub fn between(git: &Git, one: &ObjectId, other: &str) -> io::Result<Self> {
        let trees = [one.as_str(), other];
        Self::default().and_changed(git, &["diff-tree", "-r"], &trees, Side::Old)
    }

    /// The versions that a commit has of files which are otherwise in the work tree.
    pub fn unlike_here(git: &Git, commit: &str) -> io::Result<Self> {
        Self::default().and_changed(git, &["diff-index"], &[commit], Side::Old)
    }

    /// Adds other versions.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        for (case, of) in other.journals {
            let journals = self.journals.entry(case).or_default();
            journals.files.extend(of.files);
            journals.versions.extend(of.versions);
        }
        for (path, versions) in other.pinned {
            self.pinned.entry(path).or_default().extend(versions);
        }
        self
    }

    /// Adds the versions that a commit has of files which are staged otherwise.
    pub fn and_unlike_staged(self, git: &Git, commit: &ObjectId) -> io::Result<Self> {
        let command = ["diff-index", "--cached"];
        self.and_changed(git, &command, &[commit.as_str()], Side::Old)
    }

    /// Only what concerns these cases.
    #[must_use]
    pub fn of_cases(mut self, cases: &BTreeSet<CaseId>) -> Self {
        self.journals.retain(|case, _| cases.contains(case));
        self.pinned.clear();
        self
    }

    fn and_changed(
        mut self,
        git: &Git,
        command: &[&str],
        revisions: &[&str],
        side: Side,
    ) -> io::Result<Self> {
        for changed in changed(git, command, revisions)? {
            self.add(changed, side);
        }
        Ok(self)
    }

    fn add(&mut self, changed: Changed, side: Side) {
        let Changed { path, old, new, .. } = changed;
        let sides = match side {
            Side::Old => old,
            Side::New => vec![new],
        };
        let versions = sides.into_iter().filter(|version| !version.is_null());
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

/// The changes of journals, of files of cases and of pinned definitions.
fn changed(git: &Git, command: &[&str], revisions: &[&str]) -> io::Result<Vec<Changed>> {
    let all = [&["--literal-pathspecs"], command, &RAW, revisions, &["--"]].concat();
    let mut words: Vec<OsString> = all.into_iter().map(OsString::from).collect();
    // Where the store is all of the repository, naming its folders would have git look at every
    // tree twice.
    if !git.path("").as_os_str().is_empty() {
        let ours = ["cases", "procedures/pinned"];
        words.extend(ours.map(|path| git.path(path).into_os_string()));
    }
    changes(git, b"", &words)
}
