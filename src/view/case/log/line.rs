//! The parts of an event in words.

use chrono::NaiveDate;

use crate::engine::Case;
use crate::model::{Act, Moment, Procedure, RoleId, UnitTime};
use crate::view::case::{act, class};
use crate::view::named;
use crate::words::Text;

/// The parts of an event in words.
#[derive(Clone, Debug)]
pub struct EventWords {
    /// When it happened, as it was written.
    pub moment: Moment,
    /// The same in the unit.
    pub stated: UnitTime,
    /// The same as it was last corrected.
    pub at: UnitTime,
    /// The day on which it was recorded, where it is said to have happened on another.
    pub recorded: Option<NaiveDate>,
    pub role: Option<Text>,
    /// Whether it only records what that role, which is outside of the unit, did.
    pub is_recorded: bool,
    pub did: Text,
    pub answers: Option<Text>,
    pub to: Vec<Text>,
    /// What became of it, in a word, and why.
    pub class: Option<(Text, Text)>,
}

impl EventWords {
    pub fn of(case: &Case, place: usize) -> Self {
        let (event, procedure) = (case.event(place), case.procedure_of(place));
        let stated = case.zone().time(&event.at);
        let recorded = case.zone().day_of(&event.rec);
        Self {
            moment: event.at,
            stated,
            at: case.time(place),
            recorded: (recorded != stated.day).then_some(recorded),
            role: event.role.as_ref().map(|role| role_said(procedure, role)),
            is_recorded: event.is_recorded(procedure),
            did: act::did(procedure, &event.did),
            answers: answer_titles(procedure, &event.did),
            to: destinations(procedure, &event.did),
            class: class::effect(case, place),
        }
    }
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
