//! What only some kinds of act say in the log.

use serde::Serialize;

use crate::engine::Case;
use crate::model::{
    Act, ActivityNumber, Correction, EventId, Line, Moment, Output, OutputKind, Procedure, Zone,
};
use crate::text;
use crate::view::case::migrations::moves;
use crate::view::each::each;
use crate::view::named;
use crate::view::page::joined::all_of_texts;
use crate::view::page::moment::when;
use crate::words::Text;

/// What only some kinds of act say.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LogMore {
    /// The date, title and reference that a correction sets.
    pub correction: Option<LogCorrection>,
    /// The corrections of this event.
    pub corrected_by: Vec<EventId>,
    /// Those that were given or taken away.
    pub labels: Vec<String>,
    pub linked: Option<LogLink>,
    /// The document that was waived or withdrawn.
    pub withdrawn: Option<LogWithdrawn>,
    /// Whom work was assigned to.
    pub person: Option<String>,
    pub migration: Option<LogMigration>,
    /// The same in words, each part with its label.
    #[serde(skip)]
    pub said: Vec<(Text, Text)>,
}

#[derive(Clone, Debug, Serialize)]
pub struct LogCorrection {
    pub at: Option<String>,
    pub title: Option<String>,
    #[serde(rename = "ref")]
    pub reference: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct LogWithdrawn {
    pub kind: OutputKind,
    pub reference: Option<String>,
    /// The acts that gave it; empty where it was waived.
    pub events: Vec<EventId>,
}

#[derive(Clone, Debug, Serialize)]
pub struct LogLink {
    pub case: String,
    #[serde(rename = "as")]
    pub kind: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct LogMigration {
    pub version: u32,
    /// True where the definition ships with `ugat`, false where it only bears the name of one that
    /// does.
    pub official: Option<bool>,
    pub map: Vec<(ActivityNumber, ActivityNumber)>,
}

impl LogMore {
    pub fn of(case: &Case, place: usize) -> Self {
        let event = case.event(place);
        let corrections: Vec<(usize, &Correction)> = case.corrections(event.id).collect();
        let mut more = Self {
            corrected_by: each(&corrections, |(by, _)| case.event(*by).id),
            ..Self::default()
        };
        match &event.did {
            Act::Started(_) => {
                let said = named::counterfeit(case.procedure_of(place)).into_iter();
                more.said.extend(said.map(|said| (procedure_label(), said)));
            }
            Act::Corrected(correction) => more.correct(case.zone(), correction),
            Act::Labelled { labels } => more.labels = each(labels, ToString::to_string),
            Act::Unlabelled { labels } => {
                more.labels = each(labels, |(label, _)| label.to_string());
            }
            Act::Linked { case, kind } => more.link(case.to_string(), kind.as_ref()),
            Act::Waived(waiver) => {
                more.withdrawn = Some(LogWithdrawn {
                    kind: waiver.kind.clone(),
                    reference: None,
                    events: Vec::new(),
                });
            }
            Act::Retracted(back) => {
                more.withdrawn = Some(LogWithdrawn {
                    kind: back.kind.clone(),
                    reference: back.reference.as_ref().map(ToString::to_string),
                    events: back.events.clone(),
                });
            }
            Act::Assigned { person, .. } => more.person = Some(person.to_string()),
            Act::Migrated(migration) => {
                let (version, map) = (migration.version, migration.map.clone());
                if let Some(moves) = moves(&map) {
                    let label = Text::of("Numeración", "Numbers");
                    more.said.push((label, Text::same(moves)));
                }
                let under = case.definition(&migration.digest);
                let under = under.map(|under| under.procedure);
                let said = under.into_iter().filter_map(named::counterfeit);
                more.said.extend(said.map(|said| (procedure_label(), said)));
                more.migration = Some(LogMigration {
                    version,
                    official: under.and_then(Procedure::official),
                    map,
                });
            }
            Act::Completed(_)
            | Act::Returned(_)
            | Act::Redirected(_)
            | Act::Undone(_)
            | Act::Kept(_)
            | Act::Turned { .. }
            | Act::Attached { .. }
            | Act::Restored(_)
            | Act::Noted { .. }
            | Act::Unknown { .. } => {}
        }
        for (by, correction) in corrections {
            let label = Text::of("Corregido", "Corrected");
            more.said.push((label, corrected(case, by, correction)));
        }
        more
    }

    fn correct(&mut self, zone: Zone, correction: &Correction) {
        let text = |line: &Option<Line>| line.as_ref().map(ToString::to_string);
        self.correction = Some(LogCorrection {
            at: correction.at.as_ref().map(ToString::to_string),
            title: text(&correction.title),
            reference: text(&correction.reference),
        });
        let at = correction.at.map(|at| when(zone.time(&at)));
        self.said
            .extend(at.map(|at| (Text::of("Fecha", "Date"), at)));
        let lines = [
            (Text::of("Título", "Title"), text(&correction.title)),
            (
                Text::of("Referencia", "Reference"),
                text(&correction.reference),
            ),
        ];
        for (label, line) in lines {
            self.said.extend(line.map(|line| (label, Text::same(line))));
        }
    }

    fn link(&mut self, case: String, kind: Option<&Line>) {
        let kind = kind.map(ToString::to_string);
        let said = kind.clone().map(Text::same);
        let label = Text::of("Como", "As");
        self.said.extend(said.map(|said| (label, said)));
        self.linked = Some(LogLink { case, kind });
    }
}

/// What a correction changes, and who made it.
fn corrected(case: &Case, by: usize, correction: &Correction) -> Text {
    let event = case.event(by);
    let (id, author) = (event.id.short(8), &event.by);
    let Text { es, en } = all_of_texts(&parts(case, correction));
    text!("{es} ({id}, {author})", "{en} ({id}, {author})")
}

fn parts(case: &Case, correction: &Correction) -> Vec<Text> {
    let mut parts = Vec::new();
    let stated = case.place(correction.event);
    let stated = stated.map(|place| case.event(place).at);
    parts.extend(correction.at.zip(stated).map(|moments| {
        let [at, stated] = <[Moment; 2]>::from(moments).map(|at| when(case.zone().time(&at)));
        text!("fecha {at} en lugar de {stated}", "date {at} instead of {stated}"; at, stated)
    }));
    let lines = [
        (&correction.title, Text::of("título", "title")),
        (&correction.reference, Text::of("referencia", "reference")),
    ];
    for (line, Text { es, en }) in lines {
        parts.extend(
            line.as_ref()
                .map(|line| text!("{es} {line}", "{en} {line}")),
        );
    }
    let entities = correction.entities.iter();
    parts.extend(entities.map(|entity| text!("entidad {entity}", "entity {entity}")));
    parts.extend(correction.outputs.iter().map(|output| given(case, output)));
    let note = correction.note.as_ref();
    parts.extend(note.map(|_| Text::of("nota", "note")));
    parts
}

fn given(case: &Case, output: &Output) -> Text {
    let Text { es, en } = named::kinds(case.procedure(), std::slice::from_ref(&output.kind));
    match &output.reference {
        Some(reference) => text!("{es} {reference}", "{en} {reference}"),
        None => Text { es, en },
    }
}

const fn procedure_label() -> Text {
    Text::of("Procedimiento", "Procedure")
}
