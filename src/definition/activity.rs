//! The reading of an activity: its outputs, forms, question and answers.

use crate::definition::heading::readings;
use crate::definition::misfit::Misfit;
use crate::definition::part::Part;
use crate::definition::problem::Expected;
use crate::definition::reader::{Field, Fields, Marked, Reader, Value};
use crate::definition::values::{key, key_list, keys, number, numbers, title, word};
use crate::definition::written::{
    ActivityPlaces, WrittenActivity, WrittenAnswer, WrittenFormGroup, WrittenGroup, WrittenQuestion,
};
use crate::model::{AnswerKey, FormId, OutputKind, ResultKey, RoleId};
use crate::words::Text;

pub fn activity(reader: &mut Reader, fields: &Fields) -> WrittenActivity {
    // Problems at one place are told in the order in which the keys are read.
    let own = reader.required(fields, "number", number);
    let called = reader.required(fields, "title", title);
    let roles = reader.required(fields, "role", keys(RoleId::parse));
    let review = reader.optional(fields, "review", |reader, value| {
        reader.filled_list(value, number)
    });
    WrittenActivity {
        place: fields.place.clone(),
        number: own,
        title: called,
        roles: roles.map_or_else(Vec::new, |roles| roles.value),
        outputs: reader.items(fields, "outputs", group),
        forms: reader.items(fields, "forms", form_group),
        next: reader.optional(fields, "next", numbers),
        question: reader.optional(fields, "question", question),
        review: review.into_value().unwrap_or_default(),
        result: reader.optional(fields, "result", key(ResultKey::parse)),
        readings: readings(reader, fields),
        manual: reader.optional(fields, "manual", title),
        places: ActivityPlaces {
            number: fields.entry_span("number"),
            next: fields.entry_span("next"),
            question: fields.entry_span("question"),
            review: fields.entry_span("review"),
        },
    }
}

fn group(reader: &mut Reader, value: &Value) -> Option<WrittenGroup> {
    if value.get_ref().is_str() {
        let kind = key(OutputKind::parse)(reader, value)?;
        let (any, when) = (vec![Marked::of(value, kind)], Field::Absent);
        return Some(WrittenGroup { any, when });
    }
    let fields = reader.table_or(value, Part::Group, Expected::StringOrTable)?;
    let any = reader.required(&fields, "any", key_list(OutputKind::parse));
    let when = reader.optional(&fields, "when", key_list(AnswerKey::parse));
    let any = any?.value;
    Some(WrittenGroup { any, when })
}

fn form_group(reader: &mut Reader, value: &Value) -> Option<WrittenFormGroup> {
    let fields = reader.table(value, Part::FormGroup)?;
    let any = reader.required(&fields, "any", key_list(FormId::parse));
    let output = reader.required(&fields, "output", key(OutputKind::parse));
    let when = reader.optional(&fields, "when", key_list(AnswerKey::parse));
    Some(WrittenFormGroup {
        any: any?.value,
        output: output?,
        when,
    })
}

fn question(reader: &mut Reader, value: &Value) -> Option<WrittenQuestion> {
    let fields = reader.table(value, Part::Question)?;
    let text = reader.required(&fields, "text", title);
    let many = match reader.optional(&fields, "select", select) {
        Field::Absent => Some(false),
        many @ (Field::Wrong | Field::Right(_)) => many.into_value(),
    };
    let answers = reader.required(&fields, "answers", answers);
    Some(WrittenQuestion {
        text: text.map(|text| text.value),
        many,
        answers: answers.map(|answers| answers.value),
    })
}

fn select(reader: &mut Reader, value: &Value) -> Option<bool> {
    word(reader, value, &[("one", false), ("many", true)])
}

fn answers(reader: &mut Reader, value: &Value) -> Option<Vec<Marked<WrittenAnswer>>> {
    let count = value.get_ref().as_array().map(|array| array.len());
    if let Some(found @ 0..2) = count {
        reader.report(&value.span(), Misfit::TooFewAnswers(found));
    }
    reader.list(value, answer)
}

fn answer(reader: &mut Reader, value: &Value) -> Option<WrittenAnswer> {
    let fields = reader.table(value, Part::Answer)?;
    let key_read = reader.required(&fields, "key", key(AnswerKey::parse));
    Some(WrittenAnswer {
        title: answer_title(reader, &fields, key_read.as_ref()),
        key: key_read,
        next: reader.required(&fields, "next", numbers),
        result: reader.optional(&fields, "result", key(ResultKey::parse)),
    })
}

/// The title of an answer; `yes` and `no` need none in the file.
fn answer_title(
    reader: &mut Reader,
    fields: &Fields,
    key: Option<&Marked<AnswerKey>>,
) -> Option<Text> {
    match reader.optional(fields, "title", title) {
        Field::Right(title) => return Some(title.value),
        Field::Wrong => return None,
        Field::Absent => {}
    }
    let key = key?;
    match key.value.as_str() {
        "yes" => Some(Text::of("Sí", "Yes")),
        "no" => Some(Text::same("No")),
        other => {
            let (span, key) = (&key.span, other.to_owned());
            reader.refuse(span, Misfit::AnswerWithoutTitle(key))
        }
    }
}
