use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Datelike as _, Utc};

use crate::engine::{Case, Refusal};
use crate::journal::{Appended, Draft, JournalFile, LONGEST_LINE, Tail};
use crate::model::{Act, Actor, CaseId, Digest, EventId, Line, Moment, RoleId, Start};
use crate::store::durable::{folder, new_file};
use crate::store::{Attachment, Definition, Doing, Entry, Record, Store, StoreFault};

/// How often a writer starts again on a journal that others replace.
const TRIES: usize = 100;

/// Who writes, for when, and when it is written down.
#[derive(Clone, Debug)]
pub struct Signature {
    pub by: Actor,
    pub role: Option<RoleId>,
    pub at: Moment,
    pub rec: DateTime<Utc>,
}

/// How a case begins.
#[derive(Clone, Debug)]
pub struct Beginning {
    pub definition: Arc<Definition>,
    pub entities: Vec<Line>,
    pub title: Option<Line>,
    pub reference: Option<Line>,
    pub nonce: String,
}

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

impl Signature {
    fn draft(&self, after: Vec<EventId>, seq: u64, did: Act) -> Draft {
        Draft {
            after,
            seq,
            at: self.at,
            rec: self.rec,
            by: self.by.clone(),
            role: self.role.clone(),
            on_behalf: None,
            authority: None,
            did,
        }
    }
}

impl Store {
    /// Begins a case: pins its definition and makes its journal, both durable.
    ///
    /// # Errors
    /// Where something cannot be written; then there is no case.
    pub fn begin(&self, beginning: Beginning, signature: &Signature) -> Result<Record, StoreFault> {
        let procedure = &beginning.definition.procedure;
        let did = Act::Started(Start {
            procedure: procedure.id.clone(),
            version: procedure.version,
            digest: procedure.digest,
            entities: beginning.entities,
            title: beginning.title,
            reference: beginning.reference,
            nonce: beginning.nonce,
        });
        let (first, line) = signature.draft(Vec::new(), 1, did).sealed();
        short_enough(&line)?;
        let id = CaseId::of(procedure.id.clone(), &first);
        self.pin(procedure)?;
        let year = self.cases_folder().join(signature.rec.year().to_string());
        folder(&year)?;
        let path = year.join(format!("{id}.jsonl"));
        JournalFile::create(&path, line.as_bytes()).map_err(StoreFault::io(Doing::Write, &path))?;
        self.record_of(&id, &path, line.as_bytes())?
            .ok_or(StoreFault::NoStart { path })
    }

    /// Locks a journal, folds it, lets `decide` say what happens, and appends that, durable.
    ///
    /// # Errors
    /// Where the journal is damaged or newer, the decision is a refusal, or nothing can be
    /// written; the journal is then as it was.
    pub fn append(
        &self,
        entry: &Entry,
        signature: &Signature,
        files: &[Attachment],
        decide: impl Fn(&Case) -> Result<Act, Refusal>,
    ) -> Result<(Record, Act), WriteFault> {
        for _ in 0..TRIES {
            if let Some(written) = self.try_append(entry, signature, files, &decide)? {
                return Ok(written);
            }
        }
        let path = entry.path.clone();
        Err(StoreFault::Restless { path }.into())
    }

    fn try_append(
        &self,
        entry: &Entry,
        signature: &Signature,
        files: &[Attachment],
        decide: impl Fn(&Case) -> Result<Act, Refusal>,
    ) -> Result<Option<(Record, Act)>, WriteFault> {
        let path = &entry.path;
        let mut file = JournalFile::lock(path).map_err(StoreFault::io(Doing::Write, path))?;
        let mut bytes = file.read().map_err(StoreFault::io(Doing::Read, path))?;
        let record = self.record_of(&entry.id, path, &bytes)?;
        let record = record.ok_or_else(|| StoreFault::NoCase {
            named: entry.id.to_string(),
        })?;
        record.writable()?;
        let case = record.case();
        let decided = decide(&case).map(|did| {
            let draft = signature.draft(case.heads(), case.next_seq(), did);
            (draft.sealed().1, draft.did)
        });
        let tail = record.journal.tail;
        let (line, did) = match decided {
            Ok(decided) => decided,
            Err(refusal) => {
                let record = Box::new(record);
                return Err(WriteFault::Refused { refusal, record });
            }
        };
        short_enough(&line)?;
        let target = files_folder(path);
        for file in files {
            file.copy_into(&target)?;
        }
        let mut lines = line.into_bytes();
        match tail {
            Tail::Nothing => {}
            Tail::Event => lines.insert(0, b'\n'),
            Tail::Torn { from, .. } => {
                self.set_aside(&entry.id, &bytes[from..])?;
                bytes.truncate(from);
                file.cut(from as u64)
                    .map_err(StoreFault::io(Doing::Write, path))?;
            }
        }
        let appended = file
            .append(&lines)
            .map_err(StoreFault::io(Doing::Write, path))?;
        match appended {
            Appended::Replaced => Ok(None),
            Appended::Durable => {
                bytes.extend_from_slice(&lines);
                let record = self.record_of(&entry.id, path, &bytes)?;
                Ok(record.map(|record| (record, did)))
            }
        }
    }

    /// Keeps the torn tail of a journal where nothing deletes it.
    fn set_aside(&self, case: &CaseId, tail: &[u8]) -> Result<(), StoreFault> {
        let lost = self.lost_folder();
        folder(&lost)?;
        let name = format!("{case}-{}.torn", Digest::of(tail).short(12));
        new_file(&lost.join(name), tail)
    }
}

/// The folder of a case's files, beside its journal.
pub fn files_folder(journal: &Path) -> PathBuf {
    journal.with_extension("")
}

const fn short_enough(line: &str) -> Result<(), StoreFault> {
    if line.len() > LONGEST_LINE {
        return Err(StoreFault::TooLong {
            bytes: line.len(),
            most: LONGEST_LINE,
        });
    }
    Ok(())
}
