use std::cmp::Reverse;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::model::Procedure;
use crate::store::definition::Definition;
use crate::store::definition_file::text;
use crate::store::shipped::{self, Shipped};
use crate::store::{Store, StoreFault};
use crate::words::{matching, nearest};

/// Where a procedure comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    Shipped,
    /// A file of the store.
    File(PathBuf),
}

/// A procedure that a case can be started under, and where it comes from.
pub type Known = (Origin, Arc<Definition>);

/// A name of a procedure as it is compared: `PR7`, `pr07` and `UGAT/AIT -PR07` are one.
pub fn normal(named: &str) -> String {
    let last = named.rsplit(['/', ' ']).next().unwrap_or(named);
    let plain = matching(last.rsplit_once("AIT-").map_or(last, |(_, last)| last));
    let plain = plain.trim_start_matches('-');
    let digits = plain.find(|character: char| character.is_ascii_digit());
    match digits {
        Some(at) => format!("{}{}", &plain[..at], plain[at..].trim_start_matches('0')),
        None => plain.to_owned(),
    }
}

/// A name with the version that it asks for: `pr07@2`.
pub(super) fn parted(named: &str) -> (&str, Option<u32>) {
    let parted = named.rsplit_once('@');
    match parted.and_then(|(name, version)| Some((name, version.parse().ok()?))) {
        Some((name, version)) => (name, Some(version)),
        None => (named, None),
    }
}

/// Whether it goes by this name, which is in its normal form.
pub(super) fn is_called(procedure: &Procedure, wanted: &str) -> bool {
    normal(procedure.id.as_str()) == wanted || normal(&procedure.code) == wanted
}

/// What is known in a store, and the files of it that cannot be used: a bad one hides no other.
#[derive(Debug)]
pub struct Versions {
    pub known: Vec<Known>,
    pub unusable: Vec<Unusable>,
}

/// A file of a store that is no procedure.
#[derive(Debug)]
pub struct Unusable {
    pub fault: StoreFault,
    /// The procedure that it claims to be, where a line of it says so.
    id: Option<String>,
}

impl Unusable {
    fn of(path: &Path, fault: StoreFault) -> Self {
        let text = text(path).unwrap_or_default();
        let id = claimed(&text, "id").map(str::to_owned);
        Self { fault, id }
    }
}

/// What a line of a definition gives a key, whatever else is wrong with the file.
pub(super) fn claimed<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    text.lines().find_map(|line| {
        let (name, value) = line.split_once('=')?;
        let value = value.trim().strip_prefix(['"', '\''])?;
        let end = value.find(['"', '\''])?;
        (name.trim().trim_start_matches('\u{feff}') == key).then(|| &value[..end])
    })
}

impl Store {
    /// Every version of every procedure that a case can be started under, by id, the newest first.
    ///
    /// # Errors
    /// Where the folder of procedures cannot be listed.
    pub fn versions(&self) -> Result<Versions, StoreFault> {
        let mut all = self.all_known()?;
        all.known
            .dedup_by_key(|(_, known)| (known.procedure.id.clone(), known.procedure.version));
        Ok(all)
    }

    /// The same with those of the store that a shipped one of the same version hides.
    pub(super) fn all_known(&self) -> Result<Versions, StoreFault> {
        let shipped = shipped::all().iter();
        let mut known: Vec<Known> = shipped
            .map(|shipped| (Origin::Shipped, self.shipped(shipped)))
            .collect();
        let mut unusable = Vec::new();
        for path in self.own_files()? {
            match self.own(&path) {
                Ok(definition) => known.push((Origin::File(path), definition)),
                Err(fault) => unusable.push(Unusable::of(&path, fault)),
            }
        }
        known.sort_by_cached_key(|(_, known)| {
            let procedure = &known.procedure;
            (procedure.id.clone(), Reverse(procedure.version))
        });
        Ok(Versions { known, unusable })
    }

    /// The newest version of each.
    ///
    /// # Errors
    /// Where the folder of procedures cannot be listed.
    pub fn procedures(&self) -> Result<Vec<Known>, StoreFault> {
        let mut known = self.versions()?.known;
        known.dedup_by_key(|(_, known)| known.procedure.id.clone());
        Ok(known)
    }

    /// A procedure by its id, its code, or either without leading zeros; the newest version, or the
    /// one behind `@`.
    ///
    /// # Errors
    /// Where there is none of this name or version, or a file of the store that claims the name has
    /// problems.
    pub fn procedure(&self, named: &str) -> Result<Arc<Definition>, StoreFault> {
        let (name, version) = parted(named.trim());
        let wanted = normal(name);
        if let Some(definition) = self.only_shipped(&wanted, version)? {
            return Ok(definition);
        }
        let Versions { known, unusable } = self.versions()?;
        let claims = |one: &Unusable| one.id.as_ref().is_some_and(|id| normal(id) == wanted);
        if let Some(unusable) = unusable.into_iter().find(claims) {
            return Err(unusable.fault);
        }
        let mut called = known
            .iter()
            .map(|(_, known)| known)
            .filter(|known| is_called(&known.procedure, &wanted))
            .peekable();
        let Some(newest) = called.peek() else {
            let ids = known.iter().map(|(_, one)| one.procedure.id.as_str());
            return Err(StoreFault::NoProcedure {
                named: name.to_owned(),
                near: nearest(name, ids).map(str::to_owned),
            });
        };
        let id = newest.procedure.id.clone();
        let versions = called.clone().map(|known| known.procedure.version);
        let versions: Vec<u32> = versions.collect();
        let is_wanted = |known: &&Arc<Definition>| {
            version.is_none_or(|version| known.procedure.version == version)
        };
        match called.find(is_wanted) {
            Some(found) => Ok(Arc::clone(found)),
            None => Err(StoreFault::NoVersion {
                procedure: id,
                version: version.unwrap_or_default(),
                known: versions,
            }),
        }
    }

    /// Where the store has no procedures of its own, a shipped one needs no look at the others.
    fn only_shipped(
        &self,
        wanted: &str,
        version: Option<u32>,
    ) -> Result<Option<Arc<Definition>>, StoreFault> {
        if !self.own_files()?.is_empty() {
            return Ok(None);
        }
        let is_wanted = |one: &&Shipped| {
            normal(one.id) == *wanted && version.is_none_or(|version| version == one.version)
        };
        let shipped = shipped::all().iter().find(is_wanted);
        Ok(shipped.map(|shipped| self.shipped(shipped)))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Origin, normal};
    use crate::store::sample::{open, store};
    use crate::store::{StoreFault, shipped};

    #[test]
    fn a_procedure_is_known_by_its_id_and_by_its_code_with_or_without_zeros() {
        for named in [
            "pr07",
            "PR7",
            "Pr07",
            "UGAT/AIT-PR7",
            "UGAT/AIT -PR07",
            "UGAT/AIT-PR07",
        ] {
            assert_eq!(normal(named), "pr7", "{named}");
        }
        assert_eq!(normal("alta-usuarios"), "alta-usuarios");
    }

    #[test]
    fn versions_of_a_procedure_stand_side_by_side_and_the_newest_is_meant() {
        let (folder, store) = store();
        let shipped = &shipped::all()[0];
        let line = format!("version = {}", shipped.version);
        for version in [98, 99] {
            let text = shipped
                .text
                .replacen(&line, &format!("version = {version}"), 1);
            let path = store.procedures_folder().join(format!("{version}.toml"));
            fs::create_dir_all(store.procedures_folder()).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        let store = open(&folder);
        let all = store.versions().expect("they are listed").known;
        let versions: Vec<u32> = all
            .iter()
            .filter(|(_, known)| known.procedure.id.as_str() == shipped.id)
            .map(|(_, known)| known.procedure.version)
            .collect();
        assert_eq!(versions, [99, 98, shipped.version]);
        let version = |named: &str| {
            let found = store.procedure(named).expect("it is there");
            found.procedure.version
        };
        assert_eq!(version(shipped.id), 99);
        assert_eq!(version(&format!("{}@98", shipped.id)), 98);
        let old = format!("{}@{}", shipped.id, shipped.version);
        assert_eq!(version(&old), shipped.version);
        let newest = store.procedures().expect("they are sound");
        assert_eq!(newest.len(), crate::store::shipped::all().len());
        assert!(matches!(newest[0].0, Origin::File(_)));
        match store.procedure(&format!("{}@7", shipped.id)) {
            Err(StoreFault::NoVersion { version, known, .. }) => {
                assert_eq!((version, known), (7, versions));
            }
            other => panic!("{other:?}"),
        }
    }
}
