//! An act as the log tells it.

use chrono::NaiveDate;
use serde::Serialize;

use crate::engine::{Case, Marks};
use crate::model::{
    Act, ActName, ActivityNumber, AnswerKey, Digest, EventId, ItemId, Line, Moment, ProcedureId,
    RoleId,
};
use crate::text;
use crate::view::case::act;
use crate::view::case::class::{self, ClassName};
use crate::view::case::log::line::EventWords;
use crate::view::case::log::more::LogMore;
use crate::view::case::log::output::LogOutput;
use crate::view::case::mark::MarkView;
use crate::view::each::each;
use crate::view::page::joined::joined;
use crate::view::page::moment::when_in;
use crate::view::page::sheet::Sheet;
use crate::words::{Language, Text, date};

/// An act, with what became of it.
#[derive(Clone, Debug, Serialize)]
pub struct LogEntry {
    pub event: EventId,
    pub seq: u64,
    pub at: String,
    pub rec: String,
    /// The days of the unit on which it happened, as it was last corrected, and was recorded.
    pub day: NaiveDate,
    pub recorded: NaiveDate,
    pub by: String,
    #[serde(rename = "as")]
    pub role: Option<RoleId>,
    #[serde(rename = "for")]
    pub on_behalf: Option<String>,
    pub authority: Option<String>,
    /// Whether the author insisted that it holds no secret.
    pub not_secret: bool,
    pub did: ActName,
    pub activity: Option<ActivityNumber>,
    pub item: Option<ItemId>,
    pub answers: Vec<AnswerKey>,
    pub to: Vec<ActivityNumber>,
    /// The event that it undoes, keeps or corrects.
    pub of: Option<EventId>,
    pub reason: Option<String>,
    pub note: Option<String>,
    pub entities: Vec<String>,
    pub outputs: Vec<LogOutput>,
    /// What a start recorded.
    pub start: Option<LogStart>,
    /// What became of the act.
    pub class: ClassName,
    /// The act that it repeats, or that replaced it.
    pub other: Option<EventId>,
    #[serde(flatten)]
    pub more: LogMore,
    /// What is irregular in it.
    pub marks: Vec<MarkView>,
    #[serde(skip)]
    pub(in crate::view) said: EventWords,
}

#[derive(Clone, Debug, Serialize)]
pub struct LogStart {
    pub procedure: ProcedureId,
    pub version: u32,
    /// True where the definition ships with `ugat`, false where it only bears the name of one that
    /// does.
    pub official: Option<bool>,
    pub digest: Digest,
    pub title: Option<String>,
    #[serde(rename = "ref")]
    pub reference: Option<String>,
}

impl LogEntry {
    pub fn of(case: &Case, place: usize, marks: &Marks) -> Self {
        let (event, class) = (case.event(place), &case.classes()[place]);
        let procedure = case.procedure_of(place);
        Self {
            event: event.id,
            seq: event.seq,
            at: event.at.to_string(),
            rec: Moment::Time(event.rec.fixed_offset()).to_string(),
            day: case.day(place),
            recorded: case.zone().day_of(&event.rec),
            by: event.by.to_string(),
            role: event.role.clone(),
            on_behalf: event.on_behalf.as_ref().map(ToString::to_string),
            authority: event.authority.as_ref().map(ToString::to_string),
            not_secret: event.not_secret,
            did: event.did.name(),
            activity: event.did.activity(),
            item: event.did.item(),
            answers: act::answers(&event.did).to_vec(),
            to: act::targets(&event.did),
            of: event.did.refers_to(),
            reason: event.did.reason().map(ToString::to_string),
            note: act::note(&event.did),
            entities: each(event.did.named_entities(), Line::to_string),
            outputs: each(event.did.documents(), |one| LogOutput::of(procedure, one)),
            start: start(case, &event.did),
            class: ClassName::of(class),
            other: class::other(case, class),
            more: LogMore::of(case, place),
            marks: MarkView::all(marks.at(place)),
            said: EventWords::of(case, place),
        }
    }

    /// Its part of a page.
    pub(in crate::view) fn write(&self, sheet: &mut Sheet, with_recorded: bool) {
        let language = sheet.language();
        let (event, at) = (self.event.short(8), when_in(self.said.stated, language));
        let who = match with_recorded {
            true => self.who_and_recorded(language),
            false => self.who(language),
        };
        sheet.hang(0, &format!("{event}  {at}  "), &who);
        sheet.wrap(INDENT, &self.said.did);
        for (label, text) in self.details(language).into_iter().chain(self.effects()) {
            sheet.labelled(INDENT, &label, text.get(language));
        }
    }

    /// Who acted, in which role and on whose behalf.
    pub(in crate::view) fn who(&self, language: Language) -> String {
        let role = self.said.role.as_ref();
        let behalf = self.on_behalf.as_ref();
        let authority = self.authority.as_ref();
        let by = &self.by;
        let outside = role.filter(|_| self.said.is_recorded);
        let parts = [
            // Who records for a role outside of the unit does not hold it.
            Some(match outside {
                Some(Text { es, en }) => text!(
                    "registrado por {by} en nombre de {es}",
                    "recorded by {by} on behalf of {en}"
                ),
                None => Text::same(&**by),
            }),
            role.filter(|_| outside.is_none())
                .map(|Text { es, en }| text!(", {es}", ", {en}")),
            behalf
                .filter(|_| outside.is_none())
                .map(|other| text!(", en nombre de {other}", ", on behalf of {other}")),
            authority.map(|authority| Text::same(format!(" ({authority})"))),
            self.not_secret.then_some(Text::of(
                ", afirmando que no contiene secretos",
                ", insisting that it holds no secret",
            )),
        ];
        joined(parts.iter().flatten(), "").get(language).to_owned()
    }

    /// The same with the day on which it was recorded, if that is another.
    pub(in crate::view) fn who_and_recorded(&self, language: Language) -> String {
        let recorded = self.said.recorded.map(|day| {
            let day = date(day);
            text!("; registrado el {day}", "; recorded on {day}"; day)
        });
        let recorded = recorded.as_ref().map_or("", |said| said.get(language));
        self.who(language) + recorded
    }

    /// Everything that it says, one line for each part.
    pub(in crate::view) fn whole(&self, language: Language) -> String {
        self.lines(self.details(language), language)
    }

    /// What was decided, without the reason and the note.
    pub(in crate::view) fn decided(&self, language: Language) -> String {
        self.lines(self.particulars(language), language)
    }

    fn lines(&self, details: Vec<(Text, Text)>, language: Language) -> String {
        let mut lines = vec![self.said.did.clone()];
        for (label, text) in details.into_iter().chain(self.effects()) {
            lines.push(joined([&label, &text], ": "));
        }
        joined(&lines, "\n").get(language).to_owned()
    }

    /// What became of the event, and its marks, each with its label.
    fn effects(&self) -> impl Iterator<Item = (Text, Text)> {
        let class = self.said.class.iter();
        let class = class.map(|(label, why)| (capitalised(label), why.clone()));
        class.chain(self.marks.iter().map(|mark| (MARK, mark.said.clone())))
    }

    /// The other parts of the event, each with its label.
    fn details(&self, language: Language) -> Vec<(Text, Text)> {
        let mut details = self.particulars(language);
        let mut add = |label: Text, text: &Option<String>| {
            details.extend(text.as_ref().map(|text| (label, Text::same(text))));
        };
        add(Text::of("Motivo", "Reason"), &self.reason);
        add(Text::of("Nota", "Note"), &self.note);
        details
    }

    /// The parts of the decision itself, each with its label.
    fn particulars(&self, language: Language) -> Vec<(Text, Text)> {
        let mut details = Vec::new();
        let mut add = |label: Text, text: Text| details.push((label, text));
        if let Some(answers) = &self.said.answers {
            add(Text::of("Respuesta", "Answer"), answers.clone());
        }
        for title in self.start.iter().filter_map(|start| start.title.as_ref()) {
            add(Text::of("Título", "Title"), Text::same(title));
        }
        for reference in self
            .start
            .iter()
            .filter_map(|start| start.reference.as_ref())
        {
            add(Text::of("Referencia", "Reference"), Text::same(reference));
        }
        for entity in &self.entities {
            add(Text::of("Entidad", "Entity"), Text::same(entity));
        }
        for output in &self.outputs {
            let line = output.line(language);
            add(Text::of("Salida", "Output"), Text::same(line));
        }
        for to in &self.said.to {
            let label = match self.did == ActName::Returned {
                true => Text::of("Vuelve a", "Back to"),
                false => Text::of("Pasa a", "Moved to"),
            };
            add(label, to.clone());
        }
        details.extend_from_slice(&self.more.said);
        details
    }
}

/// The label of a mark.
const MARK: Text = Text::of("Marca", "Mark");
/// The indent of the parts of an event.
const INDENT: usize = 10;

fn start(case: &Case, act: &Act) -> Option<LogStart> {
    let start = act.start()?;
    let under = case.definition(&start.digest);
    Some(LogStart {
        procedure: start.procedure.clone(),
        version: start.version,
        official: under.and_then(|under| under.procedure.official()),
        digest: start.digest,
        title: start.title.as_ref().map(ToString::to_string),
        reference: start.reference.as_ref().map(ToString::to_string),
    })
}

/// With a capital first letter.
fn capitalised(text: &Text) -> Text {
    Text::of_each(|language| {
        let mut characters = text.get(language).chars();
        let first = characters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(characters).collect()
    })
}
