//! The definitions of a store, read and proved once each: shipped, its own, and those that cases run
//! under.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::definition;
use crate::model::{Digest, Procedure, ProcedureId};
use crate::store::definitions::{
    Definition, PINNED, Pin, Pinned, Shipped, Verdict, shipped, text, toml_files, unmarked,
};
use crate::store::durable::{inner_folder, new_file, sync_above};
use crate::store::{Result, Store, StoreFault};

impl Store {
    /// The definition that cases were started under or moved to.
    ///
    /// # Errors
    /// Where the store does not have it, or not unchanged.
    pub fn pinned_as(&self, pin: &Pin) -> Result<Arc<Definition>> {
        let verdict = match self.known_verdict(pin.digest) {
            Some(verdict) => verdict,
            None => self.judge_pinned(pin)?,
        };
        let found = verdict
            .usable(|| self.pinned_path(pin))
            .map_err(StoreFault::of_pinned)?;
        let (id, version) = (&found.procedure.id, found.procedure.version);
        if (id, version) == (&pin.procedure, pin.version) {
            return Ok(found);
        }
        Err(StoreFault::WrongDefinition {
            pin: pin.clone(),
            found: (id.clone(), version),
        })
    }

    fn judge_pinned(&self, pin: &Pin) -> Result<Verdict> {
        if let Some(shipped) = shipped::with_digest(pin.digest) {
            return Ok(Verdict::Sound(self.shipped(shipped)));
        }
        let path = self.pinned_path(pin);
        let text = match text(self.root(), &path) {
            Ok(text) => text,
            Err(fault) if fault.is_not_found() => {
                return Err(StoreFault::NoDefinition(pin.clone()));
            }
            Err(fault) => return Err(fault),
        };
        let found = Digest::of(text.as_bytes());
        if found != pin.digest {
            return Err(StoreFault::DefinitionChanged { path, found });
        }
        Ok(self.judge(text))
    }

    /// A pinned definition by its file, whose name says the beginning of the digest.
    pub(in crate::store) fn pinned_file(&self, pinned: &Pinned) -> Result<Arc<Definition>> {
        let (text, digest) = pinned.text(self.root())?;
        match ProcedureId::parse(&pinned.id) {
            Ok(procedure) => self.pinned_as(&Pin {
                procedure,
                version: pinned.version,
                digest,
            }),
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
    pub fn pin(&self, procedure: &Procedure) -> Result<()> {
        self.has_one_content(procedure)?;
        let path = self.pinned_path(&Pin::of_procedure(procedure));
        if path.exists() {
            let found = Digest::of(text(self.root(), &path)?.as_bytes());
            return if found == procedure.digest {
                sync_above(&path)
            } else {
                Err(StoreFault::DefinitionChanged { path, found })
            };
        }
        inner_folder(self.root(), &self.pinned_folder())?;
        new_file(&path, self.text_of(procedure)?.as_bytes())
    }

    pub(in crate::store) fn shipped(&self, shipped: &Shipped) -> Arc<Definition> {
        if let Some(Verdict::Sound(known)) = self.known_verdict(shipped.digest()) {
            return known;
        }
        let definition = Definition::searched(shipped.procedure(), shipped.distances);
        self.remember(shipped.digest(), Verdict::Sound(Arc::clone(&definition)));
        definition
    }

    /// Has every definition judged by its own file again.
    pub(in crate::store) fn forget_verdicts(&self) {
        if let Ok(mut known) = self.verdicts.lock() {
            known.clear();
        }
    }

    fn known_verdict(&self, digest: Digest) -> Option<Verdict> {
        self.verdicts.lock().ok()?.get(&digest).cloned()
    }

    fn remember(&self, digest: Digest, verdict: Verdict) {
        if let Ok(mut known) = self.verdicts.lock() {
            known.insert(digest, verdict);
        }
    }

    /// Reads and proves a definition, once.
    fn judge(&self, text: String) -> Verdict {
        let digest = Digest::of(text.as_bytes());
        if let Some(shipped) = shipped::with_digest(digest) {
            return Verdict::Sound(self.shipped(shipped));
        }
        if let Some(verdict) = self.known_verdict(digest) {
            return verdict;
        }
        let verdict = match definition::load(&text, shipped::catalogue()) {
            Ok(loaded) => {
                let definition = Definition::of(loaded.procedure);
                match self.proofs.prove(&definition, &self.cache) {
                    Ok(()) => Verdict::Sound(definition),
                    Err(unproved) => Verdict::Unproved(unproved),
                }
            }
            Err(problems) => Verdict::Malformed(Arc::new((text, problems))),
        };
        self.remember(digest, verdict.clone());
        verdict
    }

    pub(in crate::store) fn own_files(&self) -> Result<Vec<PathBuf>> {
        toml_files(&self.procedures_folder())
    }

    /// A file of the store that cases can be started under: checked and proved.
    pub(in crate::store) fn own(&self, path: &Path) -> Result<Arc<Definition>> {
        self.judge(unmarked(path, text(self.root(), path)?)?)
            .usable(|| path.to_owned())
    }

    /// The file of a definition, byte for byte: shipped, the store's own, or pinned.
    pub(in crate::store) fn text_of(&self, procedure: &Procedure) -> Result<String> {
        if let Some(shipped) = shipped::with_digest(procedure.digest) {
            return Ok(shipped.text.to_owned());
        }
        for path in self.own_files()? {
            let text = text(self.root(), &path)?;
            if Digest::of(text.as_bytes()) == procedure.digest {
                return Ok(text);
            }
        }
        let pin = Pin::of_procedure(procedure);
        match text(self.root(), &self.pinned_path(&pin)) {
            Err(fault) if fault.is_not_found() => Err(StoreFault::NoDefinition(pin)),
            found => found,
        }
    }

    /// Where a definition is pinned.
    pub(in crate::store) fn pinned_path(&self, pin: &Pin) -> PathBuf {
        let safe = ProcedureId::parse(pin.procedure.as_str());
        let id = safe.as_ref().map_or("unnamed", ProcedureId::as_str);
        let name = format!("{id}-v{}-{}.toml", pin.version, pin.digest.short(PINNED));
        self.pinned_folder().join(name)
    }
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
        let line = format!("version = {}\nrevision = 2", shipped.version);
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
            Err(StoreFault::NoDefinition(pin)) => {
                assert_eq!((pin.procedure.as_str(), pin.version), ("pr07", 99));
                assert_eq!(pin.digest, case.definition.procedure.digest);
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
