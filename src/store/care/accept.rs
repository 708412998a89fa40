//! What a commit took out of a store lawfully, written down in its settings.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::definition::LONGEST_FILE;
use crate::model::{Accepted, CaseId, Digest, EventId};
use crate::store::care::{ActsLost, Damage, Scope, What};
use crate::store::durable::replaced_file;
use crate::store::file_kind::FileKind;
use crate::store::git::Git;
use crate::store::history::{ObjectId, changes};
use crate::store::{Doing, Store, StoreFault, opening};

/// An entry of the settings, as it is written.
#[derive(Clone, Debug, Serialize)]
pub struct Acceptance {
    /// The whole number of the commit.
    pub commit: String,
    pub reason: String,
    pub by: String,
    pub on: toml::value::Datetime,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub events: BTreeSet<EventId>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub files: BTreeSet<Digest>,
}

#[derive(Serialize)]
struct Entry<'a> {
    accepted: [&'a Acceptance; 1],
}

impl Store {
    /// What a commit took out of the store that is still missing, where a name means one.
    ///
    /// # Errors
    /// Where a folder cannot be listed, or git cannot be asked.
    pub fn taken_out(&self, named: &str) -> Result<Option<(ObjectId, Accepted)>, StoreFault> {
        let failed = |error: io::Error| StoreFault::io(Doing::Read, self.root())(error);
        let Some(git) = Git::around(self.root()) else {
            return Ok(None);
        };
        let Some(commit) = git.commit(named).map_err(failed)? else {
            return Ok(None);
        };
        let gone = Gone::with(&git, &commit).map_err(failed)?;
        let mut taken = Accepted::default();
        for finding in self.verify(Scope::default())?.findings {
            match finding.what {
                What::Damage(Damage::ActsLost(lost)) if is_by(&lost, &commit) => {
                    taken.events.extend(lost.acts.iter().map(|act| act.id));
                }
                What::Damage(Damage::FileGone { given: Some(given) })
                    if gone.took(&finding.file, finding.case.as_ref()) =>
                {
                    taken.files.insert(given);
                }
                What::Damage(Damage::DefinitionLost) => {
                    let old = gone.files.get(&finding.file).into_iter().flatten();
                    let old: Vec<&ObjectId> = old.collect();
                    let take = |_, bytes: Option<Vec<u8>>| {
                        taken.files.extend(bytes.as_deref().map(Digest::of));
                    };
                    git.objects(&old, take).map_err(failed)?;
                }
                What::Damage(_) | What::Remark(_) => {}
            }
        }
        Ok(Some((commit, taken)))
    }

    /// Adds an acceptance to the settings, durable; all else in them stays as it is.
    ///
    /// # Errors
    /// Where they cannot be read or written, or would be too long.
    pub fn accept(&self, acceptance: &Acceptance) -> Result<(), StoreFault> {
        let path = self.root().join("ugat.toml");
        let failed = |error: io::Error| StoreFault::io(Doing::Write, &path)(error);
        let folder = File::open(self.root()).map_err(failed)?;
        let locked = self.patience.lock(&folder, self.root());
        locked.map_err(StoreFault::locking(self.root()))?;
        let mut text = opening::bytes(self.root(), &path, LONGEST_FILE)?;
        if !text.is_empty() {
            text.extend_from_slice(if text.ends_with(b"\n") {
                b"\n"
            } else {
                b"\n\n"
            });
        }
        let entry = Entry {
            accepted: [acceptance],
        };
        let entry = toml::to_string(&entry).map_err(|error| failed(io::Error::other(error)))?;
        text.extend_from_slice(entry.as_bytes());
        if text.len() > LONGEST_FILE {
            let most = LONGEST_FILE;
            return Err(StoreFault::TooLarge { path, most });
        }
        replaced_file(&path, &text)
    }
}

fn is_by(lost: &ActsLost, commit: &ObjectId) -> bool {
    lost.went.commit().is_some_and(|by| by.id == *commit)
}

/// What a commit took away, or never had, relative to the root of the store.
struct Gone {
    /// With what each held before.
    files: BTreeMap<PathBuf, Vec<ObjectId>>,
    /// The cases whose journals it changed.
    cases: BTreeSet<CaseId>,
}

impl Gone {
    fn with(git: &Git, commit: &ObjectId) -> io::Result<Self> {
        let raw = ["--raw", "-z", "--no-abbrev", "--no-renames"];
        let tree = ["diff-tree", "-m", "-r", "--root", "--no-commit-id"];
        let words: Vec<&str> = tree.into_iter().chain(raw).collect();
        let words: Vec<&str> = words.into_iter().chain([commit.as_str()]).collect();
        let (mut files, mut cases) = (BTreeMap::new(), BTreeSet::new());
        for one in changes(git, b"", &words)? {
            if let FileKind::Journal(case) = FileKind::of(&one.path) {
                cases.insert(case);
            }
            if one.new.is_null() {
                files.insert(one.path, one.old);
            }
        }
        Ok(Self { files, cases })
    }

    /// Whether it took a file away, or brought acts of the case that name it without bringing it.
    fn took(&self, file: &Path, case: Option<&CaseId>) -> bool {
        self.files.contains_key(file) || case.is_some_and(|case| self.cases.contains(case))
    }
}
