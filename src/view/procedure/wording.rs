//! The parts of an activity in words.

use crate::model::{
    Activity, ActivityNumber, Answer, AnswerKey, OutputGroup, OutputKind, ResultKey, RoleId,
};
use crate::text;
use crate::view::each::each;
use crate::view::one_line;
use crate::view::procedure::view::ProcedureView;
use crate::words::{Language, Text, either, listed};

/// Follows a question that takes several answers.
pub const MANY_ANSWERS: Text = Text::of(" (una o varias respuestas)", " (one or more answers)");

/// The parts of an activity in words, in one language.
#[derive(Clone, Copy)]
pub struct Wording<'a> {
    pub view: &'a ProcedureView<'a>,
    pub language: Language,
}

impl Wording<'_> {
    /// The roles of an activity, by title and key.
    pub fn who(&self, activity: &Activity) -> String {
        let title = |id: &RoleId| match self.view.procedure.role(id) {
            Some(role) => format!("{} ({id})", one_line(&role.title, self.language)),
            None => id.to_string(),
        };
        either(&each(&activity.roles, title), self.language)
    }

    /// The outputs that are due, and those that may be given.
    pub fn owed(&self, activity: &Activity) -> String {
        let (due, free): (Vec<&OutputGroup>, Vec<_>) =
            activity.outputs.iter().partition(|group| group.is_owed());
        let mut parts = each(due, |group| self.group(group));
        if parts.is_empty() {
            parts.push(Text::of("nada", "nothing").get(self.language).to_owned());
        }
        let free = free.iter().flat_map(|group| &group.any);
        let free = each(free.filter(|kind| !kind.is_flow()), |kind| self.kind(kind));
        if !free.is_empty() {
            let free = either(&free, self.language);
            let words = text!("puede dejar: {free}", "may leave: {free}");
            parts.push(words.get(self.language).to_owned());
        }
        parts.join("; ")
    }

    /// The forms that are due, and the kinds of output that they count as; `None` without any.
    pub fn forms(&self, activity: &Activity) -> Option<String> {
        let groups = each(&activity.forms, |group| {
            let forms = either(&group.any, self.language);
            let kind = self.kind(&group.output);
            let words = text!("{forms}, como {kind}", "{forms}, as {kind}");
            self.due(words.get(self.language), &group.when)
        });
        (!groups.is_empty()).then(|| groups.join("; "))
    }

    fn group(&self, group: &OutputGroup) -> String {
        let kinds = either(&each(&group.any, |kind| self.kind(kind)), self.language);
        self.due(&kinds, &group.when)
    }

    /// What is due, and the answers that make it so.
    fn due(&self, what: &str, when: &[AnswerKey]) -> String {
        if when.is_empty() {
            return what.to_owned();
        }
        let answers = either(&each(when, |key| format!("`{key}`")), self.language);
        let words = text!(
            "{what} (solo con {answers})",
            "{what} (only with {answers})"
        );
        words.get(self.language).to_owned()
    }

    fn kind(&self, id: &OutputKind) -> String {
        let kind = self.view.procedure.kind(id);
        kind.map_or_else(
            || id.to_string(),
            |kind| one_line(&kind.title, self.language),
        )
    }

    /// An answer, and where it leads.
    pub fn answer(&self, activity: &Activity, answer: &Answer) -> String {
        let (key, label) = (&answer.key, one_line(&answer.title, self.language));
        let leads = self.led_to(activity, answer);
        format!("{label} (`{key}`) → {leads}")
    }

    /// Where an answer leads.
    pub fn led_to(&self, activity: &Activity, answer: &Answer) -> String {
        if !answer.next.is_empty() {
            self.leads(activity.number, &answer.next)
        } else if activity.next.is_empty() {
            let result = answer.result.as_ref().or(activity.result.as_ref());
            let end = self.end(result);
            let words = text!("fin: {end}", "end: {end}");
            words.get(self.language).to_owned()
        } else {
            let words = Text::of("nada más", "nothing more");
            words.get(self.language).to_owned()
        }
    }

    /// Activity numbers in words; those that loop back are marked.
    pub fn leads(&self, from: ActivityNumber, to: &[ActivityNumber]) -> String {
        let leads: Vec<String> = to
            .iter()
            .map(|target| {
                let words = text!("vuelve a {target}", "back to {target}");
                if self.view.course.loops(from, *target) {
                    words.get(self.language).to_owned()
                } else {
                    target.to_string()
                }
            })
            .collect();
        let leads = listed(&leads, self.language);
        let parallel = text!("{leads}, en paralelo", "{leads}, in parallel");
        if to.len() > 1 {
            parallel.get(self.language).to_owned()
        } else {
            leads
        }
    }

    /// The end that a case reaches there.
    pub fn end(&self, result: Option<&ResultKey>) -> String {
        let finished = ResultKey::finished();
        let key = result.unwrap_or(&finished);
        match self.view.procedure.ending(key) {
            Some(ending) => format!("{} (`{key}`)", one_line(&ending.title, self.language)),
            None => format!("`{key}`"),
        }
    }
}
