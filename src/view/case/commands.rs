//! The commands that come next, as they are typed.

use crate::engine::Due;
use crate::model::{EventId, OutputKind};
use crate::view::case::status::view::ReadyView;
use crate::words::{Language, Text};

/// The commands that end a ready work item, one for each way. The first names an entity where the
/// case needs one from this activity on.
pub fn commands(
    wants_entity: bool,
    work: &ReadyView,
    short: &str,
    language: Language,
) -> Vec<String> {
    let number = work.activity;
    let mut advance = format!("ugat case advance {short} {number}");
    if let Some(answer) = work.answers.first() {
        advance += &format!(" --answer {answer}");
    }
    if wants_entity {
        advance += match language {
            Language::Spanish => " --entity ENTIDAD",
            Language::English => " --entity ENTITY",
        };
    }
    for kind in work.owes.iter().filter_map(|group| group.first()) {
        advance += &format!(" --output {kind}=REF");
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
    all
}

/// The options that give what is due, to follow a command on its activity.
pub fn giving(due: Due) -> Text {
    if due.forms.is_empty() {
        let kind = due.any.first().map_or("", OutputKind::as_str);
        return Text::same(format!(" --output {kind}=REF"));
    }
    Text::of(" --form ARCHIVO", " --form FILE")
}

/// The command that keeps one side of a conflict.
pub fn resolve(event: EventId, short: &str, language: Language) -> String {
    let event = event.short(8);
    let reason = reason(language);
    format!("ugat case resolve {short} {event} --reason {reason}")
}

pub const fn reason(language: Language) -> &'static str {
    match language {
        Language::Spanish => "MOTIVO",
        Language::English => "REASON",
    }
}
