//! What a commit took out of a store lawfully, written down in its settings.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::definition::LONGEST_FILE;
use crate::model::{Accepted, Digest, EventId};
use crate::store::care::{ActsLost, Damage, Scope, What};
use crate::store::definitions::settings;
use crate::store::durable::replaced_file;
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
                    if gone.took(&git, &finding.file).map_err(failed)? =>
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
        // Where they say it in another form already, they stay as they are.
        let said = String::from_utf8_lossy(&text).into_owned();
        settings::checked(&path, said, || self.own_roles())?;
        replaced_file(&path, &text)
    }
}

fn is_by(lost: &ActsLost, commit: &ObjectId) -> bool {
    lost.went.commit().is_some_and(|by| by.id == *commit)
}

/// What a commit took away, relative to the root of the store.
struct Gone {
    /// With what each file held before.
    files: BTreeMap<PathBuf, Vec<ObjectId>>,
    /// Whether it is the commit at work: what no commit ever had is missing since this one.
    is_tip: bool,
}

impl Gone {
    fn with(git: &Git, commit: &ObjectId) -> io::Result<Self> {
        let raw = ["--raw", "-z", "--no-abbrev", "--no-renames"];
        let tree = ["diff-tree", "-m", "-r", "--root", "--no-commit-id"];
        let words: Vec<&str> = tree.into_iter().chain(raw).collect();
        let words: Vec<&str> = words.into_iter().chain([commit.as_str()]).collect();
        let gone = changes(git, b"", &words)?.into_iter();
        let gone = gone.filter(|one| one.new.is_null());
        Ok(Self {
            files: gone.map(|one| (one.path, one.old)).collect(),
            is_tip: git.tip()?.as_ref() == Some(commit),
        })
    }

    /// Whether it took a file away that the commit at work lacks, or nobody ever committed it.
    fn took(&self, git: &Git, file: &Path) -> io::Result<bool> {
        let path = git.path(file);
        if self.files.contains_key(file) {
            let mut name = OsString::from("HEAD:");
            name.push(&path);
            let words = [OsString::from("cat-file"), OsString::from("-e"), name];
            return Ok(!git.run(&words)?.is_well());
        }
        let log = [
            "--literal-pathspecs",
            "log",
            "-1",
            "--format=%H",
            "--all",
            "--reflog",
            "--",
        ];
        let words = log.iter().map(OsString::from);
        let words: Vec<OsString> = words.chain([path.into_os_string()]).collect();
        Ok(self.is_tip && git.run(&words)?.well()?.out.is_empty())
    }
}
