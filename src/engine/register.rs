use rustc_hash::FxHashMap;

use crate::engine::history::History;
use crate::engine::outcome::Outcome;
use crate::model::{ActivityNumber, Few, ItemId, Subject};

/// What one event writes on its subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Write {
    /// Of the event in order of (`seq`, id).
    pub place: usize,
    /// The activity that it names, where its subject is a work item.
    pub activity: Option<ActivityNumber>,
    pub outcome: Outcome,
    /// Of an undoing: 1 + the largest that its author saw on the item; else 0.
    pub attempt: u32,
    /// The version of the procedure under which its author wrote.
    pub version: ItemId,
    /// The version in whose numbers the outcome stands: at first the same.
    pub terms: ItemId,
}

/// Everything written on one subject.
#[derive(Clone, Debug, Default)]
pub struct Register {
    pub writes: Few<Write>,
    /// How many of the writes nobody replaced; they stand first.
    standing: usize,
    /// Whether none of what stands is an outcome that its item can have under the version at hand.
    pub is_foreign: bool,
}

/// What a register says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settlement {
    Open,
    Settled(Outcome),
    Contested,
}

/// What is written on each subject.
#[derive(Debug)]
pub struct Registers(FxHashMap<Subject, Register>);

impl Registers {
    /// Of what some of the events write, in order.
    pub fn of<'w>(
        history: &History,
        writes: impl IntoIterator<Item = &'w (Subject, Write)>,
    ) -> Self {
        let mut registers: FxHashMap<Subject, Register> = FxHashMap::default();
        registers.reserve(history.events.len());
        for (subject, write) in writes {
            let register = registers.entry(*subject).or_default();
            register.writes.push(write.clone());
        }
        for register in registers.values_mut() {
            register.settle(history);
        }
        Self(registers)
    }

    pub fn get(&self, subject: Subject) -> Option<&Register> {
        self.0.get(&subject)
    }

    /// The outcome by which a work item was taken.
    pub fn outcome(&self, taken: ItemId) -> &Outcome {
        let register = self.get(Subject::Item(taken));
        let settled = register.and_then(Register::settled);
        settled.expect("an item is taken where its outcome is settled")
    }

    /// In no order.
    pub fn iter(&self) -> impl Iterator<Item = (Subject, &Register)> {
        let each = self.0.iter();
        each.map(|(subject, register)| (*subject, register))
    }

    pub fn insert(&mut self, subject: Subject, register: Register) {
        self.0.insert(subject, register);
    }

    pub fn remove(&mut self, subject: Subject) -> Option<Register> {
        self.0.remove(&subject)
    }
}

impl Register {
    /// Puts the writes that stand first: those in the past of no other write.
    pub fn settle(&mut self, history: &History) {
        if self.writes.len() == 1 {
            self.standing = 1;
            return;
        }
        // One that is only thought of has seen all others.
        let supposed = |write: &Write| write.place >= history.events.len();
        if let Some(place) = self.writes.iter().position(supposed) {
            self.writes.swap(0, place);
            self.standing = 1;
            return;
        }
        let seen = history.seen_before(self.writes.iter().map(|write| write.place));
        self.writes
            .sort_by_key(|write| (seen[write.place], write.place));
        self.standing = self
            .writes
            .iter()
            .filter(|write| !seen[write.place])
            .count();
    }

    /// Lays down a write that has seen every other.
    pub fn lay(&mut self, write: Write) {
        self.writes.insert(0, write);
        self.standing = 1;
    }

    pub fn standing(&self) -> &[Write] {
        &self.writes[..self.standing]
    }

    pub fn replaced(&self) -> &[Write] {
        &self.writes[self.standing..]
    }

    /// The smallest place, and so the smallest `seq`, of any write.
    pub fn first(&self) -> Option<usize> {
        self.writes.iter().map(|write| write.place).min()
    }

    /// The attempt that names what follows: the smallest of those that stand.
    pub fn attempt(&self) -> u32 {
        let attempts = self.standing().iter().map(|write| write.attempt);
        attempts.min().unwrap_or(0)
    }

    /// The writes that stand and say the same, the one whose attempt names what follows first.
    pub fn side(&self, outcome: &Outcome) -> Vec<&Write> {
        let standing = self.standing().iter();
        let mut side: Vec<&Write> = standing.filter(|write| write.outcome == *outcome).collect();
        side.sort_by_key(|write| (write.attempt, write.place));
        side
    }

    pub fn settlement(&self) -> Settlement {
        match self.settled() {
            Some(outcome) => Settlement::Settled(outcome.clone()),
            None if self.is_foreign || self.standing == 0 => Settlement::Open,
            None => Settlement::Contested,
        }
    }

    /// The outcome on which all that stands agrees.
    pub fn settled(&self) -> Option<&Outcome> {
        let (first, others) = self.standing().split_first()?;
        let agreed = others.iter().all(|other| other.outcome == first.outcome);
        (agreed && !self.is_foreign).then_some(&first.outcome)
    }
}

#[cfg(test)]
mod tests {
    use super::{Registers, Settlement, Write};
    use crate::engine::history::History;
    use crate::engine::run::Rules;
    use crate::engine::sample::{Sample, completed, done, number};
    use crate::engine::version::Version;
    use crate::engine::written::Written;

    const TEXT: &str = "
        1: 2
        2: ? yes 3, no 3
        3:
    ";

    /// What the register of activity 2 says, which writes stand, and which were replaced.
    fn register(sample: &Sample) -> (Settlement, Vec<usize>, Vec<usize>) {
        let history = History::of(&sample.events);
        let definition = Version {
            procedure: &sample.procedure,
            net: &sample.net,
        };
        let definitions = vec![definition];
        let written = Written::of(&history, &Rules { definitions });
        let registers = Registers::of(&history, written.all());
        let mut found = registers.iter();
        let found = found.find(|(_, register)| register.writes[0].activity == Some(number(2)));
        let Some((_, register)) = found else {
            return (Settlement::Open, Vec::new(), Vec::new());
        };
        let places = |writes: &[Write]| writes.iter().map(|write| write.place).collect();
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
