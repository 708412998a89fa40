use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::definition;
use crate::model::{Digest, Procedure, ProcedureId, RoleId, Start};
use crate::store::definitions::definition::Definition;
use crate::store::definitions::file::{text, unmarked};
use crate::store::definitions::pinned::{PINNED, Pinned};
use crate::store::definitions::shipped::{self, Shipped};
use crate::store::definitions::verdict::Judged;
use crate::store::durable::{inner_folder, new_file, sync_above};
use crate::store::{Doing, Store, StoreFault};

impl Store {
    /// The definition that a case was started under.
    ///
    /// # Errors
    /// Where the store does not have it, or not unchanged.
    pub fn pinned(&self, start: &Start) -> Result<Arc<Definition>, StoreFault> {
        self.pinned_as(&start.procedure, start.version, start.digest)
    }

    /// The definition of a version that cases were started under or moved to.
    ///
    /// # Errors
    /// Where the store does not have it, or not unchanged.
    pub fn pinned_as(
        &self,
        procedure: &ProcedureId,
        version: u32,
        digest: Digest,
    ) -> Result<Arc<Definition>, StoreFault> {
        let judged = match self.judged(digest) {
            Some(judged) => judged,
            None => self.judge_pinned(procedure, version, digest)?,
        };
        let found = judged.usable(|| self.pinned_path(procedure, version, &digest));
        let found = found.map_err(StoreFault::of_pinned)?;
        let stated = (&found.procedure.id, found.procedure.version);
        if stated == (procedure, version) {
            return Ok(found);
        }
        Err(StoreFault::WrongDefinition {
            procedure: procedure.clone(),
            version,
            found: (stated.0.clone(), stated.1),
            digest,
        })
    }

    fn judge_pinned(
        &self,
        procedure: &ProcedureId,
        version: u32,
        digest: Digest,
    ) -> Result<Judged, StoreFault> {
        if let Some(shipped) = shipped::with_digest(digest) {
            return Ok(Judged::Sound(self.shipped(shipped)));
        }
        let path = self.pinned_path(procedure, version, &digest);
        match text(self.root(), &path) {
            Ok(text) => self.judge_unchanged(&path, text, digest),
            Err(StoreFault::Io { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => {
                Err(StoreFault::NoDefinition {
                    procedure: procedure.clone(),
                    version,
                    digest,
                })
            }
            Err(fault) => Err(fault),
        }
    }

    /// A pinned definition by its file, of which the name says the beginning of the digest.
    pub(in crate::store) fn pinned_file(
        &self,
        pinned: &Pinned,
    ) -> Result<Arc<Definition>, StoreFault> {
        let text = text(self.root(), &pinned.path)?;
        let found = Digest::of(text.as_bytes());
        if found.short(PINNED) != pinned.digest {
            let path = pinned.path.clone();
            return Err(StoreFault::DefinitionChanged { path, found });
        }
        match ProcedureId::parse(&pinned.id) {
            Ok(id) => self.pinned_as(&id, pinned.version, found),
            Err(_) => self
                .judge(text)
                .usable(|| pinned.path.clone())
                .map_err(StoreFault::of_pinned),
        }
    }

    /// Copies a definition into the store, unless it is there; durable then.
    ///
    /// # Errors
    /// Where it cannot be written, or another one stands under its name.
    pub fn pin(&self, procedure: &Procedure) -> Result<(), StoreFault> {
        let path = self.pinned_path(&procedure.id, procedure.version, &procedure.digest);
        if path.exists() {
            let found = Digest::of(text(self.root(), &path)?.as_bytes());
            return if found == procedure.digest {
                sync_above(&path)
            } else {
                Err(StoreFault::DefinitionChanged { path, found })
            };
        }
        inner_folder(self.root(), &self.pinned_folder())?;
        let shipped = shipped::all()
            .iter()
            .find(|one| one.digest() == procedure.digest);
        match shipped {
            Some(shipped) => new_file(&path, shipped.text.as_bytes()),
            None => new_file(&path, self.own_text(procedure)?.as_bytes()),
        }
    }

    pub(in crate::store) fn shipped(&self, shipped: &Shipped) -> Arc<Definition> {
        if let Some(Judged::Sound(known)) = self.judged(shipped.digest()) {
            return known;
        }
        let definition = Definition::searched(shipped.procedure(), shipped.distances);
        self.remember(shipped.digest(), &Judged::Sound(Arc::clone(&definition)));
        definition
    }

    fn judged(&self, digest: Digest) -> Option<Judged> {
        let known = self.definitions.lock().ok()?;
        known.get(&digest).cloned()
    }

    fn remember(&self, digest: Digest, judged: &Judged) {
        if let Ok(mut known) = self.definitions.lock() {
            known.insert(digest, judged.clone());
        }
    }

    /// Reads and proves a definition, once.
    fn judge(&self, text: String) -> Judged {
        let digest = Digest::of(text.as_bytes());
        if let Some(shipped) = shipped::with_digest(digest) {
            return Judged::Sound(self.shipped(shipped));
        }
        if let Some(judged) = self.judged(digest) {
            return judged;
        }
        let judged = match definition::load(&text, shipped::catalogue()) {
            Ok(loaded) => {
                let definition = Definition::of(loaded.procedure);
                match self.proved(&definition) {
                    Ok(()) => Judged::Sound(definition),
                    Err(unproved) => Judged::Unproved(unproved),
                }
            }
            Err(problems) => Judged::Malformed(Arc::new((text, problems))),
        };
        self.remember(digest, &judged);
        judged
    }

    fn judge_unchanged(
        &self,
        path: &Path,
        text: String,
        expected: Digest,
    ) -> Result<Judged, StoreFault> {
        let found = Digest::of(text.as_bytes());
        if found != expected {
            let path = path.to_owned();
            return Err(StoreFault::DefinitionChanged { path, found });
        }
        Ok(self.judge(text))
    }

    pub(in crate::store) fn own_files(&self) -> Result<Vec<PathBuf>, StoreFault> {
        toml_files(&self.procedures_folder())
    }

    /// A file of the store that cases can be started under: checked and proved.
    pub(in crate::store) fn own(&self, path: &Path) -> Result<Arc<Definition>, StoreFault> {
        let judged = self.judge(unmarked(path, text(self.root(), path)?)?);
        judged.usable(|| path.to_owned())
    }

    /// The roles that the procedures of the store declare for themselves, as far as they can be read.
    pub(in crate::store) fn own_roles(&self) -> Vec<RoleId> {
        let folders = [self.procedures_folder(), self.pinned_folder()];
        let files = folders.iter().flat_map(|folder| toml_files(folder));
        let texts = files
            .flatten()
            .filter_map(|path| text(self.root(), &path).ok());
        let loaded = texts.filter_map(|text| definition::load(&text, shipped::catalogue()).ok());
        let roles = loaded.flat_map(|loaded| loaded.procedure.roles);
        roles.map(|role| role.id).collect()
    }

    fn own_text(&self, procedure: &Procedure) -> Result<String, StoreFault> {
        for path in self.own_files()? {
            let text = text(self.root(), &path)?;
            if Digest::of(text.as_bytes()) == procedure.digest {
                return Ok(text);
            }
        }
        Err(StoreFault::NoDefinition {
            procedure: procedure.id.clone(),
            version: procedure.version,
            digest: procedure.digest,
        })
    }

    /// Where a definition is pinned.
    pub(in crate::store) fn pinned_path(
        &self,
        id: &ProcedureId,
        version: u32,
        digest: &Digest,
    ) -> PathBuf {
        let safe = ProcedureId::parse(id.as_str());
        let id = safe.as_ref().map_or("unnamed", ProcedureId::as_str);
        let name = format!("{id}-v{version}-{}.toml", digest.short(12));
        self.pinned_folder().join(name)
    }
}

/// The definitions in a folder, in order of name; none where there is no folder.
pub(in crate::store) fn toml_files(folder: &Path) -> Result<Vec<PathBuf>, StoreFault> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(StoreFault::io(Doing::List, folder)(error)),
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(StoreFault::io(Doing::List, folder))?.path();
        if path.is_file() && path.extension().is_some_and(|ending| ending == "toml") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use crate::store::{Beginning, StoreFault, shipped};
    use crate::testing::store::{again, begun, open, store};

    #[test]
    fn a_case_runs_under_the_definition_that_it_was_started_under() {
        let (folder, store) = store();
        let own = folder.path().join("procedures/pr07.toml");
        let shipped = shipped::all().iter().find(|one| one.id == "pr07");
        let shipped = shipped.expect("it is shipped");
        let line = format!("version = {}", shipped.version);
        let newer = shipped.text.replacen(&line, "version = 99", 1);
        let old = begun(&store, "1", None);
        fs::write(&own, &newer).expect("a file");
        let case = begun(&open(&folder), "2", None);
        assert_eq!(case.definition.procedure.version, 99);
        fs::write(&own, newer.replacen("version = 99", "version = 100", 1)).expect("a file");
        let store = open(&folder);
        let version = |id| {
            let record = again(&store, id).expect("it is read");
            record.definition.procedure.version
        };
        assert_eq!((version(&old.id), version(&case.id)), (shipped.version, 99));
        let pinned = format!(
            "pr07-v99-{}.toml",
            case.definition.procedure.digest.short(12)
        );
        let pinned = folder.path().join("procedures/pinned").join(pinned);
        assert_eq!(fs::read_to_string(&pinned).expect("it is there"), newer);
        fs::write(&pinned, newer.clone() + "\n").expect("it is written");
        match again(&open(&folder), &case.id) {
            Err(StoreFault::DefinitionChanged { path, found }) => {
                let expected = crate::model::Digest::of((newer + "\n").as_bytes());
                assert_eq!((path, found), (pinned.clone(), expected));
            }
            other => panic!("{other:?}"),
        }
        fs::remove_file(&pinned).expect("it is there");
        match again(&open(&folder), &case.id) {
            Err(StoreFault::NoDefinition {
                procedure,
                version,
                digest,
            }) => {
                assert_eq!((procedure.as_str(), version), ("pr07", 99));
                assert_eq!(digest, case.definition.procedure.digest);
            }
            other => panic!("{other:?}"),
        }
        again(&open(&folder), &old.id).expect("what is shipped is always there");
    }

    #[test]
    fn a_case_is_not_begun_where_its_definition_cannot_be_pinned() {
        let (folder, store) = store();
        fs::write(folder.path().join("procedures"), "").expect("a file");
        let beginning = Beginning {
            definition: store.shipped(&shipped::all()[0]),
            entities: Vec::new(),
            title: None,
            reference: None,
            nonce: "1".into(),
        };
        match store.begin(&beginning, &crate::testing::store::signature()) {
            Err(StoreFault::Io { path, .. }) => assert_eq!(path, folder.path().join("procedures")),
            other => panic!("{other:?}"),
        }
        assert!(!folder.path().join("cases").exists());
    }
}
