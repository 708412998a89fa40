//! How a case begins.

use std::sync::Arc;

use chrono::Datelike as _;

use crate::model::{Act, CaseId, Line, Start};
use crate::store::{Ahead, Definition, Record, Result, Signature, Store};

/// How a case begins.
#[derive(Clone, Debug)]
pub struct Beginning {
    pub definition: Arc<Definition>,
    pub entities: Vec<Line>,
    pub title: Option<Line>,
    pub reference: Option<Line>,
    pub nonce: String,
}

impl Beginning {
    /// The act that begins the case.
    pub fn act(&self) -> Act {
        let procedure = &self.definition.procedure;
        Act::Started(Start {
            procedure: procedure.id.clone(),
            version: procedure.version,
            digest: procedure.digest,
            entities: self.entities.clone(),
            title: self.title.clone(),
            reference: self.reference.clone(),
            nonce: self.nonce.clone(),
        })
    }

    /// The case as it will begin in a store; nothing is written.
    ///
    /// # Errors
    /// Where its first event would be longer than a line may be.
    pub fn ahead(&self, store: &Store, by: &Signature) -> Result<Ahead> {
        let first = by.sealed_after(Vec::new(), 1, self.act())?;
        let procedure = &self.definition.procedure;
        let id = CaseId::of(procedure.id.clone(), &first.event.id);
        let year = store.cases_folder().join(by.rec.year().to_string());
        let path = year.join(format!("{id}.jsonl"));
        let mut ahead = Ahead::of(Record::empty(store, id, path, Arc::clone(&self.definition)));
        ahead.add(first, Vec::new());
        Ok(ahead)
    }
}
