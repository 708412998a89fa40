//! The parts of an event in words.

use chrono::NaiveDate;

use crate::engine::Case;
use crate::model::{Act, Event, Moment, Procedure, RoleId};
use crate::view::case::{act, class};
use crate::view::named;
use crate::words::Text;

/// The parts of an event in words.
#[derive(Clone, Debug)]
pub struct EventWords {
    pub at: Moment,
    /// The day on which it was recorded, where it happened on another.
    pub recorded: Option<NaiveDate>,
    pub role: Option<Text>,
    pub did: Text,
    pub answers: Option<Text>,
    pub to: Vec<Text>,
    /// What became of it, in a word, and why.
    pub class: Option<(Text, Text)>,
}

impl EventWords {
    pub fn of(case: &Case, place: usize) -> Self {
        let (event, procedure) = (case.event(place), case.procedure_of(place));
        Self {
            at: event.at,
            recorded: recorded(event),
            role: event.role.as_ref().map(|role| role_said(procedure, role)),
            did: act::did(procedure, &event.did),
            answers: answer_titles(procedure, &event.did),
            to: destinations(procedure, &event.did),
            class: class::effect(case, place),
        }
    }
}

/// The day on which an event was recorded, in the time zone in which it happened, if it is another.
fn recorded(event: &Event) -> Option<NaiveDate> {
    let day = match &event.at {
        Moment::Day(_) => event.rec.date_naive(),
        Moment::Time(time) => event.rec.with_timezone(time.offset()).date_naive(),
    };
    (day != event.at.day()).then_some(day)
}

/// Where it sends the work. An undoing leaves the work where it is.
fn destinations(procedure: &Procedure, act: &Act) -> Vec<Text> {
    if matches!(act, Act::Undone(_)) {
        return Vec::new();
    }
    let targets = act::targets(act).into_iter();
    targets.map(|to| named::activity(procedure, to)).collect()
}

fn answer_titles(procedure: &Procedure, act: &Act) -> Option<Text> {
    let answers = act::answers(act);
    let activity = procedure.activity(act.activity()?)?;
    (!answers.is_empty()).then(|| named::answers(activity, answers))
}

fn role_said(procedure: &Procedure, role: &RoleId) -> Text {
    named::roles(procedure, std::slice::from_ref(role))
}
