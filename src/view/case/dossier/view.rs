//! The answer of `case dossier`.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use crate::engine::{Case, Marks};
use crate::model::{Approval, CaseId, Digest, EventId, Procedure, Settings};
use crate::view::case::dossier::parts::{EndedView, MovedView, ready_words};
use crate::view::case::log::entry::LogEntry;
use crate::view::case::status::acts::ConflictView;
use crate::view::case::status::view::{LinkView, ReadyView};
use crate::view::each::each;
use crate::view::{CaseState, LogView, OutputView, OutputsView, Reveal, StatusView};
use crate::words::Text;

/// The answer of `case dossier`: a case as a paper file, made from its journal, its definition
/// and the settings alone.
#[derive(Debug, Serialize)]
pub struct DossierView {
    pub case: String,
    pub procedure: DossierProcedure,
    pub title: Option<String>,
    #[serde(rename = "ref")]
    pub reference: Option<String>,
    pub entities: Vec<String>,
    pub labels: Vec<String>,
    pub state: CaseState,
    pub result: Option<String>,
    pub links: Vec<LinkView>,
    pub started: DossierMoment,
    /// The act that happened last.
    pub last: DossierMoment,
    /// What was given, by the days of the acts that gave it, then what is due.
    pub documents: Vec<OutputView>,
    pub acts: Vec<LogEntry>,
    /// The open ones.
    pub conflicts: Vec<ConflictView>,
    /// The ready work, with its due days.
    pub ready: Vec<ReadyView>,
    /// The ended ones.
    pub ended: Vec<EndedView>,
    /// The moves from one version of the procedure to another.
    pub migrations: Vec<MovedView>,
    pub integrity: Integrity,
    /// The damaged lines of the journal, which were not read.
    pub damage: Vec<Text>,
    /// Whether it has acts that only a later version of the program understands.
    pub newer: bool,
    #[serde(skip)]
    pub state_words: Text,
    #[serde(skip)]
    pub ready_words: Vec<Text>,
    /// The position of each act in `acts`, by its event.
    #[serde(skip)]
    pub numbers: BTreeMap<EventId, usize>,
}

#[derive(Debug, Serialize)]
pub struct DossierProcedure {
    pub id: String,
    pub code: String,
    pub title: Text,
    pub name: Option<Text>,
    pub version: u32,
    pub revision: u32,
    /// True where the definition ships with `ugat`, false where it only bears the name of one that
    /// does.
    pub official: Option<bool>,
    pub digest: Digest,
    pub approved: Option<Approval>,
    pub source: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct DossierMoment {
    pub at: String,
    pub by: String,
    #[serde(skip)]
    pub day: NaiveDate,
}

/// What proves that the paper file is of this case, whole.
#[derive(Debug, Serialize)]
pub struct Integrity {
    pub events: usize,
    /// The events that no other event has seen, in order of id.
    pub heads: Vec<EventId>,
    /// The SHA-256 of the ids of all events, in order, each followed by a line end.
    pub sha256: Digest,
}

impl DossierView {
    /// Personal data of forms is left out unless it is asked for.
    pub fn of(
        id: &CaseId,
        case: &Case,
        (marks, settings): (&Marks, &Settings),
        reveal: Reveal,
    ) -> Self {
        let status = StatusView::of(id, case, marks, settings);
        let events = case.events().iter().map(|event| event.id);
        let last = (0..case.events().len()).max_by_key(|place| (case.day(*place), *place));
        Self {
            case: status.case.clone(),
            procedure: DossierProcedure::of(case.procedure()),
            title: status.title.clone(),
            reference: status.reference.clone(),
            entities: status.entities.clone(),
            state: status.state,
            result: status.result.clone(),
            started: DossierMoment::of(case, 0),
            last: DossierMoment::of(case, last.unwrap_or(0)),
            documents: documents(case, OutputsView::revealing(id, case, reveal).outputs),
            acts: LogView::of(id, case, marks).events,
            state_words: status.state_words(case.procedure()),
            ready_words: each(&status.ready, |work| {
                ready_words(case.procedure(), case.zone(), work)
            }),
            ready: status.ready,
            conflicts: status.conflicts,
            labels: status.labels,
            links: status.links,
            ended: EndedView::all(case, marks),
            migrations: MovedView::all(case),
            integrity: Integrity::of(case),
            damage: Vec::new(),
            newer: false,
            numbers: events.zip(0..).collect(),
        }
    }

    /// Adds the lines of the journal that were not read.
    #[must_use]
    pub fn with_damage(mut self, damage: Vec<Text>) -> Self {
        self.damage = damage;
        self
    }

    /// Sets whether the journal has acts that only a later version of the program understands.
    #[must_use]
    pub fn with_newer(mut self, newer: bool) -> Self {
        self.newer = newer;
        self
    }
}

/// What was given, by the days of the acts that gave it, then what is due.
fn documents(case: &Case, mut documents: Vec<OutputView>) -> Vec<OutputView> {
    let place = |document: &OutputView| document.event.and_then(|event| case.place(event));
    documents.sort_by_key(|document| {
        let place = place(document);
        (
            document.missing,
            place.map(|place| (case.day(place), place)),
        )
    });
    documents
}

impl DossierProcedure {
    fn of(procedure: &Procedure) -> Self {
        Self {
            id: procedure.id.to_string(),
            code: procedure.code.clone(),
            title: procedure.title.clone(),
            name: procedure.name.clone(),
            version: procedure.version,
            revision: procedure.revision,
            official: procedure.official(),
            digest: procedure.digest,
            approved: procedure.approved.clone(),
            source: procedure.source.clone(),
        }
    }
}

impl DossierMoment {
    fn of(case: &Case, place: usize) -> Self {
        Self {
            at: case.at(place).to_string(),
            by: case.event(place).by.to_string(),
            day: case.day(place),
        }
    }
}

impl Integrity {
    fn of(case: &Case) -> Self {
        let mut ids: Vec<EventId> = case.events().iter().map(|event| event.id).collect();
        ids.sort_unstable();
        let mut heads = case.heads();
        heads.sort_unstable();
        let lines: Vec<String> = ids.iter().map(ToString::to_string).collect();
        Self {
            events: ids.len(),
            heads,
            sha256: Digest::of((lines.join("\n") + "\n").as_bytes()),
        }
    }
}
