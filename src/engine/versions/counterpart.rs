//! The matching of activities between two versions of a procedure.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::{Activity, ActivityNumber, Procedure};
use crate::words::matching;

/// An activity of one version and its counterpart in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Pair {
    pub old: ActivityNumber,
    pub new: ActivityNumber,
}

/// The weights of an equal and of a similar title.
const EQUAL: u32 = 8;
const NEAR: u32 = 4;
/// The weight of equal roles, and of equal outputs.
const PART: u32 = 2;

/// The counterparts of two versions, in order of the old number: first those of equal title in the
/// longest common order, then those of equal title that moved, then those of a similar title, or
/// of equal roles and outputs at the same place.
pub fn counterparts(old: &Procedure, new: &Procedure) -> Vec<Pair> {
    let mut matched = Matched {
        old: &old.activities,
        new: &new.activities,
        pairs: Vec::new(),
    };
    matched.align(|_, one, other| {
        let is_equal = title(one, other) == EQUAL;
        u32::from(is_equal) * (EQUAL + parts(one, other) + number(one, other))
    });
    matched.moved();
    matched.align(|matched, one, other| {
        let (title, parts) = (title(one, other), parts(one, other));
        let is_placed = parts == 2 * PART && matched.gap(one) == matched.gap_of_new(other);
        u32::from(title == NEAR || is_placed) * (title + parts + number(one, other))
    });
    matched.pairs.sort();
    matched.pairs
}

struct Matched<'a> {
    old: &'a [Activity],
    new: &'a [Activity],
    pairs: Vec<Pair>,
}

impl<'a> Matched<'a> {
    fn old_left(&self) -> Vec<&'a Activity> {
        let is_left = |one: &&Activity| self.pairs.iter().all(|pair| pair.old != one.number);
        self.old.iter().filter(is_left).collect()
    }

    fn new_left(&self) -> Vec<&'a Activity> {
        let is_left = |one: &&Activity| self.pairs.iter().all(|pair| pair.new != one.number);
        self.new.iter().filter(is_left).collect()
    }

    /// Pairs the activities left without crossings, with the largest total weight.
    fn align(&mut self, likeness: impl Fn(&Self, &Activity, &Activity) -> u32) {
        let (old, new) = (self.old_left(), self.new_left());
        let like = |at: usize, to: usize| likeness(self, old[at], new[to]);
        // The largest weight of the activities from here on.
        let mut most = vec![vec![0; new.len() + 1]; old.len() + 1];
        for at in (0..old.len()).rev() {
            for to in (0..new.len()).rev() {
                let paired = match like(at, to) {
                    0 => 0,
                    likeness => likeness + most[at + 1][to + 1],
                };
                most[at][to] = paired.max(most[at + 1][to]).max(most[at][to + 1]);
            }
        }
        let (mut at, mut to, mut found) = (0, 0, Vec::new());
        while at < old.len() && to < new.len() {
            let likeness = like(at, to);
            if likeness > 0 && most[at][to] == likeness + most[at + 1][to + 1] {
                let (old, new) = (old[at].number, new[to].number);
                found.push(Pair { old, new });
                (at, to) = (at + 1, to + 1);
            } else if most[at][to] == most[at + 1][to] {
                at += 1;
            } else {
                to += 1;
            }
        }
        self.pairs.extend(found);
    }

    /// Pairs the activities of equal title in another order.
    fn moved(&mut self) {
        for one in self.old_left() {
            let mut left = self.new_left().into_iter();
            if let Some(other) = left.find(|other| title(one, other) == EQUAL) {
                let (old, new) = (one.number, other.number);
                self.pairs.push(Pair { old, new });
            }
        }
    }

    /// The counterpart of the last paired activity before one of the old version.
    fn gap(&self, one: &Activity) -> Option<ActivityNumber> {
        let before = self.pairs.iter().filter(|pair| pair.old < one.number);
        before.max_by_key(|pair| pair.old).map(|pair| pair.new)
    }

    /// The last paired activity before one of the new version.
    fn gap_of_new(&self, one: &Activity) -> Option<ActivityNumber> {
        let before = self.pairs.iter().filter(|pair| pair.new < one.number);
        before.map(|pair| pair.new).max()
    }
}

fn title(one: &Activity, other: &Activity) -> u32 {
    let (es, en) = (&one.title.es, &one.title.en);
    if matching(es) == matching(&other.title.es) || matching(en) == matching(&other.title.en) {
        EQUAL
    } else if share_most_words(&matching(es), &matching(&other.title.es)) {
        NEAR
    } else {
        0
    }
}

/// Whether two titles share two thirds of their words.
fn share_most_words(one: &str, other: &str) -> bool {
    let (one, other): (BTreeSet<&str>, BTreeSet<&str>) =
        (one.split(' ').collect(), other.split(' ').collect());
    3 * one.intersection(&other).count() >= one.len() + other.len()
}

fn parts(one: &Activity, other: &Activity) -> u32 {
    let same_roles = one.roles == other.roles;
    let same_outputs = one.outputs == other.outputs;
    PART * (u32::from(same_roles) + u32::from(same_outputs))
}

/// The tie-breaker: an activity that kept its number.
fn number(one: &Activity, other: &Activity) -> u32 {
    u32::from(one.number == other.number)
}

#[cfg(test)]
mod tests {
    use super::counterparts;
    use crate::model::{Activity, Digest, Procedure, ProcedureId, RoleId};
    use crate::testing::flow::number;
    use crate::words::Text;

    /// Activities by title and role; the outputs are all none.
    fn procedure(activities: &[(&'static str, &str)]) -> Procedure {
        let activity = |(place, (title, role)): (u8, &(&'static str, &str))| Activity {
            number: number(place),
            title: Text::same(*title),
            roles: vec![RoleId::recorded(role)],
            outputs: Vec::new(),
            forms: Vec::new(),
            next: Vec::new(),
            question: None,
            review: Vec::new(),
            result: None,
            readings: Vec::new(),
            manual: None,
        };
        Procedure {
            id: ProcedureId::parse("p").expect("a key"),
            code: String::new(),
            version: 1,
            title: Text::same("p"),
            objective: None,
            approved: None,
            source: None,
            revision: 1,
            name: None,
            entity_from: number(1),
            activities: (1..).zip(activities).map(activity).collect(),
            readings: Vec::new(),
            roles: Vec::new(),
            kinds: Vec::new(),
            endings: Vec::new(),
            digest: Digest::of(b"p"),
        }
    }

    #[track_caller]
    fn case(old: &[(&'static str, &str)], new: &[(&'static str, &str)], expected: &[(u8, u8)]) {
        let pairs = counterparts(&procedure(old), &procedure(new));
        let pairs: Vec<(u8, u8)> = pairs
            .iter()
            .map(|pair| (pair.old.get(), pair.new.get()))
            .collect();
        assert_eq!(pairs, expected);
    }

    const OLD: [(&str, &str); 4] = [
        ("pedir", "a"),
        ("revisar", "b"),
        ("escribir el informe", "a"),
        ("revisar", "b"),
    ];

    #[test]
    fn what_is_the_same_keeps_its_number_and_what_is_inserted_moves_the_rest() {
        case(&OLD, &OLD, &[(1, 1), (2, 2), (3, 3), (4, 4)]);
        let mut new = OLD.to_vec();
        new.insert(1, ("registrar", "c"));
        case(&OLD, &new, &[(1, 1), (2, 3), (3, 4), (4, 5)]);
        new.remove(2);
        case(&OLD, &new, &[(1, 1), (3, 3), (4, 4)]);
    }

    #[test]
    fn what_moved_is_found_by_its_title() {
        let new = [OLD[2], OLD[0], OLD[1], OLD[3]];
        case(&OLD, &new, &[(1, 2), (2, 3), (3, 1), (4, 4)]);
    }

    #[test]
    fn another_title_in_the_same_place_and_a_title_nearly_equal_are_the_same_activity() {
        let mut new = OLD;
        new[0] = ("solicitar", "a");
        new[2] = ("escribir el informes", "c");
        case(&OLD, &new, &[(1, 1), (2, 2), (3, 3), (4, 4)]);
    }

    #[test]
    fn another_title_elsewhere_is_another_activity() {
        let new = [OLD[1], OLD[2], OLD[3], ("archivar", "a")];
        case(&OLD, &new, &[(2, 1), (3, 2), (4, 3)]);
    }
}
