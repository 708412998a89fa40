use std::collections::BTreeMap;

use crate::engine::history::History;
use crate::engine::outcome::Outcome;
use crate::model::{ActivityNumber, ItemId, Procedure};

/// What a work item is known by in a journal: an act that names another activity speaks of
/// another item.
pub type Subject = (ActivityNumber, ItemId);

/// Everything written on one work item. Places are those of the events in order of (`seq`, id).
#[derive(Clone, Debug, Default)]
pub struct Register {
    pub writes: Vec<(usize, Outcome)>,
    /// How many of the writes nobody replaced; they stand first.
    standing: usize,
}

/// What a register says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settlement {
    Open,
    Settled(Outcome),
    Contested,
}

impl Register {
    /// Puts the writes that stand first: those in the past of no other write.
    fn settle(&mut self, history: &History) {
        if self.writes.len() == 1 {
            self.standing = 1;
            return;
        }
        let seen = history.seen_before(self.writes.iter().map(|(place, _)| *place));
        let (standing, replaced): (Vec<_>, Vec<_>) = std::mem::take(&mut self.writes)
            .into_iter()
            .partition(|(place, _)| !seen[*place]);
        self.standing = standing.len();
        self.writes = standing;
        self.writes.extend(replaced);
    }

    pub fn standing(&self) -> &[(usize, Outcome)] {
        &self.writes[..self.standing]
    }

    pub fn replaced(&self) -> &[(usize, Outcome)] {
        &self.writes[self.standing..]
    }

    /// The smallest place, and so the smallest `seq`, of any write.
    pub fn first(&self) -> Option<usize> {
        self.writes.iter().map(|(place, _)| *place).min()
    }

    pub fn settlement(&self) -> Settlement {
        match self.standing() {
            [] => Settlement::Open,
            [(_, outcome), others @ ..] if others.iter().all(|(_, other)| other == outcome) => {
                Settlement::Settled(outcome.clone())
            }
            _ => Settlement::Contested,
        }
    }
}

/// What some of the events write on each work item.
pub fn registers(
    history: &History,
    procedure: &Procedure,
    among: &[usize],
) -> BTreeMap<Subject, Register> {
    let mut registers: BTreeMap<Subject, Register> = BTreeMap::new();
    for place in among {
        let act = &history.events[*place].did;
        let subject = act.activity().zip(act.item());
        if let (Some(subject), Some(Ok(outcome))) = (subject, Outcome::of(act, procedure)) {
            let register = registers.entry(subject).or_default();
            register.writes.push((*place, outcome));
        }
    }
    for register in registers.values_mut() {
        register.settle(history);
    }
    registers
}

#[cfg(test)]
mod tests {
    use super::{Settlement, registers};
    use crate::engine::history::History;
    use crate::engine::outcome::Outcome;
    use crate::engine::sample::{Sample, completed, done, number};

    const TEXT: &str = "
        1: 2
        2: ? yes 3, no 3
        3:
    ";

    /// What the register of activity 2 says, which writes stand, and which were replaced.
    fn register(sample: &Sample) -> (Settlement, Vec<usize>, Vec<usize>) {
        let history = History::of(&sample.events);
        let all: Vec<usize> = (0..sample.events.len()).collect();
        let registers = registers(&history, &sample.procedure, &all);
        let found = registers.iter().find(|(subject, _)| subject.0 == number(2));
        let Some((_, register)) = found else {
            return (Settlement::Open, Vec::new(), Vec::new());
        };
        let places = |writes: &[(usize, Outcome)]| writes.iter().map(|one| one.0).collect();
        let (standing, replaced) = (register.standing(), register.replaced());
        (register.settlement(), places(standing), places(replaced))
    }

    /// Two clones of a case where 2 is ready.
    fn clones() -> (Sample, Sample) {
        let mut one = Sample::of(TEXT);
        one.complete("first", 1, &[]);
        (one.clone(), one)
    }

    #[test]
    fn nothing_written_is_open_and_one_write_settles() {
        let (mut one, _) = clones();
        assert_eq!(register(&one), (Settlement::Open, vec![], vec![]));
        one.complete("a", 2, &["yes"]);
        let settled = Settlement::Settled(done(&["yes"]));
        assert_eq!(register(&one), (settled, vec![2], vec![]));
    }

    #[test]
    fn writes_unseen_by_each_other_agree_when_they_say_the_same_and_contest_when_not() {
        let (mut one, mut other) = clones();
        let mut third = one.clone();
        one.complete("a", 2, &["yes"]);
        other.complete("b", 2, &["yes"]);
        third.complete("c", 2, &["no"]);
        one.merge(&other);
        let settled = Settlement::Settled(done(&["yes"]));
        assert_eq!(register(&one), (settled, vec![2, 3], vec![]));
        one.merge(&third);
        assert_eq!(
            register(&one),
            (Settlement::Contested, vec![2, 3, 4], vec![])
        );
    }

    #[test]
    fn a_write_replaces_every_write_that_its_author_had_seen_and_no_other() {
        let (mut one, mut other) = clones();
        let item = one.item(2);
        one.complete("a", 2, &["yes"]);
        other.complete("b", 2, &["no"]);
        let mut third = one.clone();
        third.write("c", completed(2, item, &["no"]));
        one.merge(&other);
        assert_eq!(register(&one).0, Settlement::Contested);
        one.merge(&third);
        let settled = Settlement::Settled(done(&["no"]));
        let (a, b, c) = (one.place("a"), one.place("b"), one.place("c"));
        assert_eq!(register(&one), (settled, vec![b, c], vec![a]));
        one.write("d", completed(2, item, &["yes"]));
        let settled = Settlement::Settled(done(&["yes"]));
        let d = one.place("d");
        let (said, standing, replaced) = register(&one);
        assert_eq!((said, standing, replaced.len()), (settled, vec![d], 3));
    }
}
