use std::collections::BTreeMap;

use crate::engine::history::History;
use crate::engine::outcome::{Invalid, Outcome};
use crate::engine::register::{Settlement, Write, registers};
use crate::engine::version::{self, Version};
use crate::model::{Act, EventId, ItemId, Subject};

/// What every event writes. It follows from the event and its past alone, so that it is the same
/// in any union of journals that holds both.
#[derive(Debug)]
pub struct Written {
    /// One for each event, in order.
    pub each: Vec<Option<Result<(Subject, Write), Invalid>>>,
    /// The version of the procedure that each author saw; left empty where there is only one.
    versions: Vec<ItemId>,
    first: ItemId,
    /// The definitions that these versions are, by their place among those of the case.
    known: BTreeMap<ItemId, usize>,
}

impl Written {
    pub fn of(history: &History, definitions: &[Version]) -> Self {
        let first = version::first(history.events[0].id);
        let migrates = |act: &Act| matches!(act, Act::Migrated(_));
        let moving = history.events.iter().any(|event| migrates(&event.did));
        let mut written = Self {
            each: Vec::with_capacity(history.events.len()),
            versions: Vec::new(),
            first,
            known: BTreeMap::from([(first, 0)]),
        };
        for place in 0..history.events.len() {
            if moving {
                let seen = written.seen(history, definitions, place);
                written.versions.push(seen);
            }
            let write = written.write(history, definitions, place);
            written.each.push(write);
        }
        written
    }

    /// The version of the procedure in whose terms an event speaks.
    pub fn version(&self, place: usize) -> ItemId {
        self.versions.get(place).copied().unwrap_or(self.first)
    }

    /// The place of its definition among those of the case.
    pub fn definition(&self, version: ItemId) -> usize {
        self.known.get(&version).copied().unwrap_or(0)
    }

    /// The writes of all events.
    pub fn all(&self) -> impl Iterator<Item = &(Subject, Write)> {
        self.each.iter().flatten().flatten()
    }

    /// The writes of some events.
    pub fn among(&self, places: &[usize]) -> impl Iterator<Item = &(Subject, Write)> {
        let each = places.iter().map(|place| &self.each[*place]);
        each.flatten().flatten()
    }

    fn write(
        &self,
        history: &History,
        definitions: &[Version],
        place: usize,
    ) -> Option<Result<(Subject, Write), Invalid>> {
        let act = &history.events[place].did;
        let subject = act.subject()?;
        if let Act::Kept(keeping) = act {
            let kept = self.keeps(history, place, subject, keeping.event);
            return Some(kept.map(|write| (subject, write)));
        }
        if let Act::Migrated(to) = act
            && version::find(definitions, &to.digest).is_none()
        {
            return Some(Err(Invalid::NoVersion(to.version)));
        }
        let version = self.version(place);
        let definition = &definitions[self.definition(version)];
        let outcome = Outcome::of(act, definition.procedure)?;
        let attempt = match act {
            Act::Undone(_) => self.attempts(history, place, subject) + 1,
            _ => 0,
        };
        let activity = act.activity();
        Some(outcome.map(|outcome| {
            let write = Write {
                place,
                activity,
                outcome,
                attempt,
                version,
            };
            (subject, write)
        }))
    }

    /// The write of an earlier event, written again.
    fn keeps(
        &self,
        history: &History,
        place: usize,
        subject: Subject,
        event: EventId,
    ) -> Result<Write, Invalid> {
        let kept = history.place(event).filter(|kept| {
            // An order that is the same whatever the events are called.
            *kept < place && history.events[*kept].seq < history.events[place].seq
        });
        let write = kept.and_then(|kept| self.each[kept].as_ref()?.as_ref().ok());
        match write {
            Some((on, write)) if *on == subject => Ok(Write {
                place,
                ..write.clone()
            }),
            _ => Err(Invalid::NothingToKeep),
        }
    }

    /// The largest number of an attempt that the author of an event saw on its item.
    fn attempts(&self, history: &History, place: usize, subject: Subject) -> u32 {
        let past = history.past(place);
        let writes = self.among(&past).filter(|(on, _)| *on == subject);
        writes.map(|(_, write)| write.attempt).max().unwrap_or(0)
    }

    /// The version that the author of an event saw: what its past settles.
    fn seen(&mut self, history: &History, definitions: &[Version], place: usize) -> ItemId {
        if let [only] = history.events[place].after.as_slice()
            && let Some(before) = history.place(*only)
            && !is_version(history.events[before].did.subject())
        {
            return self.version(before);
        }
        let past = history.past(place);
        let moves = self.among(&past).filter(|(on, _)| is_version(Some(*on)));
        let registers = registers(history, moves);
        let mut here = self.first;
        while let Some(register) = registers.get(&Subject::Version(here))
            && let Settlement::Settled(outcome) = register.settlement()
            && let Some((next, definition)) = version::next(definitions, here, &outcome)
        {
            here = next;
            self.known.insert(next, definition);
        }
        here
    }
}

const fn is_version(subject: Option<Subject>) -> bool {
    matches!(subject, Some(Subject::Version(_)))
}
