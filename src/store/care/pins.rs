//! What lies beside the journals: the definitions that cases run under, the files given as
//! outputs, and what git has to know.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::model::{Digest, Event};
use crate::store::care::tree::Tree;
use crate::store::care::{Damage, Finding, Pin, Remark, What};
use crate::store::case::entry::{Listed, listed};
use crate::store::definitions::file::text;
use crate::store::definitions::pinned::{PINNED, Pinned};
use crate::store::file_kind::FileKind;
use crate::store::git::Git;
use crate::store::{FileState, Store, StoreFault, file_state, shipped};

impl Store {
    /// What is wrong with the folder of pinned definitions, beside what the cases under them say:
    /// copies that are not there, and files whose bytes are not those that they are named by.
    pub(in crate::store) fn pins_checked(
        &self,
        named: &BTreeSet<Pin>,
    ) -> Result<Vec<Finding>, StoreFault> {
        let mut found = Vec::new();
        for pin in named {
            let path = self.pinned_path(&pin.procedure, pin.version, &pin.digest);
            // Where the program does not know it either, each of its cases says so.
            let shipped = shipped::with_digest(pin.digest)
                .filter(|one| (one.id, one.version) == (pin.procedure.as_str(), pin.version));
            if shipped.is_some() && !path.exists() {
                found.push(self.finding(&path, Remark::NotPinned(pin.clone())));
            }
        }
        let mut files = listed(&self.pinned_folder())?;
        files.sort_by(|one, other| one.path.cmp(&other.path));
        for Listed { path, .. } in files {
            found.extend(self.pin_fault(&path).map(|what| self.finding(&path, what)));
        }
        Ok(found)
    }

    fn pin_fault(&self, path: &Path) -> Option<What> {
        let is_definition = path.extension().is_some_and(|ending| ending == "toml");
        let pinned = Pinned::of(path.to_owned());
        let pinned = pinned.filter(|pinned| is_definition && pinned.digest.len() == PINNED);
        match (pinned, text(self.root(), path)) {
            (_, Err(fault)) => Some(Damage::Unusable(fault).into()),
            (None, Ok(_)) => Some(Remark::Stray.into()),
            (Some(pinned), Ok(_)) => match self.pinned_file(&pinned) {
                Err(fault) => Some(Damage::Unusable(fault).into()),
                Ok(found) => {
                    (found.procedure.official() == Some(false)).then(|| Remark::Counterfeit.into())
                }
            },
        }
    }

    /// What git lacks, else what it does to journals that it must not.
    pub(in crate::store) fn git_checked(&self, tree: &Tree) -> Vec<Finding> {
        let lacking = self.lacking_git_lines();
        let Some(git) = Git::around(self.root()).filter(|_| lacking.is_empty()) else {
            let lines = lacking.into_iter();
            let found = lines.map(|(name, lines)| {
                self.finding(&self.root().join(name), Remark::GitLines(lines))
            });
            return found.collect();
        };
        let journals = tree.journals.values().flatten();
        let mut paths: Vec<PathBuf> = journals.map(|leaf| self.relative(&leaf.path)).collect();
        let years: BTreeSet<String> = paths
            .iter()
            .filter(|path| path.components().count() == 3)
            .filter_map(|path| path.iter().nth(1)?.to_str().map(str::to_owned))
            .chain(["9999".to_owned()])
            .collect();
        paths.extend(Self::probes(years.into_iter()));
        let pinned = listed(&self.pinned_folder()).unwrap_or_default();
        paths.extend(pinned.iter().map(|pinned| self.relative(&pinned.path)));
        // That git cannot be asked is said of the history.
        self.effects_checked(&git, &paths).unwrap_or_default()
    }

    /// The files that the events of a case name, and those in its folders that none names.
    pub(in crate::store) fn files_checked(
        &self,
        events: &[Event],
        folders: &[PathBuf],
    ) -> Result<Vec<Finding>, StoreFault> {
        let mut found = Vec::new();
        let mut named = BTreeSet::new();
        let given = events.iter().flat_map(|event| event.did.documents());
        for output in given {
            let Some(file) = &output.file else {
                continue;
            };
            let path = self.root().join(file);
            if !named.insert((path.clone(), output.sha256)) {
                continue;
            }
            let damage = match file_state(self, file, output.sha256) {
                Ok(FileState::Unchanged) => continue,
                Ok(FileState::Changed { found, given }) => Damage::FileChanged { found, given },
                Ok(FileState::NotThere) if self.has_accepted(output.sha256) => continue,
                Ok(FileState::NotThere) => Damage::FileGone {
                    given: output.sha256,
                },
                // A link, a folder or a device stands where a file of the case belongs.
                Ok(FileState::Outside)
                    if matches!(FileKind::of(Path::new(file)), FileKind::Given(_)) =>
                {
                    Damage::FileGone {
                        given: output.sha256,
                    }
                }
                Ok(FileState::Outside) => Damage::FileOutside {
                    named: file.clone(),
                },
                Err(fault) => Damage::Unusable(fault),
            };
            found.push(self.finding(&path, damage));
        }
        for folder in folders {
            let there = listed(folder)?.into_iter().map(|listed| listed.path);
            let strays = there.filter(|path| !named.iter().any(|(named, _)| named == path));
            found.extend(strays.map(|path| self.finding(&path, Remark::Stray)));
        }
        Ok(found)
    }

    /// Whether the loss of a file was accepted.
    pub(in crate::store) fn has_accepted(&self, given: Option<Digest>) -> bool {
        given.is_some_and(|given| self.settings.accepted.files.contains(&given))
    }

    /// Something about a file as a whole.
    pub(in crate::store) fn finding(&self, path: &Path, what: impl Into<What>) -> Finding {
        Finding {
            file: self.relative(path),
            line: None,
            case: None,
            what: what.into(),
        }
    }
}
