//! The one way in which something is written to a case: lock, read, fold, decide, append, sync.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use crate::engine::{Case, Refusal};
use crate::journal::{Appended, JournalFile, Tail, as_written};
use crate::model::{Act, CaseId, Digest, Event};
use crate::store::durable::{inner_folder, new_file};
use crate::store::{
    Attachment, Beginning, Continuation, Doing, Record, Result, Signature, Store, StoreFault,
};

/// How often a writer starts again on a journal that others replace.
pub const TRIES: usize = 100;

/// Why nothing was written.
#[derive(Debug)]
pub enum WriteFault {
    Store(StoreFault),
    /// The case, as it is, does not take it.
    Refused {
        refusal: Refusal,
        record: Box<Record>,
    },
}

impl From<StoreFault> for WriteFault {
    fn from(fault: StoreFault) -> Self {
        Self::Store(fault)
    }
}

impl Store {
    /// Begins a case: pins its definition and makes its journal, both durable.
    ///
    /// # Errors
    /// Where something cannot be written; then there is no case.
    pub fn begin(&self, beginning: &Beginning, signature: &Signature) -> Result<Record> {
        let ahead = beginning.ahead(self, signature)?;
        let mut record = ahead.record().clone();
        let (_, first) = ahead.parted();
        let path = &record.path;
        self.pin(&beginning.definition.procedure)?;
        inner_folder(self.root(), path.parent().unwrap_or(self.root()))?;
        JournalFile::create(path, first.lines.as_bytes())
            .map_err(StoreFault::io(Doing::Write, path))?;
        record.bytes = first.lines.into_bytes();
        Ok(record)
    }

    /// Lets `decide` say what happens to a case that was read, locks its journal, and appends that,
    /// durable. Where the journal is not what was read, it is decided again on what is there. Gives
    /// the record behind which it was written, and the event.
    ///
    /// # Errors
    /// Where the journal is damaged or newer, the decision is a refusal, or nothing can be
    /// written; the journal is then as it was.
    pub fn append<'r>(
        &self,
        read: &'r Record,
        case: &Case,
        signature: &Signature,
        files: &[Attachment],
        decide: impl Fn(&Case) -> Result<Act, Refusal>,
    ) -> Result<(Cow<'r, Record>, Event), WriteFault> {
        let decide = |record: &Record, case: &Case| -> Result<Continuation, WriteFault> {
            let act = decide(case).map_err(|refusal| WriteFault::Refused {
                refusal,
                record: Box::new(record.clone()),
            })?;
            let sealed = signature.sealed(case, act)?;
            Ok(Continuation::of(sealed, files.to_vec()))
        };
        let first = decide(read, case);
        let (record, written) = self.append_all(read, first, |now| decide(now, &now.case()))?;
        let event = as_written(written.lines.trim_end().as_bytes());
        Ok((record, event.expect("what was written reads back")))
    }

    /// Appends several events in one write, where `first` was decided on what was read.
    ///
    /// # Errors
    /// Where the journal is damaged or newer, the decision is a refusal, or nothing can be
    /// written; the journal is then as it was.
    pub fn append_all<'r, E: From<StoreFault>>(
        &self,
        read: &'r Record,
        first: Result<Continuation, E>,
        mut decide: impl FnMut(&Record) -> Result<Continuation, E>,
    ) -> Result<(Cow<'r, Record>, Continuation), E> {
        let path = &read.path;
        let mut first = Some(first);
        let mut attempt: Option<Continuation> = None;
        for _ in 0..TRIES {
            let mut file = self.locked(path)?;
            let bytes = file.read().map_err(StoreFault::io(Doing::Read, path))?;
            let changed = self.changed(read, bytes)?;
            if let (Some(made), Some(now)) = (&attempt, &changed)
                && made.is_in(now)
            {
                // Whoever replaced the file had our lines: they only have to be synced.
                let synced = file
                    .append(b"")
                    .map_err(StoreFault::io(Doing::Sync, path))?;
                if synced == Appended::Durable {
                    return Ok((Cow::Owned(now.clone()), made.clone()));
                }
                continue;
            }
            let now = changed.as_ref().unwrap_or(read);
            now.writable()?;
            let made = match first.take_if(|_| changed.is_none()) {
                Some(first) => first?,
                None => decide(now)?,
            };
            made.fits(now)?;
            made.copy_files(self.root(), now)?;
            let appended = self.add_lines(now, &mut file, &made.lines)?;
            if made.refers {
                self.index.unsettle(path);
            }
            if appended == Appended::Durable {
                let record = changed.map_or(Cow::Borrowed(read), Cow::Owned);
                return Ok((record, made));
            }
            attempt = Some(made);
        }
        Err(StoreFault::Restless(path.clone()).into())
    }

    /// A journal, once it is locked.
    pub(in crate::store) fn locked(&self, path: &Path) -> Result<JournalFile> {
        JournalFile::lock(path, &self.patience).map_err(StoreFault::locking(path))
    }

    /// The record as the locked file holds it, where that is not what was read.
    fn changed(&self, read: &Record, bytes: Vec<u8>) -> Result<Option<Record>> {
        if bytes == read.bytes {
            return Ok(None);
        }
        match Record::of_bytes(self, &read.id, &read.path, bytes)? {
            Some(now) => Ok(Some(now)),
            None => Err(StoreFault::NoCase(read.id.to_string())),
        }
    }

    /// Appends lines behind whole lines: a tail that is an event gets its line end, and one that
    /// was cut short is set aside.
    fn add_lines(&self, record: &Record, file: &mut JournalFile, lines: &str) -> Result<Appended> {
        let failed = StoreFault::io(Doing::Write, &record.path);
        let appended = match record.journal.tail {
            Tail::Nothing => file.append(lines.as_bytes()),
            Tail::Event => file.append(format!("\n{lines}").as_bytes()),
            Tail::Torn { from, .. } => {
                self.set_aside(&record.id, &record.bytes[from..])?;
                file.cut(from as u64)
                    .and_then(|()| file.append(lines.as_bytes()))
            }
        };
        appended.map_err(failed)
    }

    /// Keeps the torn tail of a journal where nothing deletes it.
    pub(in crate::store) fn set_aside(&self, case: &CaseId, tail: &[u8]) -> Result<()> {
        self.keep(&case.to_string(), tail, "torn")
    }

    /// Keeps what is taken out of a file of this name where nothing deletes it.
    pub(in crate::store) fn keep(&self, of: &str, bytes: &[u8], ending: &str) -> Result<()> {
        new_file(&self.lost(of, bytes, ending)?, bytes)
    }

    /// The name under which bytes are kept; its folder is there then.
    pub(in crate::store) fn lost(&self, of: &str, bytes: &[u8], ending: &str) -> Result<PathBuf> {
        let lost = self.lost_folder();
        inner_folder(self.root(), &lost)?;
        Ok(lost.join(format!("{of}-{}.{ending}", Digest::of(bytes).short(12))))
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::fs;
    use std::os::unix::fs::symlink;

    use crate::engine::Case;
    use crate::store::{Attachment, StoreFault, WriteFault};
    use crate::testing::store::{again, begun, note, noted, open, signature, store};

    #[track_caller]
    fn linked<T: std::fmt::Debug>(found: Result<T, WriteFault>, expected: &std::path::Path) {
        match found {
            Err(WriteFault::Store(StoreFault::Link(path))) => assert_eq!(path, expected),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_written_is_what_the_next_reader_finds() {
        let (_folder, store) = store();
        let first = begun(&store, "1", None);
        let second = noted(&store, &first, "uno").expect("it is written");
        let third = noted(&store, &second, "dos").expect("it is written");
        let found = again(&store, &first.id).expect("it is read");
        assert_eq!(found.journal.events, third.journal.events);
        assert_eq!(found.journal.events.len(), 3);
        assert!(found.journal.is_sound());
    }

    #[test]
    fn who_decided_on_an_old_reading_decides_again() {
        let (_folder, store) = store();
        let old = begun(&store, "1", None);
        noted(&store, &old, "uno").expect("it is written");
        noted(&store, &old, "dos").expect("it is written");
        let found = again(&store, &old.id).expect("it is read");
        let seqs: Vec<u64> = found.journal.events.iter().map(|event| event.seq).collect();
        assert_eq!(seqs, [1, 2, 3]);
    }

    #[test]
    fn a_write_to_a_journal_that_was_replaced_starts_again_on_the_new_one() {
        let (_folder, store) = store();
        let read = begun(&store, "1", None);
        let one = fs::read(&read.path).expect("it is there");
        noted(&store, &read, "pulled").expect("it is written");
        let two = fs::read(&read.path).expect("it is there");
        let other = read.path.with_extension("other");
        let times = Cell::new(0);
        // The first time before the lock; then under it, twice behind the writer's back.
        let decide = |_: &Case| {
            let bytes = if times.get() == 2 { &two } else { &one };
            fs::write(&other, [bytes, &b"\n"[..]].concat()).expect("a file");
            if times.get() < 3 {
                fs::rename(&other, &read.path).expect("it is replaced");
            }
            times.set(times.get() + 1);
            Ok(note("mine"))
        };
        let written = store.append(&read, &read.case(), &signature(), &[], decide);
        let (record, event) = written.expect("it is written");
        let found = again(&store, &read.id).expect("it is read");
        let (last, before) = found.journal.events.split_last().expect("three events");
        assert_eq!((last, before), (&event, &*record.journal.events));
        assert_eq!(before.len(), 2);
        assert_eq!(times.get(), 4);
    }

    #[test]
    fn a_journal_that_is_replaced_without_end_is_given_up() {
        let (_folder, store) = store();
        let read = begun(&store, "1", None);
        let one = fs::read(&read.path).expect("it is there");
        let other = read.path.with_extension("other");
        let times = Cell::new(0);
        let decide = |_: &Case| {
            times.set(times.get() + 1);
            fs::write(&other, [&one, &*b"\n".repeat(times.get())].concat()).expect("a file");
            fs::rename(&other, &read.path).expect("it is replaced");
            Ok(note("mine"))
        };
        let written = store.append(&read, &read.case(), &signature(), &[], decide);
        match written {
            Err(WriteFault::Store(StoreFault::Restless(path))) => assert_eq!(path, read.path),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_torn_tail_is_kept_beside_and_a_whole_one_gets_its_line_end() {
        let (folder, store) = store();
        let first = begun(&store, "1", None);
        let second = noted(&store, &first, "uno").expect("it is written");
        let text = fs::read_to_string(&first.path).expect("it is there");
        fs::write(&first.path, text.trim_end()).expect("it is written");
        let whole = again(&store, &first.id).expect("it is read");
        assert_eq!(whole.journal.events.len(), 2);
        noted(&store, &whole, "dos").expect("it is written");
        let text = fs::read_to_string(&first.path).expect("it is there");
        fs::write(&first.path, format!("{text}{{\"id\":\"7")).expect("it is written");
        let torn = again(&store, &second.id).expect("it is read");
        assert_eq!(torn.journal.events.len(), 3);
        noted(&store, &torn, "tres").expect("it is written");
        let now = fs::read_to_string(&first.path).expect("it is there");
        assert!(now.starts_with(&text) && now.ends_with('\n'));
        let found = again(&store, &first.id).expect("it is read");
        assert_eq!(found.journal.events.len(), 4);
        assert!(found.journal.is_sound());
        let lost = fs::read_dir(folder.path().join("lost+found")).expect("it is made");
        let lost: Vec<_> = lost.map(|entry| entry.expect("a name").path()).collect();
        assert_eq!(lost.len(), 1);
        assert_eq!(fs::read(&lost[0]).expect("it is there"), b"{\"id\":\"7");
    }

    #[test]
    fn nothing_is_written_through_a_link() {
        let (folder, store) = store();
        let outside = tempfile::tempdir().expect("a folder");
        let source = outside.path().join("a.pdf");
        fs::write(&source, "a").expect("a file");
        let elsewhere = outside.path().join("elsewhere");
        fs::create_dir(&elsewhere).expect("a folder");
        let record = begun(&store, "1", None);
        let files = crate::store::files_folder(&record.path);
        symlink(&elsewhere, &files).expect("a link");
        let attachment = Attachment::measure(&source).expect("it is read");
        let before = fs::read(&record.path).expect("it is there");
        let decide = |_: &Case| Ok(note("uno"));
        let written = store.append(&record, &record.case(), &signature(), &[attachment], decide);
        linked(written, &files);
        assert_eq!(fs::read(&record.path).expect("it is there"), before);
        let lost = folder.path().join("lost+found");
        symlink(&elsewhere, &lost).expect("a link");
        fs::write(&record.path, [&before, &b"{"[..]].concat()).expect("it is written");
        linked(noted(&store, &record, "uno"), &lost);
        for inner in ["procedures", "procedures/pinned", "cases", "cases/2026"] {
            let path = folder.path().join(inner);
            fs::remove_dir_all(&path).expect("it is there");
            symlink(&elsewhere, &path).expect("a link");
            let store = open(&folder);
            let beginning = crate::store::Beginning {
                definition: store.procedure("pr07").expect("it is shipped"),
                entities: Vec::new(),
                title: None,
                reference: None,
                nonce: "2".into(),
            };
            match store.begin(&beginning, &signature()) {
                Err(StoreFault::Link(found)) => assert_eq!(found, path),
                other => panic!("{other:?}"),
            }
            fs::remove_file(&path).expect("it is there");
            fs::create_dir_all(folder.path().join("procedures/pinned")).expect("a folder");
            fs::create_dir_all(folder.path().join("cases/2026")).expect("a folder");
        }
        let left = fs::read_dir(&elsewhere).expect("it is listed").count();
        assert_eq!(left, 0);
    }
}
