//! What an activity owes after its answers.

use serde::{Deserialize, Serialize};

use crate::model::{Activity, AnswerKey, FormGroup, FormId, Output, OutputKind};

/// An owed output: of any of these kinds and, where forms are named, as any of those forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due<'a> {
    pub any: &'a [OutputKind],
    /// Empty where no form of the catalogue is asked for.
    pub forms: &'a [FormId],
}

/// What an activity still owes after these answers and outputs. An output without a form, such as a
/// reference to papers, settles any form of its kind.
pub fn due<'a>(activity: &'a Activity, answers: &[AnswerKey], given: &[&Output]) -> Vec<Due<'a>> {
    let plain = |kind: &OutputKind| {
        let mut given = given.iter();
        given.any(|output| output.form.is_none() && output.kind == *kind)
    };
    let filled = |form: &FormId| {
        let mut forms = given.iter().filter_map(|output| output.form.as_ref());
        forms.any(|record| record.form == *form)
    };
    let asked: Vec<_> = activity.forms_after(answers).collect();
    let owed = activity.owes_after(answers).filter(|group| {
        let is_given = given.iter().any(|output| group.contains(&output.kind));
        !is_given && !asked.iter().any(|form| group.contains(&form.output))
    });
    let kinds = owed.map(|any| Due { any, forms: &[] });
    let is_open = |form: &&&FormGroup| !plain(&form.output) && !form.any.iter().any(&filled);
    let forms = asked.iter().filter(is_open).map(|group| Due {
        any: std::slice::from_ref(&group.output),
        forms: &group.any,
    });
    let mut due = Vec::new();
    // Called for every act of every case: `for_each` walks a chain faster than `collect`.
    kinds.chain(forms).for_each(|one| due.push(one));
    due
}

/// [`Due`] with owned values.
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
