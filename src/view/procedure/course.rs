//! The order of the activities in a picture, and its loops.

use std::collections::BTreeSet;

use crate::model::{Activity, ActivityNumber, Procedure};

/// The flows of a procedure as drawn: those that lead on, those that loop back, and an order of the
/// activities in which every flow that leads on points downwards.
pub struct Course {
    /// Every activity once, in order of number where the flows allow several orders.
    pub order: Vec<ActivityNumber>,
    steps: Vec<Step>,
}

#[derive(Clone, Default)]
struct Step {
    targets: BTreeSet<ActivityNumber>,
    /// The targets that the work has already passed.
    back: BTreeSet<ActivityNumber>,
    sources: BTreeSet<ActivityNumber>,
    visit: Visit,
}

/// The state of an activity in the search for loops.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Visit {
    #[default]
    Unseen,
    OnTheWay,
    Left,
}

impl Course {
    pub fn of(procedure: &Procedure) -> Self {
        let mut course = Self {
            order: Vec::new(),
            steps: vec![Step::default(); procedure.activities.len()],
        };
        for activity in &procedure.activities {
            for target in targets(activity) {
                if procedure.activity(target).is_some() {
                    course.step_mut(activity.number).targets.insert(target);
                    course.step_mut(target).sources.insert(activity.number);
                }
            }
        }
        for activity in &procedure.activities {
            course.find_loops(activity.number);
        }
        course.order = course.downwards();
        course
    }

    /// The activities that this one leads on to, in order of number.
    pub fn onward(&self, from: ActivityNumber) -> impl Iterator<Item = ActivityNumber> {
        let step = self.step(from);
        step.targets.difference(&step.back).copied()
    }

    /// The activities that this one loops back to.
    pub fn back(&self, from: ActivityNumber) -> impl Iterator<Item = ActivityNumber> {
        self.step(from).back.iter().copied()
    }

    /// The activities that loop back to this one.
    pub fn back_from(&self, to: ActivityNumber) -> impl Iterator<Item = ActivityNumber> {
        let sources = self.step(to).sources.iter().copied();
        sources.filter(move |source| self.loops(*source, to))
    }

    /// The activities with a flow to this one, in order of number.
    pub fn sources(&self, to: ActivityNumber) -> impl Iterator<Item = ActivityNumber> {
        self.step(to).sources.iter().copied()
    }

    pub fn loops(&self, from: ActivityNumber, to: ActivityNumber) -> bool {
        self.step(from).back.contains(&to)
    }

    fn step(&self, number: ActivityNumber) -> &Step {
        &self.steps[number.index()]
    }

    fn step_mut(&mut self, number: ActivityNumber) -> &mut Step {
        &mut self.steps[number.index()]
    }

    /// Depth-first search: a flow to an activity on the current path loops back.
    fn find_loops(&mut self, here: ActivityNumber) {
        if self.step(here).visit != Visit::Unseen {
            return;
        }
        self.step_mut(here).visit = Visit::OnTheWay;
        for target in self.step(here).targets.clone() {
            match self.step(target).visit {
                Visit::Unseen => self.find_loops(target),
                Visit::OnTheWay => {
                    self.step_mut(here).back.insert(target);
                }
                Visit::Left => {}
            }
        }
        self.step_mut(here).visit = Visit::Left;
    }

    fn downwards(&self) -> Vec<ActivityNumber> {
        let mut order: Vec<ActivityNumber> = Vec::with_capacity(self.steps.len());
        let mut left: BTreeSet<ActivityNumber> = (0..self.steps.len())
            .filter_map(ActivityNumber::from_index)
            .collect();
        while let Some(next) = left.iter().copied().find(|one| self.is_next(*one, &left)) {
            left.remove(&next);
            order.push(next);
        }
        order
    }

    /// Whether no remaining activity leads on to it.
    fn is_next(&self, one: ActivityNumber, left: &BTreeSet<ActivityNumber>) -> bool {
        self.sources(one)
            .all(|source| !left.contains(&source) || self.loops(source, one))
    }
}

fn targets(activity: &Activity) -> impl Iterator<Item = ActivityNumber> {
    let answered = activity.answers().iter().flat_map(|answer| &answer.next);
    activity.next.iter().chain(answered).copied()
}

#[cfg(test)]
mod tests {
    use super::Course;
    use crate::testing::procedures::{number, procedure, step};
    use crate::words::series;

    #[test]
    fn an_activity_comes_after_all_that_leads_on_to_it() {
        let course = Course::of(&procedure([
            step(1).next([2, 4]),
            step(2).next([3]),
            step(3).next([5]).asks([("yes", &[]), ("no", &[2])]),
            step(4).next([2]),
            step(5),
        ]));
        assert_eq!(series(&course.order), "1, 4, 2, 3, 5");
        assert!(course.loops(number(3), number(2)));
        assert!(!course.loops(number(4), number(2)));
    }
}
