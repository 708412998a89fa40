use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::{DateTime, Utc};

use crate::engine::{Marks, ahead};
use crate::journal::{
    Journal, JournalLine, Tail, has_byte_order_marks, has_carriage_returns, is_marked, torn,
};
use crate::model::{CaseId, Event, EventId, Few, Settings};
use crate::store::care::ancestry::Kin;
use crate::store::care::{Damage, Remark, What};
use crate::store::case::journal_bytes;
use crate::store::case::misplaced::{lies_in, year_of};
use crate::store::{Record, Store, StoreFault};

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
    pub(in crate::store) fn inspect(
        &self,
        case: &CaseId,
        path: &Path,
        now: Option<DateTime<Utc>>,
    ) -> Inspected {
        let mut inspected = Inspected::default();
        let read = journal_bytes::read_at(path);
        let bytes = match read.and_then(|held| held.of_case(case, path)) {
            Ok(bytes) => bytes,
            Err(fault) => {
                inspected.add(Damage::Unusable(fault));
                return inspected;
            }
        };
        let journal = Journal::read(&bytes, case).accepting(&self.settings.accepted.events);
        if journal.over.is_none() && !is_plain(&journal, &bytes) {
            inspected.found = oddities(&journal, &bytes, case);
        }
        match self.record_of(case, path, bytes) {
            Ok(Some(record)) => inspected.settle(record, path, (&self.settings, now)),
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
    fn settle(
        &mut self,
        record: Record,
        path: &Path,
        (settings, now): (&Settings, Option<DateTime<Utc>>),
    ) {
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
        let returned = record.journal.events.iter().map(|event| event.id);
        let returned = returned.filter(|id| settings.accepted.events.contains(id));
        for id in returned {
            self.add(Remark::Returned(id));
        }
        let case = record.case();
        let contested = case.conflicts().len();
        if contested > 0 {
            self.add(Remark::Conflict(contested));
        }
        let marks = Marks::of(&case, settings);
        let marks = marks.iter().flat_map(|(place, marks)| {
            let marks = marks.iter().cloned();
            marks.map(move |mark| (place, mark))
        });
        let ahead = now.into_iter().flat_map(|now| ahead(&case, now));
        for (place, mark) in marks.chain(ahead) {
            let event = case.event(place).id;
            self.add(Remark::Marked { event, mark });
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
    let mut looked = Looked::default();
    for line in JournalLine::promising(bytes) {
        if let Ok(event) = line.holds {
            looked.take(line.number, line.text, event);
        }
    }
    let kin = looked.kin.settled();
    let (mut found, mut others) = (looked.found, BTreeSet::new());
    for (line, id, after) in &looked.events {
        let at = Some(*line);
        if let Some(other) = kin.case_of(id).filter(|other| *other != case) {
            others.insert(*line);
            found.push((at, Damage::OtherCase(other.clone()).into()));
            continue;
        }
        let missing = after.iter();
        let missing = missing.filter(|id| journal.missing.binary_search(id).is_ok());
        found.extend(missing.map(|id| (at, Damage::MissingParent(*id).into())));
    }
    let bad = journal.bad.iter();
    let bad = bad.filter(|bad| !others.contains(&bad.line));
    found.extend(bad.map(|bad| (Some(bad.line), Damage::Line(bad.fault.clone()).into())));
    if journal.more_bad > 0 {
        found.push((None, Damage::MoreLines(journal.more_bad).into()));
    }
    if let Some(torn) = torn(bytes) {
        let bytes = torn.len();
        found.push((None, Remark::TornTail { bytes }.into()));
    }
    if has_carriage_returns(bytes) {
        found.push((None, Remark::CarriageReturns.into()));
    }
    if has_byte_order_marks(bytes) {
        found.push((None, Remark::ByteOrderMark.into()));
    }
    found.sort_by_key(|(line, _)| line.unwrap_or(usize::MAX));
    found
}

/// What is seen of the lines of a journal as they go by; of those that are no event, nothing is
/// kept.
#[derive(Default)]
struct Looked<'b> {
    /// The events, each with its line and what it comes after.
    events: Vec<(usize, EventId, Few<EventId>)>,
    kin: Kin,
    /// The line on which an event first stands, and on which it first stands with these bytes.
    first: BTreeMap<EventId, usize>,
    same: BTreeMap<(EventId, &'b [u8]), usize>,
    /// Lines whose event stands above.
    found: Vec<(Option<usize>, What)>,
}

impl<'b> Looked<'b> {
    fn take(&mut self, number: usize, text: &'b [u8], event: Event) {
        let id = event.id;
        self.kin.add(&event);
        self.events.push((number, id, event.after));
        let first = *self.first.entry(id).or_insert(number);
        let same = *self.same.entry((id, text)).or_insert(number);
        let repeated = match (same == number, first == number) {
            (false, _) => Remark::Repeated { first: same },
            (true, false) => Remark::Twin { first },
            (true, true) => return,
        };
        self.found.push((Some(number), repeated.into()));
    }
}
