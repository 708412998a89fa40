//! Losses that are accepted: what a commit took out of a store lawfully, recorded in its settings.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::model::{Accepted, Digest, EventId};
use crate::store::care::{ActsLost, Damage, Scope, What, verify};
use crate::store::definitions::rewrite;
use crate::store::git::{Git, words};
use crate::store::history::{ObjectId, changes, diff_tree};
use crate::store::{Doing, Result, Store, StoreFault};

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

/// What a commit took out of a store that is still missing, where a name means one.
///
/// # Errors
/// Where a folder cannot be listed, or git cannot be asked.
pub fn taken_out(store: &Store, named: &str) -> Result<Option<(ObjectId, Accepted)>> {
    let failed = |error: io::Error| StoreFault::io(Doing::Read, store.root())(error);
    let Some(git) = Git::around(store.root()) else {
        return Ok(None);
    };
    let Some(commit) = git.commit(named).map_err(failed)? else {
        return Ok(None);
    };
    let gone = Gone::with(&git, &commit).map_err(failed)?;
    let mut taken = Accepted::default();
    for finding in verify(store, Scope::default())?.findings {
        match finding.what {
            What::Damage(Damage::ActsLost(lost)) if is_by(&lost, &commit) => {
                taken.events.extend(lost.acts.iter().map(|act| act.id));
            }
            What::Damage(Damage::FileGone(Some(given)))
                if gone.took(&git, &finding.file).map_err(failed)? =>
            {
                taken.files.insert(given);
            }
            What::Damage(Damage::DefinitionLost) => {
                let old: Vec<&ObjectId> = gone
                    .files
                    .get(&finding.file)
                    .into_iter()
                    .flatten()
                    .collect();
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

impl Acceptance {
    /// Adds it to the settings of a store, durable; all else in them stays as it is.
    ///
    /// # Errors
    /// Where they cannot be read or written, or would be too long.
    pub fn add_to(&self, store: &Store) -> Result<()> {
        let accepted = [self];
        let entry = Entry { accepted };
        rewrite(store, |text| {
            let entry = toml::to_string(&entry).map_err(io::Error::other)?;
            let gap = match (text.is_empty(), text.ends_with('\n')) {
                (true, _) => "",
                (false, true) => "\n",
                (false, false) => "\n\n",
            };
            Ok(Some(format!("{text}{gap}{entry}")))
        })?;
        Ok(())
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
        let tree = ["-m", "--root", "--no-commit-id", commit.as_str()];
        let files = changes(git, b"", &diff_tree(&tree))?
            .into_iter()
            .filter(|one| one.new.is_null())
            .map(|one| (one.path, one.old));
        Ok(Self {
            files: files.collect(),
            is_tip: git.tip()?.as_ref() == Some(commit),
        })
    }

    /// Whether it took a file away that the commit at work lacks, or nobody ever committed it.
    fn took(&self, git: &Git, file: &Path) -> io::Result<bool> {
        let path = git.path(file);
        if self.files.contains_key(file) {
            let mut name = OsString::from("HEAD:");
            name.push(&path);
            let words = ["cat-file".as_ref(), "-e".as_ref(), name.as_os_str()];
            return Ok(!git.run(&words)?.is_well());
        }
        let log = words("--literal-pathspecs log -1 --format=%H --all --reflog --");
        let mut log: Vec<&OsStr> = log.into_iter().map(OsStr::new).collect();
        log.push(path.as_os_str());
        Ok(self.is_tip && git.run(&log)?.well()?.out.is_empty())
    }
}
