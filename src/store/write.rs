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

    /// Locks the journal of a record that was read, folds it as it is now, lets `decide` say what
    /// happens, and appends that, durable.
    ///
    /// # Errors
    /// Where the journal is damaged or newer, the decision is a refusal, or nothing can be
    /// written; the journal is then as it was.
    pub fn append(
        &self,
        mut record: Record,
        signature: &Signature,
        files: &[Attachment],
        decide: impl Fn(&Case) -> Result<Act, Refusal>,
    ) -> Result<(Record, Act), WriteFault> {
        for _ in 0..TRIES {
            let (written, appended) = self.try_append(record, signature, files, &decide)?;
            match appended {
                (did, Appended::Durable) => return Ok((written, did)),
                (_, Appended::Replaced) => record = written,
            }
        }
        let path = record.path;
        Err(StoreFault::Restless { path }.into())
    }

    fn try_append(
        &self,
        record: Record,
        signature: &Signature,
        files: &[Attachment],
        decide: impl Fn(&Case) -> Result<Act, Refusal>,
    ) -> Result<(Record, (Act, Appended)), WriteFault> {
        let path = record.path.clone();
        let mut file = JournalFile::lock(&path).map_err(StoreFault::io(Doing::Write, &path))?;
        let mut record = self.reread(record, &mut file)?;
        record.writable()?;
        let draft = match drafted(&record, signature, decide) {
            Ok(draft) => draft,
            Err(refusal) => {
                let record = Box::new(record);
                return Err(WriteFault::Refused { refusal, record });
            }
        };
        let line = draft.sealed().1;
        short_enough(&line)?;
        for file in files {
            file.copy_into(&files_folder(&path))?;
        }
        let appended = self.add_line(&record, &mut file, &line)?;
        if appended == Appended::Durable {
            record.journal = record.journal.with_line(&line);
        }
        Ok((record, (draft.did, appended)))
    }

    /// The record as the locked file holds it; what was read before serves where it is the same.
    fn reread(&self, record: Record, file: &mut JournalFile) -> Result<Record, StoreFault> {
        let bytes = file
            .read()
            .map_err(StoreFault::io(Doing::Read, &record.path))?;
        if bytes == record.bytes {
            return Ok(record);
        }
        let now = self.record_of(&record.id, &record.path, bytes)?;
        now.ok_or_else(|| StoreFault::NoCase {
            named: record.id.to_string(),
        })
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

fn drafted(
    record: &Record,
    signature: &Signature,
    decide: impl Fn(&Case) -> Result<Act, Refusal>,
) -> Result<Draft, Refusal> {
    let case = record.case();
    let did = decide(&case)?;
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
