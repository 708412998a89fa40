//! Short notations for procedures, cases, markings and traces, for tests of the engine.

use chrono::{DateTime, Days, NaiveDate};

use crate::engine::{ActivitySet, Case, Choice, Flow, Marking, Net, Outcome, Step};
use crate::model::{
    Act, Activity, ActivityNumber, Actor, Answer, AnswerKey, Completion, Digest, Event, EventId,
    Few, ItemId, Kind, Line, Moment, Output, OutputGroup, OutputKind, Procedure, ProcedureId,
    Prose, Question, ResultKey, Return, RoleId, Start,
};
use crate::words::Text;

use crate::testing::procedures::{bare_activity, bare_procedure};

pub use crate::testing::procedures::number;

pub fn numbers(of: &[u8]) -> Vec<ActivityNumber> {
    of.iter().copied().map(number).collect()
}

pub fn set(of: &[u8]) -> ActivitySet {
    of.iter().copied().map(number).collect()
}

pub fn key(text: &str) -> AnswerKey {
    AnswerKey::recorded(text)
}

pub fn keys(texts: &[&str]) -> Vec<AnswerKey> {
    texts.iter().copied().map(key).collect()
}

pub fn done(answers: &[&str]) -> Outcome {
    Outcome::Done(keys(answers).into())
}

/// One activity a line: `5: 6 7 ? yes 8, no = concluded < 3 4 ! acta, correo/hoja, cierre when no`.
///
/// After the number what always follows; after `?` the answers (`?+` several at once), each with
/// what follows it; after `<` what the activity reviews; after `!` its outputs, any of `a/b`; after
/// `=` the end reached.
pub fn procedure(text: &str) -> Procedure {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let activities: Vec<Activity> = lines.map(activity).collect();
    let mut kinds: Vec<OutputKind> = activities
        .iter()
        .flat_map(|activity| &activity.outputs)
        .flat_map(|group| group.any.clone())
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    Procedure {
        id: ProcedureId::recorded("sample"),
        code: "SAMPLE".into(),
        title: Text::same("sample"),
        kinds: kinds.into_iter().map(kind).collect(),
        digest: Digest::of(text.as_bytes()),
        ..bare_procedure(activities)
    }
}

fn kind(id: OutputKind) -> Kind {
    let title = Text::same(id.to_string());
    Kind { id, title }
}

fn activity(line: &str) -> Activity {
    let (own, rest) = line.split_once(':').unwrap();
    let (rest, outputs) = cut(rest, '!');
    let (rest, review) = cut(rest, '<');
    let (always, asked) = cut(rest, '?');
    let (next, result) = targets(always);
    let question = asked.map(question);
    let ends = next.is_empty() && question.is_none();
    let number = own.parse().unwrap();
    Activity {
        title: Text::same(format!("activity {own}")),
        roles: vec![RoleId::recorded("role")],
        outputs: outputs.map_or_else(Vec::new, groups),
        next,
        question,
        review: review.map_or_else(Vec::new, |text| targets(text).0),
        result: result.or_else(|| ends.then(ResultKey::finished)),
        ..bare_activity(number)
    }
}

fn cut(text: &str, mark: char) -> (&str, Option<&str>) {
    match text.split_once(mark) {
        Some((before, after)) => (before, Some(after)),
        None => (text, None),
    }
}

fn targets(text: &str) -> (Vec<ActivityNumber>, Option<ResultKey>) {
    let (text, result) = cut(text, '=');
    let next = text.split_whitespace();
    let next = next.map(|word| number(word.parse().unwrap())).collect();
    (next, result.map(|key| ResultKey::recorded(key.trim())))
}

fn question(text: &str) -> Question {
    let many = text.starts_with('+');
    let answers = text.trim_start_matches('+').split(',').map(|answer| {
        let answer = answer.trim();
        let (key, rest) = answer.split_once(' ').unwrap_or((answer, ""));
        let (next, result) = targets(rest);
        Answer {
            key: AnswerKey::recorded(key),
            title: Text::same(key),
            next,
            result,
        }
    });
    Question {
        text: Text::same("question"),
        answers: answers.collect(),
        many,
    }
}

fn groups(text: &str) -> Vec<OutputGroup> {
    let groups = text.split(',').map(|group| {
        let (any, when) = group.split_once(" when ").unwrap_or((group, ""));
        OutputGroup {
            any: any.trim().split('/').map(OutputKind::recorded).collect(),
            when: when.split_whitespace().map(key).collect(),
        }
    });
    groups.collect()
}

/// A procedure and the events of one case, as some clones wrote them.
#[derive(Clone)]
pub struct Sample {
    pub procedure: Procedure,
    pub net: Net,
    pub events: Vec<Event>,
}

impl Sample {
    /// A case that has just begun, for the entity `X`.
    pub fn of(text: &str) -> Self {
        let procedure = procedure(text);
        let net = Net::of(&procedure);
        let start = start(&procedure, "X", None);
        let mut sample = Self {
            procedure,
            net,
            events: Vec::new(),
        };
        sample.write("start", start);
        sample
    }

    pub fn case(&self) -> Case<'_> {
        Case::fold(&self.procedure, &self.net, &self.events)
    }

    /// Writes an act after all events; its name makes the id of the event.
    pub fn write(&mut self, name: &str, did: Act) -> EventId {
        let (after, seq) = match self.events.is_empty() {
            true => (Vec::new(), 1),
            false => (self.case().heads(), self.case().next_seq()),
        };
        let id = EventId::of(name.as_bytes());
        self.events.push(Event {
            after: after.into(),
            seq,
            ..event(id, name, did)
        });
        id
    }

    /// Completes the live item of an activity.
    pub fn complete(&mut self, by: &str, activity: u8, answers: &[&str]) -> EventId {
        let item = self.item(activity);
        self.write(by, completed(activity, item, answers))
    }

    /// Returns the live item of an activity.
    pub fn send_back(&mut self, by: &str, activity: u8, to: u8) -> EventId {
        let did = Act::Returned(Return {
            activity: number(activity),
            item: self.item(activity),
            to: number(to),
            reason: Prose::recorded("reason"),
        });
        self.write(by, did)
    }

    /// Gives an output for an item.
    pub fn attach(&mut self, by: &str, activity: u8, item: ItemId, kind: &str) -> EventId {
        let did = Act::Attached {
            activity: number(activity),
            item,
            outputs: vec![output(kind)],
        };
        self.write(by, did)
    }

    pub fn item(&self, activity: u8) -> ItemId {
        self.case().live_item(number(activity)).unwrap()
    }

    /// Adds the events of another clone.
    pub fn merge(&mut self, other: &Self) {
        self.events.extend(other.events.iter().cloned());
        self.events.sort_by_key(|event| (event.seq, event.id));
        self.events.dedup_by_key(|event| event.id);
    }

    /// The place of the event with this name.
    pub fn place(&self, name: &str) -> usize {
        let id = EventId::of(name.as_bytes());
        let mut events = self.case().events().to_vec().into_iter();
        events.position(|event| event.id == id).unwrap()
    }

    /// The activities that are ready.
    pub fn ready(&self) -> Vec<u8> {
        let ready = self.case().ready().into_iter();
        ready.map(|work| work.activity.get()).collect()
    }
}

/// An event of 2 March 2026 without parents.
pub fn event(id: EventId, by: &str, did: Act) -> Event {
    Event {
        id,
        after: Few::new(),
        seq: 1,
        at: Moment::Day(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap()),
        rec: DateTime::UNIX_EPOCH + Days::new(365 * 57),
        by: Actor::recorded(by),
        role: None,
        on_behalf: None,
        authority: None,
        not_secret: false,
        did,
    }
}

pub fn start(procedure: &Procedure, entity: &str, reference: Option<&str>) -> Act {
    Act::Started(Start {
        procedure: procedure.id.clone(),
        version: procedure.version,
        digest: procedure.digest,
        entities: vec![Line::recorded(entity)],
        title: None,
        reference: reference.map(Line::recorded),
        nonce: "0".into(),
    })
}

pub fn completion(activity: u8, item: ItemId, answers: &[&str]) -> Completion {
    let answers = answers.iter().map(|key| AnswerKey::recorded(key));
    Completion {
        activity: number(activity),
        item,
        answers: answers.collect(),
        outputs: Vec::new(),
        entities: Vec::new(),
        note: None,
    }
}

pub fn completed(activity: u8, item: ItemId, answers: &[&str]) -> Act {
    Act::Completed(completion(activity, item, answers))
}

pub fn output(kind: &str) -> Output {
    Output {
        reference: Some(Line::recorded("reference")),
        ..Output::of(OutputKind::recorded(kind))
    }
}

/// A marking from its text form.
pub fn marking(text: &str) -> Marking {
    Marking::of(text.split_whitespace().map(|flow| {
        let moved = flow.contains('~');
        let (from, to) = flow.split_once(['>', '~']).unwrap();
        let from = (!from.is_empty()).then(|| number(from.parse().unwrap()));
        let to = number(to.parse().unwrap());
        Flow { to, from, moved }
    }))
}

/// A trace in short: `1 2:yes 8~7`.
pub fn shown(trace: &[Step]) -> String {
    let steps: Vec<String> = trace.iter().map(step).collect();
    steps.join(" ")
}

fn step(step: &Step) -> String {
    let activity = step.activity;
    match &step.choice {
        Choice::Returned(to) => format!("{activity}~{to}"),
        Choice::Completed(answers) if answers.is_empty() => activity.to_string(),
        Choice::Completed(answers) => {
            let keys: Vec<&str> = answers.iter().map(AnswerKey::as_str).collect();
            format!("{activity}:{}", keys.join("+"))
        }
    }
}

const PARTED: &str = "
    1: 2 3 ! carta
    2: 4 ! acta/hoja
    3: 4
    4: 5
    5: < 4 = finished
";

/// Writes the act on a day of March 2026.
pub fn on<T>(sample: &mut Sample, day: &str, act: impl FnOnce(&mut Sample) -> T) -> T {
    let done = act(sample);
    let last = sample.events.last_mut().unwrap();
    last.at = Moment::parse(&format!("2026-03-{day}")).unwrap();
    done
}

/// A case in which 1 and 2 are done, 3 is ready and 4 waits for it.
pub fn parted() -> Sample {
    let mut sample = Sample::of(PARTED);
    on(&mut sample, "03", |sample| sample.complete("a", 1, &[]));
    on(&mut sample, "05", |sample| sample.complete("b", 2, &[]));
    sample
}
