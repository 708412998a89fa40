//! The procedure that a checked file defines.

use crate::definition::catalogue::Catalogue;
use crate::definition::reader::{Field, Marked, values};
use crate::definition::written::{
    Declaration, Written, WrittenActivity, WrittenAnswer, WrittenFormGroup, WrittenGroup,
    WrittenQuestion,
};
use crate::model::{
    Activity, ActivityNumber, Answer, Digest, Ending, FormGroup, Kind, OutputGroup, Procedure,
    Question, ResultKey, Role, RoleId,
};
use crate::words::Text;

/// The procedure of a file without problems; `None` only where a part is missing after all.
pub fn finish(written: Written, catalogue: &Catalogue, digest: Digest) -> Option<Procedure> {
    let Written {
        heading,
        roles,
        outputs,
        endings,
        activities,
    } = written;
    let finished: Option<Vec<Activity>> = activities.into_iter().map(activity).collect();
    let activities = finished?;
    let id = heading.id?.value;
    let entity_from = match heading.entity_from.into_value() {
        Some(number) => target(number)?,
        None => ActivityNumber::FIRST,
    };
    Some(Procedure {
        code: heading.code.into_value().unwrap_or_else(|| id.to_string()),
        id,
        version: heading.version?.value,
        revision: heading.revision.into_value().unwrap_or(1),
        title: heading.title?.value,
        name: heading.name.into_value(),
        objective: heading.objective.into_value(),
        approved: heading.approved.into_value(),
        source: heading.source.into_value(),
        entity_from,
        roles: named_roles(&activities, catalogue, roles)?,
        kinds: all_kinds(catalogue, own(outputs, |id, title| Kind { id, title })?),
        endings: reached(
            &activities,
            own(endings, |key, title| Ending { key, title })?,
        ),
        activities,
        readings: heading.readings,
        digest,
    })
}

fn own<K, T>(declarations: Vec<Declaration<K>>, make: impl Fn(K, Text) -> T) -> Option<Vec<T>> {
    let declared = |one: Declaration<K>| Some(make(one.key?.value, one.title?.value));
    declarations.into_iter().map(declared).collect()
}

impl Declaration<RoleId> {
    pub fn role(self) -> Option<Role> {
        Some(Role {
            id: self.key?.value,
            title: self.title?.value,
            is_outside: self.is_outside,
        })
    }
}

fn named_roles(
    activities: &[Activity],
    catalogue: &Catalogue,
    declared: Vec<Declaration<RoleId>>,
) -> Option<Vec<Role>> {
    let mut roles = catalogue.roles.clone();
    let own = declared.into_iter().map(Declaration::role);
    roles.extend(own.collect::<Option<Vec<Role>>>()?);
    roles.retain(|role| {
        activities
            .iter()
            .any(|activity| activity.roles.contains(&role.id))
    });
    roles.sort_by(|one, other| one.id.cmp(&other.id));
    Some(roles)
}

fn all_kinds(catalogue: &Catalogue, own: Vec<Kind>) -> Vec<Kind> {
    let mut kinds = [catalogue.kinds.clone(), own].concat();
    kinds.sort_by(|one, other| one.id.cmp(&other.id));
    kinds
}

/// The ends in order: the default end, if it is reached, then those of the file.
fn reached(activities: &[Activity], own: Vec<Ending>) -> Vec<Ending> {
    let key = ResultKey::finished();
    let is_finished = |result: &Option<ResultKey>| result.as_ref() == Some(&key);
    let reaches = activities.iter().any(|activity| {
        let mut answers = activity.answers().iter();
        is_finished(&activity.result) || answers.any(|answer| is_finished(&answer.result))
    });
    let title = Text::of("Concluido", "Finished");
    let finished = reaches.then_some(Ending { key, title });
    finished.into_iter().chain(own).collect()
}

fn activity(written: WrittenActivity) -> Option<Activity> {
    let number = target(written.number?.value)?;
    let named = written.result.into_value();
    let next = match (&written.question, written.next) {
        (Field::Absent, Field::Absent) => vec![number.following()?],
        (_, next) => targets(next.into_value().unwrap_or_default())?,
    };
    let question = match written.question.into_value() {
        Some(written) => Some(finish_question(written, next.is_empty(), named.as_ref())?),
        None => None,
    };
    let mut answers = question.iter().flat_map(|question| &question.answers);
    let ends = next.is_empty() && answers.all(|answer| answer.next.is_empty());
    Some(Activity {
        number,
        title: written.title?.value,
        roles: values(written.roles),
        outputs: values(written.outputs).into_iter().map(group).collect(),
        forms: values(written.forms).into_iter().map(form_group).collect(),
        result: ends.then(|| named.unwrap_or_else(ResultKey::finished)),
        next,
        question,
        review: targets(written.review)?,
        readings: written.readings,
        manual: written.manual.into_value(),
    })
}

fn finish_question(
    written: WrittenQuestion,
    may_end: bool,
    named: Option<&ResultKey>,
) -> Option<Question> {
    let answers = values(written.answers?).into_iter();
    let answers: Option<_> = answers.map(|one| answer(one, may_end, named)).collect();
    Some(Question {
        text: written.text?,
        answers: answers?,
        many: written.many?,
    })
}

/// An answer that ends the branch without naming an end takes that of its activity.
fn answer(
    written: WrittenAnswer,
    may_end: bool,
    of_activity: Option<&ResultKey>,
) -> Option<Answer> {
    let next = targets(written.next?.value)?;
    let named = written.result.into_value().or_else(|| of_activity.cloned());
    Some(Answer {
        key: written.key?.value,
        title: written.title?,
        result: (may_end && next.is_empty()).then(|| named.unwrap_or_else(ResultKey::finished)),
        next,
    })
}

fn group(written: WrittenGroup) -> OutputGroup {
    OutputGroup {
        any: values(written.any),
        when: values(written.when.into_value().unwrap_or_default()),
    }
}

fn form_group(written: WrittenFormGroup) -> FormGroup {
    FormGroup {
        any: values(written.any),
        output: written.output.value,
        when: values(written.when.into_value().unwrap_or_default()),
    }
}

fn targets(numbers: Vec<Marked<i64>>) -> Option<Vec<ActivityNumber>> {
    values(numbers).into_iter().map(target).collect()
}

fn target(number: i64) -> Option<ActivityNumber> {
    ActivityNumber::new(u8::try_from(number).ok()?)
}
