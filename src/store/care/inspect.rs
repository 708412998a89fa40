use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use chrono::Datelike as _;

use crate::journal::{Journal, JournalLine, Lines, Tail, is_marked};
use crate::model::{CaseId, Event, EventId};
use crate::store::care::kin::Kin;
use crate::store::care::{Damage, Remark, What};
use crate::store::{Doing, Record, Store, StoreFault};

/// What one journal holds and what is wrong with it.
#[derive(Debug, Default)]
pub struct Inspected {
    /// With the line of each, where it is one.
    pub found: Vec<(Option<usize>, What)>,
    /// The case, where there is one to show.
    pub record: Option<Record>,
}

impl Inspected {
    fn add(&mut self, what: impl Into<What>) {
        self.found.push((None, what.into()));
    }
}

impl Store {
    /// Looks a journal through that bears the name of this case and is reached by no link.
    pub(in crate::store) fn inspect(&self, case: &CaseId, path: &Path) -> Inspected {
        let mut inspected = Inspected::default();
        let bytes = match fs::read(path).map_err(StoreFault::io(Doing::Read, path)) {
            Ok(bytes) => bytes,
            Err(fault) => {
                inspected.add(Damage::Unusable(fault));
                return inspected;
            }
        };
        let journal = Journal::read(&bytes, case);
        if !is_plain(&journal, &bytes) {
            inspected.found = oddities(&journal, &bytes, case);
        }
        match self.record_of(case, path, bytes) {
            Ok(Some(record)) => inspected.settle(record, path),
            Ok(None) => inspected.found = vec![(None, Remark::Empty.into())],
            Err(StoreFault::NoStart { .. }) => inspected.without_start(),
            Err(StoreFault::Newer { newer, .. }) => inspected.add(Remark::Newer(newer)),
            Err(fault) => inspected.add(Damage::Unusable(fault)),
        }
        inspected
    }
}

impl Inspected {
    /// What is to be said of a case that can be shown.
    fn settle(&mut self, record: Record, path: &Path) {
        if let Some(newer) = &record.journal.newer {
            self.add(Remark::Newer(newer.clone()));
        }
        if let Some(lacking) = record.lacking() {
            self.add(Damage::Unusable(lacking));
        }
        let year = year_of(record.journal.events.first());
        if let Some(year) = year.filter(|year| !lies_in(path, *year)) {
            self.add(Remark::WrongYear { year });
        }
        let contested = record.case().conflicts().len();
        if contested > 0 {
            self.add(Remark::Conflict(contested));
        }
        self.record = Some(record);
    }

    /// A journal in which its case does not begin: another's, or one that has lost its beginning.
    fn without_start(&mut self) {
        let damage = self.found.iter().filter_map(|(_, what)| match what {
            What::Damage(damage) => Some(damage),
            What::Remark(_) => None,
        });
        let others: Option<BTreeSet<&CaseId>> = damage
            .map(|damage| {
                let Damage::OtherCase(case) = damage else {
                    return None;
                };
                Some(case)
            })
            .collect();
        let others: Vec<CaseId> = others.into_iter().flatten().cloned().collect();
        match others.as_slice() {
            [other] => {
                self.found
                    .retain(|(_, what)| matches!(what, What::Remark(_)));
                self.add(Damage::WrongName(other.clone()));
            }
            [] | [..] => self.add(Damage::NoStart),
        }
    }
}

/// The year whose folder a journal lies in: that of its first event's record.
pub fn year_of(first: Option<&Event>) -> Option<i32> {
    first.map(|event| event.rec.year())
}

/// Whether a journal lies in the folder of this year.
pub fn lies_in(path: &Path, year: i32) -> bool {
    let folder = path.parent().and_then(Path::file_name);
    folder.is_some_and(|folder| folder.to_str() == Some(&year.to_string()))
}

/// Whether every line is one event, each once: nothing to look for then.
fn is_plain(journal: &Journal, bytes: &[u8]) -> bool {
    let mut lines = bytes.split(|byte| *byte == b'\n');
    let ends = lines.clone().count() - 1;
    journal.is_sound()
        && journal.tail == Tail::Nothing
        && ends == journal.events.len()
        && !bytes.contains(&b'\r')
        && !lines.any(is_marked)
}

/// Everything odd about the lines of a journal.
fn oddities(journal: &Journal, bytes: &[u8], case: &CaseId) -> Vec<(Option<usize>, What)> {
    let lines = Lines::of(bytes);
    let kin = Kin::of(lines.events().map(|(_, event)| event));
    let mut found = repeated(&lines);
    let mut others = BTreeSet::new();
    for (line, event) in lines.events() {
        let at = Some(line.number);
        if let Some(other) = kin.case_of(&event.id).filter(|other| *other != case) {
            others.insert(line.number);
            found.push((at, Damage::OtherCase(other.clone()).into()));
            continue;
        }
        let missing = event.after.iter();
        let missing = missing.filter(|id| journal.missing.binary_search(id).is_ok());
        found.extend(missing.map(|id| (at, Damage::MissingParent(*id).into())));
    }
    let bad = journal.bad.iter();
    let bad = bad.filter(|bad| !others.contains(&bad.line));
    found.extend(bad.map(|bad| (Some(bad.line), Damage::Line(bad.fault.clone()).into())));
    if let Some(torn) = lines.torn {
        let bytes = torn.len();
        found.push((None, Remark::TornTail { bytes }.into()));
    }
    if lines.carriage_returns {
        found.push((None, Remark::CarriageReturns.into()));
    }
    if lines.byte_order_marks {
        found.push((None, Remark::ByteOrderMark.into()));
    }
    found.sort_by_key(|(line, _)| line.unwrap_or(usize::MAX));
    found
}

/// Lines whose event stands above.
fn repeated(lines: &Lines) -> Vec<(Option<usize>, What)> {
    let mut first: BTreeMap<EventId, Vec<&JournalLine>> = BTreeMap::new();
    let mut found = Vec::new();
    for (line, event) in lines.events() {
        let above = first.entry(event.id).or_default();
        let at = Some(line.number);
        let same = above.iter().find(|other| other.text == line.text);
        if let Some(same) = same {
            let first = same.number;
            found.push((at, Remark::Repeated { first }.into()));
            continue;
        }
        if let Some(other) = above.first() {
            let first = other.number;
            found.push((at, Remark::Twin { first }.into()));
        }
        above.push(line);
    }
    found
}
