//! Sample cases for tests of views: a procedure, and the events that some clones wrote.

use chrono::{DateTime, Duration, FixedOffset};

use crate::engine::{Case, Net, Outline, Reader};
use crate::model::{
    Act, Ages, CaseId, Completion, Event, EventId, ItemId, Line, Moment, Output, OutputKind,
    Procedure, Prose, Return, RoleId, Zone,
};
use crate::testing::flow::{completion, event, start};
use crate::testing::procedures::number;
use crate::view::{Look, Outlined, Telling};
use crate::words::Language;

/// A case as one clone has it, with events an hour apart from 9:00 of 2 March 2026 on.
#[derive(Clone)]
pub struct SampleCase {
    pub procedure: Procedure,
    net: Net,
    pub events: Vec<Event>,
}

impl SampleCase {
    pub fn of(procedure: Procedure) -> Self {
        let start = start(&procedure, "Ministerio X", Some("HR-1"));
        let mut sample = Self {
            net: Net::of(&procedure),
            procedure,
            events: Vec::new(),
        };
        sample.write("Ana", start);
        sample
    }

    pub fn case(&self) -> Case<'_> {
        Case::fold(&self.procedure, &self.net, &self.events)
    }

    /// Makes something of the case as lists and reports see it.
    pub fn outlined<T>(&self, newer: bool, make: impl FnOnce(&Outlined) -> T) -> T {
        make(&Outlined {
            id: &Self::id(),
            outline: &Outline::of(&self.case()),
            procedures: vec![&self.procedure],
            newer,
        })
    }

    pub fn id() -> CaseId {
        CaseId::parse("pr99-0123456789ab").expect("a case id")
    }

    /// Writes an act after all events; its author and `seq` make the id of the event.
    pub fn write(&mut self, by: &str, did: Act) -> EventId {
        let (after, seq) = match self.events.is_empty() {
            true => (Vec::new(), 1),
            false => (self.case().heads(), self.case().next_seq()),
        };
        let id = EventId::of(format!("{by} {seq}").as_bytes());
        let at = hour(seq);
        self.events.push(Event {
            after: after.into(),
            seq,
            at: Moment::Time(at),
            rec: at.to_utc(),
            ..event(id, by, did)
        });
        id
    }

    pub fn complete(&mut self, by: &str, activity: u8, answers: &[&str]) -> EventId {
        let did = self.completion(activity, answers);
        self.write(by, Act::Completed(did))
    }

    pub fn completion(&self, activity: u8, answers: &[&str]) -> Completion {
        completion(activity, self.item(activity), answers)
    }

    pub fn send_back(&mut self, by: &str, activity: u8, to: u8) -> EventId {
        let did = Act::Returned(Return {
            activity: number(activity),
            item: self.item(activity),
            to: number(to),
            reason: Prose::recorded("Falta el cronograma"),
        });
        self.write(by, did)
    }

    pub fn attach(&mut self, by: &str, activity: u8, outputs: Vec<Output>) -> EventId {
        let number = number(activity);
        let item = self.case().items(number).pop().expect("it was reached");
        let did = Act::Attached {
            activity: number,
            item,
            outputs,
        };
        self.write(by, did)
    }

    pub fn note(&mut self, by: &str, note: &str) -> EventId {
        let note = Prose::recorded(note);
        self.write(by, Act::Noted { note })
    }

    /// The last event, to add what the builder leaves out.
    pub fn last(&mut self) -> &mut Event {
        self.events.last_mut().expect("a case has a start")
    }

    /// Adds the events of another clone.
    pub fn merge(&mut self, other: &Self) {
        self.events.extend(other.events.iter().cloned());
    }

    fn item(&self, activity: u8) -> ItemId {
        let live = self.case().live_item(number(activity));
        live.expect("work is there")
    }
}

/// The hour at which the event of this `seq` happened.
pub fn hour(seq: u64) -> DateTime<FixedOffset> {
    let first = DateTime::parse_from_rfc3339("2026-03-02T08:00:00-04:00").expect("a time");
    first + Duration::hours(i64::try_from(seq).expect("few events"))
}

pub fn output(kind: &str, reference: Option<&str>, file: Option<&str>) -> Output {
    Output {
        reference: reference.map(Line::recorded),
        file: file.map(str::to_owned),
        ..Output::of(OutputKind::recorded(kind))
    }
}

pub fn role(key: &str) -> RoleId {
    RoleId::recorded(key)
}

/// A view three days later, 80 columns wide, of a case with the short id `0123`.
pub fn telling(language: Language) -> Telling<'static> {
    Telling {
        look: Look {
            language,
            width: 80,
        },
        colour: false,
        ages: Ages::plain(Zone::la_paz().day_of(&(hour(1) + Duration::days(3)))),
        short: "0123",
        reader: Reader::Anybody,
        takes_acts: true,
    }
}
