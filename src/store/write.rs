use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Datelike as _, Utc};

use crate::engine::{Case, Refusal};
use crate::journal::{Appended, Draft, JournalFile, LONGEST_LINE, Tail};
use crate::model::{Act, Actor, CaseId, Digest, EventId, Line, Moment, RoleId, Start};
use crate::store::durable::{folder, new_file};
use crate::store::{Attachment, Definition, Doing, Record, Store, StoreFault};

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
        self.record_of(&id, &path, line.into_bytes())?
            .ok_or(StoreFault::NoStart { path })
    }

    /// Lets `decide` say what happens to a case that was read, locks its journal, and appends that,
    /// durable. Where the journal is not what was read, it is decided again on what is there.
    ///
    /// # Errors
    /// Where the journal is damaged or newer, the decision is a refusal, or nothing can be
    /// written; the journal is then as it was.
    pub fn append(
        &self,
        read: &Record,
        case: &Case,
        signature: &Signature,
        files: &[Attachment],
        decide: impl Fn(&Case) -> Result<Act, Refusal>,
    ) -> Result<(Record, Act), WriteFault> {
        let path = &read.path;
        let first = decided(case, signature, &decide);
        for _ in 0..TRIES {
            let mut file = JournalFile::lock(path).map_err(StoreFault::io(Doing::Write, path))?;
            let bytes = file.read().map_err(StoreFault::io(Doing::Read, path))?;
            let changed = self.changed(read, bytes)?;
            let again = changed.as_ref();
            let again = again.map(|now| (now, decided(&now.case(), signature, &decide)));
            let (now, decision) = again
                .as_ref()
                .map_or((read, &first), |(now, decision)| (*now, decision));
            if let Some(written) = self.carry_out(now, decision, files, &mut file)? {
                return Ok(written);
            }
        }
        let path = path.clone();
        Err(StoreFault::Restless { path }.into())
    }

    /// Writes what was decided on a record; nothing where the journal was replaced meanwhile.
    fn carry_out(
        &self,
        record: &Record,
        decision: &Result<Draft, Refusal>,
        files: &[Attachment],
        file: &mut JournalFile,
    ) -> Result<Option<(Record, Act)>, WriteFault> {
        record.writable()?;
        let draft = decision.as_ref().map_err(|refusal| WriteFault::Refused {
            refusal: refusal.clone(),
            record: Box::new(record.clone()),
        })?;
        let line = draft.sealed().1;
        short_enough(&line)?;
        for file in files {
            file.copy_into(&files_folder(&record.path))?;
        }
        let written = match self.add_line(record, file, &line)? {
            Appended::Durable => Some((record.with_line(&line), draft.did.clone())),
            Appended::Replaced => None,
        };
        Ok(written)
    }

    /// The record as the locked file holds it, where that is not what was read.
    fn changed(&self, read: &Record, bytes: Vec<u8>) -> Result<Option<Record>, StoreFault> {
        if bytes == read.bytes {
            return Ok(None);
        }
        let now = self.record_of(&read.id, &read.path, bytes)?;
        let gone = || StoreFault::NoCase {
            named: read.id.to_string(),
        };
        now.ok_or_else(gone).map(Some)
    }

    /// Appends the line behind whole lines: a tail that is an event gets its line end, and one
    /// that was cut short is set aside.
    fn add_line(
        &self,
        record: &Record,
        file: &mut JournalFile,
        line: &str,
    ) -> Result<Appended, StoreFault> {
        let failed = StoreFault::io(Doing::Write, &record.path);
        let appended = match record.journal.tail {
            Tail::Nothing => file.append(line.as_bytes()),
            Tail::Event => file.append(format!("\n{line}").as_bytes()),
            Tail::Torn { from, .. } => {
                self.set_aside(&record.id, &record.bytes[from..])?;
                file.cut(from as u64)
                    .and_then(|()| file.append(line.as_bytes()))
            }
        };
        appended.map_err(failed)
    }

    /// Keeps the torn tail of a journal where nothing deletes it.
    fn set_aside(&self, case: &CaseId, tail: &[u8]) -> Result<(), StoreFault> {
        let lost = self.lost_folder();
        folder(&lost)?;
        let name = format!("{case}-{}.torn", Digest::of(tail).short(12));
        new_file(&lost.join(name), tail)
    }
}

fn decided(
    case: &Case,
    signature: &Signature,
    decide: impl Fn(&Case) -> Result<Act, Refusal>,
) -> Result<Draft, Refusal> {
    let did = decide(case)?;
    Ok(signature.draft(case.heads(), case.next_seq(), did))
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
