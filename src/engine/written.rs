use crate::engine::history::History;
use crate::engine::outcome::{Invalid, Outcome};
use crate::engine::register::{Register, Registers, Settlement, Write};
use crate::engine::run::Rules;
use crate::engine::version::{self, Stage, Version};
use crate::model::{Act, EventId, ItemId, Subject};

/// What every event writes. It follows from the event and its past alone, so that it is the same
/// in any union of journals that holds both.
#[derive(Debug)]
pub struct Written {
    /// One for each event, in order.
    pub each: Vec<Option<Result<(Subject, Write), Invalid>>>,
    /// What each author saw; left empty where there is only one version.
    seen: Vec<Seen>,
    /// The versions through which the case came, as authors saw it; that of the start alone first.
    ways: Vec<Vec<Stage>>,
}

/// Under which version a case was to somebody.
#[derive(Clone, Copy, Debug)]
struct Seen {
    /// The place of the way by which it came there.
    way: usize,
    /// Whether no further migration waited to be carried out.
    is_last: bool,
}

impl Written {
    pub fn of(history: &History, rules: &Rules) -> Self {
        let first = version::first(history.events[0].id);
        let migrates = |act: &Act| matches!(act, Act::Migrated(_));
        let moving = history.events.iter().any(|event| migrates(&event.did));
        let mut written = Self {
            each: Vec::with_capacity(history.events.len()),
            seen: Vec::new(),
            ways: vec![vec![Stage::first(first)]],
        };
        for place in 0..history.events.len() {
            if moving {
                let seen = written.seen(history, rules, place);
                written.seen.push(seen);
            }
            let write = written.write(history, &rules.definitions, place);
            written.each.push(write);
        }
        written
    }

    /// The version of the procedure in whose terms an event speaks.
    pub fn version(&self, place: usize) -> ItemId {
        self.stage(place).id
    }

    /// The place of its definition among those of the case.
    pub fn definition(&self, place: usize) -> usize {
        self.stage(place).definition
    }

    /// Whether the author of an event saw the case come to a version.
    pub fn is_under(&self, place: usize, version: ItemId) -> bool {
        self.way(place).iter().any(|stage| stage.id == version)
    }

    fn stage(&self, place: usize) -> &Stage {
        let way = self.way(place);
        way.last().expect("a case begins under a version")
    }

    /// The versions through which the case came, as the author of an event saw it.
    fn way(&self, place: usize) -> &[Stage] {
        let seen = self.seen.get(place);
        &self.ways[seen.map_or(0, |seen| seen.way)]
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
        let definition = &definitions[self.definition(place)];
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
                terms: version,
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
        let kept = kept.and_then(|kept| self.each[kept].as_ref()?.as_ref().ok());
        let Some((_, kept)) = kept.filter(|(on, _)| *on == subject) else {
            return Err(Invalid::NothingToKeep);
        };
        // Where others who say the same spoke under a later version that the case came to, it is
        // kept as they said it.
        let way = self.way(place);
        let mut latest = kept;
        let past = history.past(place);
        let seen = self.among(&past).filter(|(on, _)| *on == subject);
        let seen = Registers::of(history, seen);
        let standing = seen.get(subject).map_or(&[][..], Register::standing);
        for other in standing {
            let says = version::in_terms(way, &kept.outcome, kept.version, other.version);
            if says.as_ref() == Some(&other.outcome)
                && self.depth(other.version) > self.depth(latest.version)
            {
                latest = other;
            }
        }
        Ok(Write {
            place,
            attempt: kept.attempt,
            ..latest.clone()
        })
    }

    /// How many versions a case came through to this one.
    pub fn depth(&self, version: ItemId) -> usize {
        let place = |way: &Vec<Stage>| way.iter().position(|stage| stage.id == version);
        self.ways.iter().find_map(place).unwrap_or(0)
    }

    /// The largest number of an attempt that the author of an event saw on its item.
    fn attempts(&self, history: &History, place: usize, subject: Subject) -> u32 {
        let past = history.past(place);
        let writes = self.among(&past).filter(|(on, _)| *on == subject);
        writes.map(|(_, write)| write.attempt).max().unwrap_or(0)
    }

    /// The version under which the case was to the author of an event: where the fold of its past
    /// comes to.
    fn seen(&mut self, history: &History, rules: &Rules, place: usize) -> Seen {
        if let [only] = history.events[place].after.as_slice()
            && let Some(before) = history.place(*only)
            && let Some(seen) = self.seen.get(before).filter(|seen| seen.is_last)
            && goes_on(&history.events[before].did)
        {
            return *seen;
        }
        let past = history.past(place);
        let moves = self
            .among(&past)
            .any(|(on, _)| matches!(on, Subject::Version(_)));
        if !moves {
            return Seen {
                way: 0,
                is_last: true,
            };
        }
        let run = rules.run(history, Registers::of(history, self.among(&past)));
        let next = run.settlement(Subject::Version(run.stage().id));
        let known = self.ways.iter().position(|way| *way == run.stages);
        let way = known.unwrap_or_else(|| {
            self.ways.push(run.stages);
            self.ways.len() - 1
        });
        Seen {
            way,
            is_last: !matches!(next, Settlement::Settled(_)),
        }
    }
}

/// Whether an act leaves the case under the version under which it was.
const fn goes_on(act: &Act) -> bool {
    !matches!(act, Act::Migrated(_) | Act::Kept(_) | Act::Undone(_))
}
