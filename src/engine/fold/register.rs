//! Registers: the writes on each subject, those that stand first.

use std::rc::Rc;

use crate::engine::fold::history::History;
use crate::engine::fold::outcome::Outcome;
use crate::engine::fold::sights::Sights;
use crate::engine::fold::subjects::Subjects;
use crate::model::{ActivityNumber, Few, ItemId, Subject};

/// What one event writes on its subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Write {
    /// Of the event.
    pub place: usize,
    /// The activity that it names, of a work item.
    pub activity: Option<ActivityNumber>,
    pub outcome: Outcome,
    /// Of an undoing, 1 + the largest that its author saw on the item; else 0.
    pub attempt: u32,
    /// The version under which its author wrote.
    pub version: ItemId,
    /// The version that numbers the outcome; at first the same.
    pub terms: ItemId,
}

impl Replacing<'_> {
    /// How many events there are.
    const fn events(self) -> usize {
        match self {
            Self::Sights(sights) => sights.events(),
            Self::Plainly(history) => history.events.len(),
        }
    }
}

/// The writes on one subject.
#[derive(Clone, Debug, Default)]
pub struct Register {
    pub writes: Few<Write>,
    /// How many writes stand; they come first.
    standing: usize,
    /// Whether no standing outcome is possible under the current version.
    pub is_foreign: bool,
}

/// The state of a register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settlement {
    Open,
    Settled(Outcome),
    Contested,
}

/// The registers of all subjects.
#[derive(Debug)]
pub struct Registers {
    subjects: Rc<Subjects>,
    /// By subject number.
    all: Vec<Register>,
    /// A subject that no event names; its register is the last.
    hypothetical: Option<Subject>,
}

/// How it is found which writes replace which.
#[derive(Clone, Copy, Debug)]
pub enum Replacing<'s> {
    Sights(&'s Sights),
    /// By a walk through the history for each subject.
    Plainly(&'s History<'s>),
}

impl Registers {
    /// From the writes, in order, of all events or of the whole past of one.
    pub fn of<'w>(
        replacing: Replacing,
        subjects: &Rc<Subjects>,
        writes: impl IntoIterator<Item = &'w (Subject, Write)>,
    ) -> Self {
        let mut all = Vec::new();
        all.resize_with(subjects.all().len(), Register::default);
        for (_, write) in writes {
            let number = subjects.of_events()[write.place];
            let number = number.expect("an event that writes on a subject names it");
            all[number].writes.push(write.clone());
        }
        for register in &mut all {
            register.settle(replacing);
        }
        Self {
            subjects: Rc::clone(subjects),
            all,
            hypothetical: None,
        }
    }

    pub fn get(&self, subject: Subject) -> Option<&Register> {
        self.by_number(self.number(subject)?)
    }

    /// The register of a subject by its number.
    pub fn by_number(&self, number: usize) -> Option<&Register> {
        let register = &self.all[number];
        (!register.writes.is_empty()).then_some(register)
    }

    /// The number of a subject, if it has a register.
    pub fn number(&self, subject: Subject) -> Option<usize> {
        let number = self.subjects.number(subject);
        let last = self.subjects.all().len();
        number.or((self.hypothetical == Some(subject)).then_some(last))
    }

    /// The outcome by which a work item was taken. `None` where a later version has another item of
    /// the same id, for which the writes were set aside.
    pub fn outcome(&self, taken: ItemId) -> Option<&Outcome> {
        self.get(Subject::Item(taken))?.settled()
    }

    /// In order of number.
    pub fn iter(&self) -> impl Iterator<Item = (Subject, &Register)> {
        self.subjects.all().iter().copied().zip(&self.all)
    }

    pub fn put(&mut self, number: usize, register: Register) {
        self.all[number] = register;
    }

    /// Adds a write that counts as having seen every other on its subject.
    pub fn add_hypothetical(&mut self, subject: Subject, write: Write) {
        let number = self.number(subject).unwrap_or_else(|| {
            self.hypothetical = Some(subject);
            self.all.push(Register::default());
            self.all.len() - 1
        });
        self.all[number].put_alone(write);
    }
}

impl Register {
    /// From some of the writes on one subject, in order.
    pub fn of<'w>(
        replacing: Replacing,
        writes: impl Iterator<Item = &'w (Subject, Write)>,
    ) -> Self {
        let mut register = Self {
            writes: writes.map(|(_, write)| write.clone()).collect(),
            ..Self::default()
        };
        register.settle(replacing);
        register
    }

    /// Puts the standing writes first: those in the past of no other write.
    pub fn settle(&mut self, replacing: Replacing) {
        if self.writes.len() <= 1 {
            self.standing = self.writes.len();
            return;
        }
        // A hypothetical write counts as having seen every other.
        let hypothetical = |write: &Write| write.place >= replacing.events();
        if let Some(place) = self.writes.iter().position(hypothetical) {
            self.writes.swap(0, place);
            self.standing = 1;
            return;
        }
        self.writes.sort_unstable_by_key(|write| write.place);
        let places = self.writes.iter().map(|write| write.place);
        let is_replaced: Vec<bool> = match replacing {
            Replacing::Sights(sights) => {
                let seers = sights.seers(places.clone());
                places.map(|place| seers.contains_key(&place)).collect()
            }
            Replacing::Plainly(history) => {
                let seen = history.seen_before(places.clone());
                places.map(|place| seen[place]).collect()
            }
        };
        self.standing = is_replaced.iter().filter(|replaced| !**replaced).count();
        let mut is_replaced = is_replaced.into_iter();
        let (replaced, standing): (Few<Write>, Few<Write>) = std::mem::take(&mut self.writes)
            .into_iter()
            .partition(|_| is_replaced.next() == Some(true));
        self.writes = standing;
        self.writes.extend(replaced);
    }

    /// From writes that all stand.
    pub fn of_standing(writes: Few<Write>) -> Self {
        Self {
            standing: writes.len(),
            writes,
            is_foreign: false,
        }
    }

    /// Adds a write that alone stands.
    fn put_alone(&mut self, write: Write) {
        self.writes.insert(0, write);
        self.standing = 1;
    }

    pub fn standing(&self) -> &[Write] {
        &self.writes[..self.standing]
    }

    pub fn replaced(&self) -> &[Write] {
        &self.writes[self.standing..]
    }

    /// The smallest place of a write, which has the smallest `seq`.
    pub fn first(&self) -> Option<usize> {
        self.writes.iter().map(|write| write.place).min()
    }

    /// Whether the writes of the smallest `seq` are moves.
    pub fn is_move_first(&self, history: &History) -> bool {
        let seqs = self.writes.iter().map(|write| history.seq(write.place));
        let least = seqs.clone().min();
        let mut first = self
            .writes
            .iter()
            .zip(seqs)
            .filter(|(_, seq)| Some(*seq) == least);
        first.all(|(write, _)| matches!(write.outcome, Outcome::Moved(_)))
    }

    /// The attempt from which the ids of following items derive: the smallest standing one.
    pub fn attempt(&self) -> u32 {
        let attempts = self.standing().iter().map(|write| write.attempt);
        attempts.min().unwrap_or(0)
    }

    /// The standing writes grouped and sorted by outcome, each group as in [`Self::side`].
    pub fn sides(&self) -> Vec<(&Outcome, Vec<&Write>)> {
        let mut standing: Vec<&Write> = self.standing().iter().collect();
        standing.sort_by_key(|write| (&write.outcome, write.attempt, write.place));
        let sides = standing.chunk_by(|one, other| one.outcome == other.outcome);
        sides
            .map(|side| (&side[0].outcome, side.to_vec()))
            .collect()
    }

    /// The standing writes with an outcome, the one of the smallest attempt first.
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

    /// The outcome on which all standing writes agree.
    pub fn settled(&self) -> Option<&Outcome> {
        let (first, others) = self.standing().split_first()?;
        let agreed = others.iter().all(|other| other.outcome == first.outcome);
        (agreed && !self.is_foreign).then_some(&first.outcome)
    }
}

#[cfg(test)]
mod tests {
    use super::{Registers, Replacing, Settlement, Write};
    use crate::engine::fold::history::History;
    use crate::engine::fold::run::Rules;
    use crate::engine::fold::version::Version;
    use crate::engine::fold::written::Written;
    use crate::testing::flow::{Sample, completed, done, number};

    const TEXT: &str = "
        1: 2
        2: ? yes 3, no 3
        3:
    ";

    /// The settlement of activity 2, its standing writes and its replaced ones.
    fn register(sample: &Sample) -> (Settlement, Vec<usize>, Vec<usize>) {
        let history = History::of(&sample.events);
        let definition = Version {
            procedure: &sample.procedure,
            net: &sample.net,
        };
        let definitions = vec![definition];
        let written = Written::of(&history, &Rules { definitions });
        let registers = Registers::of(
            Replacing::Sights(&written.sights),
            &history.subjects,
            written.all(),
        );
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
