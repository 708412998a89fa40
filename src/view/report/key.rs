use chrono::Datelike as _;
use rustc_hash::FxHashMap;

use crate::engine::{Named, Standing};
use crate::model::{Digest, OutputKind, ProcedureId};
use crate::view::Outlined;
use crate::view::report::fact::{Fact, Own};
use crate::view::report::{By, Lens};

/// What the group of a fact and what it is called depend on, in numbers: quickly made, and the
/// same for facts that are alike to the letter.
pub type Key = [u32; 8];

/// Texts and definitions by number, in the order in which they came.
#[derive(Clone, Debug, Default)]
pub struct Numbering {
    texts: FxHashMap<String, u32>,
    definitions: Named<Digest>,
    procedures: Named<ProcedureId>,
    at_hand: AtHand,
}

/// The numbers of the case of which facts are counted now.
#[derive(Clone, Debug, Default)]
struct AtHand {
    procedure: u32,
    /// In the order in which its outline names them.
    definitions: Vec<u32>,
}

impl Numbering {
    /// Goes on to a case.
    pub fn take_up(&mut self, case: &Outlined) {
        self.at_hand.procedure = from_one(self.procedures.place(&case.outline.procedure));
        let digests = case.outline.definitions.iter();
        let numbers = digests.map(|digest| from_one(self.definitions.place(digest)));
        self.at_hand.definitions.clear();
        self.at_hand.definitions.extend(numbers);
    }

    /// The key of a fact of the case that was taken up.
    pub fn key(&mut self, case: &Outlined, lens: &Lens, fact: Fact) -> Key {
        let mut key = [0; 8];
        for by in &lens.by {
            match by {
                By::Month => key[0] = fact.day.year().cast_unsigned() * 12 + fact.day.month(),
                By::Procedure => key[1] = self.at_hand.procedure,
                By::Entity => key[2] = self.number_of(case.entity()),
                By::Person => key[3] = self.number_of(fact.person),
                By::Role | By::Activity => {
                    [key[4], key[5]] = self.activity(fact);
                }
            }
        }
        match fact.own {
            Own::Nothing => {}
            Own::Case => {
                [key[6], key[7]] = self.standing(case);
                key[4] = self.at_hand.definitions[case.outline.current];
            }
            Own::Work(progress) => {
                [key[4], key[5]] = self.activity(fact);
                key[6] = progress as u32;
            }
            Own::Kinds(kinds) => {
                [key[4], _] = self.activity(fact);
                key[6] = self.kinds(kinds);
            }
            Own::Departure(kind) => key[6] = kind as u32,
        }
        key
    }

    /// The definition and the number in it; 0 and 0 for none.
    fn activity(&self, fact: Fact) -> [u32; 2] {
        fact.activity.map_or([0, 0], |(definition, number)| {
            [self.at_hand.definitions[definition], number.get().into()]
        })
    }

    fn standing(&mut self, case: &Outlined) -> [u32; 2] {
        match &case.outline.standing {
            Standing::Open => [1, 0],
            Standing::Suspended => [2, 0],
            Standing::Cancelled => [3, 0],
            Standing::Finished { result } => [4, self.number(result)],
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

    /// From 1 on.
    fn number(&mut self, text: &str) -> u32 {
        if let Some(known) = self.texts.get(text) {
            return *known;
        }
        let next = from_one(self.texts.len());
        self.texts.insert(text.to_owned(), next);
        next
    }
}

/// A place as a number that is not 0.
fn from_one(place: usize) -> u32 {
    u32::try_from(place + 1).unwrap_or(u32::MAX)
}
