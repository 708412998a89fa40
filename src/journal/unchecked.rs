//! The events of a journal as read, before they are checked against each other.

use std::cell::OnceCell;

use crate::model::budget::{ENTITIES, EVENTS, Over};
use crate::model::{Event, EventId};

/// Events as read, each with its line.
#[derive(Default)]
pub struct Unchecked {
    pub events: Vec<Event>,
    pub lines: Vec<usize>,
}

impl Unchecked {
    /// Whether there are more events than a case may have, without counting duplicates.
    pub fn is_over(&mut self) -> bool {
        if self.events.len() <= 2 * EVENTS {
            return false;
        }
        self.put_in_order();
        self.events.len() > EVENTS
    }

    /// The budget that the events exceed.
    pub fn over(&self) -> Option<Over> {
        let entities = self
            .events
            .iter()
            .map(|event| event.did.named_entities().len());
        let most = entities.max().unwrap_or(0);
        match self.events.len() > EVENTS {
            true => Some(Over::Events),
            false => (most > ENTITIES).then_some(Over::Entities(most)),
        }
    }

    pub fn push(&mut self, line: usize, event: Event) {
        self.lines.push(line);
        self.events.push(event);
    }

    /// Sorts by (`seq`, id) and removes duplicates; nearly always nothing is to do.
    pub fn put_in_order(&mut self) {
        let order = |event: &Event| (event.seq, event.id);
        let in_order = |one: &Event, next: &Event| order(one) < order(next);
        if self.events.is_sorted_by(in_order) {
            return;
        }
        let (events, lines) = (self.events.drain(..), self.lines.drain(..));
        let mut both: Vec<(Event, usize)> = events.zip(lines).collect();
        both.sort_by_key(|(event, _)| order(event));
        both.dedup_by_key(|(event, _)| event.id);
        (self.events, self.lines) = both.into_iter().unzip();
    }
}

/// Finds events by id.
pub struct EventIndex<'f> {
    events: &'f [Event],
    /// Sorted by id; made at the first need.
    by_id: OnceCell<Vec<(EventId, usize)>>,
}

impl<'f> EventIndex<'f> {
    pub const fn of(events: &'f [Event]) -> Self {
        let by_id = OnceCell::new();
        Self { events, by_id }
    }

    /// The place of an event that the one at `later` comes after: nearly always the one before it.
    pub fn find(&self, id: &EventId, later: usize) -> Option<usize> {
        if let Some(before) = later.checked_sub(1)
            && self.events[before].id == *id
        {
            return Some(before);
        }
        let by_id = self.by_id.get_or_init(|| {
            let ids = self.events.iter().map(|event| event.id);
            let mut by_id: Vec<(EventId, usize)> = ids.zip(0..).collect();
            by_id.sort_unstable();
            by_id
        });
        let found = by_id.binary_search_by_key(id, |(id, _)| *id).ok()?;
        Some(by_id[found].1)
    }
}
