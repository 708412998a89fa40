//! Short keys for facts, by which their groups are found quickly.

use std::collections::HashMap;

use chrono::Datelike as _;

use crate::engine::{Interner, Standing};
use crate::model::{Digest, OutputKind, ProcedureId};
use crate::view::Outlined;
use crate::view::report::fact::{Fact, Own};
use crate::view::report::{By, Lens};

/// A number for everything that the group and the label of a fact depend on; 0 for what they do not
/// depend on. Quickly made, and equal for facts with the same group and label.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Key {
    month: u32,
    procedure: u32,
    entity: u32,
    person: u32,
    definition: u32,
    activity: u32,
    own: u32,
    /// The result of a finished case.
    result: u32,
}

/// Numbers for texts and definitions, in the order of their arrival.
#[derive(Clone, Debug, Default)]
pub struct Numbering {
    /// Hashed with a seed, as others choose the texts.
    texts: HashMap<String, u32>,
    definitions: Interner<Digest>,
    procedures: Interner<ProcedureId>,
    at_hand: AtHand,
}

/// The numbers of the current case.
#[derive(Clone, Debug, Default)]
struct AtHand {
    procedure: u32,
    /// In the order of its outline.
    definitions: Vec<u32>,
}

impl Numbering {
    /// Goes on to another case.
    pub fn take_up(&mut self, case: &Outlined) {
        self.at_hand.procedure = from_one(self.procedures.place(&case.outline.procedure));
        let digests = case.outline.definitions.iter();
        let numbers = digests.map(|digest| from_one(self.definitions.place(digest)));
        self.at_hand.definitions.clear();
        self.at_hand.definitions.extend(numbers);
    }

    /// The key of a fact of the current case.
    #[inline]
    pub fn key(&mut self, case: &Outlined, lens: &Lens, fact: Fact) -> Key {
        let mut key = Key::default();
        for by in &lens.by {
            match by {
                By::Month => {
                    key.month = fact.day.year().cast_unsigned() * 12 + fact.day.month();
                }
                By::Procedure => key.procedure = self.at_hand.procedure,
                By::Entity => key.entity = self.number_of(case.entity()),
                By::Person => key.person = self.number_of(fact.person),
                By::Role | By::Activity => self.set_activity(&mut key, fact),
            }
        }
        match fact.own {
            Own::Nothing => {}
            Own::Case => {
                key.definition = self.at_hand.definitions[case.outline.current];
                match &case.outline.standing {
                    Standing::Open => key.own = 1,
                    Standing::Suspended => key.own = 2,
                    Standing::Cancelled => key.own = 3,
                    Standing::Finished { result } => {
                        key.own = 4;
                        key.result = self.number(result);
                    }
                }
            }
            Own::Work(progress) => {
                self.set_activity(&mut key, fact);
                key.own = progress as u32;
            }
            Own::Kinds(kinds) => {
                key.definition = fact
                    .activity
                    .map_or(0, |(at, _)| self.at_hand.definitions[at]);
                key.own = self.kinds(kinds);
            }
            Own::Departure(kind) => key.own = kind as u32,
            // Numbered after the departures.
            Own::Mark(kind) => key.own = MARKS + kind as u32,
        }
        key
    }

    fn set_activity(&self, key: &mut Key, fact: Fact) {
        if let Some((definition, number)) = fact.activity {
            key.definition = self.at_hand.definitions[definition];
            key.activity = number.get().into();
        }
    }

    fn kinds(&mut self, kinds: &[OutputKind]) -> u32 {
        match kinds {
            [one] => self.number(one.as_str()),
            several => {
                let keys: Vec<&str> = several.iter().map(OutputKind::as_str).collect();
                self.number(&keys.join(","))
            }
        }
    }

    fn number_of(&mut self, text: Option<&str>) -> u32 {
        text.map_or(0, |text| self.number(text))
    }

    /// The number of a text, from 1 on.
    fn number(&mut self, text: &str) -> u32 {
        if let Some(known) = self.texts.get(text) {
            return *known;
        }
        let next = from_one(self.texts.len());
        self.texts.insert(text.to_owned(), next);
        next
    }
}

/// Larger than the number of any kind of departure.
const MARKS: u32 = 1 << 16;

/// A position as a number from 1 on.
fn from_one(place: usize) -> u32 {
    u32::try_from(place + 1).unwrap_or(u32::MAX)
}
