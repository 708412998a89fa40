//! Procedures for people to read, those that only old cases run under among them.

use std::collections::BTreeMap;

use crate::model::{Digest, Procedure, normal};
use crate::store::definitions::{PINNED, Pinned, Shipped, parted, shipped};
use crate::store::{Result, Store, StoreFault, Versions};

/// The fewest digits of a digest that name a definition.
const FEWEST: usize = 6;

/// A procedure with its readings, for a person to read: by name, by name and version, or by the
/// beginning of its digest; also one that cases were once started under.
///
/// # Errors
/// Where there is none, or several, or a file of the store has problems.
pub fn readable(store: &Store, named: &str) -> Result<Procedure> {
    match Versions::find(store, named) {
        Ok(known) => Ok(with_readings(&known.procedure)),
        Err(fault @ (StoreFault::NoProcedure { .. } | StoreFault::NoVersion { .. })) => {
            let mut found = by_digest_or_pinned(store, named)?;
            match found.len() {
                0 => Err(fault),
                1 => Ok(found.pop_first().expect("there is one").1),
                _ => Err(StoreFault::SeveralDefinitions {
                    named: named.to_owned(),
                    found: found.keys().map(|digest| digest.short(PINNED)).collect(),
                }),
            }
        }
        Err(fault) => Err(fault),
    }
}

/// The file of such a procedure, byte for byte.
///
/// # Errors
/// As of a procedure to read.
pub fn readable_text(store: &Store, named: &str) -> Result<String> {
    store.text_of(&readable(store, named)?)
}

/// The procedures that have a digest, or are pinned under a name and version.
fn by_digest_or_pinned(store: &Store, named: &str) -> Result<BTreeMap<Digest, Procedure>> {
    let digits = named.trim().to_ascii_lowercase();
    let (name, version) = parted(named.trim());
    let by_digest = is_digest(&digits);
    let wanted = normal(name);
    let mut found = BTreeMap::new();
    if by_digest {
        for (_, known) in Versions::of(store)?.known {
            let procedure = &known.procedure;
            if procedure.digest.to_string().starts_with(&digits) {
                found.insert(procedure.digest, with_readings(procedure));
            }
        }
    }
    for pinned in Pinned::all(store.root())? {
        let is_named = if by_digest {
            digits.starts_with(&pinned.digest) || pinned.digest.starts_with(&digits)
        } else {
            version == Some(pinned.version) && normal(&pinned.id) == wanted
        };
        if !is_named {
            continue;
        }
        let procedure = pinned.read(store.root())?;
        if !by_digest || procedure.digest.to_string().starts_with(&digits) {
            found.insert(procedure.digest, procedure);
        }
    }
    Ok(found)
}

/// The compiled form of a shipped one has none.
fn with_readings(procedure: &Procedure) -> Procedure {
    let shipped = shipped::with_digest(procedure.digest);
    shipped.map_or_else(|| procedure.clone(), Shipped::with_readings)
}

fn is_digest(text: &str) -> bool {
    text.len() >= FEWEST && text.chars().all(|digit| digit.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::readable;
    use crate::store::definitions::pinned::PINNED;
    use crate::store::{StoreFault, shipped};
    use crate::testing::store::{begun, open, store};

    #[test]
    fn what_a_case_was_started_under_goes_by_its_digest_and_by_its_version() {
        let (folder, store) = store();
        let shipped = shipped::all().iter().find(|one| one.id == "pr07");
        let shipped = shipped.expect("it is shipped");
        let line = format!("version = {}\nrevision = 2", shipped.version);
        let own = folder.path().join("procedures/own.toml");
        fs::create_dir_all(store.procedures_folder()).expect("a folder");
        fs::write(&own, shipped.text.replacen(&line, "version = 9", 1)).expect("a file");
        let case = begun(&open(&folder), "1", None);
        fs::remove_file(&own).expect("it is there");
        let store = open(&folder);
        let digest = case.definition.procedure.digest;
        for named in [digest.to_string(), digest.short(6), "PR7@9".to_owned()] {
            let found = readable(&store, &named).expect("it is pinned");
            assert_eq!((found.version, found.digest), (9, digest), "{named}");
            assert!(!found.readings.is_empty());
        }
        let found = readable(&store, &shipped.digest().short(PINNED));
        assert_eq!(found.expect("it is shipped").version, shipped.version);
        for named in ["pr07@8", "abcdef", &digest.short(5)] {
            match readable(&store, named) {
                Err(StoreFault::NoProcedure { .. } | StoreFault::NoVersion { .. }) => {}
                other => panic!("{named}: {other:?}"),
            }
        }
    }
}
