//! The one way by which files of a store are opened for reading: regular files that lie in it, and
//! no more of them than their bound. A named pipe, a device, a folder or a link in the place of a file
//! is a fault, and nothing waits for it.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use rustix::fs::{Mode, OFlags, open};
use rustix::io::Errno;

use crate::model::budget::JOURNAL_BYTES;
use crate::store::{Doing, Result, StoreFault};

/// How a file is opened so that a pipe keeps nobody waiting and a link leads nowhere.
pub const WARY: OFlags = OFlags::RDONLY
    .union(OFlags::CLOEXEC)
    .union(OFlags::NOFOLLOW)
    .union(OFlags::NONBLOCK);

/// A regular file at a path.
pub fn opened(path: &Path) -> Result<File> {
    let failed = |error: io::Error| StoreFault::io(Doing::Read, path)(error);
    let found = match open(path, WARY, Mode::empty()) {
        Ok(found) => File::from(found),
        Err(Errno::LOOP) => {
            return Err(StoreFault::Link(path.to_owned()));
        }
        // A socket, or a device without its driver.
        Err(Errno::NXIO) => return Err(StoreFault::Irregular(path.to_owned())),
        Err(error) => return Err(failed(error.into())),
    };
    if found.metadata().map_err(failed)?.is_file() {
        Ok(found)
    } else {
        Err(StoreFault::Irregular(path.to_owned()))
    }
}

/// A regular file that lies in a store, whatever folders lead to it.
pub fn opened_within(root: &Path, path: &Path) -> Result<File> {
    let folder = path.parent().unwrap_or(root);
    if folder != root {
        let real = folder
            .canonicalize()
            .map_err(StoreFault::io(Doing::Read, path))?;
        let within = root
            .canonicalize()
            .map_err(StoreFault::io(Doing::Read, root))?;
        if !real.starts_with(within) {
            return Err(StoreFault::Link(path.to_owned()));
        }
    }
    opened(path)
}

/// The bytes of a small file of a store.
pub fn bytes(root: &Path, path: &Path, most: usize) -> Result<Vec<u8>> {
    let file = opened_within(root, path)?;
    let bytes = at_most(&file, most + 1).map_err(StoreFault::io(Doing::Read, path))?;
    if bytes.len() > most {
        let path = path.to_owned();
        return Err(StoreFault::TooLarge { path, most });
    }
    Ok(bytes)
}

/// The bytes of a file of lines: a journal, or what was kept of one.
pub fn lines(path: &Path) -> Result<Vec<u8>> {
    let most = usize::try_from(JOURNAL_BYTES).unwrap_or(usize::MAX);
    bytes(path.parent().unwrap_or(path), path, most)
}

/// As much of a file as there is, up to so many bytes.
pub fn at_most(file: &File, most: usize) -> io::Result<Vec<u8>> {
    let length = usize::try_from(file.metadata()?.len()).unwrap_or(most);
    let mut bytes = Vec::with_capacity(length.min(most));
    file.take(most as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::path::Path;

    use rustix::fs::{CWD, FileType, Mode};

    use super::bytes;
    use crate::store::StoreFault;

    const MOST: usize = 1000;

    #[test]
    fn only_a_regular_file_of_the_store_is_read_and_no_more_than_its_bound() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join("store");
        fs::create_dir_all(root.join("sub")).expect("a folder");
        let at = |name: &str| root.join(name);
        fs::write(at("file"), "x").expect("a file");
        fs::write(folder.path().join("outside"), "y").expect("a file");
        symlink("file", at("link")).expect("a link");
        symlink("/dev/zero", at("zero")).expect("a link");
        symlink(folder.path(), at("out")).expect("a link");
        symlink("sub", at("within")).expect("a link");
        fs::write(at("sub/file"), "z").expect("a file");
        let made = rustix::fs::mknodat(CWD, at("pipe"), FileType::Fifo, Mode::RWXU, 0);
        made.expect("a pipe");
        let large = fs::File::create(at("large")).expect("a file");
        large.set_len(1 << 40).expect("it takes no room");
        let read = |name: &str| bytes(&root, &at(name), MOST);
        assert_eq!(read("file").expect("it is one"), b"x");
        assert_eq!(read("within/file").expect("it lies within"), b"z");
        let is = |name: &str, expected: fn(&StoreFault) -> bool| {
            let fault = read(name).expect_err(name);
            assert!(expected(&fault), "{name}: {fault:?}");
        };
        is("link", |fault| matches!(fault, StoreFault::Link(_)));
        is("zero", |fault| matches!(fault, StoreFault::Link(_)));
        is("out/outside", |fault| matches!(fault, StoreFault::Link(_)));
        is("pipe", |fault| matches!(fault, StoreFault::Irregular(_)));
        is("sub", |fault| matches!(fault, StoreFault::Irregular(_)));
        is("large", |fault| {
            matches!(fault, StoreFault::TooLarge { most: MOST, .. })
        });
        is("nothing", |fault| matches!(fault, StoreFault::Io { .. }));
        let device = bytes(Path::new("/dev"), Path::new("/dev/zero"), MOST);
        assert!(matches!(device, Err(StoreFault::Irregular(_))));
    }
}
