//! What the events of a case speak of, each by a number, so that whatever else is told of it is
//! found by that.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use crate::model::{Event, Subject};

/// In order of the first event that speaks of each.
#[derive(Debug)]
pub struct Subjects {
    all: Vec<Subject>,
    /// Journals may be written by who means ill: the seed of the hash differs from run to run.
    numbers: HashMap<Subject, usize, RandomState>,
    /// Of each event, in order, what it speaks of, by number.
    of: Vec<Option<usize>>,
}

impl Subjects {
    pub fn of(events: &[&Event]) -> Self {
        let mut subjects = Self {
            all: Vec::with_capacity(events.len()),
            numbers: HashMap::with_capacity_and_hasher(events.len(), RandomState::default()),
            of: Vec::with_capacity(events.len()),
        };
        for event in events {
            let item = || event.did.item().map(Subject::Item);
            let subject = event.did.subject().or_else(item);
            let number = subject.map(|subject| subjects.enter(subject));
            subjects.of.push(number);
        }
        subjects
    }

    fn enter(&mut self, subject: Subject) -> usize {
        *self.numbers.entry(subject).or_insert_with(|| {
            self.all.push(subject);
            self.all.len() - 1
        })
    }

    /// All, by number.
    pub fn all(&self) -> &[Subject] {
        &self.all
    }

    /// The number of a subject, if any event speaks of it.
    pub fn number(&self, subject: Subject) -> Option<usize> {
        self.numbers.get(&subject).copied()
    }

    /// What each event speaks of, by number.
    pub fn of_events(&self) -> &[Option<usize>] {
        &self.of
    }
}
