//! The stamps by which a change of a file or folder is noticed.

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt as _;

use rustix::fs::Stat;
use serde::{Deserialize, Serialize};

/// A moment of the file system's own clock: seconds and nanoseconds since 1970.
pub type Tick = (i64, i64);

/// What a file system says of a file or folder: while it is the same, so is what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    device: u64,
    inode: u64,
    /// In bytes.
    pub size: u64,
    pub modified: Tick,
    /// When anything about it changed last; no program can set it.
    changed: Tick,
}

impl Stamp {
    pub fn of(found: &Metadata) -> Self {
        Self {
            device: found.dev(),
            inode: found.ino(),
            size: found.size(),
            modified: (found.mtime(), found.mtime_nsec()),
            changed: (found.ctime(), found.ctime_nsec()),
        }
    }

    /// What was told of a file in an open folder.
    pub fn told(found: &Stat) -> Self {
        let tick = |seconds, nanoseconds| (seconds, i64::try_from(nanoseconds).unwrap_or(0));
        Self {
            device: found.st_dev,
            inode: found.st_ino,
            size: u64::try_from(found.st_size).unwrap_or(0),
            modified: tick(found.st_mtime, found.st_mtime_nsec),
            changed: tick(found.st_ctime, found.st_ctime_nsec),
        }
    }

    /// Whether it is older than a tick. What is read after that tick is then what this stamp stands
    /// for: whoever changes the file later gives it another one, however fast they are.
    pub fn is_before(&self, tick: Tick) -> bool {
        self.modified < tick && self.changed < tick
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};

    use rustix::fs::{AtFlags, statat};

    use super::Stamp;

    #[test]
    fn a_change_that_keeps_size_and_time_of_modification_changes_the_stamp() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("file");
        fs::write(&path, "uno").expect("it is written");
        let before = fs::metadata(&path).expect("it is there");
        std::thread::sleep(std::time::Duration::from_millis(20));
        fs::write(&path, "dos").expect("it is written");
        let file = File::options().write(true).open(&path);
        let file = file.expect("it is there");
        let time = before.modified().expect("it has a time");
        file.set_modified(time).expect("it is set");
        let after = fs::metadata(&path).expect("it is there");
        assert_eq!(before.modified().ok(), after.modified().ok());
        assert_eq!(before.len(), after.len());
        assert_ne!(Stamp::of(&before), Stamp::of(&after));
    }

    #[test]
    fn a_file_has_one_stamp_by_its_path_and_in_its_folder() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("file");
        fs::write(&path, "uno").expect("it is written");
        let by_path = Stamp::of(&fs::symlink_metadata(&path).expect("it is there"));
        let open = File::open(folder.path()).expect("it is there");
        let found = statat(&open, "file", AtFlags::SYMLINK_NOFOLLOW);
        assert_eq!(Stamp::told(&found.expect("it is there")), by_path);
    }

    #[test]
    fn what_changed_in_the_very_tick_is_not_before_it() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        let stamp = Stamp::of(&file.as_file().metadata().expect("it is there"));
        let (seconds, nanoseconds) = stamp.modified;
        assert!(!stamp.is_before(stamp.modified));
        assert!(stamp.is_before((seconds, nanoseconds + 1)));
        assert!(!stamp.is_before((seconds - 1, nanoseconds)));
    }
}
