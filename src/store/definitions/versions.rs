//! The procedures that cases of a store can be started under, in all their versions, and how one is
//! found by name.

use std::cmp::Reverse;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::model::{Procedure, ProcedureId, normal};
use crate::store::definitions::{Definition, Head, Shipped, shipped, text};
use crate::store::{Result, Store, StoreFault};
use crate::words::nearest;

/// Where a procedure comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    Shipped,
    /// A file of the store.
    File(PathBuf),
}

/// A procedure that a case can be started under, and where it comes from.
pub type Known = (Origin, Arc<Definition>);

/// A name with the version that it asks for: `pr07@2`.
pub fn parted(named: &str) -> (&str, Option<u32>) {
    let parted = named.rsplit_once('@');
    match parted.and_then(|(name, version)| Some((name, version.parse().ok()?))) {
        Some((name, version)) => (name, Some(version)),
        None => (named, None),
    }
}

/// Whether it goes by this name, which is in its normal form.
pub fn is_called(procedure: &Procedure, wanted: &str) -> bool {
    goes_by(&procedure.id, &procedure.code, wanted)
}

fn goes_by(id: &ProcedureId, code: &str, wanted: &str) -> bool {
    normal(id.as_str()) == wanted || normal(code) == wanted
}

/// The procedures of a store, and its files that cannot be used: a bad file hides no other.
#[derive(Debug)]
pub struct Versions {
    pub known: Vec<Known>,
    pub unusable: Vec<Unusable>,
}

/// A definition by what it calls itself.
struct Claim<'s> {
    head: Head,
    origin: From<'s>,
}

enum From<'s> {
    Shipped(&'s Shipped),
    File(PathBuf),
}

/// A file of a store that is no procedure.
#[derive(Debug)]
pub struct Unusable {
    pub fault: StoreFault,
    /// The procedure that it claims to be, where a line of it says so.
    id: Option<String>,
}

impl Unusable {
    fn of(root: &Path, path: &Path, fault: StoreFault) -> Self {
        let text = text(root, path).unwrap_or_default();
        let id = claimed(&text, "id").map(str::to_owned);
        Self { fault, id }
    }
}

/// The text that a line of a definition gives a key, whatever else is wrong with the file.
pub fn claimed<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    text.lines().find_map(|line| {
        let (name, value) = line.split_once('=')?;
        let value = value.trim().strip_prefix(['"', '\''])?;
        let end = value.find(['"', '\''])?;
        (name.trim().trim_start_matches('\u{feff}') == key).then(|| &value[..end])
    })
}

impl Versions {
    /// Every version of every procedure that a case can be started under, by id, the newest first.
    ///
    /// # Errors
    /// Where the folder of procedures cannot be listed.
    pub fn of(store: &Store) -> Result<Self> {
        let mut all = Self::with_hidden(store)?;
        all.known
            .dedup_by_key(|(_, known)| (known.procedure.id.clone(), known.procedure.version));
        Ok(all)
    }

    /// Every version, with those of the store that a shipped one of the same version hides.
    pub(in crate::store) fn with_hidden(store: &Store) -> Result<Self> {
        let shipped = shipped::all().iter();
        let mut known: Vec<Known> = shipped
            .map(|shipped| (Origin::Shipped, store.shipped(shipped)))
            .collect();
        let mut unusable = Vec::new();
        for path in store.own_files()? {
            match store.own(&path) {
                Ok(definition) => known.push((Origin::File(path), definition)),
                Err(fault) => unusable.push(Unusable::of(store.root(), &path, fault)),
            }
        }
        known.sort_by_cached_key(|(_, known)| {
            let procedure = &known.procedure;
            (procedure.id.clone(), Reverse(procedure.version))
        });
        Ok(Self { known, unusable })
    }

    /// The newest version of each.
    ///
    /// # Errors
    /// Where the folder of procedures cannot be listed.
    pub fn newest(store: &Store) -> Result<Vec<Known>> {
        let mut known = Self::of(store)?.known;
        known.dedup_by_key(|(_, known)| known.procedure.id.clone());
        Ok(known)
    }

    /// A procedure by its id, its code, or either without leading zeros; the newest version, or the
    /// one behind `@`.
    pub(in crate::store) fn find(store: &Store, named: &str) -> Result<Arc<Definition>> {
        let (name, version) = parted(named.trim());
        let wanted = normal(name);
        if let Some(definition) = only_shipped(store, &wanted, version)? {
            return Ok(definition);
        }
        let claims = claims(store, &wanted)?;
        let called = claims
            .iter()
            .filter(|one| goes_by(&one.head.id, &one.head.code, &wanted));
        let Some(newest) = called.clone().next() else {
            let ids = claims.iter().map(|one| one.head.id.as_str());
            return Err(StoreFault::NoProcedure {
                named: name.to_owned(),
                near: nearest(name, ids).map(str::to_owned),
            });
        };
        let mut meant = called
            .clone()
            .filter(|one| version.is_none_or(|version| one.head.version == version));
        match meant.next() {
            Some(claim) => match &claim.origin {
                From::Shipped(shipped) => Ok(store.shipped(shipped)),
                From::File(path) => store.own(path),
            },
            None => Err(StoreFault::NoVersion {
                procedure: newest.head.id.clone(),
                version: version.unwrap_or_default(),
                known: called.map(|one| one.head.version).collect(),
            }),
        }
    }
}

/// What every definition calls itself, by id, the newest version first; only the beginning of a
/// file is read where it says so plainly.
fn claims(store: &Store, wanted: &str) -> Result<Vec<Claim<'static>>> {
    let shipped = shipped::all().iter().map(|shipped| Claim {
        head: Head::of_procedure(&store.shipped(shipped).procedure),
        origin: From::Shipped(shipped),
    });
    let mut claims: Vec<Claim> = shipped.collect();
    for path in store.own_files()? {
        let head = match Head::read(store.root(), &path) {
            Some(head) => head,
            None => match store.own(&path) {
                Ok(definition) => Head::of_procedure(&definition.procedure),
                Err(fault) => {
                    let unusable = Unusable::of(store.root(), &path, fault);
                    if unusable.id.as_ref().is_some_and(|id| normal(id) == wanted) {
                        return Err(unusable.fault);
                    }
                    continue;
                }
            },
        };
        let origin = From::File(path);
        claims.push(Claim { head, origin });
    }
    claims.sort_by_cached_key(|one| (one.head.id.clone(), Reverse(one.head.version)));
    claims.dedup_by_key(|one| (one.head.id.clone(), one.head.version));
    Ok(claims)
}

/// A shipped procedure; where the store has none of its own, the others need not be looked at.
fn only_shipped(
    store: &Store,
    wanted: &str,
    version: Option<u32>,
) -> Result<Option<Arc<Definition>>> {
    if !store.own_files()?.is_empty() {
        return Ok(None);
    }
    let is_wanted = |one: &&Shipped| {
        normal(one.id) == *wanted && version.is_none_or(|version| version == one.version)
    };
    let shipped = shipped::all().iter().find(is_wanted);
    Ok(shipped.map(|shipped| store.shipped(shipped)))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Origin, Versions};
    use crate::store::{StoreFault, shipped};
    use crate::testing::store::{open, store};

    #[test]
    fn versions_of_a_procedure_stand_side_by_side_and_the_newest_is_meant() {
        let (folder, store) = store();
        let shipped = &shipped::all()[0];
        let line = format!("version = {}\nrevision = 2", shipped.version);
        for version in [98, 99] {
            let text = shipped
                .text
                .replacen(&line, &format!("version = {version}"), 1);
            let path = store.procedures_folder().join(format!("{version}.toml"));
            fs::create_dir_all(store.procedures_folder()).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        let store = open(&folder);
        let all = Versions::of(&store).expect("they are listed").known;
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
        let newest = Versions::newest(&store).expect("they are sound");
        assert_eq!(
            newest.len(),
            crate::store::definitions::shipped::all().len()
        );
        assert!(matches!(newest[0].0, Origin::File(_)));
        match store.procedure(&format!("{}@7", shipped.id)) {
            Err(StoreFault::NoVersion { version, known, .. }) => {
                assert_eq!((version, known), (7, versions));
            }
            other => panic!("{other:?}"),
        }
    }
}
