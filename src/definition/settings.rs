//! The reading of a store's settings.

use crate::definition::acceptance::acceptance;
use crate::definition::calendar::{calendar, limit};
use crate::definition::document::document;
use crate::definition::part::Part;
use crate::definition::people::{WrittenPerson, check_people, people, person};
use crate::definition::problem::{Problem, Reason};
use crate::definition::reader::{Fields, Reader, Value, values};
use crate::definition::setting_fault::SettingFault;
use crate::definition::values::line;
use crate::model::{Accepted, Retired, RoleId, Settings};

/// Reads the settings of a store from the text of their file; people may hold only these roles.
///
/// # Errors
/// All problems of the file, in order of place.
pub fn settings(text: &str, roles: &[RoleId]) -> Result<Settings, Vec<Problem>> {
    let (settings, written) = document(text, Part::Settings, read, |reader, (_, written)| {
        check_people(reader, written.as_deref().unwrap_or_default(), roles);
    })?;
    let people = written.map(people);
    Ok(Settings { people, ..settings })
}

/// The settings without the people, and the people as written.
fn read(reader: &mut Reader, fields: &Fields) -> (Settings, Option<Vec<WrittenPerson>>) {
    let has_calendar = fields.has("calendar");
    let limits = reader.each(fields, "limits", Part::Limit, |reader, fields| {
        limit(reader, fields, has_calendar)
    });
    let mut accepted = Accepted::default();
    for one in reader.each(fields, "accepted", Part::Acceptance, acceptance) {
        accepted.events.extend(one.events);
        accepted.files.extend(one.files);
    }
    let outputs = reader.optional(fields, "outputs", outputs_required);
    let gate = reader.optional(fields, "gate", gate_allow);
    let settings = Settings {
        outputs_required: outputs.into_value().unwrap_or_default(),
        entities: values(reader.items(fields, "entities", line)),
        people: None,
        calendar: reader.optional(fields, "calendar", calendar).into_value(),
        limits: limits.into_iter().flatten().collect(),
        retired: values(reader.items(fields, "retired", retired)),
        gate_allow: gate.into_value().unwrap_or_default(),
        accepted,
    };
    let people = fields.has("people").then(|| written_people(reader, fields));
    (settings, people)
}

/// The files that a push may bring beside those of a store.
fn gate_allow(reader: &mut Reader, value: &Value) -> Option<Vec<String>> {
    let fields = reader.table(value, Part::Gate)?;
    Some(values(reader.items(&fields, "allow", line)))
}

/// A version of a procedure, `pr07@2`.
fn retired(reader: &mut Reader, value: &Value) -> Option<Retired> {
    let text = reader.string(value)?;
    let found = text.to_owned();
    Retired::parse(text)
        .or_else(|| reader.refuse(&value.span(), SettingFault::MalformedVersion(found)))
}

fn written_people(reader: &mut Reader, fields: &Fields) -> Vec<WrittenPerson> {
    let value = fields.value("people");
    let list = value.and_then(|value| Some((value, value.get_ref().as_array()?)));
    if let Some((value, list)) = list
        && list.is_empty()
    {
        reader.report(&value.span(), Reason::EmptyList);
    }
    reader.each(fields, "people", Part::Person, person)
}

/// `owed`, the default, or `required`.
fn outputs_required(reader: &mut Reader, value: &Value) -> Option<bool> {
    match reader.string(value)? {
        "owed" => Some(false),
        "required" => Some(true),
        other => {
            let found = other.to_owned();
            reader.refuse(&value.span(), SettingFault::UnknownOutputs(found))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::settings;
    use crate::definition::problem::{Named, Reason};
    use crate::definition::setting_fault::SettingFault;
    use crate::model::{ActivityNumber, ProcedureId, RoleId, Settings, Span};

    const ANA: &str = "[[people]]\nname = \"Ana Quispe\"\nemail = \"ana@unidad.bo\"\n\
        roles = [\"jefe-ugat\", \"dge\"]\n\
        substitutes = [{ name = \"luis  póma\", from = 2026-07-01, until = 2026-07-15 }]\n";
    const LUIS: &str = "[[people]]\nname = \"Luis Poma\"\nroles = \"dge\"\n";

    fn load(text: &str) -> Result<Settings, Vec<Reason>> {
        let roles = ["dge", "jefe-ugat"].map(|key| RoleId::parse(key).expect("a key"));
        let problems = |problems: Vec<_>| problems.into_iter();
        settings(text, &roles).map_err(|found| {
            problems(found)
                .map(|problem: crate::definition::Problem| problem.reason)
                .collect()
        })
    }

    #[track_caller]
    fn wrong(text: &str, expected: &[Reason]) {
        assert_eq!(load(text).expect_err("it has problems"), expected, "{text}");
    }

    #[test]
    fn what_nothing_is_said_of_is_as_in_a_new_store() {
        assert_eq!(load("# nothing\n"), Ok(Settings::default()));
        let said = load("outputs = \"required\"\nentities = [\"Ministerio X\"]\n");
        let said = said.expect("it is right");
        assert!(said.outputs_required && said.people.is_none());
        assert_eq!(said.entity("ministerio  x"), Some("Ministerio X"));
    }

    #[test]
    fn a_retired_version_is_a_procedure_and_a_number() {
        let said = load("retired = [\"pr07@2\"]\n").expect("it is right");
        let pr07 = ProcedureId::parse("pr07").expect("a key");
        assert!(said.is_retired(&pr07, 2) && !said.is_retired(&pr07, 3));
        for name in ["pr07", "PR7@2", "pr07@", "pr07@0", "pr07@x"] {
            let found = SettingFault::MalformedVersion(name.into());
            wrong(&format!("retired = [\"{name}\"]\n"), &[found.into()]);
        }
    }

    #[test]
    fn people_are_read_with_a_substitute_as_the_table_spells_him() {
        let settings = load(&(ANA.to_owned() + LUIS)).expect("it is right");
        let people = settings.people.expect("it has people");
        let ana = people.find("ANA@unidad.bo").expect("she is there");
        let roles: Vec<&str> = ana.roles.iter().map(|held| held.role.as_str()).collect();
        assert_eq!(roles, ["jefe-ugat", "dge"]);
        assert_eq!(ana.substitutes[0].name.as_str(), "Luis Poma");
        let luis = people.find("luis poma").expect("he is there");
        assert!(luis.substitutes.is_empty() && luis.email.is_none());
    }

    #[test]
    fn every_mistake_of_a_table_of_people_is_reported() {
        wrong(
            ANA,
            &[Reason::Unknown {
                what: Named::Person,
                key: "luis  póma".into(),
                meant: None,
            }],
        );
        wrong(
            &LUIS.replace("dge", "dgee"),
            &[Reason::Unknown {
                what: Named::HeldRole,
                key: "dgee".into(),
                meant: Some("dge".into()),
            }],
        );
        wrong(
            &(LUIS.to_owned() + "records_for = [\"jefe-ugta\"]\n"),
            &[Reason::Unknown {
                what: Named::HeldRole,
                key: "jefe-ugta".into(),
                meant: Some("jefe-ugat".into()),
            }],
        );
        wrong(
            &(LUIS.to_owned() + &LUIS.replace("Luis Poma", "LUIS   POMÁ")),
            &[Reason::DeclaredTwice {
                what: Named::Person,
                key: "LUIS   POMÁ".into(),
            }],
        );
        let email = "email = \"Ana@unidad.bo\"\n";
        wrong(
            &(ANA.to_owned() + LUIS + email),
            &[Reason::DeclaredTwice {
                what: Named::Email,
                key: "Ana@unidad.bo".into(),
            }],
        );
        wrong(
            &LUIS.replace("\"dge\"", "[\"dge\", \"dge\"]"),
            &[Reason::ListedTwice {
                what: Named::HeldRole,
                key: "dge".into(),
            }],
        );
        let both = ANA.to_owned() + LUIS;
        wrong(
            &both.replace("luis  póma", "Ana Quispe"),
            &[SettingFault::SubstituteOfOneself("Ana Quispe".into()).into()],
        );
        let day = |day| chrono::NaiveDate::from_ymd_opt(2026, 7, day).expect("a day");
        wrong(
            &both.replace("2026-07-01", "2026-07-16"),
            &[SettingFault::UntilBeforeFrom {
                from: day(16),
                until: day(15),
            }
            .into()],
        );
        for email in ["ana", "ana@", "@unidad.bo", "a@b@c", "ana q@unidad.bo"] {
            let found = email.to_owned();
            wrong(
                &both.replace("ana@unidad.bo", email),
                &[SettingFault::MalformedEmail(found).into()],
            );
        }
        wrong("people = []\n", &[Reason::EmptyList]);
        wrong(
            "outputs = \"always\"\n",
            &[SettingFault::UnknownOutputs("always".into()).into()],
        );
    }

    #[test]
    fn people_and_their_roles_may_be_dated() {
        let day = |text: &str| text.parse().expect("a day");
        let text = "[[people]]\nname = \"Ana Quispe\"\nuntil = 2026-11-30\n\
            roles = [\"dge\", { role = \"jefe-ugat\", from = 2026-01-01, until = 2026-06-30 }, \
            { role = \"jefe-ugat\", from = 2026-09-01 }]\n";
        let settings = load(text).expect("it is right");
        let people = settings.people.expect("it has people");
        let ana = people.find("ana quispe").expect("she is there");
        assert!(ana.is_there(day("2026-11-30")) && !ana.is_there(day("2026-12-01")));
        let roles = |on: &str| ana.roles_on(day(on)).len();
        let days = ["2025-12-31", "2026-06-30", "2026-07-01", "2026-09-01"];
        assert_eq!(days.map(roles), [1, 2, 1, 2]);
        let alone = text
            .replace("[\"dge\", ", "")
            .replace(" }, { role = \"jefe-ugat\", from = 2026-09-01 }]", " }");
        let people = load(&alone)
            .expect("it is right")
            .people
            .expect("it has people");
        let ana = people.find("ana quispe").expect("she is there");
        assert_eq!(ana.roles_on(day("2026-06-30")).len(), 1);
    }

    #[test]
    fn every_mistake_of_days_in_a_table_of_people_is_reported() {
        let day = |text: &str| text.parse().expect("a day");
        let person = |rest: &str| format!("[[people]]\nname = \"Ana Quispe\"\n{rest}\n");
        let jefe = || RoleId::recorded("jefe-ugat");
        let backwards = |from, until| {
            let (from, until) = (day(from), day(until));
            Reason::from(SettingFault::UntilBeforeFrom { from, until })
        };
        wrong(
            &person("from = 2026-07-01\nuntil = 2026-06-30"),
            &[backwards("2026-07-01", "2026-06-30")],
        );
        wrong(
            &person("roles = [{ role = \"dge\", from = 2026-02-02, until = 2026-02-01 }]"),
            &[backwards("2026-02-02", "2026-02-01")],
        );
        wrong(
            &person("roles = [\"jefe-ugat\", { role = \"jefe-ugat\", from = 2026-02-02 }]"),
            &[SettingFault::RoleTwice(jefe()).into()],
        );
        let apart = "roles = [{ role = \"jefe-ugat\", from = 2026-02-02, until = 2026-03-01 }, \
            { role = \"jefe-ugat\", until = 2026-02-02 }]";
        wrong(&person(apart), &[SettingFault::RoleTwice(jefe()).into()]);
        wrong(
            &person("until = 2026-01-31\nroles = { role = \"jefe-ugat\", from = 2026-02-01 }"),
            &[SettingFault::RoleNeverHeld(jefe()).into()],
        );
        wrong(
            &person("roles = [{ from = 2026-02-01 }]"),
            &[Reason::MissingKey("role")],
        );
        assert!(load(&person("roles = [{ role = \"dge\", since = 2026-02-01 }]")).is_err());
        assert!(
            load(&person(
                "roles = [{ role = \"dge\", from = \"2026-02-01\" }]"
            ))
            .is_err()
        );
        assert!(load(&person("from = 7")).is_err());
    }

    #[test]
    fn a_calendar_and_limits_are_read_and_every_mistake_of_them_is_reported() {
        let text = "limits = [{ procedure = \"pr07\", activity = 4, limit = \"10 working days\" }]\n\
            [calendar]\nholidays = [2026-01-01]\n";
        let settings = load(text).expect("it is right");
        let calendar = settings.calendar.expect("it has one");
        let day = |text: &str| text.parse().expect("a day");
        assert!(!calendar.is_working(day("2026-01-01")) && !calendar.is_working(day("2026-01-03")));
        let procedure = ProcedureId::parse("pr07").expect("a key");
        let activity = ActivityNumber::new(4).expect("a number");
        assert_eq!(settings.limits[0].span, Span::WorkingDays(10));
        assert_eq!(
            (&settings.limits[0].procedure, settings.limits[0].activity),
            (&procedure, activity)
        );
        let fault = |text: &str| load(text).expect_err("it is wrong");
        let found = |found: &str| found.to_owned();
        let zone = SettingFault::MalformedZone(found("La Paz"));
        assert_eq!(fault("[calendar]\ntime_zone = \"La Paz\"\n"), [zone.into()]);
        let all = "[calendar]\nweekend = [\"monday\", \"tuesday\", \"wednesday\", \"thursday\", \"friday\", \"saturday\", \"sunday\"]\n";
        assert_eq!(fault(all), [SettingFault::NoWorkingDay.into()]);
        let uncounted =
            "[[limits]]\nprocedure = \"pr07\"\nactivity = 4\nlimit = \"3 working days\"\n";
        assert_eq!(fault(uncounted), [SettingFault::NoCalendar.into()]);
        for wrong in ["", "10", "ten days", "0 days", "10 working", "4000 days"] {
            let text =
                format!("[[limits]]\nprocedure = \"pr07\"\nactivity = 4\nlimit = \"{wrong}\"\n");
            let limit = SettingFault::MalformedLimit(found(wrong));
            assert_eq!(fault(&text), [limit.into()]);
        }
    }

    #[test]
    fn a_name_that_is_lost_makes_no_substitute_unknown() {
        let text = ANA.to_owned() + &LUIS.replace("name = \"Luis Poma\"\n", "");
        wrong(&text, &[Reason::MissingKey("name")]);
    }
}
