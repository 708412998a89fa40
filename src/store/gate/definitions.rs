//! The definitions and settings that come with a push.

use std::io;
use std::path::PathBuf;

use crate::definition;
use crate::engine::{Net, WORK, prove_sparing};
use crate::model::{Digest, RoleId, Settings};
use crate::store::definitions::SETTINGS;
use crate::store::file_kind::FileKind;
use crate::store::gate::{FileFault, Proposal, Refusal};
use crate::store::history::Changed;
use crate::store::root::lacking_lines;
use crate::store::shipped;

/// The work that one push may take, in proofs of the longest kind.
const PROOFS: u64 = 8;

impl Proposal<'_> {
    /// Holds that definitions are sound and named for what they are; proofs come last, as they cost
    /// most.
    pub fn definitions_held(&self, changed: &[Changed]) -> io::Result<Vec<Refusal>> {
        let mut refused = Vec::new();
        let mut work = PROOFS * WORK;
        for (path, text) in self.texts(changed, |kind| *kind == FileKind::Pinned)? {
            let digest = Digest::of(text.as_bytes());
            let stem = path.file_stem().and_then(|stem| stem.to_str());
            let digits = stem.and_then(|stem| stem.rsplit_once('-'));
            if digits.is_none_or(|(_, digits)| digits != digest.short(12)) {
                refused.push(self.refusal(&path, FileFault::PinnedName));
                continue;
            }
            refused.extend(definition_held(&text, &mut work).map(|what| self.refusal(&path, what)));
        }
        let is_procedure = |path: &PathBuf| path.components().count() == 2;
        let own = self.texts(changed, |kind| *kind == FileKind::Own)?;
        for (path, text) in own.into_iter().filter(|(path, _)| is_procedure(path)) {
            refused.extend(definition_held(&text, &mut work).map(|what| self.refusal(&path, what)));
        }
        Ok(refused)
    }

    /// Holds that the settings can be read, and that the files for git have their lines.
    pub fn settings_held(&self, changed: &[Changed]) -> io::Result<Vec<Refusal>> {
        let mut refused = Vec::new();
        for (path, text) in self.texts(changed, |kind| *kind == FileKind::Settings)? {
            if definition::settings(&text, &self.roles()?).is_err() {
                refused.push(self.refusal(&path, FileFault::Settings));
            }
        }
        for (path, text) in self.texts(changed, |kind| *kind == FileKind::ForGit)? {
            let lacking = lacking_lines(&path, &text);
            if !lacking.is_empty() {
                refused.push(self.refusal(&path, FileFault::GitLines(lacking)));
            }
        }
        for one in changed.iter().filter(|one| one.new.is_null()) {
            if let Some(path) = self.seen(&one.path)
                && FileKind::of(path) == FileKind::ForGit
            {
                let lacking = lacking_lines(path, "");
                refused.push(self.refusal(path, FileFault::GitLines(lacking)));
            }
        }
        Ok(refused)
    }

    /// The settings as they were: only who could push before may allow more.
    pub fn former_settings(&self) -> io::Result<Settings> {
        self.read_settings(self.read_old(&[PathBuf::from(SETTINGS)])?)
    }

    /// The settings as they would be; the usual ones where they cannot be read.
    pub fn settings(&self) -> io::Result<Settings> {
        self.read_settings(self.read(&[PathBuf::from(SETTINGS)])?)
    }

    fn read_settings(&self, mut read: Vec<Option<Vec<u8>>>) -> io::Result<Settings> {
        let bytes = read.pop().flatten().unwrap_or_default();
        let text = String::from_utf8(bytes).unwrap_or_default();
        Ok(definition::settings(&text, &self.roles()?).unwrap_or_default())
    }

    /// The roles that people may hold: those of the catalogue and of the definitions in the store.
    fn roles(&self) -> io::Result<Vec<RoleId>> {
        let mut paths = self.paths()?;
        paths.retain(|path| {
            matches!(FileKind::of(path), FileKind::Pinned | FileKind::Own)
                && path.extension().is_some_and(|ending| ending == "toml")
        });
        let catalogue = shipped::catalogue();
        let own = self
            .read(&paths)?
            .into_iter()
            .flatten()
            .filter_map(|bytes| String::from_utf8(bytes).ok())
            .filter_map(|text| definition::load(&text, catalogue).ok())
            .flat_map(|loaded| loaded.procedure.roles);
        let all = catalogue.roles.iter().cloned().chain(own);
        Ok(all.map(|role| role.id).collect())
    }

    /// The files of some kind that come or change, as text.
    fn texts(
        &self,
        changed: &[Changed],
        is_wanted: impl Fn(&FileKind) -> bool,
    ) -> io::Result<Vec<(PathBuf, String)>> {
        let paths: Vec<PathBuf> = changed
            .iter()
            .filter(|one| one.mode.starts_with("100"))
            .filter_map(|one| self.seen(&one.path))
            .filter(|path| is_wanted(&FileKind::of(path)))
            .map(ToOwned::to_owned)
            .collect();
        let read = self.read(&paths)?.into_iter();
        let texts =
            read.map(|bytes| String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned());
        Ok(paths.into_iter().zip(texts).collect())
    }
}

/// Why nothing may run under a definition.
fn definition_held(text: &str, work: &mut u64) -> Option<FileFault> {
    let digest = Digest::of(text.as_bytes());
    if shipped::with_digest(digest).is_some() {
        return None;
    }
    let procedure = match definition::load(text, shipped::catalogue()) {
        Ok(loaded) => loaded.procedure,
        Err(_) => return Some(FileFault::Definition),
    };
    if procedure.official() == Some(false) {
        return Some(FileFault::Counterfeit);
    }
    let net = Net::of(&procedure);
    let proved = prove_sparing(&procedure, &net, work);
    let is_sound = proved.is_some_and(|proved| proved.is_ok());
    (!is_sound).then_some(FileFault::Unsound)
}
