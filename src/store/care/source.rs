//! A file whose lines a repair sorts by the cases that they belong to.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::journal::{LineFault, Lines, case_started_by};
use crate::model::{CaseId, Event, EventId};
use crate::store::Result;
use crate::store::care::ancestry::Ancestry;
use crate::store::case::{JournalBytes, journal_bytes, year_of};

/// A file with lines of journals.
#[derive(Clone, Debug)]
pub struct Source {
    pub path: PathBuf,
    /// The case that it is named for.
    pub named: Option<CaseId>,
    pub bytes: Vec<u8>,
    pub lines: Vec<SourceLine>,
    pub torn: Vec<u8>,
    pub carriage_returns: bool,
    pub byte_order_marks: bool,
}

#[derive(Clone, Debug)]
pub struct SourceLine {
    /// From 1.
    pub number: usize,
    pub text: Vec<u8>,
    pub holds: Result<Event, LineFault>,
    /// Of an event whose beginning is not here, the case that the file is named for.
    pub owner: Option<CaseId>,
}

impl Source {
    pub fn read(path: &Path) -> Result<Self> {
        let stem = path.file_stem().and_then(|stem| stem.to_str());
        let named = stem.and_then(|stem| CaseId::parse(stem).ok());
        let bytes = match (journal_bytes::read_at(path)?, &named) {
            (bytes, Some(case)) => bytes.of_case(case, path)?,
            (JournalBytes::Bytes(bytes), None) => bytes,
            (JournalBytes::TooMany(_), None) => Vec::new(),
        };
        let lines = Lines::of(&bytes);
        let sorted = lines.lines.iter().map(|line| SourceLine {
            number: line.number,
            text: line.text.to_owned(),
            owner: None,
            holds: line.holds.clone(),
        });
        let mut source = Self {
            path: path.to_owned(),
            lines: sorted.collect(),
            torn: lines.torn.unwrap_or_default().to_owned(),
            carriage_returns: lines.carriage_returns,
            byte_order_marks: lines.byte_order_marks,
            named,
            bytes,
        };
        source.sort(&BTreeMap::new());
        Ok(source)
    }

    /// Says of every event to which case it belongs, where it is known of some that are elsewhere.
    pub fn sort(&mut self, elsewhere: &BTreeMap<EventId, CaseId>) {
        let ancestry = Ancestry::among(self.events(), elsewhere);
        for line in &mut self.lines {
            let id = line.holds.as_ref().ok().map(|event| event.id);
            let owner = id
                .and_then(|id| ancestry.case_of(&id))
                .or(self.named.as_ref());
            line.owner = owner.filter(|_| id.is_some()).cloned();
        }
    }

    /// Whether all of its events are of other cases.
    pub fn is_of_others(&self, case: &CaseId) -> bool {
        let mut owners = self.owners().peekable();
        owners.peek().is_some() && owners.all(|owner| owner != case)
    }

    /// The events that others come after and that are not here.
    pub fn lost(&self) -> BTreeSet<EventId> {
        Ancestry::of(self.events()).lost().copied().collect()
    }

    /// Those of these events that are here, each with its case.
    pub fn cases_of(&self, events: &BTreeSet<EventId>) -> impl Iterator<Item = (EventId, CaseId)> {
        self.lines.iter().filter_map(|line| {
            let id = line.holds.as_ref().ok()?.id;
            events
                .contains(&id)
                .then(|| Some((id, line.owner.clone()?)))?
        })
    }

    fn events(&self) -> impl Iterator<Item = &Event> {
        self.lines
            .iter()
            .filter_map(|line| line.holds.as_ref().ok())
    }

    /// The cases that lines of it belong to.
    pub fn owners(&self) -> impl Iterator<Item = &CaseId> {
        self.lines.iter().filter_map(|line| line.owner.as_ref())
    }

    /// The lines of one case.
    pub fn of(&self, case: &CaseId) -> impl Iterator<Item = &SourceLine> {
        self.lines
            .iter()
            .filter(move |line| line.owner.as_ref() == Some(case))
    }

    /// The year in whose folder the journal of a case lies, where the case begins in here.
    pub fn year(&self, case: &CaseId) -> Option<i32> {
        let mut events = self.events();
        year_of(events.find(|event| case_started_by(event).as_ref() == Some(case)))
    }
}

impl SourceLine {
    pub fn is_conflict_marker(&self) -> bool {
        matches!(self.holds, Err(LineFault::ConflictMarker))
    }

    /// As it is written again.
    pub fn whole(&self) -> Vec<u8> {
        [&self.text, &b"\n"[..]].concat()
    }
}
