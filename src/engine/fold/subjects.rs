//! The subjects that the events of a case name, numbered, so that other tables can use indexes.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use crate::model::{Event, Subject};

/// The subjects, in order of the first event that names each.
#[derive(Debug)]
pub struct Subjects {
    all: Vec<Subject>,
    /// Seeded at random, as a hostile journal could provoke collisions.
    numbers: HashMap<Subject, usize, RandomState>,
    /// By event, the number of the subject that it names.
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

    /// The number of a subject, if an event names it.
    pub fn number(&self, subject: Subject) -> Option<usize> {
        self.numbers.get(&subject).copied()
    }

    /// By event, the number of the subject that it names.
    pub fn of_events(&self) -> &[Option<usize>] {
        &self.of
    }
}
