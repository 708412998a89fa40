//! Carries a repair out: first what comes in, then what goes, nothing deleted.

use std::fs;
use std::path::Path;

use crate::journal::{Appended, JournalFile, Lines};
use crate::model::CaseId;
use crate::store::care::mends;
use crate::store::care::plan::{JournalWork, Mend, Work};
use crate::store::case::TRIES;
use crate::store::durable::{inner_folder, is_link, new_file, sync_above};
use crate::store::{Doing, Result, Store, StoreFault, opening, shipped};

/// Mends a store as [`mends`] says that it would; first all that comes in, so that no event is ever
/// missing, then all that goes. Gives what was left because somebody has written to it meanwhile.
///
/// # Errors
/// Where something cannot be read or written; what was mended until then stays so, and the rest is as
/// it was.
pub fn repair(store: &Store, cut: &[CaseId]) -> Result<Vec<Mend>> {
    let mut planned = mends(store, cut)?;
    let mut came = false;
    for mend in &planned {
        if let Work::Journal(journal) = &mend.work
            && !journal.adds.is_empty()
        {
            store.receive(journal, &store.root().join(&mend.file))?;
            came = true;
        }
    }
    if came {
        planned = mends(store, cut)?;
    }
    let mut left = Vec::new();
    for mend in planned {
        if store.mended(&mend)? == Appended::Replaced {
            left.push(mend);
        }
    }
    Ok(left)
}

impl Store {
    /// Mends a file, unless somebody has written to it since it was read.
    fn mended(&self, mend: &Mend) -> Result<Appended> {
        let path = self.root().join(&mend.file);
        match &mend.work {
            // What still comes in has come since this was looked at.
            Work::Journal(journal) if !journal.adds.is_empty() => Ok(Appended::Replaced),
            Work::Journal(journal) if journal.kept == journal.read => Ok(Appended::Durable),
            Work::Journal(journal) => self.rewrite(journal, &path),
            Work::Retire(read) => self.retire(read, &path),
            Work::GitLines => Store::init(self.root()).map(|_| Appended::Durable),
            Work::Pin(pin) => {
                self.clear_above(&path)?;
                self.clear(&path)?;
                if let Some(shipped) = shipped::with_digest(pin.digest) {
                    self.pin(&shipped.procedure())?;
                }
                Ok(Appended::Durable)
            }
            Work::Put(bytes) => self.put(bytes, &path),
            Work::Left => Ok(Appended::Durable),
        }
    }

    /// Appends what comes in to a journal, or makes it of that.
    fn receive(&self, journal: &JournalWork, path: &Path) -> Result<()> {
        let folder = path.parent().unwrap_or(self.root());
        self.clear_above(path)?;
        inner_folder(self.root(), folder)?;
        if is_link(path) {
            return Err(StoreFault::Link(path.to_owned()));
        }
        self.clear(path)?;
        let failed = |error| StoreFault::io(Doing::Write, path)(error);
        for _ in 0..TRIES {
            if !path.exists() {
                match JournalFile::create(path, &journal.adds.concat()) {
                    Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => continue,
                    made => return made.map_err(failed),
                }
            }
            let mut file = self.locked(path)?;
            let bytes = file.read().map_err(StoreFault::io(Doing::Read, path))?;
            let lines = Lines::of(&bytes);
            if let Some(torn) = lines.torn {
                self.set_aside(&journal.case, torn)?;
                file.cut((bytes.len() - torn.len()) as u64)
                    .map_err(failed)?;
            }
            let there = |line: &&Vec<u8>| !lines.lines.iter().any(|there| there.whole() == **line);
            let mut added: Vec<u8> = Vec::new();
            if lines.torn.is_none() && !bytes.is_empty() && !bytes.ends_with(b"\n") {
                added.push(b'\n');
            }
            added.extend(journal.adds.iter().filter(there).flatten());
            if file.append(&added).map_err(failed)? == Appended::Durable {
                return Ok(());
            }
        }
        Err(StoreFault::Restless(path.to_owned()))
    }

    /// Puts what stays in place of a journal, what goes being kept.
    fn rewrite(&self, journal: &JournalWork, path: &Path) -> Result<Appended> {
        let failed = |error| StoreFault::io(Doing::Write, path)(error);
        let mut file = self.locked(path)?;
        let bytes = file.read().map_err(StoreFault::io(Doing::Read, path))?;
        if bytes != journal.read {
            return Ok(Appended::Replaced);
        }
        if !journal.torn.is_empty() {
            self.set_aside(&journal.case, &journal.torn)?;
        }
        if !journal.gone.is_empty() {
            self.keep(&journal.case.to_string(), &journal.gone, "lines")?;
        }
        file.replace(&journal.kept).map_err(failed)
    }

    /// Gives a file back what it held; what stands there is kept where nothing deletes it.
    fn put(&self, bytes: &[u8], path: &Path) -> Result<Appended> {
        self.clear_above(path)?;
        inner_folder(self.root(), path.parent().unwrap_or(self.root()))?;
        self.clear(path)?;
        if path.exists() {
            let (stem, ending) = named(path);
            let there = opening::lines(path)?;
            self.keep(&stem, &there, &ending)?;
            fs::remove_file(path).map_err(StoreFault::io(Doing::Write, path))?;
        }
        new_file(path, bytes)?;
        Ok(Appended::Durable)
    }

    /// Moves what stands in the place of a file and is none, a link, a folder, a pipe or a device, to
    /// where what was is kept.
    fn clear(&self, path: &Path) -> Result<()> {
        match path.symlink_metadata() {
            Ok(found) if !found.is_file() => self.take_away(path),
            Ok(_) | Err(_) => Ok(()),
        }
    }

    /// Moves files that stand where a folder of the store belongs to where what was is kept.
    fn clear_above(&self, path: &Path) -> Result<()> {
        let root = self.root();
        let above: Vec<&Path> = path.ancestors().skip(1).collect();
        for folder in above.into_iter().rev() {
            let is_inside = folder != root && folder.starts_with(root);
            let found = folder.symlink_metadata();
            if is_inside && found.is_ok_and(|found| !found.is_dir() && !found.is_symlink()) {
                self.take_away(folder)?;
            }
        }
        Ok(())
    }

    fn take_away(&self, path: &Path) -> Result<()> {
        let (stem, ending) = named(path);
        let mut numbers = 0..u32::MAX;
        let free = numbers.find_map(|number| {
            let to = self.lost(&stem, &number.to_be_bytes(), &ending);
            to.map(|to| to.symlink_metadata().is_err().then_some(to))
                .transpose()
        });
        let to = free.expect("there are names enough")?;
        fs::rename(path, to).map_err(StoreFault::io(Doing::Write, path))?;
        sync_above(path)
    }

    /// Moves a file to where what was lost is kept.
    fn retire(&self, read: &[u8], path: &Path) -> Result<Appended> {
        let failed = |error| StoreFault::io(Doing::Write, path)(error);
        let mut file = self.locked(path)?;
        let bytes = file.read().map_err(StoreFault::io(Doing::Read, path))?;
        if bytes != read {
            return Ok(Appended::Replaced);
        }
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let to = self.lost(&stem, read, "jsonl")?;
        file.retire(&to).map_err(failed)
    }
}

/// The name of a file without its ending, and that.
fn named(path: &Path) -> (String, String) {
    let part = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into();
    (part(path.file_stem()), part(path.extension()))
}
