//! Adding a procedure to those of a store.

use std::path::PathBuf;

use crate::model::{Digest, Procedure, normal};
use crate::store::definitions::{Head, PINNED, Pinned, is_called, text};
use crate::store::durable::{inner_folder, new_file};
use crate::store::{Origin, Result, Store, StoreFault, Versions, shipped};

/// The outcome of adding a procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Added {
    /// Written to this file of the store.
    Written(PathBuf),
    /// It was there, byte for byte.
    Already(Origin),
}

impl Added {
    /// Adds a checked procedure to those of the store, durable.
    ///
    /// # Errors
    /// Where it may not be added, or cannot be written.
    pub fn to(store: &Store, bytes: &str, procedure: &Procedure) -> Result<Self> {
        if let Some(origin) = Self::before(store, procedure)? {
            return Ok(Self::Already(origin));
        }
        let folder = store.procedures_folder();
        inner_folder(store.root(), &folder)?;
        let (id, version) = (&procedure.id, procedure.version);
        let path = folder.join(format!("{id}-v{version}.toml"));
        new_file(&path, bytes.as_bytes())?;
        // A file that stood there was left as it was.
        if Digest::of(text(store.root(), &path)?.as_bytes()) == procedure.digest {
            Ok(Self::Written(path))
        } else {
            Err(StoreFault::FileTaken(path))
        }
    }

    /// Where a procedure that may be added is already, if it is.
    ///
    /// # Errors
    /// Where its version or its name is taken, or a file of the store has problems.
    pub fn before(store: &Store, procedure: &Procedure) -> Result<Option<Origin>> {
        let known = Versions::with_hidden(store)?.known;
        let same = known
            .iter()
            .find(|(_, one)| one.procedure.digest == procedure.digest);
        if let Some((origin, _)) = same {
            return Ok(Some(origin.clone()));
        }
        let others = || known.iter().map(|(_, one)| &one.procedure);
        if let Some(other) = others().find(|other| share_a_name(procedure, other)) {
            return Err(StoreFault::NameTaken {
                procedure: procedure.id.clone(),
                other: other.id.clone(),
            });
        }
        if let Some(fault) = others().find_map(|other| otherwise_meant(procedure, other)) {
            return Err(fault);
        }
        let versions = || {
            let same_id = others().filter(|other| other.id == procedure.id);
            same_id.map(|other| other.version)
        };
        let same_version =
            |other: &&Procedure| other.id == procedure.id && other.version == procedure.version;
        let other = match others().find(same_version) {
            Some(other) => Some(other.digest.short(PINNED)),
            None => pinned_otherwise(store, procedure)?,
        };
        let newest_shipped = shipped::newest(&procedure.id).unwrap_or(0);
        if other.is_none() && procedure.version > newest_shipped {
            return Ok(None);
        }
        let newest = versions().max().unwrap_or(0);
        Err(StoreFault::VersionTaken {
            procedure: procedure.id.clone(),
            version: procedure.version,
            least: newest.max(procedure.version).saturating_add(1),
            digests: other.map(|other| [other, procedure.digest.short(PINNED)]),
        })
    }
}

impl Store {
    /// Refuses to write under a version that has another content as well: cases were started under
    /// other bytes of it, or another file of the store says the same version. What ships with the
    /// program is one version in whatever bytes it ships.
    ///
    /// # Errors
    /// Where there is another content, or a folder cannot be listed.
    pub fn has_one_content(&self, procedure: &Procedure) -> Result<()> {
        if procedure.official() == Some(true) {
            return Ok(());
        }
        let other = match pinned_otherwise(self, procedure)? {
            None => own_otherwise(self, procedure)?,
            pinned => pinned,
        };
        other.map_or(Ok(()), |other| {
            Err(StoreFault::TwoContents {
                procedure: procedure.id.clone(),
                version: procedure.version,
                digests: [other, procedure.digest.short(PINNED)],
            })
        })
    }
}

/// The beginning of the digest of other bytes of this version, under which cases were started.
fn pinned_otherwise(store: &Store, procedure: &Procedure) -> Result<Option<String>> {
    let mut pinned = Pinned::all(store.root())?.into_iter();
    let other = pinned.find(|pinned| {
        pinned.id == procedure.id.as_str()
            && pinned.version == procedure.version
            && pinned.digest != procedure.digest.short(PINNED)
    });
    Ok(other.map(|pinned| pinned.digest))
}

/// The same of another file of the store.
fn own_otherwise(store: &Store, procedure: &Procedure) -> Result<Option<String>> {
    for path in store.own_files()? {
        let is_same = Head::read(store.root(), &path)
            .is_some_and(|head| head.id == procedure.id && head.version == procedure.version);
        if is_same {
            let found = Digest::of(text(store.root(), &path)?.as_bytes());
            if found != procedure.digest {
                return Ok(Some(found.short(PINNED)));
            }
        }
    }
    Ok(None)
}

/// A key of a role or of a kind of output that means something else in another procedure.
fn otherwise_meant(procedure: &Procedure, other: &Procedure) -> Option<StoreFault> {
    if other.id == procedure.id {
        return None;
    }
    let roles = procedure.roles.iter().filter_map(|role| {
        let before = other.role(&role.id)?;
        Some((role.id.as_str(), &role.title, &before.title))
    });
    let kinds = procedure.kinds.iter().filter_map(|kind| {
        let before = other.kind(&kind.id)?;
        Some((kind.id.as_str(), &kind.title, &before.title))
    });
    let (key, title, other_title) = roles.chain(kinds).find(|(_, now, before)| now != before)?;
    Some(StoreFault::OtherMeaning {
        key: key.to_owned(),
        titles: Box::new([
            (procedure.id.clone(), title.clone()),
            (other.id.clone(), other_title.clone()),
        ]),
    })
}

/// Whether two procedures go by one name, however it is typed.
fn share_a_name(procedure: &Procedure, other: &Procedure) -> bool {
    let names = [procedure.id.as_str(), &procedure.code];
    let mut filled = names.iter().filter(|name| !name.is_empty());
    other.id != procedure.id && filled.any(|name| is_called(other, &normal(name)))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::Added;
    use crate::definition;
    use crate::model::Digest;
    use crate::store::{Origin, Store, StoreFault, shipped};
    use crate::testing::store::{open, store};

    fn add(store: &Store, text: &str) -> Result<Added, StoreFault> {
        let loaded = definition::load(text, shipped::catalogue());
        Added::to(store, text, &loaded.expect("it is valid").procedure)
    }

    fn pr07(version: u32) -> String {
        let shipped = shipped::all().iter().find(|one| one.id == "pr07");
        let shipped = shipped.expect("it is shipped");
        let line = format!("version = {}\nrevision = 2", shipped.version);
        shipped
            .text
            .replacen(&line, &format!("version = {version}"), 1)
    }

    #[test]
    fn a_newer_version_is_written_once_and_is_the_one_that_is_meant() {
        let (folder, store) = store();
        let path = folder.path().join("procedures/pr07-v3.toml");
        let added = add(&store, &pr07(3)).expect("it is written");
        assert_eq!(added, Added::Written(path.clone()));
        assert_eq!(fs::read_to_string(&path).expect("it is there"), pr07(3));
        let store = open(&folder);
        let again = add(&store, &pr07(3)).expect("it is there");
        assert_eq!(again, Added::Already(Origin::File(path)));
        let meant = store.procedure("pr07").expect("it is there");
        assert_eq!(meant.procedure.version, 3);
    }

    #[test]
    fn what_comes_with_the_program_is_there_already() {
        let (_folder, store) = store();
        let added = add(&store, shipped::all()[0].text).expect("it is there");
        assert_eq!(added, Added::Already(Origin::Shipped));
    }

    #[track_caller]
    fn taken(store: &Store, text: &str, expected: (u32, u32)) {
        match add(store, text) {
            Err(StoreFault::VersionTaken { version, least, .. }) => {
                assert_eq!((version, least), expected);
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_version_that_is_taken_is_to_be_raised() {
        let (folder, store) = store();
        add(&store, &pr07(5)).expect("it is written");
        let store = open(&folder);
        taken(&store, &(pr07(5) + "\n"), (5, 6));
        taken(&store, &(pr07(2) + "\n"), (2, 6));
        taken(&store, &pr07(1), (1, 6));
        add(&store, &pr07(4)).expect("it is free");
    }

    #[test]
    fn a_version_with_two_contents_is_not_written_under() {
        let (folder, store) = store();
        add(&store, &pr07(3)).expect("it is written");
        let digest = |text: &str| Digest::of(text.as_bytes()).short(12);
        let refused = |expected: [String; 2]| {
            let store = open(&folder);
            let meant = store.procedure("pr07").expect("it is there");
            match store.pin(&meant.procedure) {
                Err(StoreFault::TwoContents { digests, .. }) => assert_eq!(digests, expected),
                other => panic!("{other:?}"),
            }
        };
        let store = open(&folder);
        let meant = store.procedure("pr07").expect("it is there");
        store.pin(&meant.procedure).expect("it has one content");
        let path = folder.path().join("procedures/pr07-v3.toml");
        let changed = pr07(3) + "\n";
        fs::write(&path, &changed).expect("a file");
        refused([digest(&pr07(3)), digest(&changed)]);
        fs::remove_dir_all(folder.path().join("procedures/pinned")).expect("it is there");
        let other = changed.clone() + "\n";
        fs::write(folder.path().join("procedures/z.toml"), &other).expect("a file");
        refused([digest(&other), digest(&changed)]);
    }

    #[test]
    fn a_key_has_one_meaning_in_all_procedures_of_a_store() {
        let (folder, store) = store();
        let declaring = |id: &str, title: &str| {
            format!(
                "id = \"{id}\"\nversion = 1\ntitle = {{ es = \"P\", en = \"P\" }}\n\
                 [[role]]\nkey = \"almacen\"\ntitle = {{ es = \"{title}\", en = \"Stores\" }}\n\
                 [[activity]]\nnumber = 1\ntitle = {{ es = \"A\", en = \"A\" }}\n\
                 role = \"almacen\"\nnext = []\n"
            )
        };
        add(&store, &declaring("prestamo", "Almacén")).expect("it is written");
        match add(&open(&folder), &declaring("compra", "Almacenes")) {
            Err(StoreFault::OtherMeaning { key, titles }) => {
                let [_, (other, _)] = *titles;
                assert_eq!((key.as_str(), other.as_str()), ("almacen", "prestamo"));
            }
            other => panic!("{other:?}"),
        }
        add(&open(&folder), &declaring("compra", "Almacén")).expect("it means the same");
    }

    #[test]
    fn no_name_and_no_file_is_taken_over() {
        let (folder, store) = store();
        let other = pr07(1).replacen("id = \"pr07\"", "id = \"pr7\"", 1);
        match add(&store, &other) {
            Err(StoreFault::NameTaken { other, .. }) => assert_eq!(other.as_str(), "pr07"),
            other => panic!("{other:?}"),
        }
        let path = folder.path().join("procedures/pr07-v3.toml");
        fs::create_dir_all(store.procedures_folder()).expect("a folder");
        fs::write(&path, pr07(4)).expect("a file");
        match add(&open(&folder), &pr07(3)) {
            Err(StoreFault::FileTaken(found)) => assert_eq!(found, path),
            other => panic!("{other:?}"),
        }
        assert_eq!(fs::read_to_string(&path).expect("it is there"), pr07(4));
    }
}
