use crate::engine::register::Settlement;
use crate::engine::{Case, Conflict, Register, Side};

/// A conflict that somebody ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// The act that ended it.
    pub place: usize,
    /// As its author saw it; what rested on a side is not counted.
    pub conflict: Conflict,
}

impl Case<'_> {
    /// The conflicts that were ended, each by every act that did so, in order of the acts.
    pub fn ended_conflicts(&self) -> Vec<Ended> {
        let places = (0..self.events().len()).filter(|place| self.may_end(*place));
        places.filter_map(|place| self.ended_by(place)).collect()
    }

    /// Whether there is enough written on its subject: two sides, and this.
    fn may_end(&self, place: usize) -> bool {
        self.write(place).is_some_and(|(subject, _)| {
            let written = self.written.all().filter(|(on, _)| on == subject);
            written.count() > 2
        })
    }

    fn ended_by(&self, place: usize) -> Option<Ended> {
        let (subject, _) = self.write(place)?;
        let before = self.register_before(place, *subject)?;
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

/// What stood against each other, in order of the first act of each side.
fn sides(register: &Register) -> Vec<Side> {
    let mut sides: Vec<Side> = Vec::new();
    for write in register.standing() {
        if sides.iter().any(|side| side.outcome == write.outcome) {
            continue;
        }
        let places = register.side(&write.outcome).into_iter();
        sides.push(Side {
            outcome: write.outcome.clone(),
            places: places.map(|write| write.place).collect(),
            held: 0,
        });
    }
    sides
}

#[cfg(test)]
mod tests {
    use crate::engine::sample::{Sample, done};
    use crate::engine::{Case, Outcome, resolve};
    use crate::model::{Act, EventId, Prose};

    const ASKED: &str = "
        1: 2
        2: ? yes 3, no 3
        3:
    ";

    /// Who ended each conflict, and who had said what on its sides.
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
