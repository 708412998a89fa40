//! The writes of all events, as their authors made them.

use std::collections::BTreeMap;

use crate::engine::fold::history::History;
use crate::engine::fold::outcome::{Invalid, Outcome};
use crate::engine::fold::register::{Register, Registers, Replacing, Settlement, Write};
use crate::engine::fold::run::Rules;
use crate::engine::fold::sights::{NONE, Sights};
use crate::engine::fold::subjects::Subjects;
use crate::engine::fold::version::{self, Stage, Version};
use crate::model::budget::{MIGRATIONS, Over, STEPS};
use crate::model::{Act, Event, EventId, ItemId, Subject};

/// What an event writes; `None` without a subject.
pub type Each = Option<Result<(Subject, Write), Invalid>>;

/// What every event writes. It follows from the event and its past alone, so that it is the same in
/// every union of journals that holds both.
#[derive(Debug)]
pub struct Written {
    /// One for each event, in order.
    pub each: Vec<Each>,
    /// What stood on its subject before each write.
    pub sights: Sights,
    /// The budget that finding the authors' versions exceeds; then all count as written under the
    /// first version.
    pub over: Option<Over>,
    /// What each author saw; empty where there is only one version.
    seen: Vec<SeenVersion>,
    /// The lists of versions that authors saw the case come through, first that of the start alone.
    ways: Vec<Vec<Stage>>,
}

/// The version under which an author saw the case.
#[derive(Clone, Copy, Debug)]
struct SeenVersion {
    /// The index of the way by which the case came there.
    way: usize,
    /// Whether no settled migration was still to be carried out.
    is_last: bool,
}

impl Written {
    pub fn of(history: &History, rules: &Rules) -> Self {
        let first = version::first(history.events[0].id);
        let migrates = |event: &&&Event| matches!(event.did, Act::Migrated(_));
        let moves = history.events.iter().filter(migrates).count();
        let mut written = Self {
            each: Vec::with_capacity(history.events.len()),
            sights: Sights::default(),
            over: None,
            seen: Vec::new(),
            ways: vec![vec![Stage::first(first)]],
        };
        if moves > 0 {
            written.over = over(history, moves);
            if written.over.is_none() {
                written.write_under_versions(history, rules);
                written.find_sights(history);
                return written;
            }
        }
        for place in 0..history.events.len() {
            let write = written.write(history, &rules.definitions, place, |_, _| None);
            written.each.push(write);
        }
        written.find_sights(history);
        written.number_attempts(history);
        written
    }

    fn find_sights(&mut self, history: &History) {
        let (on, subjects) = numbered(&self.each, &history.subjects);
        self.sights = Sights::of(history, &on, subjects);
    }

    /// Where a case moves between versions, what an author saw decides the version of a write.
    fn write_under_versions(&mut self, history: &History, rules: &Rules) {
        for place in 0..history.events.len() {
            let seen = self.seen(history, rules, place);
            self.seen.push(seen);
            let standing = |subject, written: &Self| {
                let past = history.past(place);
                let seen = written.among(&past).filter(|(on, _)| *on == subject);
                Some(Register::of(Replacing::Plainly(history), seen))
            };
            let mut write = self.write(history, &rules.definitions, place, standing);
            if let Some(Ok((subject, write))) = &mut write
                && matches!(history.events[place].did, Act::Undone(_))
            {
                write.attempt = self.attempts(history, place, *subject) + 1;
            }
            self.each.push(write);
        }
    }

    /// Numbers the attempts of undoings: 1 + the largest that the author saw on the item. A kept
    /// outcome keeps its number.
    fn number_attempts(&mut self, history: &History) {
        let acts = history.events.iter().map(|event| &event.did);
        if !acts.clone().any(|act| matches!(act, Act::Undone(_))) {
            return;
        }
        // For each write the largest attempt of it and of the writes that it saw; for each shared
        // list the largest in it.
        let mut largest = vec![0_u32; self.each.len()];
        let mut of_lists: BTreeMap<usize, u32> = BTreeMap::new();
        for place in history.order() {
            let Some((_, write)) = self.at(*place) else {
                continue;
            };
            let act = &history.events[*place].did;
            let attempt = if let Act::Kept(keeping) = act {
                let kept = history.place(keeping.event);
                kept.map(|kept| self.at(kept).map_or(0, |(_, kept)| kept.attempt))
            } else {
                (!matches!(act, Act::Undone(_))).then_some(write.attempt)
            };
            let stood = || self.sights.stood(*place).iter();
            let most = || stood().map(|one| largest[*one]).max().unwrap_or(0);
            let seen = match self.sights.list(*place) {
                Some(list) => *of_lists.entry(list).or_insert_with(most),
                None => most(),
            };
            let attempt = attempt.unwrap_or(seen + 1);
            largest[*place] = attempt.max(seen);
            if let Some(Ok((_, write))) = &mut self.each[*place] {
                write.attempt = attempt;
            }
        }
    }

    /// Whether an act moves the case between versions.
    pub const fn moves(&self) -> bool {
        !self.seen.is_empty()
    }

    /// The version under which an event was written.
    pub fn version(&self, place: usize) -> ItemId {
        self.stage(place).id
    }

    /// The index of that version's definition.
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

    /// The versions that the author of an event saw the case come through.
    fn way(&self, place: usize) -> &[Stage] {
        let seen = self.seen.get(place);
        &self.ways[seen.map_or(0, |seen| seen.way)]
    }

    /// The write of an event.
    pub fn at(&self, place: usize) -> Option<&(Subject, Write)> {
        self.each[place].as_ref()?.as_ref().ok()
    }

    /// The writes of all events.
    pub fn all(&self) -> impl Iterator<Item = &(Subject, Write)> {
        self.each.iter().flatten().flatten()
    }

    /// The writes of some events, as far as they are known yet.
    pub fn among(&self, places: &[usize]) -> impl Iterator<Item = &(Subject, Write)> {
        let each = places.iter().filter_map(|place| self.each.get(*place));
        each.flatten().flatten()
    }

    fn write(
        &self,
        history: &History,
        definitions: &[Version],
        place: usize,
        standing: impl Fn(Subject, &Self) -> Option<Register>,
    ) -> Each {
        let act = &history.events[place].did;
        let subject = act.subject()?;
        if let Act::Kept(keeping) = act {
            let kept = self.keeps(history, (place, subject), keeping.event, standing);
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
        let activity = act.activity();
        Some(outcome.map(|outcome| {
            let write = Write {
                place,
                activity,
                outcome,
                attempt: 0,
                version,
                terms: version,
            };
            (subject, write)
        }))
    }

    /// The write of an earlier event, written again by the event at this place.
    fn keeps(
        &self,
        history: &History,
        (place, subject): (usize, Subject),
        event: EventId,
        standing: impl Fn(Subject, &Self) -> Option<Register>,
    ) -> Result<Write, Invalid> {
        let earlier = history.place(event).filter(|kept| {
            // Compare `seq` too: places of equal `seq` depend on the ids.
            *kept < place && history.events[*kept].seq < history.events[place].seq
        });
        let write = earlier.and_then(|kept| self.at(kept));
        let Some((_, kept)) = write.filter(|(on, _)| *on == subject) else {
            return Err(Invalid::NothingToKeep);
        };
        // Where an agreeing act was written under a later version, it is that act that is kept.
        let way = self.way(place);
        let mut latest = kept;
        let seen = standing(subject, self);
        for other in seen.iter().flat_map(Register::standing) {
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

    /// The number of versions before this one.
    pub fn depth(&self, version: ItemId) -> usize {
        let place = |way: &Vec<Stage>| way.iter().position(|stage| stage.id == version);
        self.ways.iter().find_map(place).unwrap_or(0)
    }

    /// The largest attempt that the author of an event saw on its item.
    fn attempts(&self, history: &History, place: usize, subject: Subject) -> u32 {
        let past = history.past(place);
        let writes = self.among(&past).filter(|(on, _)| *on == subject);
        writes.map(|(_, write)| write.attempt).max().unwrap_or(0)
    }

    /// The version to which the fold of an event's past comes.
    fn seen(&mut self, history: &History, rules: &Rules, place: usize) -> SeenVersion {
        if let [only] = history.events[place].after.as_slice()
            && let Some(before) = history.place(*only)
            && let Some(seen) = self.seen.get(before).filter(|seen| seen.is_last)
            && goes_on(&history.events[before].did)
        {
            return *seen;
        }
        let past = history.past(place);
        let is_migration = |subject: &Subject| matches!(subject, Subject::Version(_));
        if !self.among(&past).any(|(on, _)| is_migration(on)) {
            let (way, is_last) = (0, true);
            return SeenVersion { way, is_last };
        }
        let plainly = Replacing::Plainly(history);
        let registers = Registers::of(plainly, &history.subjects, self.among(&past));
        let run = rules.run(history, plainly, registers);
        let next = run.settlement(Subject::Version(run.stage().id));
        let known = self.ways.iter().position(|way| *way == run.stages);
        let way = known.unwrap_or_else(|| {
            self.ways.push(run.stages);
            self.ways.len() - 1
        });
        let is_last = !matches!(next, Settlement::Settled(_));
        SeenVersion { way, is_last }
    }
}

/// For each event the number of its subject among those written on more than once, and how many
/// such subjects there are.
fn numbered(each: &[Each], subjects: &Subjects) -> (Vec<u32>, usize) {
    let mut on = vec![NONE; each.len()];
    let mut first = vec![None; subjects.all().len()];
    let mut again = 0;
    for (place, (each, number)) in each.iter().zip(subjects.of_events()).enumerate() {
        let (Some(Ok(_)), Some(number)) = (each, *number) else {
            continue;
        };
        let Some(first) = first[number] else {
            first[number] = Some(place);
            continue;
        };
        if on[first] == NONE {
            on[first] = again;
            again += 1;
        }
        on[place] = on[first];
    }
    (on, again as usize)
}

/// The budget that a case with migrations exceeds. An act needs the fold of what its author saw if
/// it comes after several acts, or after one that may change the version. Each fold costs as much
/// as the acts before it, and a walk through them for each subject written on twice.
fn over(history: &History, moves: usize) -> Option<Over> {
    if moves > MIGRATIONS {
        return Some(Over::Migrations(moves));
    }
    let entangled = (0..history.events.len()).filter(|place| {
        let before = history.before(*place);
        !matches!(before, [only] if goes_on(&history.events[*only].did))
            || matches!(history.events[*place].did, Act::Kept(_) | Act::Undone(_))
    });
    let acts = history.events.iter();
    let mut subjects: Vec<Subject> = acts.filter_map(|event| event.did.subject()).collect();
    subjects.sort_unstable();
    let groups = subjects.chunk_by(|one, other| one == other);
    let again = groups.filter(|writes| writes.len() > 1).count();
    let folded = entangled.count().saturating_mul(history.events.len());
    let walked = folded.saturating_mul(again);
    (folded > STEPS || walked > 16 * STEPS).then_some(Over::Steps)
}

/// Whether the case certainly stays under its version after an act.
const fn goes_on(act: &Act) -> bool {
    !matches!(act, Act::Migrated(_) | Act::Kept(_) | Act::Undone(_))
}
