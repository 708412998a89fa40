//! Ready work, ended conflicts and migrations in a dossier.

use serde::Serialize;

use crate::engine::{Case, Ended, Marks};
use crate::model::{Act, ActivityNumber, Digest, EventId, Migration, Procedure, Zone};
use crate::text;
use crate::view::case::class::ClassName;
use crate::view::case::status::acts::ConflictView;
use crate::view::case::status::view::ReadyView;
use crate::view::each::each;
use crate::view::named;
use crate::view::page::joined::joined;
use crate::view::page::moment::day;
use crate::words::{Text, date};

/// A conflict that somebody ended, with the sides that they had seen.
#[derive(Debug, Serialize)]
pub struct EndedView {
    #[serde(flatten)]
    pub conflict: ConflictView,
    /// The act that ended it.
    pub event: EventId,
    /// The act that it kept, where it kept one.
    pub kept: Option<EventId>,
    pub reason: Option<String>,
    /// What became of the act that ended it.
    pub class: ClassName,
}

/// A move of a case from one version of its procedure to another.
#[derive(Debug, Serialize)]
pub struct MovedView {
    pub event: EventId,
    /// The version that the case was under for its author.
    pub from: u32,
    pub to: u32,
    pub digest: Digest,
    /// Each activity of the old version with its number in the new one.
    pub map: Vec<(ActivityNumber, ActivityNumber)>,
    pub reason: String,
    /// What became of that act.
    pub class: ClassName,
}

/// Ready work: whose it is, since when it is ready and when it is due. How old it is depends on the
/// day on which it is read.
pub fn ready_words(procedure: &Procedure, zone: Zone, work: &ReadyView) -> Text {
    let since = day(zone, &work.since);
    let parts = [
        Some(named::activity(procedure, work.activity)),
        Some(named::roles(procedure, &work.role)),
        Some(text!("desde el {since}", "since {since}"; since)),
        work.due
            .map(date)
            .map(|on| text!("plazo: {on}", "due by {on}"; on)),
    ];
    joined(parts.iter().flatten(), " · ")
}

impl EndedView {
    pub fn all(case: &Case, marks: &Marks) -> Vec<Self> {
        each(&case.ended_conflicts(), |ended| {
            Self::of(case, ended, marks)
        })
    }

    fn of(case: &Case, ended: &Ended, marks: &Marks) -> Self {
        let event = case.event(ended.place);
        Self {
            conflict: ConflictView::of(case, &ended.conflict, marks),
            event: event.id,
            kept: event.did.refers_to(),
            reason: event.did.reason().map(ToString::to_string),
            class: ClassName::of(&case.classes()[ended.place]),
        }
    }
}

impl MovedView {
    pub fn all(case: &Case) -> Vec<Self> {
        let mut moves = Vec::new();
        for (place, event) in case.events().iter().enumerate() {
            if let Act::Migrated(migration) = &event.did {
                moves.push(Self::of(case, place, migration));
            }
        }
        moves
    }

    fn of(case: &Case, place: usize, migration: &Migration) -> Self {
        Self {
            event: case.event(place).id,
            from: case.procedure_of(place).version,
            to: migration.version,
            digest: migration.digest,
            map: migration.map.clone(),
            reason: migration.reason.to_string(),
            class: ClassName::of(&case.classes()[place]),
        }
    }
}
