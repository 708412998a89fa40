//! A case as it was read: its journal, and the definitions that it runs under.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::engine::Case;
use crate::journal::{Journal, Tail};
use crate::model::budget::{FOLDS_FREELY, MIGRATIONS, Over};
use crate::model::{Act, CaseId, Event, EventId, Line, Start, Zone};
use crate::store::{Definition, Entry, Pin, Result, Store, StoreFault};

/// A case as its journal holds it, with the definition that it runs under.
#[derive(Clone, Debug)]
pub struct Record {
    pub id: CaseId,
    pub path: PathBuf,
    pub journal: Journal,
    pub definition: Arc<Definition>,
    /// Those that its migrations name, as far as the store has them.
    later: Vec<Arc<Definition>>,
    /// Why a version to which it was moved cannot be read.
    lacking: Option<StoreFault>,
    zone: Zone,
    /// The bytes that were read.
    pub(in crate::store) bytes: Vec<u8>,
}

impl Record {
    /// Of a case of which nothing is written yet.
    pub(in crate::store) fn empty(
        store: &Store,
        id: CaseId,
        path: PathBuf,
        definition: Arc<Definition>,
    ) -> Self {
        Self {
            id,
            path,
            journal: Journal::default(),
            definition,
            later: Vec::new(),
            lacking: None,
            zone: store.settings.zone(),
            bytes: Vec::new(),
        }
    }

    /// How it began; known without folding it.
    pub fn start(&self) -> Option<&Start> {
        start(&self.journal)
    }

    /// Its own reference as it was last corrected; known without folding it.
    pub fn reference(&self) -> Option<&Line> {
        let first = self.journal.events.first()?.id;
        let corrections = self.journal.events.iter().filter_map(|event| {
            let Act::Corrected(correction) = &event.did else {
                return None;
            };
            let reference = correction.reference.as_ref()?;
            (correction.event == first).then_some(((event.seq, event.id), reference))
        });
        let last = corrections.max_by_key(|(order, _)| *order);
        last.map(|(_, reference)| reference)
            .or(self.start()?.reference.as_ref())
    }

    /// Whether its journal has this event.
    pub(in crate::store) fn holds(&self, event: EventId) -> bool {
        self.journal.events.iter().any(|known| known.id == event)
    }

    /// Folds it.
    pub fn case(&self) -> Case<'_> {
        self.fold(&self.journal.events)
    }

    /// Folds it with an event that has been written behind it.
    pub fn case_after<'r>(&'r self, written: &'r Event) -> Case<'r> {
        self.fold(self.journal.events.iter().chain([written]))
    }

    fn fold<'r>(&'r self, events: impl IntoIterator<Item = &'r Event>) -> Case<'r> {
        let versions = self.definitions().map(|definition| definition.version());
        Case::fold_under(versions.collect(), events).in_zone(self.zone)
    }

    /// That of its start, then those that its migrations name, as far as the store has them.
    pub fn definitions(&self) -> impl Iterator<Item = &Arc<Definition>> {
        std::iter::once(&self.definition).chain(&self.later)
    }

    /// Why nothing may be written to it, if something stands in the way.
    pub fn writable(&self) -> Result<()> {
        if let Some(newer) = &self.journal.newer {
            return Err(StoreFault::Newer {
                case: self.id.clone(),
                newer: newer.clone(),
            });
        }
        self.sound()
    }

    /// What its fold has more of than it may; a case of few events cannot.
    fn over(&self) -> Option<Over> {
        let is_short = self.journal.events.len() <= FOLDS_FREELY;
        (!is_short).then(|| self.case().over()).flatten()
    }

    /// That it has more of something than it may.
    pub(in crate::store) fn over_budget(&self, over: Over) -> StoreFault {
        StoreFault::OverBudget {
            case: self.id.clone(),
            path: self.path.clone(),
            over,
        }
    }

    /// Whether it is shown as it is: no line is left out, and every version to which it was moved
    /// is there.
    pub fn sound(&self) -> Result<()> {
        match self.lacking() {
            Some(lacking) => Err(lacking),
            None if self.journal.is_sound() => Ok(()),
            None => Err(StoreFault::Damaged {
                case: self.id.clone(),
                path: self.path.clone(),
                lines: self.journal.bad.iter().map(|bad| bad.line).collect(),
                more: self.journal.more_bad,
                missing: self.journal.missing.len(),
            }),
        }
    }

    /// Why a version to which it was moved cannot be read.
    pub(in crate::store) fn lacking(&self) -> Option<StoreFault> {
        self.lacking.clone()
    }
}

impl Record {
    /// The case of a journal that is reached by no link; nothing where it is no case yet.
    pub(in crate::store) fn of_entry(store: &Store, entry: &Entry) -> Result<Option<Self>> {
        let path = entry.path();
        if entry.is_linked() {
            return Err(StoreFault::Link(path));
        }
        let bytes = entry.read(&path)?;
        Self::of_bytes(store, &entry.id, &path, bytes)
    }

    /// The case that the bytes of a journal hold; nothing where it is empty or its only write was
    /// cut short.
    pub(in crate::store) fn of_bytes(
        store: &Store,
        id: &CaseId,
        path: &Path,
        bytes: Vec<u8>,
    ) -> Result<Option<Self>> {
        let journal = Journal::read(&bytes, id).accepting(&store.settings.accepted.events);
        if let Some(over) = journal.over.or_else(|| too_many_moves(&journal)) {
            return Err(StoreFault::OverBudget {
                case: id.clone(),
                path: path.to_owned(),
                over,
            });
        }
        let Some(start) = start(&journal) else {
            return without_start(journal, id, path);
        };
        let definition = store.pinned_as(&Pin::of(start))?;
        let (mut later, mut lacking) = (Vec::new(), None);
        for pin in Pin::moved(start, &journal.events) {
            let mut known = std::iter::once(&definition).chain(&later);
            if known.any(|known| known.procedure.digest == pin.digest) {
                continue;
            }
            match store.pinned_as(&pin) {
                Ok(found) => later.push(found),
                Err(fault) if fault.is_exhausted() => return Err(fault),
                Err(fault) if fault.is_of_definition() => lacking = Some(fault),
                Err(_) => lacking = Some(StoreFault::NoDefinition(pin)),
            }
        }
        let record = Self {
            id: id.clone(),
            path: path.to_owned(),
            journal,
            definition,
            later,
            lacking,
            zone: store.settings.zone(),
            bytes,
        };
        match record.over() {
            Some(over) => Err(record.over_budget(over)),
            None => Ok(Some(record)),
        }
    }
}

/// Whether a case was moved more often than a case may be: every move may name a definition that
/// has to be looked for.
fn too_many_moves(journal: &Journal) -> Option<Over> {
    let acts = journal.events.iter().map(|event| &event.did);
    let moves = acts.filter(|act| matches!(act, Act::Migrated(_))).count();
    (moves > MIGRATIONS).then_some(Over::Migrations(moves))
}

/// A journal in which no case begins: empty, of a later version, or damaged.
fn without_start(journal: Journal, id: &CaseId, path: &Path) -> Result<Option<Record>> {
    if is_nothing(&journal) {
        return Ok(None);
    }
    Err(match journal.newer {
        Some(newer) => StoreFault::Newer {
            case: id.clone(),
            newer,
        },
        None => StoreFault::NoStart(path.to_owned()),
    })
}

fn start(journal: &Journal) -> Option<&Start> {
    journal.events.first()?.did.start()
}

/// Whether a journal was made and never written whole: no case.
fn is_nothing(journal: &Journal) -> bool {
    let cut_short = matches!(journal.tail, Tail::Nothing | Tail::Torn { from: 0, .. });
    journal.is_sound() && journal.events.is_empty() && cut_short
}
