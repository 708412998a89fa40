use chrono::NaiveDate;
use serde::Serialize;

use crate::engine::Case;
use crate::model::{
    Act, ActivityNumber, AnswerKey, CaseId, Digest, Event, EventId, ItemId, Line, Moment, Output,
    OutputKind, Procedure, ProcedureId, RoleId,
};
use crate::text;
use crate::view::sheet::Sheet;
use crate::view::{Cell, Column, Rows, Table, Telling, class, named};
use crate::words::{Language, Text, date, series};

/// The answer of `case log`: every event, in order.
#[derive(Clone, Debug, Serialize)]
pub struct LogView {
    pub case: String,
    pub events: Vec<LogEntry>,
    /// What was left out of the journal, and why.
    pub damage: Vec<Text>,
}

#[derive(Clone, Debug, Serialize)]
pub struct LogEntry {
    pub event: EventId,
    pub seq: u64,
    pub at: String,
    pub rec: String,
    pub by: String,
    #[serde(rename = "as")]
    pub role: Option<RoleId>,
    #[serde(rename = "for")]
    pub on_behalf: Option<String>,
    pub authority: Option<String>,
    /// The name of the event.
    pub did: String,
    pub activity: Option<ActivityNumber>,
    pub item: Option<ItemId>,
    pub answers: Vec<AnswerKey>,
    pub to: Option<ActivityNumber>,
    pub reason: Option<String>,
    pub note: Option<String>,
    pub entities: Vec<String>,
    pub outputs: Vec<LogOutput>,
    /// What a start says.
    pub start: Option<LogStart>,
    /// What became of the act.
    pub class: &'static str,
    /// The act that it repeats or by which it was replaced.
    pub other: Option<EventId>,
    #[serde(skip)]
    said: Said,
}

#[derive(Clone, Debug, Serialize)]
pub struct LogOutput {
    pub kind: OutputKind,
    pub reference: Option<String>,
    pub file: Option<String>,
    pub sha256: Option<Digest>,
    #[serde(skip)]
    kind_said: Text,
}

#[derive(Clone, Debug, Serialize)]
pub struct LogStart {
    pub procedure: ProcedureId,
    pub version: u32,
    pub digest: Digest,
    pub title: Option<String>,
    #[serde(rename = "ref")]
    pub reference: Option<String>,
}

/// What people read of an event beside its fields.
#[derive(Clone, Debug)]
struct Said {
    at: Moment,
    /// The day on which it was written down, where it happened on another.
    recorded: Option<NaiveDate>,
    role: Option<Text>,
    did: Text,
    answers: Option<Text>,
    class: Option<Text>,
}

impl LogView {
    pub fn of(id: &CaseId, case: &Case) -> Self {
        let places = 0..case.events().len();
        Self {
            case: id.to_string(),
            events: places.map(|place| LogEntry::of(case, place)).collect(),
            damage: Vec::new(),
        }
    }

    /// The same with what was left out of the journal.
    #[must_use]
    pub fn with_damage(mut self, damage: Vec<Text>) -> Self {
        self.damage = damage;
        self
    }

    /// The events as a page to be read from top to bottom.
    pub fn page(&self, telling: &Telling) -> String {
        let mut sheet = Sheet::for_telling(telling);
        for event in &self.events {
            sheet.gap();
            event.write(&mut sheet);
        }
        if !self.damage.is_empty() {
            sheet.gap();
            sheet.wrap(
                0,
                &Text::of("Quedó fuera, por dañado:", "Left out, as damaged:"),
            );
        }
        for line in &self.damage {
            sheet.wrap(2, line);
        }
        sheet.written()
    }
}

impl LogEntry {
    fn of(case: &Case, place: usize) -> Self {
        let (event, class) = (case.event(place), &case.classes()[place]);
        let procedure = case.procedure();
        Self {
            event: event.id,
            seq: event.seq,
            at: event.at.to_string(),
            rec: Moment::Time(event.rec.fixed_offset()).to_string(),
            by: event.by.to_string(),
            role: event.role.clone(),
            on_behalf: event.on_behalf.as_ref().map(ToString::to_string),
            authority: event.authority.as_ref().map(ToString::to_string),
            did: name(&event.did).to_owned(),
            activity: event.did.activity(),
            item: event.did.item(),
            answers: answers(&event.did).to_vec(),
            to: target(&event.did),
            reason: reason(&event.did),
            note: note(&event.did),
            entities: event.did.entities().iter().map(Line::to_string).collect(),
            outputs: outputs(procedure, event.did.outputs()),
            start: start(&event.did),
            class: class::key(class),
            other: class::other(case, class),
            said: Said {
                at: event.at,
                recorded: recorded(event),
                role: event.role.as_ref().map(|role| role_said(procedure, role)),
                did: did(procedure, &event.did),
                answers: answers_said(procedure, &event.did),
                class: class::said(case, class),
            },
        }
    }

    fn write(&self, sheet: &mut Sheet) {
        let language = sheet.language();
        let (event, at) = (self.event.short(8), when(&self.said.at));
        sheet.hang(0, &format!("{event}  {at}  "), &self.who(language));
        sheet.wrap(INDENT, &self.said.did);
        for (label, text) in self.details(language) {
            sheet.labelled(INDENT, &label, &text);
        }
        if let Some(class) = &self.said.class {
            sheet.labelled(
                INDENT,
                &Text::of("No cuenta", "Does not count"),
                class.get(language),
            );
        }
    }

    /// Who acted, in which role, on whose behalf, and when it was written down.
    fn who(&self, language: Language) -> String {
        let mut who = self.by.clone();
        if let Some(role) = &self.said.role {
            who += &format!(", {}", role.get(language));
        }
        if let Some(other) = &self.on_behalf {
            let for_other = text!("por {other}", "for {other}");
            who += &format!(", {}", for_other.get(language));
        }
        if let Some(authority) = &self.authority {
            who += &format!(" ({authority})");
        }
        if let Some(day) = self.said.recorded {
            let day = date(day);
            let recorded = text!("registrado el {day}", "recorded on {day}");
            who += &format!("; {}", recorded.get(language));
        }
        who
    }

    /// What else the event says, each with its label.
    fn details(&self, language: Language) -> Vec<(Text, String)> {
        let mut details: Vec<(Text, String)> = Vec::new();
        if let Some(answers) = &self.said.answers {
            let label = Text::of("Respuesta", "Answer");
            details.push((label, answers.get(language).to_owned()));
        }
        if let Some(start) = &self.start {
            let title = start.title.iter().cloned();
            details.extend(title.map(|title| (Text::of("Título", "Title"), title)));
            let reference = start.reference.iter().cloned();
            details.extend(reference.map(|text| (Text::of("Referencia", "Reference"), text)));
        }
        for entity in &self.entities {
            details.push((Text::of("Entidad", "Entity"), entity.clone()));
        }
        for output in &self.outputs {
            details.push((Text::of("Salida", "Output"), output.line(language)));
        }
        let reason = self.reason.iter().cloned();
        details.extend(reason.map(|reason| (Text::of("Motivo", "Reason"), reason)));
        let note = self.note.iter().cloned();
        details.extend(note.map(|note| (Text::of("Nota", "Note"), note)));
        details
    }
}

/// Columns before what an event says.
const INDENT: usize = 10;

impl LogOutput {
    fn line(&self, language: Language) -> String {
        let kind = self.kind_said.get(language).to_owned();
        let parts = [
            Some(kind),
            self.reference.clone(),
            self.file.as_ref().map(|file| format!("`{file}`")),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        parts.join(" · ")
    }
}

impl Rows for LogView {
    type Row = LogEntry;

    fn rows(&self) -> &[LogEntry] {
        &self.events
    }

    fn table(&self, language: Language) -> Table {
        let mut table = Table::new([
            Column::number("seq", Text::of("N.º", "No.")),
            Column::text("event", Text::of("Evento", "Event")),
            Column::text("at", Text::of("Cuándo", "When")),
            Column::text("by", Text::of("Quién", "Who")),
            Column::text("did", Text::of("Qué", "What")),
            Column::number("activity", Text::of("Actividad", "Activity")),
            Column::text("answers", Text::of("Respuestas", "Answers")),
            Column::number("to", Text::of("A", "To")),
            Column::text("entities", Text::of("Entidades", "Entities")),
            Column::text("outputs", Text::of("Salidas", "Outputs")),
            Column::text("text", Text::of("Texto", "Text")),
            Column::text("class", Text::of("Efecto", "Effect")),
        ]);
        for event in &self.events {
            table.row(event.cells(language));
        }
        table
    }
}

impl LogEntry {
    fn cells(&self, language: Language) -> [Cell; 12] {
        let outputs: Vec<String> = self
            .outputs
            .iter()
            .map(|output| output.line(language))
            .collect();
        let kinds: Vec<&OutputKind> = self.outputs.iter().map(|output| &output.kind).collect();
        let answers = self.said.answers.as_ref().map(|said| said.get(language));
        let class = self.said.class.as_ref().map(|said| said.get(language));
        [
            Cell::new(self.seq),
            Cell::new(self.event.short(8)).exactly(self.event),
            Cell::new(when(&self.said.at)).exactly(&self.at),
            Cell::new(self.who(language)).exactly(&self.by),
            Cell::new(self.said.did.get(language)).exactly(&self.did),
            Cell::maybe(self.activity),
            Cell::maybe(answers).exactly(series(&self.answers)),
            Cell::maybe(self.to),
            Cell::new(self.entities.join("; ")),
            Cell::new(outputs.join("\n")).exactly(series(&kinds)),
            Cell::maybe(self.reason.as_ref().or(self.note.as_ref())),
            Cell::maybe(class).exactly(self.class),
        ]
    }
}

/// A moment as people read it: the day, and the minute where it is known.
fn when(at: &Moment) -> String {
    match at {
        Moment::Day(day) => date(*day),
        Moment::Time(time) => time.format("%Y-%m-%d %H:%M").to_string(),
    }
}

/// The day on which an event was written down, as seen from where it happened, if it is another.
fn recorded(event: &Event) -> Option<NaiveDate> {
    let day = match &event.at {
        Moment::Day(_) => event.rec.date_naive(),
        Moment::Time(time) => event.rec.with_timezone(time.offset()).date_naive(),
    };
    (day != event.at.day()).then_some(day)
}

fn name(act: &Act) -> &str {
    match act {
        Act::Started(_) => "started",
        Act::Completed(_) => "completed",
        Act::Returned(_) => "returned",
        Act::Attached { .. } => "attached",
        Act::Noted { .. } => "noted",
        Act::Unknown { name } => name,
    }
}

fn answers(act: &Act) -> &[AnswerKey] {
    match act {
        Act::Completed(done) => &done.answers,
        Act::Started(_)
        | Act::Returned(_)
        | Act::Attached { .. }
        | Act::Noted { .. }
        | Act::Unknown { .. } => &[],
    }
}

fn answers_said(procedure: &Procedure, act: &Act) -> Option<Text> {
    let answers = answers(act);
    let activity = procedure.activity(act.activity()?)?;
    (!answers.is_empty()).then(|| named::answers(activity, answers))
}

fn target(act: &Act) -> Option<ActivityNumber> {
    match act {
        Act::Returned(back) => Some(back.to),
        Act::Started(_)
        | Act::Completed(_)
        | Act::Attached { .. }
        | Act::Noted { .. }
        | Act::Unknown { .. } => None,
    }
}

fn reason(act: &Act) -> Option<String> {
    match act {
        Act::Returned(back) => Some(back.reason.to_string()),
        Act::Started(_)
        | Act::Completed(_)
        | Act::Attached { .. }
        | Act::Noted { .. }
        | Act::Unknown { .. } => None,
    }
}

fn note(act: &Act) -> Option<String> {
    match act {
        Act::Completed(done) => done.note.as_ref().map(ToString::to_string),
        Act::Noted { note } => Some(note.to_string()),
        Act::Started(_) | Act::Returned(_) | Act::Attached { .. } | Act::Unknown { .. } => None,
    }
}

fn start(act: &Act) -> Option<LogStart> {
    match act {
        Act::Started(start) => Some(LogStart {
            procedure: start.procedure.clone(),
            version: start.version,
            digest: start.digest,
            title: start.title.as_ref().map(ToString::to_string),
            reference: start.reference.as_ref().map(ToString::to_string),
        }),
        Act::Completed(_)
        | Act::Returned(_)
        | Act::Attached { .. }
        | Act::Noted { .. }
        | Act::Unknown { .. } => None,
    }
}

fn outputs(procedure: &Procedure, outputs: &[Output]) -> Vec<LogOutput> {
    let outputs = outputs.iter();
    outputs
        .map(|output| LogOutput {
            kind: output.kind.clone(),
            reference: output.reference.as_ref().map(ToString::to_string),
            file: output.file.clone(),
            sha256: output.sha256,
            kind_said: named::kinds(procedure, std::slice::from_ref(&output.kind)),
        })
        .collect()
}

fn role_said(procedure: &Procedure, role: &RoleId) -> Text {
    named::roles(procedure, std::slice::from_ref(role))
}

/// What was done, as the end of a sentence that begins with who did it.
pub(in crate::view) fn did(procedure: &Procedure, act: &Act) -> Text {
    match act {
        Act::Started(start) => {
            let (id, version) = (&start.procedure, start.version);
            text!(
                "inició el caso con {id}, versión {version}",
                "started the case under {id}, version {version}"
            )
        }
        Act::Completed(done) => {
            let Text { es, en } = named::activity(procedure, done.activity);
            match is_review(procedure, done.activity) {
                true => text!("aprobó en {es}", "approved in {en}"),
                false => text!("completó {es}", "completed {en}"),
            }
        }
        Act::Returned(back) => {
            let from = named::activity(procedure, back.activity);
            let to = named::activity(procedure, back.to);
            Text::owned(
                format!("devolvió de {} a {}", from.es, to.es),
                format!("returned from {} to {}", from.en, to.en),
            )
        }
        Act::Attached { activity, .. } => {
            let Text { es, en } = named::activity(procedure, *activity);
            text!("entregó salidas de {es}", "gave outputs of {en}")
        }
        Act::Noted { .. } => Text::of("anotó", "noted"),
        Act::Unknown { name } => text!(
            "acto `{name}`, de un `ugat` más nuevo",
            "act `{name}`, of a newer `ugat`"
        ),
    }
}

fn is_review(procedure: &Procedure, number: ActivityNumber) -> bool {
    let activity = procedure.activity(number);
    activity.is_some_and(|activity| !activity.review.is_empty())
}
