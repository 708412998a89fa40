use crate::model::{Activity, ActivityNumber, Answer, OutputGroup, OutputKind, ResultKey};
use crate::text;
use crate::view::procedure::view::ProcedureView;
use crate::view::said;
use crate::words::{Language, Text, either, listed};

/// What there is to say of an activity, in one language.
#[derive(Clone, Copy)]
pub struct Wording<'a> {
    pub view: &'a ProcedureView<'a>,
    pub language: Language,
}

impl Wording<'_> {
    /// Who does it, by title and key.
    pub fn who(&self, activity: &Activity) -> String {
        let titles: Vec<String> = activity
            .roles
            .iter()
            .map(|id| match self.view.procedure.role(id) {
                Some(role) => format!("{} ({id})", said(&role.title, self.language)),
                None => id.to_string(),
            })
            .collect();
        either(&titles, self.language)
    }

    /// What is due, and what may be left though nothing is due.
    pub fn owed(&self, activity: &Activity) -> String {
        let (due, free): (Vec<&OutputGroup>, Vec<_>) =
            activity.outputs.iter().partition(|group| group.is_owed());
        let mut parts: Vec<String> = due.iter().map(|group| self.group(group)).collect();
        if parts.is_empty() {
            parts.push(Text::of("nada", "nothing").get(self.language).to_owned());
        }
        let free = free.iter().flat_map(|group| &group.any);
        let free: Vec<String> = free
            .filter(|kind| !kind.is_flow())
            .map(|kind| self.kind(kind))
            .collect();
        if !free.is_empty() {
            let free = either(&free, self.language);
            let words = text!("puede dejar: {free}", "may leave: {free}");
            parts.push(words.get(self.language).to_owned());
        }
        parts.join("; ")
    }

    fn group(&self, group: &OutputGroup) -> String {
        let kinds: Vec<String> = group.any.iter().map(|kind| self.kind(kind)).collect();
        let kinds = either(&kinds, self.language);
        if group.when.is_empty() {
            return kinds;
        }
        let answers: Vec<String> = group.when.iter().map(|key| format!("`{key}`")).collect();
        let answers = either(&answers, self.language);
        let words = text!(
            "{kinds} (solo con {answers})",
            "{kinds} (only with {answers})"
        );
        words.get(self.language).to_owned()
    }

    fn kind(&self, id: &OutputKind) -> String {
        let kind = self.view.procedure.kind(id);
        kind.map_or_else(|| id.to_string(), |kind| said(&kind.title, self.language))
    }

    /// An answer, and where it leads.
    pub fn answer(&self, activity: &Activity, answer: &Answer) -> String {
        let (key, label) = (&answer.key, said(&answer.title, self.language));
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

    /// Numbers in words, those marked to which the work goes back.
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

    /// How a case ends there.
    pub fn end(&self, result: Option<&ResultKey>) -> String {
        let finished = ResultKey::finished();
        let key = result.unwrap_or(&finished);
        match self.view.procedure.ending(key) {
            Some(ending) => format!("{} (`{key}`)", said(&ending.title, self.language)),
            None => format!("`{key}`"),
        }
    }
}
