//! What may be typed of a store: cases, procedures, roles, people; and of what is shipped.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::cli::case::{kind_choices, role_choices};
use crate::cli::completions::candidate::Candidate;
use crate::cli::input::choice::Choice;
use crate::cli::session::gathered::outlined;
use crate::engine::Outline;
use crate::model::{Procedure, Zone};
use crate::store::{Record, Store, Versions, candidates, shipped};
use crate::view::CaseRow;
use crate::words::{Language, series};

/// The most journals that are read to complete one word.
pub const MOST: usize = 100;

/// Cases by the beginning of what they are called, with their entity and state.
pub fn cases(store: &Store, typed: &str, language: Language) -> Vec<Candidate> {
    let found = candidates(store, typed, MOST)
        .unwrap_or_default()
        .into_iter();
    let offered = found.filter_map(|one| {
        let about = one.record.map(|record| brief(&record, language));
        Candidate::new(one.name, &about.unwrap_or_default())
    });
    offered.collect()
}

fn brief(record: &Record, language: Language) -> String {
    let (outline, newer) = (Outline::of(&record.case()), record.journal.newer.is_some());
    let case = outlined(&record.id, &outline, record.definitions(), newer);
    CaseRow::of(&case, 0, Zone::la_paz()).brief(language)
}

pub fn procedures(store: Option<&Store>, language: Language) -> Vec<Candidate> {
    let mut known = known(store);
    known.dedup_by_key(|one| one.id.clone());
    let offered = known
        .iter()
        .filter_map(|one| Candidate::new(one.id.as_str(), one.title.get(language)));
    offered.collect()
}

/// Each version of each procedure, as `pr07@2`.
pub fn versions(store: Option<&Store>, language: Language) -> Vec<Candidate> {
    let known = known(store);
    let offered = known.iter().filter_map(|one| {
        let named = format!("{}@{}", one.id, one.version);
        Candidate::new(named, one.title.get(language))
    });
    offered.collect()
}

pub fn roles(store: Option<&Store>, language: Language) -> Vec<Candidate> {
    chosen(store.and_then(|store| role_choices(store).ok()), language)
}

pub fn kinds(store: Option<&Store>, language: Language) -> Vec<Candidate> {
    chosen(store.and_then(|store| kind_choices(store).ok()), language)
}

/// The people of the unit on a day, with the roles that they hold then.
pub fn people(store: Option<&Store>, day: Option<NaiveDate>) -> Vec<Candidate> {
    let people = store.and_then(|store| store.settings.people.as_ref());
    let Some((people, day)) = people.zip(day) else {
        return Vec::new();
    };
    let there = people.iter().filter(|person| person.is_there(day));
    let offered = there.filter_map(|person| {
        let roles = series(&person.roles_on(day));
        Candidate::new(person.name.as_str(), &roles)
    });
    offered.collect()
}

/// The labels of some cases.
pub fn labels(store: Option<&Store>) -> Vec<Candidate> {
    let entries = store.and_then(|store| Some((store, store.entries().ok()?)));
    let Some((store, entries)) = entries else {
        return Vec::new();
    };
    let newest = &entries[entries.len().saturating_sub(MOST)..];
    let labels = store.each(newest, |found, _| match found {
        Ok(record) => {
            let labels = record.case().labels().into_iter();
            labels.map(ToString::to_string).collect()
        }
        Err(_) => Vec::new(),
    });
    let labels: BTreeSet<String> = labels.into_iter().flatten().collect();
    labels
        .into_iter()
        .filter_map(|label| Candidate::new(label, ""))
        .collect()
}

pub fn forms(language: Language) -> Vec<Candidate> {
    let forms = shipped::forms().iter();
    forms
        .filter_map(|form| Candidate::new(form.id.as_str(), form.title.get(language)))
        .collect()
}

pub fn terms(language: Language) -> Vec<Candidate> {
    let terms = shipped::manual().terms.into_iter();
    terms
        .filter_map(|term| Candidate::new(term.name.get(language), term.text.get(language)))
        .collect()
}

fn chosen(choices: Option<Vec<Choice>>, language: Language) -> Vec<Candidate> {
    let choices = choices.unwrap_or_default().into_iter();
    choices
        .filter_map(|choice| Candidate::new(choice.key, choice.label.get(language)))
        .collect()
}

/// What is known in the store; without one, what comes with the program.
fn known(store: Option<&Store>) -> Vec<Procedure> {
    match store.and_then(|store| Versions::of(store).ok()) {
        Some(versions) => {
            let known = versions.known.iter();
            known.map(|(_, one)| one.procedure.clone()).collect()
        }
        None => {
            let shipped = shipped::all().iter();
            shipped.map(shipped::Shipped::procedure).collect()
        }
    }
}
