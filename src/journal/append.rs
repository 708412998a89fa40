//! Writing to a journal's file: locked, in one write, durable before it is acknowledged.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use crate::journal::Patience;

/// A journal's file, locked against other writers until it is dropped.
#[derive(Debug)]
pub struct JournalFile {
    path: PathBuf,
    file: File,
}

/// The outcome of a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appended {
    Durable,
    /// Another file has taken its place: start again on that one.
    Replaced,
}

impl JournalFile {
    /// Opens and locks the file that is at the path once the lock is held.
    pub fn lock(path: &Path, patience: &Patience) -> io::Result<Self> {
        loop {
            let file = OpenOptions::new().read(true).append(true).open(path)?;
            patience.lock(&file, path)?;
            let locked = Self {
                path: path.to_owned(),
                file,
            };
            if locked.is_in_place()? {
                return Ok(locked);
            }
        }
    }

    /// Makes a new journal of these lines, durable together with its name.
    pub fn create(path: &Path, lines: &[u8]) -> io::Result<()> {
        Self::make(path, lines, || sync_folder(path))
    }

    /// As [`Self::create`], but the name is durable only after its folder is synced.
    pub fn create_unnamed(path: &Path, lines: &[u8]) -> io::Result<()> {
        Self::make(path, lines, || Ok(()))
    }

    fn make(path: &Path, lines: &[u8], named: impl Fn() -> io::Result<()>) -> io::Result<()> {
        let mut options = OpenOptions::new();
        let mut file = options.append(true).create_new(true).open(path)?;
        let written = file
            .lock()
            .and_then(|()| file.write_all(lines))
            .and_then(|()| file.sync_data())
            .and_then(|()| named());
        if written.is_err() {
            // Remove it while the lock is held, so that a waiting writer finds no file.
            let _ = std::fs::remove_file(path);
        }
        written
    }

    pub fn read(&mut self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.file.seek(SeekFrom::Start(0))?;
        self.file.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Truncates the file to `length` bytes; only for a torn tail that was saved elsewhere.
    pub fn cut(&mut self, length: u64) -> io::Result<()> {
        self.file.set_len(length)
    }

    /// Appends whole lines in one write and syncs them. A partial write is undone, so that a full
    /// disk leaves the journal as it was.
    pub fn append(&mut self, lines: &[u8]) -> io::Result<Appended> {
        let before = self.file.metadata()?.len();
        let written = self.file.write_all(lines);
        if let Err(error) = written.and_then(|()| self.file.sync_data()) {
            // If this fails too, a torn tail is left, which readers skip.
            let _ = self.file.set_len(before);
            return Err(error);
        }
        Ok(match self.is_in_place()? {
            true => Appended::Durable,
            false => Appended::Replaced,
        })
    }

    /// Replaces the file by one with these bytes, atomically and durably. A waiting writer finds
    /// the new one.
    pub fn replace(self, bytes: &[u8]) -> io::Result<Appended> {
        let permissions = self.file.metadata()?.permissions();
        let mut builder = tempfile::Builder::new();
        let mut new = builder
            .permissions(permissions)
            .tempfile_in(folder(&self.path))?;
        new.write_all(bytes)?;
        new.as_file().sync_all()?;
        if !self.is_in_place()? {
            return Ok(Appended::Replaced);
        }
        new.persist(&self.path).map_err(|error| error.error)?;
        sync_folder(&self.path)?;
        Ok(Appended::Durable)
    }

    /// Moves the file elsewhere on the same disk, durably.
    pub fn retire(self, to: &Path) -> io::Result<Appended> {
        if !self.is_in_place()? {
            return Ok(Appended::Replaced);
        }
        std::fs::rename(&self.path, to)?;
        sync_folder(to)?;
        sync_folder(&self.path)?;
        Ok(Appended::Durable)
    }

    /// Whether the path still names the locked file: same device and inode.
    fn is_in_place(&self) -> io::Result<bool> {
        let held = self.file.metadata()?;
        match std::fs::metadata(&self.path) {
            Ok(there) => Ok((held.dev(), held.ino()) == (there.dev(), there.ino())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }
}

/// Syncs the folder of a path, which makes the name durable.
pub fn sync_folder(of: &Path) -> io::Result<()> {
    File::open(folder(of))?.sync_all()
}

/// The folder of a path.
fn folder(of: &Path) -> &Path {
    let named = of.parent().filter(|above| !above.as_os_str().is_empty());
    named.unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io;
    use std::path::Path;
    use std::thread;
    use std::time::Duration;

    use super::{Appended, JournalFile};
    use crate::journal::Patience;

    fn in_folder(test: impl Fn(&Path)) {
        let folder = tempfile::tempdir().expect("a folder");
        test(&folder.path().join("a.jsonl"));
    }

    #[test]
    fn what_is_appended_stands_behind_what_was_there() {
        in_folder(|path| {
            JournalFile::create(path, b"1\n").expect("it is made");
            let mut file = JournalFile::lock(path, &Patience::default()).expect("it is there");
            assert_eq!(file.append(b"2\n").expect("it fits"), Appended::Durable);
            assert_eq!(file.read().expect("it is read"), b"1\n2\n");
            file.cut(2).expect("it is cut");
            assert_eq!(file.append(b"3\n").expect("it fits"), Appended::Durable);
            assert_eq!(fs::read(path).expect("it is there"), b"1\n3\n");
        });
    }

    #[test]
    fn a_journal_is_made_once_and_none_is_made_by_locking() {
        in_folder(|path| {
            let none = JournalFile::lock(path, &Patience::default()).expect_err("there is none");
            assert_eq!(none.kind(), io::ErrorKind::NotFound);
            JournalFile::create(path, b"1\n").expect("it is made");
            let twice = JournalFile::create(path, b"2\n").expect_err("it is there");
            assert_eq!(twice.kind(), io::ErrorKind::AlreadyExists);
            assert_eq!(fs::read(path).expect("it is there"), b"1\n");
        });
    }

    #[test]
    fn a_file_that_was_replaced_under_the_lock_is_distinguished_from_one_in_place() {
        in_folder(|path| {
            let other = path.with_extension("other");
            for replace in [
                |path: &Path, other: &Path| {
                    fs::write(other, "1\n").and_then(|()| fs::rename(other, path))
                },
                |path: &Path, _: &Path| fs::remove_file(path),
                |path: &Path, other: &Path| fs::rename(path, other),
            ] {
                fs::write(path, "1\n").expect("it is written");
                let mut file = JournalFile::lock(path, &Patience::default()).expect("it is there");
                replace(path, &other).expect("it is replaced");
                assert_eq!(file.append(b"2\n").expect("it fits"), Appended::Replaced);
            }
        });
    }

    #[test]
    fn a_writer_that_waited_gets_the_file_that_stands_there_by_then() {
        in_folder(|path| {
            fs::write(path, "old\n").expect("it is written");
            let held = JournalFile::lock(path, &Patience::default()).expect("it is there");
            thread::scope(|scope| {
                let waiting = scope.spawn(|| {
                    let mut file =
                        JournalFile::lock(path, &Patience::default()).expect("one is there");
                    file.append(b"1\n").expect("it fits")
                });
                thread::sleep(Duration::from_millis(50));
                assert!(!waiting.is_finished());
                let other = path.with_extension("other");
                fs::write(&other, "new\n").expect("it is written");
                fs::rename(&other, path).expect("it is replaced");
                drop(held);
                let appended = waiting.join().expect("it does not panic");
                assert_eq!(appended, Appended::Durable);
            });
            assert_eq!(fs::read_to_string(path).expect("it is there"), "new\n1\n");
        });
    }

    #[test]
    fn a_journal_is_replaced_whole_or_moved_and_only_while_it_is_in_place() {
        in_folder(|path| {
            let (held, old) = (path.with_extension("held"), path.with_extension("old"));
            fs::write(path, "1\n2\n").expect("it is written");
            let lock = || JournalFile::lock(path, &Patience::default()).expect("it is there");
            let done = lock().replace(b"2\n").expect("it fits");
            assert_eq!(done, Appended::Durable);
            assert_eq!(fs::read(path).expect("it is there"), b"2\n");
            let (first, second) = (lock(), fs::rename(path, &held));
            second.expect("it is moved");
            fs::write(path, "3\n").expect("it is written");
            assert_eq!(first.replace(b"").expect("seen"), Appended::Replaced);
            assert_eq!(fs::read(path).expect("it is there"), b"3\n");
            let done = lock().retire(&old).expect("it is moved");
            assert_eq!(done, Appended::Durable);
            assert_eq!(fs::read(&old).expect("it is there"), b"3\n");
            assert!(!path.exists());
            let left = fs::read_dir(path.parent().expect("a folder")).expect("listed");
            assert_eq!(left.count(), 2);
        });
    }

    #[test]
    fn a_full_disk_is_named_whatever_else_fails_after_it() {
        let Ok(mut full) = JournalFile::lock(Path::new("/dev/full"), &Patience::default()) else {
            return;
        };
        let error = full.append(b"1\n").expect_err("nothing can be written");
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
    }
}
