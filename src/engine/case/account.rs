//! The account of what went other than straight on in a case: why and for whom acts departed, and
//! what had to be done again, in a form that the index can store.

use serde::{Deserialize, Serialize};

use crate::engine::fold::version::Version;
use crate::engine::{ActivitySet, Case, Done, Outcome};
use crate::model::{
    Act, Activity, ActivityNumber, Actor, Answer, AnswerKey, Event, Few, Line, Prose,
};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Of the acts that departed, by place in order.
    pub grounds: Vec<(usize, Ground)>,
    /// In order of the acts that say so.
    pub setbacks: Vec<Setback>,
}

/// What an act says of why and for whom it was done, and where it sent the work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ground {
    pub reason: Option<Prose>,
    pub on_behalf: Option<Actor>,
    pub authority: Option<Line>,
    pub to: Vec<ActivityNumber>,
}

/// Work that has to be done again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setback {
    /// The place of the act that says so.
    pub at: usize,
    /// What is done again, in the numbers of a definition.
    pub activity: ActivityNumber,
    pub definition: usize,
    /// The answers that led back to it; none where a review sent it back.
    pub answers: Few<AnswerKey>,
}

impl Account {
    /// With the grounds of the acts at these places, which are in order.
    pub fn of(case: &Case, places: impl Iterator<Item = usize>) -> Self {
        let mut account = Self::default();
        for place in places {
            if account.ground(place).is_none() {
                let ground = Ground::of(case.event(place));
                account.grounds.push((place, ground));
            }
        }
        let setbacks = case.done().into_iter();
        account.setbacks = setbacks
            .filter_map(|done| Setback::of(case, &done))
            .collect();
        account
    }

    pub fn ground(&self, place: usize) -> Option<&Ground> {
        let found = self
            .grounds
            .binary_search_by_key(&place, |(place, _)| *place);
        found.ok().map(|at| &self.grounds[at].1)
    }
}

impl Ground {
    fn of(event: &Event) -> Self {
        let to = if let Act::Returned(back) = &event.did {
            vec![back.to]
        } else if let Act::Redirected(other) = &event.did {
            other.to.clone()
        } else {
            Vec::new()
        };
        Self {
            reason: event.did.reason().cloned(),
            on_behalf: event.on_behalf.clone(),
            authority: event.authority.clone(),
            to,
        }
    }
}

impl Setback {
    fn of(case: &Case, done: &Done) -> Option<Self> {
        let setback = |activity, answers| Self {
            at: done.place,
            activity,
            definition: done.under,
            answers,
        };
        if let Outcome::Returned(to) = done.outcome {
            return Some(setback(*to, Few::new()));
        }
        let Outcome::Done(given) = done.outcome else {
            return None;
        };
        let version = case.rules.definitions[done.under];
        let answers = done.definition.answers().iter();
        let back = answers.filter(|answer| {
            given.contains(&answer.key) && leads_back(version, done.definition, answer)
        });
        let answers: Few<AnswerKey> = back.map(|answer| answer.key.clone()).collect();
        (!answers.is_empty()).then(|| setback(done.definition.number, answers))
    }
}

/// Whether an answer leads back to its activity: to what always comes before it, or to what can
/// come to no end without it.
fn leads_back(version: Version, asking: &Activity, answer: &Answer) -> bool {
    let (activities, net) = (&version.procedure.activities, version.net);
    let asking = asking.number;
    let ending = activities.iter().filter(|one| may_end(one));
    let ending: ActivitySet = ending.map(|one| one.number).collect();
    answer.next.iter().any(|target| {
        let first = ActivityNumber::FIRST;
        let is_before = || !net.reached(first, Some(*target)).contains(asking);
        let ends = || net.reached(*target, Some(asking)).meets(ending);
        net.reached(*target, None).contains(asking) && (is_before() || !ends())
    })
}

/// Whether a branch may end after an activity.
fn may_end(activity: &Activity) -> bool {
    let answers = activity.answers();
    let ends = answers.is_empty() || answers.iter().any(|answer| answer.next.is_empty());
    activity.next.is_empty() && ends
}

#[cfg(test)]
mod tests {
    use super::{Account, Setback};
    use crate::engine::{DepartureKind, Past, Recall as _};
    use crate::testing::flow::{Sample, number};

    /// What has to be done again, with the answers that led back.
    fn shown(sample: &Sample) -> Vec<String> {
        let line = |setback: &Setback| {
            let answers: Vec<&str> = setback.answers.iter().map(|one| one.as_str()).collect();
            format!("{} {}", setback.activity, answers.join(","))
        };
        let account = Account::of(&sample.case(), std::iter::empty());
        account.setbacks.iter().map(line).collect()
    }

    #[test]
    fn a_failed_test_leads_back_by_what_comes_before_it_or_by_what_comes_to_it_alone() {
        let mut test = Sample::of(
            "
            1: 2
            2: ? yes 3, no 1
            3: ? on 4, again 5
            4:
            5: 3
        ",
        );
        test.complete("a", 1, &[]);
        test.complete("a", 2, &["no"]);
        test.complete("a", 1, &[]);
        test.complete("a", 2, &["yes"]);
        test.complete("a", 3, &["again"]);
        test.complete("a", 5, &[]);
        test.complete("a", 3, &["on"]);
        test.complete("a", 4, &[]);
        assert_eq!(shown(&test), ["2 no", "3 again"]);
    }

    #[test]
    fn an_answer_goes_on_though_something_later_may_come_back() {
        let mut sample = Sample::of(
            "
            1: ? yes 2, no 3
            2: ? yes 3, no 1
            3:
        ",
        );
        sample.complete("a", 1, &["yes"]);
        sample.complete("a", 2, &["no"]);
        sample.complete("a", 1, &["no"]);
        sample.complete("a", 3, &[]);
        assert_eq!(shown(&sample), ["2 no"]);
    }

    #[test]
    fn a_return_is_told_with_its_reason_and_what_is_done_again() {
        let mut sample = Sample::of(
            "
            1: 2
            2: < 1
        ",
        );
        sample.complete("a", 1, &[]);
        sample.send_back("b", 2, 1);
        assert_eq!(shown(&sample), ["1 "]);
        let case = sample.case();
        let departed = Past::of(&case).departures;
        assert_eq!(departed[0].kind, DepartureKind::Returned);
        let account = Account::of(&case, departed.iter().map(|one| one.at));
        let ground = account.ground(departed[0].at).expect("it has a reason");
        assert!(ground.reason.is_some() && account.ground(0).is_none());
        assert_eq!(ground.to, [number(1)]);
    }
}
