//! How events descend from each other, and which case each belongs to.

use std::collections::{BTreeMap, BTreeSet};

use crate::journal::case_started_by;
use crate::model::{CaseId, Event, EventId};

/// How events descend from each other. An event belongs to the case that its first ancestor begins.
#[derive(Clone, Debug, Default)]
pub struct Ancestry {
    parents: BTreeMap<EventId, Vec<EventId>>,
    children: BTreeMap<EventId, Vec<EventId>>,
    cases: BTreeMap<EventId, CaseId>,
}

impl Ancestry {
    pub fn of<'e>(events: impl IntoIterator<Item = &'e Event>) -> Self {
        Self::among(events, &BTreeMap::new())
    }

    /// How events descend from each other, where it is known of some that are elsewhere to which case
    /// they belong.
    pub fn among<'e>(
        events: impl IntoIterator<Item = &'e Event>,
        elsewhere: &BTreeMap<EventId, CaseId>,
    ) -> Self {
        let mut ancestry = Self {
            cases: elsewhere.clone(),
            ..Self::default()
        };
        events.into_iter().for_each(|event| ancestry.add(event));
        ancestry.settled()
    }

    /// Adds an event; nothing is asked before all are [settled](Self::settled).
    pub fn add(&mut self, event: &Event) {
        if let Some(case) = case_started_by(event) {
            self.cases.insert(event.id, case);
        }
        self.parents.insert(event.id, event.after.to_vec());
    }

    /// Hands every case on to what comes after its beginning. Where two meet, which no writer
    /// does, the lesser one is given.
    pub fn settled(mut self) -> Self {
        for (id, parents) in &self.parents {
            for parent in parents {
                self.children.entry(*parent).or_default().push(*id);
            }
        }
        let begun: BTreeSet<(CaseId, EventId)> = self
            .cases
            .iter()
            .map(|(id, case)| (case.clone(), *id))
            .collect();
        for (case, id) in begun {
            let mut next = vec![id];
            while let Some(id) = next.pop() {
                for child in self.children.get(&id).into_iter().flatten() {
                    if !self.cases.contains_key(child) {
                        self.cases.insert(*child, case.clone());
                        next.push(*child);
                    }
                }
            }
        }
        self
    }

    /// Nothing where its beginning is not among the lines.
    pub fn case_of(&self, event: &EventId) -> Option<&CaseId> {
        self.cases.get(event)
    }

    /// The events that others come after and that are not there.
    pub fn lost(&self) -> impl Iterator<Item = &EventId> {
        self.children
            .keys()
            .filter(|id| !self.parents.contains_key(id))
    }

    /// The descendants of events that are not there and whose loss nobody accepted.
    pub fn orphans(&self, accepted: &BTreeSet<EventId>) -> BTreeSet<EventId> {
        let mut orphans = BTreeSet::new();
        let lost = self.lost().filter(|id| !accepted.contains(id));
        let mut next: Vec<EventId> = lost.copied().collect();
        while let Some(id) = next.pop() {
            let children = self.children.get(&id).into_iter().flatten();
            next.extend(children.filter(|child| orphans.insert(**child)));
        }
        orphans
    }
}
