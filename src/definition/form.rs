//! The reading of a form of the catalogue.

use strum::VariantArray as _;

use crate::definition::document::document;
use crate::definition::form_check::check;
use crate::definition::form_rule::{condition, rule};
use crate::definition::form_written::{WrittenField, WrittenForm, WrittenMandatory, WrittenRule};
use crate::definition::heading::readings;
use crate::definition::part::Part;
use crate::definition::problem::{Expected, Problem, Reason};
use crate::definition::reader::{Field, Fields, Marked, Reader, Value, values};
use crate::definition::values::{boolean, key, line, prose, title, version, word};
use crate::model::{
    self, Choice, Custody, Digest, FieldKey, FieldShape, Form, FormId, Format, Mandatory,
    OptionKey, OutputKind, Rule,
};

/// Reads a form from the text of its file.
pub fn form(text: &str) -> Result<Form, Vec<Problem>> {
    let written = document(text, Part::Form, read, check)?;
    let form = finish(written, Digest::of(text.as_bytes()));
    Ok(form.expect("a file without problems has every part"))
}

/// The type of a field, without its options.
#[derive(Clone, Copy)]
enum Type {
    One(Format),
    List(Format),
    YesNo,
    OneOf,
    SomeOf,
}

fn read(reader: &mut Reader, fields: &Fields) -> WrittenForm {
    if !fields.has("field") {
        reader.report(&fields.place, Reason::MissingKey("field"));
    }
    WrittenForm {
        id: reader.required(fields, "id", key(FormId::parse)),
        version: reader.required(fields, "version", version),
        title: reader.required(fields, "title", title),
        about: reader.optional(fields, "about", prose),
        source: reader.optional(fields, "source", line),
        output: reader.required(fields, "output", key(OutputKind::parse)),
        fields: reader.each(fields, "field", Part::Field, field),
        rules: reader.each(fields, "rule", Part::Rule, rule),
        readings: readings(reader, fields),
    }
}

fn field(reader: &mut Reader, fields: &Fields) -> WrittenField {
    let kind = reader.required(fields, "type", kind);
    let options = reader.optional(fields, "options", options);
    let shape = kind.and_then(|kind| shape(reader, fields, &kind, options));
    let mut flag = |key| reader.optional(fields, key, boolean).into_value() == Some(true);
    let (secret, personal) = (flag("secret"), flag("personal"));
    if secret && personal {
        let span = fields.entry_span("personal").unwrap_or_default();
        let (key, by) = ("personal", "secret");
        reader.report(&span, Reason::Excluded { key, by });
    }
    WrittenField {
        key: reader.required(fields, "key", key(FieldKey::parse)),
        section: reader.optional(fields, "section", title),
        label: reader.required(fields, "label", title),
        help: reader.optional(fields, "help", prose),
        shape,
        mandatory: reader.optional(fields, "mandatory", mandatory),
        custody: match (secret, personal) {
            (true, _) => Custody::Secret,
            (false, true) => Custody::Personal,
            (false, false) => Custody::Open,
        },
    }
}

fn kind(reader: &mut Reader, value: &Value) -> Option<Type> {
    if value.get_ref().is_str() {
        let chosen = [
            ("yes-no", Type::YesNo),
            ("one-of", Type::OneOf),
            ("some-of", Type::SomeOf),
        ];
        let texts = Format::VARIANTS.iter();
        let texts = texts.map(|format| (format.into(), Type::One(*format)));
        return word(reader, value, &texts.chain(chosen).collect::<Vec<_>>());
    }
    let fields = reader.table_or(value, Part::ListType, Expected::StringOrTable)?;
    let formats = Format::VARIANTS.iter();
    let formats = formats.map(|format| (format.into(), Type::List(*format)));
    let formats: Vec<_> = formats.collect();
    let list = reader.required(&fields, "list", |reader, value| {
        word(reader, value, &formats)
    });
    list.map(|list| list.value)
}

fn options(reader: &mut Reader, value: &Value) -> Option<Vec<Choice>> {
    let choices = reader.filled_list(value, |reader, value| {
        let fields = reader.table(value, Part::Choice)?;
        let key = reader.required(&fields, "key", key(OptionKey::parse));
        let title = reader.required(&fields, "title", title);
        Some(Choice {
            key: key?.value,
            title: title?.value,
        })
    });
    choices.map(values)
}

/// The shape of a field; only types that choose have options, and they must have them.
fn shape(
    reader: &mut Reader,
    fields: &Fields,
    kind: &Marked<Type>,
    options: Field<Vec<Choice>>,
) -> Option<FieldShape> {
    let plain = match kind.value {
        Type::One(format) => FieldShape::One(format),
        Type::List(format) => FieldShape::List(format),
        Type::YesNo => FieldShape::YesNo,
        Type::OneOf => return chosen(reader, fields, options).map(FieldShape::OneOf),
        Type::SomeOf => return chosen(reader, fields, options).map(FieldShape::SomeOf),
    };
    if let Some(span) = fields.entry_span("options") {
        let (key, by) = ("options", "type");
        reader.report(&span, Reason::Excluded { key, by });
    }
    Some(plain)
}

fn chosen(
    reader: &mut Reader,
    fields: &Fields,
    options: Field<Vec<Choice>>,
) -> Option<Vec<Choice>> {
    if let Field::Absent = options {
        reader.report(&fields.place, Reason::MissingKey("options"));
    }
    options.into_value()
}

fn mandatory(reader: &mut Reader, value: &Value) -> Option<WrittenMandatory> {
    match value.get_ref().as_bool() {
        Some(flag) => Some(WrittenMandatory::Flat(flag)),
        None => condition(reader, value).map(WrittenMandatory::When),
    }
}

fn finish(written: WrittenForm, digest: Digest) -> Option<Form> {
    let fields = written.fields.into_iter().map(finish_field);
    let rules = written.rules.into_iter().map(WrittenRule::finish);
    Some(Form {
        id: written.id?.value,
        version: written.version?.value,
        title: written.title?.value,
        about: written.about.into_value(),
        source: written.source.into_value(),
        output: written.output?.value,
        fields: fields.collect::<Option<Vec<model::Field>>>()?,
        rules: rules.collect::<Option<Vec<Rule>>>()?,
        readings: written.readings,
        digest,
    })
}

fn finish_field(written: WrittenField) -> Option<model::Field> {
    Some(model::Field {
        key: written.key?.value,
        section: written.section.into_value(),
        label: written.label?.value,
        help: written.help.into_value(),
        shape: written.shape?,
        mandatory: match written.mandatory.into_value() {
            None | Some(WrittenMandatory::Flat(false)) => Mandatory::No,
            Some(WrittenMandatory::Flat(true)) => Mandatory::Always,
            Some(WrittenMandatory::When(condition)) => Mandatory::When(condition.finish()),
        },
        custody: written.custody,
    })
}

#[cfg(test)]
mod tests {
    use super::form;
    use crate::definition::problem::{Named, Reason};
    use crate::model::{Condition, FieldShape, Format, Mandatory, Requirement};

    const FORM: &str = r#"
id = "solicitud"
version = 1
title = { es = "Solicitud", en = "Request" }
output = "formulario-solicitud"

[[field]]
key = "perfil"
label = { es = "Perfil", en = "Profile" }
type = "one-of"
options = [{ key = "web", title = { es = "Web", en = "Web" } }]
mandatory = true

[[field]]
key = "correos"
label = { es = "Correos", en = "E-mails" }
type = { list = "email" }
mandatory = { field = "perfil", is = "web" }

[[rule]]
when = { field = "correos" }
fields = ["perfil"]
must = { include = ["web"] }
level = "error"
text = { es = "no", en = "no" }
"#;

    fn kinds(text: &str) -> Vec<&'static str> {
        let problems = form(text).err().unwrap_or_default();
        problems
            .iter()
            .map(|problem| problem.reason.kind())
            .collect()
    }

    #[test]
    fn a_form_is_read_with_its_conditions_and_rules() {
        let form = form(FORM).expect("it is right");
        assert_eq!(form.fields[1].shape, FieldShape::List(Format::Email));
        let condition = &form.fields[1].mandatory;
        assert!(matches!(
            condition,
            Mandatory::When(Condition::Holds { .. })
        ));
        assert!(matches!(form.rules[0].when, Some(Condition::Given(_))));
        assert!(matches!(form.rules[0].must, Requirement::Include(_)));
    }

    #[test]
    fn every_mistake_of_a_form_is_reported() {
        #[track_caller]
        fn case(old: &str, new: &str, expected: &[&str]) {
            assert!(FORM.contains(old), "{old}");
            assert_eq!(kinds(&FORM.replace(old, new)), expected, "{new}");
        }
        case("output = \"formulario-solicitud\"\n", "", &["missing-key"]);
        case("\"one-of\"", "\"choice\"", &["unknown-word"]);
        case(
            "\"one-of\"",
            "\"text\"",
            &["excluded", "unknown-option", "unknown-option"],
        );
        case("{ list = \"email\" }", "\"some-of\"", &["missing-key"]);
        case(
            "{ list = \"email\" }",
            "{ list = \"yes-no\" }",
            &["unknown-word"],
        );
        case(
            "key = \"correos\"",
            "key = \"perfil\"",
            &[
                "declared-twice",
                "unknown-option",
                "unknown-field",
                "unknown-option",
            ],
        );
        case("is = \"web\"", "is = \"movil\"", &["unknown-option"]);
        case(
            "{ field = \"perfil\", is",
            "{ answered = \"cd\", field = \"perfil\", is",
            &["excluded"],
        );
        case(
            "{ include = [\"web\"] }",
            "{ be = \"yes\" }",
            &["no-yes-no"],
        );
        case(
            "{ include = [\"web\"] }",
            "{ include = [\"web\"], be = \"past\" }",
            &["excluded"],
        );
        case(
            "{ include = [\"web\"] }",
            "{ be = \"nice\" }",
            &["unknown-word"],
        );
        case(
            "fields = [\"perfil\"]",
            "fields = [\"profil\"]",
            &["unknown-field"],
        );
        case("level = \"error\"", "level = \"hint\"", &["unknown-word"]);
        case(
            "mandatory = true",
            "mandatory = true\nsecret = true\npersonal = true",
            &["excluded"],
        );
        case("mandatory = true", "mandatory = \"yes\"", &["wrong-type"]);
        case("mandatory = true", "mandatori = true", &["unknown-key"]);
        case(
            "title = { es = \"Web\", en = \"Web\" }",
            "title = { es = \"Web\" }",
            &["missing-language", "unknown-option", "unknown-option"],
        );
        assert_eq!(
            kinds("id = \"a\"\nversion = 1\ntitle = { es = \"a\", en = \"a\" }\noutput = \"a\"\n"),
            ["missing-key"]
        );
    }

    #[test]
    fn a_field_that_is_unknown_is_reported_with_the_nearest() {
        let text = FORM.replace("fields = [\"perfil\"]", "fields = [\"perfl\"]");
        let problems = form(&text).expect_err("it is wrong");
        let expected = Reason::Unknown {
            what: Named::Field,
            key: "perfl".into(),
            meant: Some("perfil".into()),
        };
        assert_eq!(problems[0].reason, expected);
    }
}
