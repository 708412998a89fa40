//! How a repair writes the journal of one case again: which lines come in, stay and go.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::journal::{Journal, LineFault};
use crate::model::{CaseId, EventId};
use crate::store::care::ancestry::Ancestry;
use crate::store::care::plan::{Change, JournalWork, Mend, Work};
use crate::store::care::source::{Source, SourceLine};

/// The journal of one case as the repair will write it.
pub struct JournalRepair<'a> {
    pub case: &'a CaseId,
    source: Option<&'a Source>,
    homes: &'a BTreeMap<CaseId, PathBuf>,
    /// The events whose loss was accepted.
    accepted: &'a BTreeSet<EventId>,
    adds: Vec<Vec<u8>>,
    /// All of its lines, those that come in among them.
    lines: BTreeSet<Vec<u8>>,
    pub changes: Vec<Change>,
    /// The numbers of its lines that go.
    gone: BTreeSet<usize>,
}

impl<'a> JournalRepair<'a> {
    pub fn of(
        case: &'a CaseId,
        source: Option<&'a Source>,
        homes: &'a BTreeMap<CaseId, PathBuf>,
        accepted: &'a BTreeSet<EventId>,
    ) -> Self {
        let lines = source.iter().flat_map(|source| &source.lines);
        Self {
            case,
            source,
            homes,
            accepted,
            adds: Vec::new(),
            lines: lines.map(SourceLine::whole).collect(),
            changes: Vec::new(),
            gone: BTreeSet::new(),
        }
    }

    fn lines(&self) -> &'a [SourceLine] {
        self.source.map_or(&[], |source| &source.lines)
    }

    /// Takes what it lacks from another file.
    pub fn receive<'l>(&mut self, lines: impl Iterator<Item = &'l SourceLine>, from: &Path) {
        let came = self.take(lines.map(SourceLine::whole));
        match self.changes.last_mut() {
            _ if came == 0 => {}
            Some(Change::Received {
                events,
                from: files,
            }) => {
                *events += came;
                files.push(from.to_owned());
            }
            Some(_) | None => self.changes.push(Change::Received {
                events: came,
                from: vec![from.to_owned()],
            }),
        }
    }

    /// Adds the lines that it lacks; gives how many there were.
    pub fn take(&mut self, lines: impl IntoIterator<Item = Vec<u8>>) -> usize {
        let before = self.adds.len();
        for line in lines {
            if self.lines.insert(line.clone()) {
                self.adds.push(line);
            }
        }
        self.adds.len() - before
    }

    /// The journal of another case to which a line goes.
    fn elsewhere(&self, line: &SourceLine) -> Option<&'a PathBuf> {
        let owner = line.owner.as_ref().filter(|owner| *owner != self.case);
        self.homes.get(owner?)
    }

    /// The case as it would read.
    fn journal(&self) -> Journal {
        let own = self
            .lines()
            .iter()
            .filter(|line| line.owner.as_ref() == Some(self.case));
        let mut lines: Vec<u8> = own.flat_map(SourceLine::whole).collect();
        lines.extend(self.adds.iter().flatten());
        Journal::read(&lines, self.case).accepting(self.accepted)
    }

    /// The events that are named and not there: as what others come after, or as what an altered
    /// line says that it is.
    pub fn missing(&self) -> BTreeSet<EventId> {
        let journal = self.journal();
        let there: BTreeSet<EventId> = journal.events.iter().map(|event| event.id).collect();
        let altered = self.lines().iter().filter_map(|line| match &line.holds {
            Err(LineFault::Hash { stated, .. }) => EventId::parse(stated),
            Ok(_) | Err(_) => None,
        });
        altered
            .filter(|id| !there.contains(id))
            .chain(journal.missing.iter().copied())
            .collect()
    }

    /// Decides what goes.
    pub fn settle(&mut self, cut: bool) {
        let Some(source) = self.source else {
            return;
        };
        self.drop_markers();
        self.drop_repeated();
        let journal = self.journal();
        let missing: BTreeSet<EventId> = journal.missing.iter().copied().collect();
        let is_whole = missing.is_empty() && !journal.events.is_empty();
        if journal.newer.is_none() && (is_whole || cut) {
            self.cut(&journal);
        } else if !missing.is_empty() || journal.events.is_empty() {
            self.changes.push(Change::Lost {
                case: self.case.clone(),
                events: missing,
            });
        }
        if !source.torn.is_empty() {
            let bytes = source.torn.len();
            self.changes.push(Change::Torn { bytes });
        }
        if source.carriage_returns {
            self.changes.push(Change::LineEnds);
        }
        if source.byte_order_marks {
            self.changes.push(Change::ByteOrderMark);
        }
    }

    fn drop_markers(&mut self) {
        let lines = self.lines().iter();
        let markers: Vec<usize> = lines
            .filter(|line| line.is_conflict_marker())
            .map(|line| line.number)
            .collect();
        if !markers.is_empty() {
            self.changes.push(Change::Markers(markers.len()));
            self.gone.extend(markers);
        }
    }

    fn drop_repeated(&mut self) {
        let mut above: BTreeSet<&[u8]> = BTreeSet::new();
        let events = self.lines().iter().filter(|line| line.holds.is_ok());
        let repeated: Vec<usize> = events
            .filter(|line| !above.insert(&line.text))
            .map(|line| line.number)
            .collect();
        if !repeated.is_empty() {
            self.gone.extend(&repeated);
            self.changes.push(Change::Repeated(repeated));
        }
    }

    /// Drops what cannot be believed, and what comes after events that are lost.
    fn cut(&mut self, journal: &Journal) {
        let orphans = Ancestry::of(&journal.events).orphans(self.accepted);
        let believed: BTreeSet<EventId> = journal.events.iter().map(|event| event.id).collect();
        let (mut bad, mut cut) = (Vec::new(), Vec::new());
        for line in self.lines() {
            if self.gone.contains(&line.number) || self.elsewhere(line).is_some() {
                continue;
            }
            match &line.holds {
                Ok(event) if orphans.contains(&event.id) => cut.push(line.number),
                Ok(event) if believed.contains(&event.id) => {}
                Ok(_) | Err(_) => bad.push(line.number),
            }
        }
        self.gone.extend(bad.iter().chain(&cut));
        if !bad.is_empty() {
            self.changes.push(Change::SetAside(bad));
        }
        if !cut.is_empty() {
            let events = cut.len();
            self.changes.push(Change::Cut { events });
        }
    }

    /// How many events of its file go to which other.
    pub fn given(&self) -> BTreeMap<&'a PathBuf, usize> {
        let mut given: BTreeMap<&PathBuf, usize> = BTreeMap::new();
        for home in self.lines().iter().filter_map(|line| self.elsewhere(line)) {
            *given.entry(home).or_default() += 1;
        }
        given
    }

    pub fn mend(self, file: PathBuf) -> Mend {
        let is_gone = |line: &&SourceLine| self.gone.contains(&line.number);
        let (gone, there): (Vec<_>, Vec<_>) = self.lines().iter().partition(is_gone);
        let kept = there
            .into_iter()
            .filter(|line| self.elsewhere(line).is_none());
        let source = self.source;
        let work = JournalWork {
            case: self.case.clone(),
            read: source.map_or_else(Vec::new, |source| source.bytes.clone()),
            kept: kept.flat_map(SourceLine::whole).collect(),
            gone: gone.into_iter().flat_map(SourceLine::whole).collect(),
            torn: source.map_or_else(Vec::new, |source| source.torn.clone()),
            adds: self.adds,
        };
        Mend {
            file,
            changes: self.changes,
            work: Work::Journal(work),
        }
    }
}
