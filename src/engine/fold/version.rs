use smallvec::SmallVec;

use crate::engine::Net;
use crate::engine::fold::outcome::Outcome;
use crate::model::{ActivityNumber, Digest, EventId, ItemId, Procedure};

/// What led to a work item or a version, to be hashed to its name: nearly always short.
pub type Name = SmallVec<[u8; 128]>;

/// A definition under which a case runs or ran, its flow made ready for asking.
#[derive(Clone, Copy, Debug)]
pub struct Version<'a> {
    pub procedure: &'a Procedure,
    pub net: &'a Net,
}

/// A version as a case comes to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// By what led to it, as a work item is named.
    pub id: ItemId,
    /// The place of its definition among those of the case.
    pub definition: usize,
    /// The activities of the stage before and what they are here; where there is none at all, each
    /// is what it was.
    pub map: Vec<(ActivityNumber, ActivityNumber)>,
}

impl Stage {
    /// That of the start.
    pub const fn first(id: ItemId) -> Self {
        Self {
            id,
            definition: 0,
            map: Vec::new(),
        }
    }

    /// The number in the stage before of an activity of this one, if it was there.
    fn before(&self, number: ActivityNumber) -> Option<ActivityNumber> {
        if self.map.is_empty() {
            return Some(number);
        }
        let mapped = self.map.iter().find(|(_, new)| *new == number);
        mapped.map(|(old, _)| *old)
    }

    /// The number here of an activity of the stage before, if it has a counterpart.
    pub fn number(&self, before: ActivityNumber) -> Option<ActivityNumber> {
        if self.map.is_empty() {
            return Some(before);
        }
        let mapped = self.map.iter().find(|(old, _)| *old == before);
        mapped.map(|(_, new)| *new)
    }
}

/// What a case first knew an activity by: its number in the version of the start, or in the later
/// one that brought it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Known {
    number: ActivityNumber,
    /// That later version.
    of: Option<ItemId>,
}

impl Known {
    /// Adds its name to a text.
    pub fn write_to(self, text: &mut Name) {
        let number = self.number.get();
        for place in [100, 10, 1].into_iter().filter(|place| number >= *place) {
            text.push(b'0' + number / place % 10);
        }
        if let Some(version) = self.of {
            text.extend_from_slice(b" of ");
            text.extend_from_slice(&version.digits());
        }
    }
}

/// An activity of the last of these stages by what a case first knew it by.
pub fn known_as(stages: &[Stage], activity: ActivityNumber) -> Known {
    let mut number = activity;
    for stage in stages[1..].iter().rev() {
        match stage.before(number) {
            Some(before) => number = before,
            None => {
                let of = Some(stage.id);
                return Known { number, of };
            }
        }
    }
    Known { number, of: None }
}

/// An outcome in the numbers of one of these stages, in those of a later one.
pub fn in_terms(stages: &[Stage], outcome: &Outcome, from: ItemId, to: ItemId) -> Option<Outcome> {
    let place = |version: ItemId| stages.iter().position(|stage| stage.id == version);
    let later = stages.get(place(from)? + 1..=place(to)?)?;
    let number = |number: ActivityNumber| {
        let mut later = later.iter();
        later.try_fold(number, |number, stage| stage.number(number))
    };
    Some(outcome.clone().renumbered(number))
}

/// The version that a case begins under.
pub fn first(start: EventId) -> ItemId {
    let mut led = Name::new();
    led.extend_from_slice(b"version\n");
    led.extend_from_slice(&start.digits());
    led.push(b'\n');
    ItemId::of(&led)
}

/// The version to which an outcome leads: another one where activities are taken for others.
pub fn next(definitions: &[Version], from: ItemId, outcome: &Outcome) -> Option<Stage> {
    let Outcome::Version { digest, map } = outcome else {
        return None;
    };
    let definition = find(definitions, digest)?;
    let mut led = format!("version\n{from}\n{digest}\n");
    for (old, new) in map {
        led.push_str(&format!("{old} {new}\n"));
    }
    let id = ItemId::of(led.as_bytes());
    Some(Stage {
        id,
        definition,
        map: map.clone(),
    })
}

pub fn find(definitions: &[Version], digest: &Digest) -> Option<usize> {
    definitions
        .iter()
        .position(|version| version.procedure.digest == *digest)
}
