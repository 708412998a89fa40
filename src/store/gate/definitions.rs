//! The definitions and settings that come with a push.

use std::io;
use std::path::PathBuf;

use crate::definition;
use crate::engine::{Net, WORK, prove_sparing};
use crate::model::{Digest, RoleId, Settings};
use crate::store::file_kind::FileKind;
use crate::store::gate::{FileFault, Proposal, Refusal};
use crate::store::history::Changed;
use crate::store::root::lacking_lines;
use crate::store::shipped;

/// As many of the longest proofs are made for one push at most.
const PROOFS: u64 = 8;

impl Proposal<'_> {
    /// Holds definitions that come to being sound and what they are called; proofs are last, for
    /// they cost most.
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

    /// Holds the settings to being readable, and what git has to know to its lines.
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
        let gone = changed.iter().filter(|one| one.new.is_null());
        let gone = gone.filter_map(|one| self.seen(&one.path));
        for path in gone.filter(|path| FileKind::of(path) == FileKind::ForGit) {
            let lacking = lacking_lines(path, "");
            refused.push(self.refusal(path, FileFault::GitLines(lacking)));
        }
        Ok(refused)
    }

    /// The settings as they were: only who could push before may allow more.
    pub fn former_settings(&self) -> io::Result<Settings> {
        let text = self.read_old(&[PathBuf::from("ugat.toml")])?.remove(0);
        self.read_settings(text)
    }

    /// The settings as they would be; the usual ones where they cannot be read.
    pub fn settings(&self) -> io::Result<Settings> {
        let text = self.read(&[PathBuf::from("ugat.toml")])?.remove(0);
        self.read_settings(text)
    }

    fn read_settings(&self, text: Option<Vec<u8>>) -> io::Result<Settings> {
        let text = String::from_utf8(text.unwrap_or_default()).unwrap_or_default();
        Ok(definition::settings(&text, &self.roles()?).unwrap_or_default())
    }

    /// The roles that people may hold: those of the catalogue and of the definitions in the store.
    fn roles(&self) -> io::Result<Vec<RoleId>> {
        let paths = self.paths()?.into_iter();
        let paths: Vec<PathBuf> = paths
            .filter(|path| matches!(FileKind::of(path), FileKind::Pinned | FileKind::Own))
            .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
            .collect();
        let texts = self.read(&paths)?.into_iter().flatten();
        let texts = texts.filter_map(|bytes| String::from_utf8(bytes).ok());
        let loaded = texts.filter_map(|text| definition::load(&text, shipped::catalogue()).ok());
        let own = loaded.flat_map(|loaded| loaded.procedure.roles);
        let shipped = shipped::catalogue().roles.iter();
        let roles = shipped.map(|role| role.id.clone());
        Ok(roles.chain(own.map(|role| role.id)).collect())
    }

    /// The files of some kind that come or change, as text.
    fn texts(
        &self,
        changed: &[Changed],
        is_wanted: impl Fn(&FileKind) -> bool,
    ) -> io::Result<Vec<(PathBuf, String)>> {
        let is_file = |one: &&Changed| one.mode.starts_with("100");
        let brought = changed.iter().filter(is_file);
        let paths = brought.filter_map(|one| self.seen(&one.path));
        let paths: Vec<PathBuf> = paths
            .filter(|path| is_wanted(&FileKind::of(path)))
            .map(ToOwned::to_owned)
            .collect();
        let bytes = self
            .read(&paths)?
            .into_iter()
            .map(Option::unwrap_or_default);
        let texts = bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
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
