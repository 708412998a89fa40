//! Versions of a procedure as a case comes through them, and numbers across them.

use smallvec::SmallVec;

use crate::engine::Net;
use crate::engine::fold::outcome::Outcome;
use crate::model::{ActivityNumber, Digest, EventId, ItemId, Procedure};

/// The text that is hashed to the id of a work item or version: nearly always short.
pub type Name = SmallVec<[u8; 128]>;

/// A definition that a case runs or ran under, with its net.
#[derive(Clone, Copy, Debug)]
pub struct Version<'a> {
    pub procedure: &'a Procedure,
    pub net: &'a Net,
}

/// A version that a case came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// Derived from what led to it, like the id of a work item.
    pub id: ItemId,
    /// The index of its definition among those of the case.
    pub definition: usize,
    /// The numbers of the stage before, with those here; empty where all stay.
    pub map: Vec<(ActivityNumber, ActivityNumber)>,
}

impl Stage {
    /// The stage of the start.
    pub const fn first(id: ItemId) -> Self {
        Self {
            id,
            definition: 0,
            map: Vec::new(),
        }
    }

    /// The number that an activity of this stage had in the stage before, if it was there.
    fn before(&self, number: ActivityNumber) -> Option<ActivityNumber> {
        match self.map.as_slice() {
            [] => Some(number),
            map => Some(map.iter().find(|(_, new)| *new == number)?.0),
        }
    }

    /// The number here of an activity of the stage before, if it has a counterpart.
    pub fn number(&self, before: ActivityNumber) -> Option<ActivityNumber> {
        match self.map.as_slice() {
            [] => Some(before),
            map => Some(map.iter().find(|(old, _)| *old == before)?.1),
        }
    }
}

/// The first identity of an activity in a case: its number in the version of the start, or in the
/// later version that added it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Known {
    number: ActivityNumber,
    /// The later version that added it.
    of: Option<ItemId>,
}

impl Known {
    /// Appends its name to a text.
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

/// The first identity of an activity of the last of these stages.
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

/// The stages after one version, up to a later one.
fn after(stages: &[Stage], from: ItemId, to: ItemId) -> Option<&[Stage]> {
    let place = |version: ItemId| stages.iter().position(|stage| stage.id == version);
    stages.get(place(from)? + 1..=place(to)?)
}

fn number_through(later: &[Stage], number: ActivityNumber) -> Option<ActivityNumber> {
    let mut later = later.iter();
    later.try_fold(number, |number, stage| stage.number(number))
}

/// The number of one version's activity in a later version.
pub fn number_in(
    stages: &[Stage],
    from: ItemId,
    activity: ActivityNumber,
    to: ItemId,
) -> Option<ActivityNumber> {
    number_through(after(stages, from, to)?, activity)
}

/// An outcome in one version's numbers, translated to those of a later version.
pub fn in_terms(stages: &[Stage], outcome: &Outcome, from: ItemId, to: ItemId) -> Option<Outcome> {
    let later = after(stages, from, to)?;
    let number = |number| number_through(later, number);
    Some(outcome.clone().renumbered(number))
}

/// The id of the version that a case begins under.
pub fn first(start: EventId) -> ItemId {
    let mut text = Name::new();
    text.extend_from_slice(b"version\n");
    text.extend_from_slice(&start.digits());
    text.push(b'\n');
    ItemId::of(&text)
}

/// The stage that an outcome leads to; another map of activities makes another stage.
pub fn next(definitions: &[Version], from: ItemId, outcome: &Outcome) -> Option<Stage> {
    let Outcome::Version { digest, map } = outcome else {
        return None;
    };
    let definition = find(definitions, digest)?;
    let mut led = format!("version\n{from}\n{digest}\n");
    for (old, new) in map {
        led.push_str(&format!("{old} {new}\n"));
    }
    Some(Stage {
        id: ItemId::of(led.as_bytes()),
        definition,
        map: map.clone(),
    })
}

pub fn find(definitions: &[Version], digest: &Digest) -> Option<usize> {
    definitions
        .iter()
        .position(|version| version.procedure.digest == *digest)
}
