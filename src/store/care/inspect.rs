//! The check of one journal: what it holds, and what is wrong with it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::{DateTime, Utc};

use crate::engine::{Marks, ahead};
use crate::journal::{
    Journal, JournalLine, Tail, has_byte_order_marks, has_carriage_returns, starts_with_bom, torn,
};
use crate::model::{CaseId, Event, EventId, Few, Settings};
use crate::store::care::ancestry::Ancestry;
use crate::store::care::{Damage, Remark, What};
use crate::store::case::{journal_bytes, lies_in, year_of};
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
    /// Looks a journal through that bears the name of this case and is reached by no link.
    pub fn of(store: &Store, case: &CaseId, path: &Path, now: Option<DateTime<Utc>>) -> Self {
        let mut inspected = Self::default();
        let read = journal_bytes::read_at(path);
        let bytes = match read.and_then(|bytes| bytes.of_case(case, path)) {
            Ok(bytes) => bytes,
            Err(fault) => {
                inspected.add(Damage::Unusable(fault));
                return inspected;
            }
        };
        let journal = Journal::read(&bytes, case).accepting(&store.settings.accepted.events);
        if journal.over.is_none() && !is_plain(&journal, &bytes) {
            inspected.found = oddities(&journal, &bytes, case);
        }
        match Record::of_bytes(store, case, path, bytes) {
            Ok(Some(record)) => inspected.settle(record, path, (&store.settings, now)),
            Ok(None) => inspected.found = vec![(None, Remark::Empty.into())],
            Err(StoreFault::NoStart(_)) => inspected.without_start(),
            Err(StoreFault::Newer { newer, .. }) => inspected.add(Remark::Newer(newer)),
            Err(fault) => inspected.add(Damage::Unusable(fault)),
        }
        inspected
    }

    fn add(&mut self, what: impl Into<What>) {
        self.found.push((None, what.into()));
    }

    /// What there is to remark about a case that can be shown.
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
        for event in &record.journal.events {
            if settings.accepted.events.contains(&event.id) {
                self.add(Remark::Returned(event.id));
            }
        }
        let case = record.case();
        let contested = case.conflicts().len();
        if contested > 0 {
            self.add(Remark::Conflict(contested));
        }
        let all = Marks::of(&case, settings);
        let marks = all
            .iter()
            .flat_map(|(place, marks)| marks.iter().map(move |mark| (place, mark.clone())));
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

/// Whether every line is one event, each once: nothing has to be looked for then.
fn is_plain(journal: &Journal, bytes: &[u8]) -> bool {
    let mut lines = bytes.split(|byte| *byte == b'\n');
    let ends = lines.clone().count() - 1;
    journal.is_sound()
        && journal.tail == Tail::Nothing
        && ends == journal.events.len()
        && !bytes.contains(&b'\r')
        && !lines.any(starts_with_bom)
}

/// Everything odd about the lines of a journal.
fn oddities(journal: &Journal, bytes: &[u8], case: &CaseId) -> Vec<(Option<usize>, What)> {
    let mut scan = LineScan::default();
    for line in JournalLine::promising(bytes) {
        if let Ok(event) = line.holds {
            scan.take(line.number, line.text, event);
        }
    }
    let ancestry = scan.ancestry.settled();
    let (mut found, mut others) = (scan.found, BTreeSet::new());
    for (line, id, after) in &scan.events {
        let at = Some(*line);
        if let Some(other) = ancestry.case_of(id).filter(|other| *other != case) {
            others.insert(*line);
            found.push((at, Damage::OtherCase(other.clone()).into()));
            continue;
        }
        for id in after {
            if journal.missing.binary_search(id).is_ok() {
                found.push((at, Damage::MissingParent(*id).into()));
            }
        }
    }
    for bad in &journal.bad {
        if !others.contains(&bad.line) {
            found.push((Some(bad.line), Damage::Line(bad.fault.clone()).into()));
        }
    }
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

/// What is kept of the lines of a journal while they are read; of those that are not events, nothing.
#[derive(Default)]
struct LineScan<'b> {
    /// The events, each with its line and what it comes after.
    events: Vec<(usize, EventId, Few<EventId>)>,
    ancestry: Ancestry,
    /// The line on which an event first stands, and on which it first stands with these bytes.
    first: BTreeMap<EventId, usize>,
    same: BTreeMap<(EventId, &'b [u8]), usize>,
    /// Lines whose event stands above.
    found: Vec<(Option<usize>, What)>,
}

impl<'b> LineScan<'b> {
    fn take(&mut self, number: usize, text: &'b [u8], event: Event) {
        let id = event.id;
        self.ancestry.add(&event);
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
