//! The loading of a procedure from the text of its file.

use crate::definition::activity::activity;
use crate::definition::catalogue::Catalogue;
use crate::definition::check::check;
use crate::definition::document::document;
use crate::definition::finish::finish;
use crate::definition::heading::{declarations, heading};
use crate::definition::misfit::Misfit;
use crate::definition::part::Part;
use crate::definition::places::Places;
use crate::definition::problem::Problem;
use crate::definition::reader::{Fields, Reader};
use crate::definition::written::Written;
use crate::model::{Digest, OutputKind, Procedure, ResultKey, RoleId};

/// A procedure of a file without problems, not yet proved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    pub procedure: Procedure,
    pub places: Places,
}

/// Reads a procedure from the text of its file.
///
/// # Errors
/// All problems of the file, in order of place.
pub fn load(text: &str, catalogue: &Catalogue) -> Result<Loaded, Vec<Problem>> {
    let written = document(text, Part::Procedure, read, |reader, written| {
        check(reader, written, catalogue);
    })?;
    let places = Places::of(text, &written.activities);
    let finished = finish(written, catalogue, Digest::of(text.as_bytes()));
    let procedure = finished.expect("a file without problems has every part");
    Ok(Loaded { procedure, places })
}

fn read(reader: &mut Reader, fields: &Fields) -> Written {
    if !fields.has("activity") {
        reader.report(&fields.place, Misfit::NoActivity);
    }
    Written {
        heading: heading(reader, fields),
        roles: declarations(reader, fields, ("role", Part::Role), RoleId::parse),
        outputs: declarations(
            reader,
            fields,
            ("output", Part::Declaration),
            OutputKind::parse,
        ),
        endings: declarations(
            reader,
            fields,
            ("ending", Part::Declaration),
            ResultKey::parse,
        ),
        activities: reader.each(fields, "activity", Part::Activity, activity),
    }
}

#[cfg(test)]
mod tests {
    use super::load;
    use crate::definition::LONGEST_FILE;
    use crate::definition::catalogue::Catalogue;
    use crate::definition::compiled;
    use crate::definition::misfit::Misfit;
    use crate::definition::problem::{Expected, Newer, Problem, Reason, Shape, Syntax};
    use crate::model::{ActivityNumber, AnswerKey, Digest, KeyFault};

    const DEMO: &str = include_str!("../../tests/definitions/demo.procedure");

    fn catalogue() -> Catalogue {
        Catalogue::load(
            include_str!("../../tests/definitions/roles.catalogue"),
            include_str!("../../tests/definitions/outputs.catalogue"),
        )
        .expect("the catalogue is valid")
    }

    fn reasons(text: &str) -> Vec<Reason> {
        let problems = load(text, &catalogue()).err().unwrap_or_default();
        problems.into_iter().map(|problem| problem.reason).collect()
    }

    fn number(number: u8) -> ActivityNumber {
        ActivityNumber::new(number).expect("it is small")
    }

    #[test]
    fn what_a_file_leaves_out_is_filled_in() {
        let procedure = load(DEMO, &catalogue()).expect("it is valid").procedure;
        let roles: Vec<&str> = procedure
            .roles
            .iter()
            .map(|role| role.id.as_str())
            .collect();
        assert_eq!(roles, ["entidad", "jefe", "notario", "profesional"]);
        let kinds: Vec<&str> = procedure
            .kinds
            .iter()
            .map(|kind| kind.id.as_str())
            .collect();
        assert_eq!(kinds, ["acta", "flujo", "informe", "nota", "testimonio"]);
        let endings: Vec<&str> = procedure
            .endings
            .iter()
            .map(|ending| ending.key.as_str())
            .collect();
        assert_eq!(endings, ["finished", "rejected"]);
        let next: Vec<&[ActivityNumber]> = procedure
            .activities
            .iter()
            .map(|activity| &*activity.next)
            .collect();
        assert_eq!(next, [&[number(2)][..], &[], &[]]);
        let titles = procedure.activities[1]
            .answers()
            .iter()
            .map(|answer| &*answer.title.es);
        assert_eq!(titles.collect::<Vec<_>>(), ["Sí", "No", "Después"]);
        assert_eq!(procedure.digest, Digest::of(DEMO.as_bytes()));
    }

    #[test]
    fn every_end_has_a_result_and_nothing_else_has_one() {
        let procedure = load(DEMO, &catalogue()).expect("it is valid").procedure;
        let result = |result: &Option<_>| result.as_ref().map(ToString::to_string);
        let of_activities = procedure
            .activities
            .iter()
            .map(|activity| result(&activity.result));
        assert_eq!(
            of_activities.collect::<Vec<_>>(),
            [None, None, Some("finished".into())]
        );
        let answers = procedure.activities[1].answers();
        let of_answers = answers.iter().map(|answer| result(&answer.result));
        assert_eq!(
            of_answers.collect::<Vec<_>>(),
            [None, Some("rejected".into()), Some("finished".into())]
        );
    }

    #[test]
    fn every_part_can_be_pointed_at() {
        let places = load(DEMO, &catalogue()).expect("it is valid").places;
        let no = AnswerKey::parse("no").expect("it is a key");
        assert_eq!(&DEMO[places.activity(number(2))], "number = 2");
        assert_eq!(&DEMO[places.next(number(3))], "next = []");
        assert_eq!(&DEMO[places.next(number(1))], "number = 1");
        assert_eq!(&DEMO[places.review(number(3))], "review = [2]");
        assert_eq!(
            &DEMO[places.answer(number(2), &no)],
            r#"{ key = "no", next = [], result = "rejected" }"#
        );
        assert!(DEMO[places.question(number(2))].starts_with("question = { text"));
        assert_eq!(places.activity(number(9)), 0..0);
    }

    #[test]
    fn the_compiled_form_reads_back_as_it_was_but_for_its_readings() {
        let mut procedure = load(DEMO, &catalogue()).expect("it is valid").procedure;
        let text = compiled::write(&procedure).leak();
        procedure.readings.clear();
        for activity in &mut procedure.activities {
            activity.readings.clear();
        }
        assert_eq!(
            compiled::read(text).expect("it was just written"),
            procedure
        );
    }

    #[test]
    fn every_mistake_is_reported_in_one_go_and_in_order() {
        let text = DEMO
            .replace("version = 2", "version = \"2\"")
            .replace("role = \"jefe\"", "role = \"\"")
            .replace("next = [3]", "next = [71]");
        let found = Shape::String;
        assert_eq!(
            reasons(&text),
            [
                Reason::WrongType {
                    found,
                    expected: Expected::Integer
                },
                Misfit::LeadsNowhere { from: 2, to: 71 }.into(),
                Reason::MalformedKey {
                    key: String::new(),
                    fault: KeyFault::Form
                },
            ]
        );
    }

    #[test]
    fn a_fault_of_syntax_hides_what_it_makes_doubtful_and_nothing_before_it() {
        let text = DEMO
            .replace("version = 2", "version = 0")
            .replace("role = \"jefe\"", "role = jefe");
        assert_eq!(
            reasons(&text),
            [
                Reason::NumberOutside {
                    found: "0".into(),
                    most: None
                },
                Reason::Syntax(Syntax::Unquoted),
            ]
        );
    }

    #[test]
    fn newer_toml_is_one_mistake_among_others() {
        let text = DEMO
            .replace("en = \"Draft\" }", "en = \"Draft\", }")
            .replace("[2]", "[1, 1]");
        assert_eq!(
            reasons(&text),
            [
                Reason::NewerToml(Newer::TrailingComma),
                Misfit::ReviewTwice(1).into(),
            ]
        );
    }

    #[test]
    fn a_declaration_without_a_key_makes_no_other_name_unknown() {
        let text = DEMO.replace("key = \"notario\"\n", "");
        assert_eq!(reasons(&text), [Reason::MissingKey("key")]);
    }

    #[test]
    fn an_endless_file_and_endless_activities_have_a_bound() {
        let text = " ".repeat(LONGEST_FILE + 1);
        let reason = Reason::FileTooLarge {
            bytes: LONGEST_FILE + 1,
            most: LONGEST_FILE,
        };
        assert_eq!(
            load(&text, &catalogue()),
            Err(vec![Problem { span: 0..0, reason }])
        );
        let heading = "id = \"a\"\nversion = 1\ntitle = { es = \"a\", en = \"a\" }\n";
        let activity = |number: usize| {
            let title = "{ es = \"a\", en = \"a\" }";
            format!(
                "[[activity]]\nnumber = {number}\ntitle = {title}\nrole = \"jefe\"\nnext = [1]\n"
            )
        };
        let activities = |most| (1..=most).map(activity).collect::<String>();
        assert_eq!(reasons(&(heading.to_owned() + &activities(128))), []);
        assert_eq!(
            reasons(&(heading.to_owned() + &activities(129))),
            [Misfit::TooManyActivities {
                found: 129,
                most: 128
            }
            .into()]
        );
    }
}
