use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::form::format::{FormatFault, app_activity, check_format, date, https};
use crate::model::{
    AnswerKey, Condition, Entry, Field, FieldKey, FieldShape, FieldValue, Filled, Form, FormId,
    Level, Mandatory, Requirement, Rule, Secret,
};
use crate::words::Text;

/// What a form is held against beside itself.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    /// What its case has answered, where there is one.
    pub answers: Option<&'a [AnswerKey]>,
    /// The forms that are known of the same entity.
    pub known: BTreeSet<FormId>,
    pub today: NaiveDate,
}

/// Something that is wrong with a filled form, or unlikely to be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The field in which it stands; none: the form as a whole.
    pub field: Option<FieldKey>,
    /// Which of several values.
    pub value: Option<usize>,
    pub level: Level,
    pub fault: Fault,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is mandatory.
    Missing,
    Format(FormatFault),
    /// The same value more than once.
    Twice,
    /// What a rule of the form says.
    Rule(Text),
}

/// Holds a filled form against the form; of the fields in which something wrong stands already
/// nothing is said.
pub fn check(form: &Form, filled: &Filled, wrong: &[FieldKey], context: &Context) -> Vec<Finding> {
    let checked = Checked {
        filled,
        wrong,
        context,
    };
    let mut found = Vec::new();
    for field in form
        .fields
        .iter()
        .filter(|field| !wrong.contains(&field.key))
    {
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
        let place = key.and_then(|key| form.fields.iter().position(|field| field.key == *key));
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
        rule.when
            .as_ref()
            .is_none_or(|condition| self.holds(condition))
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

    /// A rule says nothing of a field that is wrong in itself.
    fn of_rule(&self, rule: &Rule, broken: &[FieldKey]) -> Vec<Finding> {
        let finding = |field: Option<&FieldKey>| Finding {
            field: field.cloned(),
            value: None,
            level: rule.level,
            fault: Fault::Rule(rule.text.clone()),
        };
        if let Requirement::Known(form) = &rule.must {
            let known = self.context.known.contains(form);
            return if known {
                Vec::new()
            } else {
                vec![finding(None)]
            };
        }
        let fields = rule.fields.iter();
        let judged = fields.filter(|key| !self.wrong.contains(key) && !broken.contains(key));
        judged
            .filter(|key| !self.meets(key, &rule.must))
            .map(|key| finding(Some(key)))
            .collect()
    }

    /// Whether a field meets a requirement; what is empty meets all but those that ask for more.
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
