//! What may be typed about the case that a line names.

use crate::cli::case::{sides, stands};
use crate::cli::completions::candidate::Candidate;
use crate::cli::completions::line::Line;
use crate::engine::{Case, Reader};
use crate::model::{Activity, ActivityNumber, CaseId, OutputKind, Procedure};
use crate::view::{OutputsView, event_line, named, way_said};
use crate::words::{Language, Text};

/// What may be said about the case that a line names.
pub struct OfCase<'a> {
    pub line: &'a Line<'a>,
    pub id: &'a CaseId,
    pub case: &'a Case<'a>,
    pub language: Language,
}

/// The most events that are offered, the last first.
const EVENTS: usize = 100;
/// The digits of an event by which people call it.
const DIGITS: usize = 8;

impl OfCase<'_> {
    /// Each of them once, with what it is called and who does it.
    pub fn activities(&self, numbers: Vec<ActivityNumber>) -> Vec<Candidate> {
        let offered = once(numbers).into_iter();
        offered
            .filter_map(|number| self.activity(self.definition(number)?, None))
            .collect()
    }

    /// The same of those that whoever acts may do, with in whose place or for which role; of all of
    /// them where they may do none.
    pub fn doable(&self, numbers: Vec<ActivityNumber>, reader: &Reader) -> Vec<Candidate> {
        let may = numbers.iter().filter_map(|number| {
            let activity = self.definition(*number)?;
            let way = reader.to(&activity.roles)?;
            self.activity(activity, way_said(&way, self.case.procedure()))
        });
        let may = once(may.collect());
        match may.is_empty() {
            true => self.activities(numbers),
            false => may,
        }
    }

    fn activity(&self, activity: &Activity, in_place: Option<Text>) -> Option<Candidate> {
        let title = activity.title.clone();
        let roles = named::roles(self.case.procedure(), &activity.roles);
        let about = [in_place, Some(title), Some(roles)];
        let about: Vec<&str> = about
            .iter()
            .flatten()
            .map(|one| one.get(self.language))
            .collect();
        Candidate::new(activity.number.to_string(), &about.join(" · "))
    }

    /// The answers of activities that were not given yet.
    pub fn answers(&self, activities: &[&Activity]) -> Vec<Candidate> {
        let given: Vec<&str> = self.line.values("answer").collect();
        let answers = activities.iter().flat_map(|activity| activity.answers());
        let open = answers.filter(|answer| !given.contains(&answer.key.as_str()));
        let offered = open.filter_map(|answer| {
            Candidate::new(answer.key.as_str(), answer.title.get(self.language))
        });
        once(offered.collect())
    }

    /// Events by an id that begins as typed.
    pub fn events(&self, places: Vec<usize>, typed: &str) -> Vec<Candidate> {
        let digits = if typed.len() > DIGITS {
            usize::MAX
        } else {
            DIGITS
        };
        let offered = once(places).into_iter().take(EVENTS).filter_map(|place| {
            let id = self.case.event(place).id.to_string();
            let id = id.get(..digits).unwrap_or(&id);
            Candidate::new(id, event_line(self.case, place).get(self.language))
        });
        offered.collect()
    }

    /// The places of all events, the last first.
    pub fn all(&self) -> Vec<usize> {
        (0..self.case.events().len()).rev().collect()
    }

    /// Of those that may be undone.
    pub fn standing(&self) -> Vec<usize> {
        let mut places = self.all();
        places.retain(|place| stands(self.case, *place));
        places
    }

    /// Of those that may be kept, the sides of conflicts first.
    pub fn deciding(&self) -> Vec<usize> {
        let sides = sides(self.case, self.case.conflicts()).into_iter();
        let all = self.all().into_iter();
        let writing = all.filter(|place| self.case.write(*place).is_some());
        sides.map(|(place, _)| place).chain(writing).collect()
    }

    pub fn roles(&self, procedure: &Procedure) -> Vec<Candidate> {
        let roles = procedure.roles.iter();
        roles
            .filter_map(|role| Candidate::new(role.id.as_str(), role.title.get(self.language)))
            .collect()
    }

    /// What activities owe first, then what else the procedure knows.
    pub fn kinds(&self, activities: &[&Activity]) -> Vec<Candidate> {
        let procedure = self.case.procedure();
        let missing = self.missing().into_iter();
        let owed = missing.filter(|(number, _)| activities.iter().any(|one| one.number == *number));
        let owed = owed.flat_map(|(_, kinds)| kinds);
        let due = activities.iter();
        let due = due.flat_map(|activity| activity.outputs.iter().flat_map(|group| &group.any));
        let mut first: Vec<OutputKind> = owed.chain(due.cloned()).collect();
        first.retain(|kind| !kind.is_flow());
        let first = once(first);
        let others = procedure.kinds.iter().map(|kind| kind.id.clone());
        let others = others.filter(|kind| !kind.is_flow() && !first.contains(kind));
        let offered = first.iter().cloned().chain(others).filter_map(|kind| {
            let title = named::kinds(procedure, std::slice::from_ref(&kind));
            let mut about = title.get(self.language).to_owned();
            if first.contains(&kind) {
                about += Text::of(" · de esta actividad", " · of this activity").get(self.language);
            }
            Candidate::new(kind.as_str(), &about)
        });
        offered.collect()
    }

    pub fn ready(&self) -> Vec<ActivityNumber> {
        let ready = self.case.ready().into_iter();
        ready.map(|work| work.activity).collect()
    }

    /// All activities, those that are ready first.
    pub fn any(&self) -> Vec<ActivityNumber> {
        let all = self.case.procedure().activities.iter();
        let all = all.map(|activity| activity.number);
        self.ready().into_iter().chain(all).collect()
    }

    /// Those to which outputs can be given, those that owe some first.
    pub fn giving(&self) -> Vec<ActivityNumber> {
        let owing = self.missing().into_iter().map(|(number, _)| number);
        let done = self.case.done().into_iter().map(|done| done.activity);
        owing.chain(done).chain(self.ready()).collect()
    }

    /// Those whose work can be moved.
    pub fn left(&self) -> Vec<ActivityNumber> {
        let waiting = self.case.waiting().into_iter();
        let waiting = waiting.map(|work| work.activity);
        self.ready().into_iter().chain(waiting).collect()
    }

    /// The ready ones that can return what they review.
    pub fn reviewing(&self) -> Vec<ActivityNumber> {
        let ready = self.ready().into_iter();
        ready
            .filter(|number| !self.case.returns_to(*number).is_empty())
            .collect()
    }

    /// Those to which what is at hand can be returned.
    pub fn reviewed(&self) -> Vec<ActivityNumber> {
        let at_hand = self.at_hand().into_iter();
        at_hand
            .flat_map(|activity| self.case.returns_to(activity.number))
            .collect()
    }

    /// The activity that the line names, else whatever is ready.
    pub fn at_hand(&self) -> Vec<&Activity> {
        let named = self.line.value("activity");
        let named = named.and_then(|typed| typed.trim().parse().ok());
        let numbers = match named.and_then(ActivityNumber::new) {
            Some(number) => vec![number],
            None => self.ready(),
        };
        let known = numbers.into_iter();
        known.filter_map(|number| self.definition(number)).collect()
    }

    fn definition(&self, number: ActivityNumber) -> Option<&Activity> {
        self.case.procedure().activity(number)
    }

    /// What is owed, by activity.
    fn missing(&self) -> Vec<(ActivityNumber, Vec<OutputKind>)> {
        let view = OutputsView::of(self.id, self.case).missing();
        let outputs = view.outputs.into_iter();
        outputs
            .map(|output| (output.activity, output.any))
            .collect()
    }
}

/// Each once, where it comes first.
fn once<T: PartialEq>(all: Vec<T>) -> Vec<T> {
    let mut seen = Vec::with_capacity(all.len());
    for one in all {
        if !seen.contains(&one) {
            seen.push(one);
        }
    }
    seen
}
