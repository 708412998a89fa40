//! The commands that come next, as they are typed.

use crate::engine::{Due, Reader};
use crate::model::{Activity, AnswerKey, EventId, OutputKind, Procedure};
use crate::view::case::status::view::ReadyView;
use crate::words::{Language, Placeholder, Text, matching, shell_word};

/// The commands by which the reader ends a ready work item, one for each way; none where they may
/// not. The first names an entity where the case needs one from this activity on.
pub fn commands(
    (procedure, is_named): (&Procedure, bool),
    work: &ReadyView,
    (short, language): (&str, Language),
    reader: &Reader,
) -> Vec<String> {
    let Some(way) = reader.to(&work.role) else {
        return Vec::new();
    };
    let number = work.activity;
    let mut advance = format!("ugat case advance {short} {number}");
    let answers = work.answers.get(..1).unwrap_or_default();
    for answer in answers {
        advance += &format!(" --answer {answer}");
    }
    if !is_named && number >= procedure.entity_from {
        advance += entity().get(language);
    }
    let activity = procedure.activity(number);
    let always = work.owes.iter().map(Vec::as_slice);
    let after = activity.map(|activity| activity.owes_only_after(answers));
    for any in always.chain(after.into_iter().flatten()) {
        let due = Due { any, forms: &[] };
        advance += giving((procedure, activity), due, Some(answers)).get(language);
    }
    let mut all = vec![advance];
    if let Some(to) = work.returns_to.first() {
        let to = match work.returns_to.len() {
            1 => String::new(),
            _ => format!(" --to {to}"),
        };
        let reason = reason(language);
        all.push(format!(
            "ugat case return {short} {number}{to} --reason {reason}"
        ));
    }
    if let Some(whom) = way.chosen(work.assigned.as_deref()) {
        let whom = shell_word(whom.as_str());
        for command in &mut all {
            *command += &format!(" --on-behalf-of {whom}");
        }
    }
    all
}

/// The option that names an entity.
pub fn entity() -> Text {
    let Text { es, en } = Placeholder::Entity.text();
    Text::owned(format!(" --entity {es}"), format!(" --entity {en}"))
}

/// The options that give what is due of an activity after these answers, to follow a command on it.
/// Where the answers are not at hand, and the kind depends on them, the kind is left to be filled in.
pub fn giving(
    (procedure, activity): (&Procedure, Option<&Activity>),
    due: Due,
    answers: Option<&[AnswerKey]>,
) -> Text {
    if !due.forms.is_empty() {
        let Text { es, en } = Placeholder::File.text();
        return Text::owned(format!(" --form {es}"), format!(" --form {en}"));
    }
    let kind = fitting((procedure, activity), due.any, answers);
    Text::of_each(|language| {
        let kind = kind.map_or(Placeholder::Kind.name(language), OutputKind::as_str);
        let reference = Placeholder::Reference.name(language);
        format!(" --output {kind}={reference}")
    })
}

/// The kind to offer among those of which any one will do: one that is called like an answer given,
/// else one that is called like no answer at all.
fn fitting<'k>(
    (procedure, activity): (&Procedure, Option<&Activity>),
    any: &'k [OutputKind],
    answers: Option<&[AnswerKey]>,
) -> Option<&'k OutputKind> {
    let called = |kind: &OutputKind| {
        let title = matching(&procedure.kind(kind)?.title.es);
        let mut all = activity?.answers().iter();
        all.find(|answer| matching(&answer.title.es) == title)
    };
    let (first, several) = (any.first(), any.len() > 1);
    if !several {
        return first;
    }
    let Some(answers) = answers else {
        return first.filter(|_| any.iter().all(|kind| called(kind).is_none()));
    };
    let given = |kind: &&OutputKind| called(kind).is_some_and(|one| answers.contains(&one.key));
    let mut kinds = any.iter();
    let fits = kinds.find(given);
    fits.or_else(|| any.iter().find(|kind| called(kind).is_none()))
        .or(first)
}

/// The command that keeps one side of a conflict.
pub fn resolve(event: EventId, short: &str, language: Language) -> String {
    let event = event.short(8);
    let reason = reason(language);
    format!("ugat case resolve {short} {event} --reason {reason}")
}

pub const fn reason(language: Language) -> &'static str {
    Placeholder::Reason.name(language)
}
