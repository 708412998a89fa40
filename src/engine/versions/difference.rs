//! The differences between two versions of a procedure.

use std::collections::BTreeSet;

use strum::IntoStaticStr;

use crate::engine::Net;
use crate::engine::versions::counterpart::{Pair, counterparts};
use crate::model::{
    Activity, ActivityNumber, Answer, AnswerKey, OutputKind, Procedure, Reading, ResultKey, RoleId,
};

/// The differences between two versions of a procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The activities in both, in order of the old number.
    pub pairs: Vec<Pair>,
    /// Numbers of the new version.
    pub added: Vec<ActivityNumber>,
    /// Numbers of the old version.
    pub removed: Vec<ActivityNumber>,
    /// Of the procedure as a whole.
    pub whole: Vec<Aspect>,
    /// The activities in both that differ in more than their number.
    pub altered: Vec<Altered>,
    /// The activities in both whose flow differs, and whose readings are those of before.
    pub doubtful: Vec<Pair>,
}

/// A part of the procedure as a whole.
#[derive(Clone, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Aspect {
    Id,
    Code,
    Title,
    Name,
    Objective,
    #[strum(serialize = "approved")]
    Approval,
    Source,
    EntityFrom,
    /// What a key of both stands for.
    Role(RoleId),
    Output(OutputKind),
    Ending(ResultKey),
    Readings,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Altered {
    pub pair: Pair,
    pub changes: Vec<Change>,
}

/// A part of an activity that differs. Targets are compared as activities, not as numbers.
#[derive(Clone, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Change {
    Title,
    #[strum(serialize = "role")]
    Roles,
    Outputs,
    Forms,
    Manual,
    /// What always follows, or the end.
    Next,
    Question,
    AnswerAdded(AnswerKey),
    AnswerRemoved(AnswerKey),
    AnswerTitle(AnswerKey),
    AnswerNext(AnswerKey),
    Review,
    Readings,
}

impl Difference {
    pub fn between(old: &Procedure, new: &Procedure) -> Self {
        let pairs = counterparts(old, new);
        let mut difference = Self {
            added: numbers(new, |number| pairs.iter().all(|pair| pair.new != number)),
            removed: numbers(old, |number| pairs.iter().all(|pair| pair.old != number)),
            pairs,
            whole: Vec::new(),
            altered: Vec::new(),
            doubtful: Vec::new(),
        };
        difference.whole = difference.aspects(old, new);
        difference.altered = difference.altered(old, new);
        difference.doubtful = difference.doubtful(old, new);
        difference
    }

    /// Whether there is no difference.
    pub fn is_none(&self) -> bool {
        let lists = [self.added.len(), self.removed.len(), self.whole.len()];
        lists == [0; 3] && self.altered.is_empty() && self.renumbered().next().is_none()
    }

    /// The activities with another number.
    pub fn renumbered(&self) -> impl Iterator<Item = Pair> {
        let pairs = self.pairs.iter().copied();
        pairs.filter(|pair| pair.old != pair.new)
    }

    fn counterpart(&self, old: ActivityNumber) -> Option<ActivityNumber> {
        let pair = self.pairs.iter().find(|pair| pair.old == old);
        pair.map(|pair| pair.new)
    }

    fn aspects(&self, old: &Procedure, new: &Procedure) -> Vec<Aspect> {
        let entity_from = self.counterpart(old.entity_from) != Some(new.entity_from);
        let mut aspects = only([
            (Aspect::Id, old.id != new.id),
            (Aspect::Code, old.code != new.code),
            (Aspect::Title, old.title != new.title),
            (Aspect::Name, old.name != new.name),
            (Aspect::Objective, old.objective != new.objective),
            (Aspect::Approval, old.approved != new.approved),
            (Aspect::Source, old.source != new.source),
            (Aspect::EntityFrom, entity_from),
        ]);
        let roles = otherwise(&new.roles, |role| old.role(&role.id));
        aspects.extend(roles.map(|role| Aspect::Role(role.id.clone())));
        let kinds = otherwise(&new.kinds, |kind| old.kind(&kind.id));
        aspects.extend(kinds.map(|kind| Aspect::Output(kind.id.clone())));
        let endings = otherwise(&new.endings, |ending| old.ending(&ending.key));
        aspects.extend(endings.map(|ending| Aspect::Ending(ending.key.clone())));
        aspects.extend((old.readings != new.readings).then_some(Aspect::Readings));
        aspects
    }

    fn doubtful(&self, old: &Procedure, new: &Procedure) -> Vec<Pair> {
        let nets = (&Net::of(old), &Net::of(new));
        let is_doubtful = |pair: &&Pair| {
            let before = old.activity(pair.old);
            let now = new.activity(pair.new);
            before
                .zip(now)
                .is_some_and(|(before, now)| same_readings(before, now).next().is_some())
                && self.flows_otherwise(nets, **pair)
        };
        self.pairs.iter().filter(is_doubtful).copied().collect()
    }

    /// Whether what leads to an activity, what it decides or what follows it differs.
    fn flows_otherwise(&self, (old, new): (&Net, &Net), pair: Pair) -> bool {
        let sources = |net: &Net, activity| net.sources(activity).iter().collect::<Vec<_>>();
        let mut altered = self.altered.iter().filter(|one| one.pair == pair);
        let changes = altered.next().map_or(&[][..], |one| &one.changes);
        changes.iter().any(Change::is_of_flow)
            || self.leads_elsewhere(&sources(old, pair.old), &sources(new, pair.new))
    }

    fn altered(&self, old: &Procedure, new: &Procedure) -> Vec<Altered> {
        let altered = self.pairs.iter().filter_map(|pair| {
            let changes = self.changes(old.activity(pair.old)?, new.activity(pair.new)?);
            let pair = *pair;
            (!changes.is_empty()).then_some(Altered { pair, changes })
        });
        altered.collect()
    }

    fn changes(&self, old: &Activity, new: &Activity) -> Vec<Change> {
        let question = |activity: &Activity| {
            let question = activity.question.as_ref();
            question.map(|question| (question.text.clone(), question.many))
        };
        let leads = self.leads_elsewhere(&old.next, &new.next);
        let mut changes = only([
            (Change::Title, old.title != new.title),
            (Change::Roles, old.roles != new.roles),
            (Change::Outputs, old.outputs != new.outputs),
            (Change::Forms, old.forms != new.forms),
            (Change::Manual, old.manual != new.manual),
            (Change::Next, leads || old.result != new.result),
            (Change::Question, question(old) != question(new)),
        ]);
        self.compare_answers(old.answers(), new.answers(), &mut changes);
        let review = self.leads_elsewhere(&old.review, &new.review);
        changes.extend(only([
            (Change::Review, review),
            (Change::Readings, old.readings != new.readings),
        ]));
        changes
    }

    fn compare_answers(&self, old: &[Answer], new: &[Answer], changes: &mut Vec<Change>) {
        for answer in old {
            let key = &answer.key;
            let Some(other) = new.iter().find(|other| other.key == *key) else {
                changes.push(Change::AnswerRemoved(key.clone()));
                continue;
            };
            let leads = self.leads_elsewhere(&answer.next, &other.next);
            if answer.title != other.title {
                changes.push(Change::AnswerTitle(key.clone()));
            }
            if leads || answer.result != other.result {
                changes.push(Change::AnswerNext(key.clone()));
            }
        }
        let is_added = |answer: &&Answer| old.iter().all(|other| other.key != answer.key);
        let added = new.iter().filter(is_added);
        changes.extend(added.map(|answer| Change::AnswerAdded(answer.key.clone())));
    }

    fn leads_elsewhere(&self, old: &[ActivityNumber], new: &[ActivityNumber]) -> bool {
        let old: BTreeSet<_> = old.iter().map(|to| self.counterpart(*to)).collect();
        let new: BTreeSet<_> = new.iter().copied().map(Some).collect();
        old != new
    }
}

impl Change {
    const fn is_of_flow(&self) -> bool {
        match self {
            Self::Next
            | Self::Question
            | Self::AnswerAdded(_)
            | Self::AnswerRemoved(_)
            | Self::AnswerNext(_)
            | Self::Review => true,
            Self::Title
            | Self::Roles
            | Self::Outputs
            | Self::Forms
            | Self::Manual
            | Self::AnswerTitle(_)
            | Self::Readings => false,
        }
    }
}

/// The readings of an activity that stood there before.
pub fn same_readings<'a>(
    before: &Activity,
    now: &'a Activity,
) -> impl Iterator<Item = &'a Reading> {
    let before = &before.readings;
    now.readings.iter().filter(|one| before.contains(one))
}

/// What stood for something else before; what is new stood for nothing.
fn otherwise<'a, T: PartialEq + 'a>(
    now: &'a [T],
    before: impl Fn(&T) -> Option<&'a T>,
) -> impl Iterator<Item = &'a T> {
    let differs = move |one: &&T| before(one).is_some_and(|before| before != *one);
    now.iter().filter(differs)
}

fn numbers(procedure: &Procedure, wanted: impl Fn(ActivityNumber) -> bool) -> Vec<ActivityNumber> {
    let numbers = procedure.activities.iter().map(|activity| activity.number);
    numbers.filter(|number| wanted(*number)).collect()
}

fn only<T, const N: usize>(differs: [(T, bool); N]) -> Vec<T> {
    let parts = differs.into_iter().filter(|(_, differs)| *differs);
    parts.map(|(part, _)| part).collect()
}

#[cfg(test)]
mod tests {
    use super::{Altered, Aspect, Change, Difference};
    use crate::engine::Pair;
    use crate::model::{ActivityNumber, Procedure, Reading, Role, RoleId};
    use crate::testing::flow::{key, number, numbers, procedure};
    use crate::words::Text;

    fn reading(issue: &'static str) -> Reading {
        Reading {
            issue: Text::same(issue),
            adopted: Text::same("así"),
            why: Text::same("porque sí"),
            alternative: None,
        }
    }

    #[test]
    fn a_reading_is_doubtful_where_what_leads_to_its_activity_or_follows_it_changed() {
        let read = |new: bool| {
            let mut read = old();
            for activity in &mut read.activities {
                activity.readings = vec![reading("queda")];
            }
            if new {
                read.activities[2]
                    .question
                    .as_mut()
                    .expect("it asks")
                    .answers[0]
                    .next = numbers(&[5]);
                read.activities[2].readings = vec![reading("otra")];
                read.activities[0].title = Text::same("solicitar");
            }
            read
        };
        let doubtful = |old: &Procedure, new: &Procedure| -> Vec<u8> {
            let pairs = Difference::between(old, new).doubtful;
            pairs.iter().map(|pair| pair.new.get()).collect()
        };
        assert!(doubtful(&read(false), &read(false)).is_empty());
        // 3 has another reading now; 4 and 5 are led to otherwise; nothing of 1 and 2 is of the flow.
        assert_eq!(doubtful(&read(false), &read(true)), [4, 5]);
    }

    #[test]
    fn a_key_of_both_that_stands_for_something_else_is_a_difference() {
        let titled = |title: &'static str| {
            let mut titled = old();
            titled.roles = vec![Role {
                id: RoleId::recorded("jefe"),
                title: Text::same(title),
                is_outside: false,
            }];
            titled
        };
        let found = Difference::between(&titled("Jefe"), &titled("Jefatura"));
        assert_eq!(found.whole, [Aspect::Role(RoleId::recorded("jefe"))]);
        assert!(!found.is_none());
    }

    const TITLES: [&str; 5] = ["pedir", "anotar", "revisar", "aprobar", "archivar"];

    fn old() -> Procedure {
        let mut old = procedure("1: 2\n2: 3\n3: ? yes 4, no 1\n4: 5 < 2 3\n5:");
        for (activity, title) in old.activities.iter_mut().zip(TITLES) {
            activity.title = Text::same(title);
        }
        old
    }

    /// The procedure with another activity before this number.
    fn inserted(mut procedure: Procedure, place: u8) -> Procedure {
        let raised = |number: &mut ActivityNumber| {
            if number.get() >= place {
                *number = number.following().expect("it is small");
            }
        };
        for activity in &mut procedure.activities {
            raised(&mut activity.number);
            activity.next.iter_mut().for_each(raised);
            activity.review.iter_mut().for_each(raised);
            let question = activity.question.iter_mut();
            let answers = question.flat_map(|question| &mut question.answers);
            answers.for_each(|answer| answer.next.iter_mut().for_each(raised));
        }
        let mut other = procedure.activities[0].clone();
        other.number = number(place);
        other.title = Text::same("sellar");
        other.roles = vec![RoleId::recorded("otro")];
        procedure.activities.insert(number(place).index(), other);
        procedure
    }

    #[test]
    fn another_number_alone_is_no_change_of_an_activity() {
        let difference = Difference::between(&old(), &inserted(old(), 2));
        assert_eq!(difference.added, numbers(&[2]));
        assert_eq!(difference.removed, []);
        let renumbered: Vec<(u8, u8)> = difference
            .renumbered()
            .map(|pair| (pair.old.get(), pair.new.get()))
            .collect();
        assert_eq!(renumbered, [(2, 3), (3, 4), (4, 5), (5, 6)]);
        assert_eq!(difference.altered, []);
        assert!(Difference::between(&old(), &old()).is_none());
    }

    #[test]
    fn what_is_removed_changes_where_its_neighbours_lead() {
        let new = inserted(old(), 2);
        let difference = Difference::between(&new, &old());
        assert_eq!(difference.removed, numbers(&[2]));
        assert_eq!(difference.altered, []);
        let mut bypassed = new.clone();
        bypassed.activities[0].next = numbers(&[2]);
        let difference = Difference::between(&bypassed, &old());
        let pair = Pair {
            old: number(1),
            new: number(1),
        };
        let changes = vec![Change::Next];
        assert_eq!(difference.altered, [Altered { pair, changes }]);
    }

    #[test]
    fn every_part_that_changed_is_named() {
        let mut new = old();
        new.code = "OTHER".into();
        new.entity_from = number(3);
        let third = &mut new.activities[2];
        third.roles = vec![RoleId::recorded("otro")];
        let question = third.question.as_mut().expect("it asks");
        question.text = Text::same("¿Procede?");
        question.answers[0].next = numbers(&[5]);
        question.answers[1].key = key("later");
        new.activities[3].review = numbers(&[2]);
        let difference = Difference::between(&old(), &new);
        assert_eq!(difference.whole, [Aspect::Code, Aspect::EntityFrom]);
        let changes: Vec<(u8, &[Change])> = difference
            .altered
            .iter()
            .map(|altered| (altered.pair.new.get(), &*altered.changes))
            .collect();
        let third = [
            Change::Roles,
            Change::Question,
            Change::AnswerNext(key("yes")),
            Change::AnswerRemoved(key("no")),
            Change::AnswerAdded(key("later")),
        ];
        assert_eq!(changes, [(3, &third[..]), (4, &[Change::Review][..])]);
    }
}
