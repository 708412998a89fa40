use crate::definition::catalogue::Catalogue;
use crate::definition::reader::{Field, Marked};
use crate::definition::written::{
    Declaration, Written, WrittenActivity, WrittenAnswer, WrittenFormGroup, WrittenGroup,
    WrittenQuestion,
};
use crate::model::{
    Activity, ActivityNumber, Answer, AnswerKey, Digest, Ending, FormGroup, Kind, OutputGroup,
    Procedure, Question, ResultKey, Role,
};
use crate::words::Text;

/// The procedure that a file with nothing wrong means; none where a part is missing after all.
pub(in crate::definition) fn finish(
    written: Written,
    catalogue: &Catalogue,
    digest: Digest,
) -> Option<Procedure> {
    let Written {
        heading,
        roles,
        outputs,
        endings,
        activities,
    } = written;
    let activities = activities
        .into_iter()
        .map(activity)
        .collect::<Option<Vec<_>>>()?;
    let id = heading.id?.value;
    let entity_from = match heading.entity_from.into_value() {
        Some(number) => target(number)?,
        None => ActivityNumber::FIRST,
    };
    Some(Procedure {
        code: heading.code.into_value().unwrap_or_else(|| id.to_string()),
        id,
        version: heading.version?.value,
        title: heading.title?.value,
        objective: heading.objective.into_value(),
        approved: heading.approved.into_value(),
        source: heading.source.into_value(),
        entity_from,
        roles: named_roles(
            &activities,
            catalogue,
            own(roles, |id, title| Role { id, title })?,
        ),
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

fn named_roles(activities: &[Activity], catalogue: &Catalogue, own: Vec<Role>) -> Vec<Role> {
    let is_named = |role: &Role| {
        activities
            .iter()
            .any(|activity| activity.roles.contains(&role.id))
    };
    let mut roles: Vec<Role> = catalogue
        .roles
        .iter()
        .cloned()
        .chain(own)
        .filter(is_named)
        .collect();
    roles.sort_by(|one, other| one.id.cmp(&other.id));
    roles
}

fn all_kinds(catalogue: &Catalogue, own: Vec<Kind>) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = catalogue.kinds.iter().cloned().chain(own).collect();
    kinds.sort_by(|one, other| one.id.cmp(&other.id));
    kinds
}

/// The end that every procedure has comes first, then the file's own in its order.
fn reached(activities: &[Activity], own: Vec<Ending>) -> Vec<Ending> {
    let key = ResultKey::finished();
    let is_finished = |result: &Option<ResultKey>| result.as_ref() == Some(&key);
    let reaches = activities.iter().any(|activity| {
        is_finished(&activity.result)
            || activity
                .answers()
                .iter()
                .any(|answer| is_finished(&answer.result))
    });
    let title = Text::of("Concluido", "Finished");
    let finished = reaches.then_some(Ending { key, title });
    finished.into_iter().chain(own).collect()
}

fn activity(written: WrittenActivity) -> Option<Activity> {
    let number = target(written.number?.value)?;
    let named = written.result.into_value();
    let (question, next) = match (written.question, written.next) {
        (Field::Absent, Field::Absent) => (None, vec![number.following()?]),
        (question, next) => (
            question.into_value(),
            targets(next.into_value().unwrap_or_default())?,
        ),
    };
    let question = match question {
        Some(written) => Some(finish_question(written, next.is_empty(), named.as_ref())?),
        None => None,
    };
    let answers = question
        .as_ref()
        .map_or(&[][..], |question| &question.answers);
    let ends = next.is_empty() && answers.iter().all(|answer| answer.next.is_empty());
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
    let end = |written: Marked<WrittenAnswer>| answer(written.value, may_end, named);
    Some(Question {
        text: written.text?,
        answers: written
            .answers?
            .into_iter()
            .map(end)
            .collect::<Option<_>>()?,
        many: written.many?,
    })
}

/// An answer that ends without naming how ends as its activity does.
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
    let when: Vec<Marked<AnswerKey>> = written.when.into_value().unwrap_or_default();
    OutputGroup {
        any: values(written.any),
        when: values(when),
    }
}

fn form_group(written: WrittenFormGroup) -> FormGroup {
    FormGroup {
        any: values(written.any),
        output: written.output.value,
        when: values(written.when.into_value().unwrap_or_default()),
    }
}

fn values<T>(marked: Vec<Marked<T>>) -> Vec<T> {
    marked.into_iter().map(|marked| marked.value).collect()
}

fn targets(numbers: Vec<Marked<i64>>) -> Option<Vec<ActivityNumber>> {
    numbers
        .into_iter()
        .map(|number| target(number.value))
        .collect()
}

fn target(number: i64) -> Option<ActivityNumber> {
    ActivityNumber::new(u8::try_from(number).ok()?)
}
