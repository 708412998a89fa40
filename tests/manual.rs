//! The shipped procedures against tables written by hand, from the manual and not from the files.
//!
//! A table's first line is the heading. Then one line for each activity: number, roles (`/`: any of
//! them), outputs (` + `: all, `/`: any, `when`: only with that answer), what always follows, the
//! question (`one of`, `any of`) with what follows each answer, what it reviews, and whether it is
//! done by another manual.

use std::collections::{BTreeMap, BTreeSet};

use ugat::{
    Activity, ActivityNumber, Answer, OutputGroup, OutputKind, Procedure, Question, ResultKey,
};

const IDS: [&str; 4] = ["pr05", "pr06", "pr07", "pr09"];
const LONGEST_TITLE: usize = 60;

fn shipped(id: &str) -> Procedure {
    let mut shipped = ugat::shipped::all().iter();
    let found = shipped.find(|shipped| shipped.id == id);
    found.expect("the procedure is shipped").with_readings()
}

fn all_shipped() -> impl Iterator<Item = Procedure> {
    IDS.into_iter().map(shipped)
}

fn table(procedure: &Procedure) -> String {
    let lines = procedure.activities.iter().map(line);
    std::iter::once(heading(procedure)).chain(lines).collect()
}

fn heading(procedure: &Procedure) -> String {
    let approval = procedure.approved.as_ref().expect("the manual is approved");
    format!(
        "{} | {} | version {} | {} of {} | {} | entity from {}\n",
        procedure.id,
        procedure.code,
        procedure.version,
        approval.by,
        approval.on,
        procedure
            .source
            .as_deref()
            .expect("the manual is the source"),
        procedure.entity_from,
    )
}

fn line(activity: &Activity) -> String {
    let outputs: Vec<String> = activity.outputs.iter().map(group).collect();
    let mut columns = vec![
        activity.number.to_string(),
        joined(&activity.roles, "/"),
        outputs.join(" + "),
    ];
    columns.extend(flow(activity));
    if !activity.review.is_empty() {
        columns.push(format!("review of {}", joined(&activity.review, " ")));
    }
    if activity.manual.is_some() {
        columns.push("other manual".to_owned());
    }
    columns.join(" | ") + "\n"
}

fn group(group: &OutputGroup) -> String {
    let any = joined(&group.any, "/");
    if group.when.is_empty() {
        any
    } else {
        format!("{any} when {}", joined(&group.when, "/"))
    }
}

fn flow(activity: &Activity) -> Vec<String> {
    let asked = activity.question.as_ref().map(question);
    if activity.next.is_empty() {
        vec![asked.unwrap_or_else(|| end(activity.result.as_ref()))]
    } else {
        let always = to(&activity.next);
        std::iter::once(always).chain(asked).collect()
    }
}

fn question(question: &Question) -> String {
    let choice = if question.many { "any of" } else { "one of" };
    let answers: Vec<String> = question.answers.iter().map(answer).collect();
    format!("{choice}: {}", answers.join(", "))
}

fn answer(answer: &Answer) -> String {
    let leads = if answer.next.is_empty() {
        end(answer.result.as_ref())
    } else {
        to(&answer.next)
    };
    format!("{} {leads}", answer.key)
}

fn to(next: &[ActivityNumber]) -> String {
    format!("to {}", joined(next, " "))
}

fn end(result: Option<&ResultKey>) -> String {
    let result = result.cloned().unwrap_or_else(ResultKey::finished);
    format!("end {result}")
}

fn joined(items: &[impl ToString], between: &str) -> String {
    let items: Vec<String> = items.iter().map(ToString::to_string).collect();
    items.join(between)
}

#[test]
fn every_activity_is_as_the_manual_has_it() {
    #[track_caller]
    fn case(id: &str, activities: usize, expected: &str) {
        let procedure = shipped(id);
        assert_eq!(table(&procedure), expected, "{id}");
        assert_eq!(procedure.activities.len(), activities, "{id}");
    }
    case("pr05", 28, include_str!("manual/pr05.txt"));
    case("pr06", 19, include_str!("manual/pr06.txt"));
    case("pr07", 27, include_str!("manual/pr07.txt"));
    case("pr09", 14, include_str!("manual/pr09.txt"));
}

#[test]
fn every_reading_stands_beside_what_it_concerns() {
    fn line(procedure: &Procedure) -> String {
        let of_activities: Vec<String> = procedure
            .activities
            .iter()
            .filter(|activity| !activity.readings.is_empty())
            .map(|activity| format!("{}: {}", activity.number, activity.readings.len()))
            .collect();
        let whole = procedure.readings.len();
        format!(
            "{} | whole {whole} | {}\n",
            procedure.id,
            of_activities.join(", ")
        )
    }
    let found: String = all_shipped().map(|procedure| line(&procedure)).collect();
    assert_eq!(found, include_str!("manual/readings.txt"));
}

#[test]
fn the_roles_are_those_of_the_manual_and_every_one_is_named() {
    let roles: BTreeMap<String, String> = all_shipped()
        .flat_map(|procedure| procedure.roles)
        .map(|role| (role.id.to_string(), role.title.es.into_owned()))
        .collect();
    assert_eq!(listed(&roles), include_str!("manual/roles.txt"));
}

#[test]
fn the_kinds_of_output_are_those_of_the_manual() {
    let kinds: BTreeMap<String, String> = all_shipped()
        .flat_map(|procedure| procedure.kinds)
        .map(|kind| (kind.id.to_string(), kind.title.es.into_owned()))
        .collect();
    assert_eq!(listed(&kinds), include_str!("manual/outputs.txt"));
}

fn listed(titles: &BTreeMap<String, String>) -> String {
    let lines = titles.iter().map(|(key, title)| [key, " | ", title, "\n"]);
    lines.flatten().collect()
}

#[test]
fn every_kind_of_output_is_left_by_some_activity() {
    let left: BTreeSet<OutputKind> = all_shipped()
        .flat_map(|procedure| procedure.activities)
        .flat_map(|activity| activity.outputs)
        .flat_map(|group| group.any)
        .collect();
    for kind in all_shipped().flat_map(|procedure| procedure.kinds) {
        assert!(left.contains(&kind.id), "{}", kind.id);
    }
}

#[test]
fn every_end_that_is_reached_has_a_title() {
    for procedure in all_shipped() {
        for activity in &procedure.activities {
            let of_answers = activity
                .answers()
                .iter()
                .filter_map(|answer| answer.result.as_ref());
            for key in activity.result.iter().chain(of_answers) {
                assert!(procedure.ending(key).is_some(), "{} {key}", procedure.id);
            }
        }
    }
}

#[test]
fn titles_are_short_in_both_languages() {
    for procedure in all_shipped() {
        let of_activities = procedure.activities.iter().map(|activity| &activity.title);
        for title in std::iter::once(&procedure.title).chain(of_activities) {
            for text in [&title.es, &title.en] {
                let length = text.chars().count();
                assert!(length <= LONGEST_TITLE, "{length} characters: {text}");
            }
        }
    }
}

#[test]
fn what_the_manual_holds_besides_its_activities_is_as_printed() {
    let manual = ugat::shipped::manual();
    let norms: Vec<String> = manual
        .norms
        .iter()
        .map(|norm| format!("{} {}", norm.on, norm.name.es))
        .collect();
    let expected = [
        "2009-02-07 Constitución Política del Estado",
        "2011-08-08 Ley N° 164",
        "2015-01-15 Ley N° 650",
        "2018-07-11 Ley N° 1080",
        "2013-11-13 Decreto Supremo N° 1793",
        "2015-09-09 Decreto Supremo N° 2514",
        "2017-07-12 Decreto Supremo N° 3251",
    ];
    assert_eq!(norms.len(), expected.len());
    for (norm, expected) in norms.iter().zip(expected) {
        assert!(norm.starts_with(expected), "{norm}");
    }
    assert_eq!((&*manual.code, manual.version), ("UGAT/AIT-M06", 2));
    let (by, on) = (&manual.approved.by, manual.approved.on.to_string());
    assert_eq!((&**by, &*on), ("R.A. AGETIC/RA/0153/2023", "2023-11-20"));
    let definitions = manual.terms.iter().take(5).map(|term| &*term.name.es);
    let definitions: Vec<&str> = definitions.collect();
    assert_eq!(
        definitions,
        [
            "Ambiente demo",
            "Ambiente productivo",
            "Herramientas de gobierno electrónico",
            "Plan de implementación",
            "Prueba piloto"
        ]
    );
}

#[test]
fn the_change_control_says_as_many_activities_as_there_are() {
    let manual = ugat::shipped::manual();
    let changes: Vec<(String, u32, u32)> = manual
        .changes
        .iter()
        .map(|one| (one.procedure.to_string(), one.before, one.now))
        .collect();
    let expected = [("pr05", 23, 28), ("pr07", 24, 27), ("pr09", 8, 14)];
    let expected = expected.map(|(id, before, now)| (id.to_owned(), before, now));
    assert_eq!(changes, expected);
    for change in &manual.changes {
        let activities = shipped(change.procedure.as_str()).activities.len();
        assert_eq!(activities, change.now as usize, "{}", change.procedure);
    }
}
