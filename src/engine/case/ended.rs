//! Conflicts that were ended.

use std::collections::BTreeSet;

use crate::engine::fold::register::{Register, Settlement, Write};
use crate::engine::{Case, Conflict, Side};
use crate::model::budget::{ENDED_SIDES, Over};

/// A conflict that an act ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// The act that ended it.
    pub place: usize,
    /// As its author saw it, without counts of held acts.
    pub conflict: Conflict,
}

impl Case<'_> {
    /// The ended conflicts, one for every act that ended one, in order of the acts.
    pub fn ended_conflicts(&self) -> Vec<Ended> {
        let places = 0..self.events().len();
        places.filter_map(|place| self.ended_by(place)).collect()
    }

    /// The ended conflicts, each once for all acts that follow the same merge.
    pub(in crate::engine) fn conflicts_once_ended(&self) -> Vec<Conflict> {
        let mut seen = BTreeSet::new();
        let places = (0..self.events().len()).filter(|place| {
            let list = self.written.sights.list(*place);
            list.is_some_and(|list| seen.insert(list))
        });
        let ended = places.filter_map(|place| self.ended_by(place));
        ended.map(|ended| ended.conflict).collect()
    }

    /// Whether the ended conflicts exceed the budget of sides.
    pub(in crate::engine) fn ended_too_many(&self) -> Option<Over> {
        let stood = (0..self.events().len()).map(|place| self.written.sights.stood(place).len());
        let sides: usize = stood.filter(|sides| *sides > 1).sum();
        (sides > ENDED_SIDES).then_some(Over::EndedSides)
    }

    fn ended_by(&self, place: usize) -> Option<Ended> {
        let (subject, _) = self.write(place)?;
        let before = self.register_before(place)?;
        if before.settlement() != Settlement::Contested {
            return None;
        }
        let conflict = Conflict {
            subject: *subject,
            activity: self.event(place).did.activity(),
            sides: sides(&before),
        };
        Some(Ended { place, conflict })
    }
}

/// The sides of a register, in order of the first act of each.
fn sides(register: &Register) -> Vec<Side> {
    let first = |writes: &[&Write]| writes.iter().map(|write| write.place).min();
    let mut sides = register.sides();
    sides.sort_by_key(|(_, writes)| first(writes));
    let sides = sides.into_iter().map(|(outcome, writes)| Side {
        outcome: outcome.clone(),
        places: writes.iter().map(|write| write.place).collect(),
        held: 0,
    });
    sides.collect()
}

#[cfg(test)]
mod tests {
    use crate::engine::{Case, Outcome, resolve};
    use crate::model::{Act, EventId, Prose};
    use crate::testing::flow::{Sample, done};

    const ASKED: &str = "
        1: 2
        2: ? yes 3, no 3
        3:
    ";

    /// The author who ended each conflict, and the authors of its sides.
    fn ended(case: &Case) -> Vec<(String, Vec<(String, Outcome)>)> {
        let author = |place: usize| case.event(place).by.to_string();
        let ended = case.ended_conflicts().into_iter();
        ended
            .map(|ended| {
                let sides = ended.conflict.sides.into_iter();
                let sides = sides.map(|side| (author(side.places[0]), side.outcome));
                (author(ended.place), sides.collect())
            })
            .collect()
    }

    fn keep(sample: &mut Sample, by: &str, event: &str) {
        let event = EventId::of(event.as_bytes());
        let kept = resolve(&sample.case(), event, Prose::recorded("agreed"));
        let kept = kept.expect("it is in conflict");
        sample.write(by, Act::Kept(kept));
    }

    #[test]
    fn a_conflict_that_was_ended_keeps_its_sides() {
        let mut one = Sample::of(ASKED);
        one.complete("first", 1, &[]);
        let mut other = one.clone();
        one.complete("a", 2, &["yes"]);
        other.complete("b", 2, &["no"]);
        one.merge(&other);
        assert_eq!(ended(&one.case()), []);
        keep(&mut one, "c", "b");
        let case = one.case();
        let mut sides = vec![
            ("a".to_owned(), done(&["yes"])),
            ("b".to_owned(), done(&["no"])),
        ];
        sides.sort_by_key(|(author, _)| one.place(author));
        assert_eq!(ended(&case), [("c".to_owned(), sides)]);
        assert_eq!(
            case.ended_conflicts()[0].conflict.activity.unwrap().get(),
            2
        );
    }

    #[test]
    fn what_replaces_a_settled_act_ends_no_conflict() {
        let mut sample = Sample::of(ASKED);
        sample.complete("a", 1, &[]);
        sample.complete("b", 2, &["yes"]);
        assert_eq!(ended(&sample.case()), []);
    }
}
