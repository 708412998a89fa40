use serde::{Deserialize, Serialize};

use crate::model::{Activity, AnswerKey, FormId, Output, OutputKind};

/// What work owes: any of these kinds of output and, where forms are named, any of those forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due<'a> {
    pub any: &'a [OutputKind],
    /// Empty: an output that is no form of the catalogue.
    pub forms: &'a [FormId],
}

/// What an activity owes after these answers and that nothing of what was given settles. An output
/// that names no form, such as a reference to the papers, stands for any of its kind.
pub fn due<'a>(activity: &'a Activity, answers: &[AnswerKey], given: &[&Output]) -> Vec<Due<'a>> {
    let plain = |kind: &OutputKind| {
        let mut given = given.iter();
        given.any(|output| output.form.is_none() && output.kind == *kind)
    };
    let filled = |form: &FormId| {
        let forms = given.iter().filter_map(|output| output.form.as_ref());
        forms.into_iter().any(|record| record.form == *form)
    };
    let asked: Vec<_> = activity.forms_after(answers).collect();
    let kinds = activity.owes_after(answers).filter(|group| {
        let is_given = given.iter().any(|output| group.contains(&output.kind));
        !is_given && !asked.iter().any(|form| group.contains(&form.output))
    });
    let kinds = kinds.map(|any| Due { any, forms: &[] });
    let forms = asked
        .iter()
        .filter(|group| !plain(&group.output) && !group.any.iter().any(&filled));
    let forms = forms.map(|group| Due {
        any: std::slice::from_ref(&group.output),
        forms: &group.any,
    });
    let mut due = Vec::new();
    // Of every act of every case: `for_each` goes through a chain faster than what collects it.
    kinds.chain(forms).for_each(|one| due.push(one));
    due
}

/// The same with nothing borrowed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owed {
    pub any: Vec<OutputKind>,
    pub forms: Vec<FormId>,
}

impl Due<'_> {
    pub fn owned(self) -> Owed {
        Owed {
            any: self.any.to_vec(),
            forms: self.forms.to_vec(),
        }
    }
}

impl Owed {
    pub fn borrowed(&self) -> Due<'_> {
        Due {
            any: &self.any,
            forms: &self.forms,
        }
    }
}
