//! The files that a case is given: how they come into its folder, and whether they are unchanged.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Component, Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::model::Digest;
use crate::store::case::file_name::{FileName, are_one};
use crate::store::durable::{is_link, readable, sync_above};
use crate::store::opening::opened;
use crate::store::{Doing, Result, Store, StoreFault};

/// A file on its way into the folder of a case.
#[derive(Clone, Debug)]
pub struct Attachment {
    source: PathBuf,
    /// Its name in the folder of the case: that of the source and the beginning of its digest, so
    /// that two clones never mean different files by one name.
    pub name: String,
    /// Whether it is called otherwise than its source, the digest aside.
    pub is_renamed: bool,
    pub digest: Digest,
}

/// What stands where a case says that a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileState {
    Unchanged,
    Changed {
        found: Digest,
        given: Digest,
    },
    NotThere,
    /// The path leads out of the store.
    Outside,
}

impl Attachment {
    /// Reads a file once, to know its digest.
    pub fn measure(source: &Path) -> Result<Self> {
        let unusable = || StoreFault::FileName(source.to_owned());
        let given = source.file_name().ok_or_else(unusable)?;
        let mut named = FileName::of(given).ok_or_else(unusable)?;
        let found = fs::metadata(source).map_err(StoreFault::io(Doing::Read, source))?;
        if !found.is_file() {
            return Err(StoreFault::NotAFile(source.to_owned()));
        }
        let digest = digest(source).map_err(StoreFault::io(Doing::Read, source))?;
        let name = named.with(&digest.short(12));
        Ok(Self {
            source: source.to_owned(),
            name,
            is_renamed: named.is_changed,
            digest,
        })
    }

    /// Takes the name of a file of the case that differs from its own in capitals alone: the digest
    /// in it says that they are the same.
    pub fn meet<'n>(&mut self, mut known: impl Iterator<Item = &'n str>) {
        if let Some(same) = known.find(|name| are_one(name, &self.name)) {
            same.clone_into(&mut self.name);
            self.is_renamed = true;
        }
    }

    /// Copies it into the folder of its case, durable; the same file twice is one.
    pub(in crate::store) fn copy_into(&self, target: &Path) -> Result<()> {
        let path = target.join(&self.name);
        if is_link(&path) {
            return Err(StoreFault::Link(path));
        }
        if fs::symlink_metadata(&path).is_ok() {
            return match digest_of(opened(&path)?) {
                // Whoever put it there may have been killed before its name was durable.
                Ok(found) if found == self.digest => sync_above(&path),
                Ok(_) | Err(_) => Err(StoreFault::OtherFile(path)),
            };
        }
        let failed = |error| StoreFault::io(Doing::Write, &path)(error);
        let mut source =
            File::open(&self.source).map_err(StoreFault::io(Doing::Read, &self.source))?;
        let mut copy = tempfile::Builder::new()
            .permissions(readable())
            .tempfile_in(target)
            .map_err(failed)?;
        io::copy(&mut source, &mut copy).map_err(failed)?;
        copy.flush().map_err(failed)?;
        copy.as_file().sync_all().map_err(failed)?;
        if digest(copy.path()).map_err(failed)? != self.digest {
            return Err(StoreFault::FileChanged(self.source.clone()));
        }
        copy.persist(&path).map_err(|error| failed(error.error))?;
        sync_above(&path)
    }
}

/// The folder of a case's files, beside its journal.
pub fn files_folder(journal: &Path) -> PathBuf {
    journal.with_extension("")
}

/// Compares a file of a case with its digest.
pub fn file_state(store: &Store, file: &str, expected: Option<Digest>) -> Result<FileState> {
    let relative = Path::new(file);
    let inside = relative
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    if !inside || file.is_empty() {
        return Ok(FileState::Outside);
    }
    let path = store.root().join(relative);
    let Ok(real) = path.canonicalize() else {
        return Ok(FileState::NotThere);
    };
    let root = store
        .root()
        .canonicalize()
        .map_err(StoreFault::io(Doing::Read, store.root()))?;
    if !real.starts_with(root) || !real.is_file() {
        return Ok(FileState::Outside);
    }
    let found = digest_of(opened(&real)?).map_err(StoreFault::io(Doing::Read, &path))?;
    match expected {
        Some(given) if given != found => Ok(FileState::Changed { found, given }),
        Some(_) | None => Ok(FileState::Unchanged),
    }
}

fn digest(path: &Path) -> io::Result<Digest> {
    digest_of(File::open(path)?)
}

fn digest_of(mut file: File) -> io::Result<Digest> {
    let mut hash = Sha256::new();
    let mut part = vec![0; 1 << 16];
    loop {
        let length = file.read(&mut part)?;
        if length == 0 {
            break;
        }
        hash.update(&part[..length]);
    }
    Ok(Digest::from_sha256(hash.finalize().into()))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::path::Path;

    use super::{Attachment, FileState, file_state};
    use crate::model::Digest;
    use crate::store::{Store, StoreFault};
    use crate::testing::store::store;

    #[test]
    fn an_attachment_is_named_after_its_file_and_the_beginning_of_its_digest() {
        let folder = tempfile::tempdir().expect("a folder");
        let named = |name: &str| {
            let path = folder.path().join(name);
            fs::write(&path, "a").expect("a file");
            Attachment::measure(&path).expect("it is read")
        };
        assert_eq!(named("informe.pdf").digest, Digest::of(b"a"));
        assert_eq!(named("informe.pdf").name, "informe-ca978112ca1b.pdf");
        assert_eq!(
            named("acta firmada.tar.gz").name,
            "acta firmada.tar-ca978112ca1b.gz"
        );
        assert_eq!(named("sin").name, "sin-ca978112ca1b");
        assert_eq!(named(".oculto").name, ".oculto-ca978112ca1b");
    }

    #[test]
    fn a_file_whose_name_no_store_can_hold_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("fdp\u{202e}.exe");
        fs::write(&path, "a").expect("a file");
        match Attachment::measure(&path) {
            Err(StoreFault::FileName(found)) => assert_eq!(found, path),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_name_that_differs_from_a_known_one_in_capitals_alone_gives_way_to_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("Acta.PDF");
        fs::write(&path, "a").expect("a file");
        let mut attachment = Attachment::measure(&path).expect("it is read");
        attachment.meet(["acta-000000000000.pdf"].into_iter());
        assert_eq!(attachment.name, "Acta-ca978112ca1b.PDF");
        assert!(!attachment.is_renamed);
        attachment.meet(["x.pdf", "acta-ca978112ca1b.pdf"].into_iter());
        assert_eq!(attachment.name, "acta-ca978112ca1b.pdf");
        assert!(attachment.is_renamed);
    }

    #[test]
    fn what_is_not_there_or_no_file_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let gone = folder.path().join("gone.pdf");
        assert!(matches!(
            Attachment::measure(&gone),
            Err(StoreFault::Io { source, .. }) if source.kind() == std::io::ErrorKind::NotFound
        ));
        for path in [folder.path(), Path::new("/dev/null")] {
            assert!(matches!(
                Attachment::measure(path),
                Err(StoreFault::NotAFile(found)) if found == path
            ));
        }
    }

    #[test]
    fn the_same_file_twice_is_one_and_another_of_its_name_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let source = folder.path().join("a.pdf");
        fs::write(&source, "a").expect("a file");
        let attachment = Attachment::measure(&source).expect("it is read");
        let target = folder.path().join("case");
        fs::create_dir(&target).expect("a folder");
        let copy = target.join(&attachment.name);
        for _ in 0..2 {
            attachment.copy_into(&target).expect("it is copied");
            assert_eq!(fs::read(&copy).expect("it is there"), b"a");
        }
        fs::write(&copy, "b").expect("it is written");
        assert!(matches!(
            attachment.copy_into(&target),
            Err(StoreFault::OtherFile(path)) if path == copy
        ));
        fs::remove_file(&copy).expect("it is there");
        symlink(&source, &copy).expect("a link");
        assert!(matches!(
            attachment.copy_into(&target),
            Err(StoreFault::Link(path)) if path == copy
        ));
        fs::remove_file(&copy).expect("it is there");
        fs::write(&source, "b").expect("it is written");
        assert!(matches!(
            attachment.copy_into(&target),
            Err(StoreFault::FileChanged(path)) if path == source
        ));
        let left = fs::read_dir(&target).expect("it is listed").count();
        assert_eq!(left, 0);
    }

    #[track_caller]
    fn compared(store: &Store, file: &str, of: Option<&[u8]>, expected: FileState) {
        let state = file_state(store, file, of.map(Digest::of)).expect("it is read");
        assert_eq!(state, expected, "{file}");
    }

    #[test]
    fn a_file_is_compared_inside_the_store_alone() {
        let (folder, store) = store();
        let outside = tempfile::tempdir().expect("a folder");
        fs::write(outside.path().join("a"), "a").expect("a file");
        let inside = folder.path().join("cases");
        fs::create_dir(&inside).expect("a folder");
        fs::write(inside.join("a"), "a").expect("a file");
        symlink(inside.join("a"), inside.join("near")).expect("a link");
        symlink(outside.path().join("a"), inside.join("far")).expect("a link");
        symlink(outside.path(), inside.join("folder")).expect("a link");
        symlink("/nowhere", inside.join("gone")).expect("a link");
        let found = Digest::of(b"a");
        compared(&store, "cases/a", Some(b"a"), FileState::Unchanged);
        compared(&store, "cases/a", None, FileState::Unchanged);
        compared(&store, "cases/near", Some(b"a"), FileState::Unchanged);
        let given = Digest::of(b"b");
        let changed = FileState::Changed { found, given };
        compared(&store, "cases/a", Some(b"b"), changed);
        for file in ["cases/b", "cases/gone", "cases/a/b", "cases/\u{0}"] {
            compared(&store, file, Some(b"a"), FileState::NotThere);
        }
        let absolute = inside.join("a");
        let absolute = absolute.to_str().expect("UTF-8");
        for file in [
            "",
            "cases",
            "cases/far",
            "cases/folder/a",
            "cases/../cases/a",
            "../a",
            "/etc/passwd",
            absolute,
        ] {
            compared(&store, file, Some(b"a"), FileState::Outside);
        }
    }
}
