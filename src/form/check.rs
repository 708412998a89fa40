//! The check of a filled form against its form.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use strum::IntoStaticStr;

use crate::form::format::{FormatFault, app_activity, check_format, date, https};
use crate::model::{
    AnswerKey, Condition, Entry, Field, FieldKey, FieldShape, FieldValue, Filled, Form, FormId,
    Level, Mandatory, Requirement, Rule, Secret,
};
use crate::words::Text;

/// What a form is checked against beside itself.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    /// The answers of its case, if there is a case.
    pub answers: Option<&'a [AnswerKey]>,
    /// The forms that the same entity has given.
    pub known: BTreeSet<FormId>,
    pub today: NaiveDate,
}

/// A fault of a filled form, or something unlikely to be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// `None` for the form as a whole.
    pub field: Option<FieldKey>,
    /// The index of the value, in a field with several.
    pub value: Option<usize>,
    pub level: Level,
    pub fault: Fault,
}

/// A fault of a value; scripts know it by the name of its variant.
#[derive(Clone, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Fault {
    /// A mandatory field is empty.
    Missing,
    #[strum(transparent)]
    Format(FormatFault),
    /// The same value more than once.
    #[strum(serialize = "listed-twice")]
    Twice,
    /// The message of a rule of the form.
    Rule(Text),
}

/// Checks a filled form against its form; the fields in `wrong` already have a problem and are
/// skipped.
pub fn check(form: &Form, filled: &Filled, wrong: &[FieldKey], context: &Context) -> Vec<Finding> {
    let checked = Checked {
        filled,
        wrong,
        context,
    };
    let mut found = Vec::new();
    let readable = |field: &&Field| !wrong.contains(&field.key);
    for field in form.fields.iter().filter(readable) {
        match filled.entry(&field.key) {
            None if checked.is_mandatory(field) => found.push(Finding {
                field: Some(field.key.clone()),
                value: None,
                level: Level::Error,
                fault: Fault::Missing,
            }),
            None => {}
            Some(entry) => found.extend(of_entry(field, entry)),
        }
    }
    let broken: Vec<FieldKey> = found.iter().filter_map(|one| one.field.clone()).collect();
    for rule in form.rules.iter().filter(|rule| checked.applies(rule)) {
        found.extend(checked.of_rule(rule, &broken));
    }
    let place = |finding: &Finding| {
        let key = finding.field.as_ref();
        let place = form.fields.iter().position(|field| Some(&field.key) == key);
        place.unwrap_or(usize::MAX)
    };
    found.sort_by_key(|finding| (place(finding), finding.level));
    found
}

fn of_entry(field: &Field, entry: &Entry) -> Vec<Finding> {
    let format = match field.shape {
        FieldShape::One(format) | FieldShape::List(format) => format,
        FieldShape::YesNo | FieldShape::OneOf(_) | FieldShape::SomeOf(_) => return Vec::new(),
    };
    let finding = |value, fault| Finding {
        field: Some(field.key.clone()),
        value,
        level: Level::Error,
        fault,
    };
    let texts = match entry {
        Entry::Secret(Secret::Text(text)) => std::slice::from_ref(text),
        Entry::Secret(Secret::Given) => &[],
        Entry::Value(value) => value.texts(),
    };
    let many = field.shape.is_many();
    let mut found = Vec::new();
    for (place, text) in texts.iter().enumerate() {
        let value = many.then_some(place);
        if let Err(fault) = check_format(format, text) {
            found.push(finding(value, Fault::Format(fault)));
        } else if texts[..place].contains(text) {
            found.push(finding(value, Fault::Twice));
        }
    }
    found
}

struct Checked<'a> {
    filled: &'a Filled,
    wrong: &'a [FieldKey],
    context: &'a Context<'a>,
}

impl Checked<'_> {
    fn is_mandatory(&self, field: &Field) -> bool {
        match &field.mandatory {
            Mandatory::No => false,
            Mandatory::Always => true,
            Mandatory::When(condition) => self.holds(condition),
        }
    }

    fn applies(&self, rule: &Rule) -> bool {
        let when = rule.when.as_ref();
        when.is_none_or(|condition| self.holds(condition))
    }

    fn holds(&self, condition: &Condition) -> bool {
        match condition {
            Condition::Holds { field, value } => match self.value(field) {
                Some(FieldValue::Flag(flag)) => value.as_str() == if *flag { "yes" } else { "no" },
                Some(held) => held.texts().iter().any(|text| text == value.as_str()),
                None => false,
            },
            Condition::Given(field) => self.filled.entry(field).is_some(),
            Condition::Answered(answers) => {
                let given = self.context.answers.unwrap_or_default();
                answers.iter().any(|answer| given.contains(answer))
            }
            Condition::NotAnswered(answers) => {
                let given = self.context.answers;
                given.is_some_and(|given| !answers.iter().any(|answer| given.contains(answer)))
            }
        }
    }

    fn value(&self, field: &FieldKey) -> Option<&FieldValue> {
        match self.filled.entry(field)? {
            Entry::Value(value) => Some(value),
            Entry::Secret(_) => None,
        }
    }

    /// The findings of a rule; fields with other faults are not judged.
    fn of_rule(&self, rule: &Rule, broken: &[FieldKey]) -> Vec<Finding> {
        let finding = |field: Option<&FieldKey>| Finding {
            field: field.cloned(),
            value: None,
            level: rule.level,
            fault: Fault::Rule(rule.text.clone()),
        };
        if let Requirement::Known(form) = &rule.must {
            let is_known = self.context.known.contains(form);
            return (!is_known).then(|| finding(None)).into_iter().collect();
        }
        let fields = rule.fields.iter();
        fields
            .filter(|key| !self.wrong.contains(key) && !broken.contains(key))
            .filter(|key| !self.meets(key, &rule.must))
            .map(|key| finding(Some(key)))
            .collect()
    }

    /// Whether a field meets a requirement; an empty field meets all that do not ask for a value.
    fn meets(&self, field: &FieldKey, must: &Requirement) -> bool {
        let entry = self.filled.entry(field);
        let texts = self.value(field).map_or(&[][..], FieldValue::texts);
        let all = |holds: fn(&str) -> bool| texts.iter().all(|text| holds(text));
        match must {
            Requirement::Given => entry.is_some(),
            Requirement::Empty => entry.is_none(),
            Requirement::Yes => self.value(field) == Some(&FieldValue::Flag(true)),
            Requirement::Https => all(|text| https(text).is_ok()),
            Requirement::AppActivity => all(|text| app_activity(text).is_ok()),
            Requirement::Past => texts
                .iter()
                .all(|text| date(text).is_none_or(|day| day <= self.context.today)),
            Requirement::Include(options) => options
                .iter()
                .all(|option| texts.iter().any(|text| text == option.as_str())),
            Requirement::Known(form) => self.context.known.contains(form),
        }
    }
}
