use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

/// A journal's file, locked against every other writer until it is dropped.
#[derive(Debug)]
pub struct JournalFile {
    path: PathBuf,
    file: File,
}

/// What became of an append.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appended {
    Durable,
    /// Another file stands in its place by now: start again on that one.
    Replaced,
}

impl JournalFile {
    /// Opens and locks the file that stands at the path when the lock is held.
    ///
    /// # Errors
    /// Where it is not there or cannot be opened for writing.
    pub fn lock(path: &Path) -> io::Result<Self> {
        loop {
            let file = OpenOptions::new().read(true).append(true).open(path)?;
            file.lock()?;
            let locked = Self {
                path: path.to_owned(),
                file,
            };
            if locked.is_in_place()? {
                return Ok(locked);
            }
        }
    }

    /// Makes a new journal of these lines, durable with its folder.
    ///
    /// # Errors
    /// Where the file is there already or cannot be written; nothing is left of it then.
    pub fn create(path: &Path, lines: &[u8]) -> io::Result<()> {
        let mut file = OpenOptions::new()
            .append(true)
            .create_new(true)
            .open(path)?;
        let written = file
            .lock()
            .and_then(|()| file.write_all(lines))
            .and_then(|()| file.sync_data());
        if let Err(error) = written {
            // Where even this fails, what is left is no case.
            let _ = std::fs::remove_file(path);
            return Err(error);
        }
        sync_folder(path)
    }

    /// # Errors
    /// Where it cannot be read.
    pub fn read(&mut self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.file.seek(SeekFrom::Start(0))?;
        self.file.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Cuts off what follows `length` bytes; only for a torn tail that is kept elsewhere.
    ///
    /// # Errors
    /// Where the file cannot be changed.
    pub fn cut(&mut self, length: u64) -> io::Result<()> {
        self.file.set_len(length)
    }

    /// Appends whole lines in one write and syncs them. What could not be written whole is taken
    /// back, so that a full disk leaves the journal as it was.
    ///
    /// # Errors
    /// Where they cannot be written or synced: then nothing is acknowledged.
    pub fn append(&mut self, lines: &[u8]) -> io::Result<Appended> {
        let before = self.file.metadata()?.len();
        let written = self
            .file
            .write_all(lines)
            .and_then(|()| self.file.sync_data());
        if let Err(error) = written {
            // Where even this fails, a tail is left that reading leaves out.
            let _ = self.file.set_len(before);
            return Err(error);
        }
        if self.is_in_place()? {
            Ok(Appended::Durable)
        } else {
            Ok(Appended::Replaced)
        }
    }

    /// Whether the path still leads to the locked file: same device, same inode.
    fn is_in_place(&self) -> io::Result<bool> {
        let held = self.file.metadata()?;
        match std::fs::metadata(&self.path) {
            Ok(there) => Ok((held.dev(), held.ino()) == (there.dev(), there.ino())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }
}

/// Makes a name in a folder as durable as the file behind it.
///
/// # Errors
/// Where the folder cannot be opened or synced.
pub fn sync_folder(of: &Path) -> io::Result<()> {
    match of.parent() {
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}
