use std::collections::BTreeMap;

use crate::engine::outcome::{Outcome, Register};
use crate::engine::run::Subject;
use crate::model::{Event, EventId, Procedure};

/// The events of a case in order of (`seq`, id), each once, and who had seen what.
#[derive(Debug)]
pub struct History<'a> {
    pub events: Vec<&'a Event>,
    /// The events by id, with their place.
    places: Vec<(EventId, usize)>,
}

impl<'a> History<'a> {
    /// Of any union of journals: order and repetition do not matter.
    pub fn of(events: impl IntoIterator<Item = &'a Event>) -> Self {
        let mut events: Vec<&Event> = events.into_iter().collect();
        events.sort_unstable_by_key(|event| (event.seq, event.id));
        events.dedup_by_key(|event| event.id);
        let mut places: Vec<(EventId, usize)> =
            events.iter().map(|event| event.id).zip(0..).collect();
        places.sort_unstable();
        Self { events, places }
    }

    pub fn place(&self, id: EventId) -> Option<usize> {
        let found = self.places.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        Some(self.places[found].1)
    }

    /// Whether one event is in the past of another.
    pub fn is_past(&self, earlier: usize, later: usize) -> bool {
        earlier != later && self.seen_from(later, Some(earlier))[earlier]
    }

    /// The places of an event's whole past, in order.
    pub fn past(&self, of: usize) -> Vec<usize> {
        let seen = self.seen_from(of, None);
        (0..self.events.len())
            .filter(|place| *place != of && seen[*place])
            .collect()
    }

    /// The events that are in the past of no other: what the next one comes after.
    pub fn heads(&self) -> Vec<EventId> {
        let mut seen = vec![false; self.events.len()];
        for event in &self.events {
            for place in event.after.iter().filter_map(|id| self.place(*id)) {
                seen[place] = true;
            }
        }
        let heads = self.events.iter().zip(seen);
        heads
            .filter(|(_, seen)| !seen)
            .map(|(event, _)| event.id)
            .collect()
    }

    /// What some of the events write on each work item.
    pub fn registers(&self, procedure: &Procedure, among: &[usize]) -> BTreeMap<Subject, Register> {
        let mut registers: BTreeMap<Subject, Register> = BTreeMap::new();
        for place in among {
            let act = &self.events[*place].did;
            let subject = act.activity().zip(act.item());
            if let (Some(subject), Some(Ok(outcome))) = (subject, Outcome::of(act, procedure)) {
                let register = registers.entry(subject).or_default();
                register.writes.push((*place, outcome));
            }
        }
        for register in registers.values_mut() {
            register.settle(self);
        }
        registers
    }

    fn seen_from(&self, from: usize, until: Option<usize>) -> Vec<bool> {
        let mut seen = vec![false; self.events.len()];
        let mut open = vec![from];
        while let Some(here) = open.pop() {
            if std::mem::replace(&mut seen[here], true) {
                continue;
            }
            if Some(here) == until {
                break;
            }
            let before = self.events[here].after.iter();
            open.extend(before.filter_map(|id| self.place(*id)));
        }
        seen
    }
}
