use crate::cli::case::{sides, stands};
use crate::cli::completions::candidate::Candidate;
use crate::cli::completions::line::Line;
use crate::engine::Case;
use crate::model::{Activity, ActivityNumber, CaseId, OutputKind};
use crate::view::named;
use crate::view::{OutputsView, event_line};
use crate::words::{Language, Text};

/// What may be said about the case that a line names.
pub struct OfCase<'a> {
    pub line: &'a Line<'a>,
    pub id: &'a CaseId,
    pub case: &'a Case<'a>,
    pub language: Language,
}

/// What of it is asked for.
pub enum Wanted<'w> {
    /// That this argument may name.
    Activities(&'w str),
    Answers,
    /// By an id that begins as typed.
    Events(&'w str),
    Roles,
    Kinds,
}

/// As many events as are offered, the last first.
const EVENTS: usize = 100;
/// The digits of an event by which people call it.
const DIGITS: usize = 8;

impl OfCase<'_> {
    pub fn offered(&self, wanted: Wanted) -> Vec<Candidate> {
        match wanted {
            Wanted::Activities(argument) => self.activities(argument),
            Wanted::Answers => self.answers(),
            Wanted::Events(typed) => self.events(typed),
            Wanted::Roles => self.roles(),
            Wanted::Kinds => self.kinds(),
        }
    }

    /// The activities that an argument of a command may name.
    fn activities(&self, argument: &str) -> Vec<Candidate> {
        let ready = self.ready();
        let all = || {
            self.case
                .procedure()
                .activities
                .iter()
                .map(|one| one.number)
        };
        let numbers: Vec<ActivityNumber> = match (&*self.line.path(), argument) {
            ("case advance", _) => ready,
            ("case return", "to") => self.targets(),
            ("case return", _) => ready
                .into_iter()
                .filter(|number| {
                    self.definition(*number)
                        .is_some_and(|one| !one.review.is_empty())
                })
                .collect(),
            ("case redirect", "from") => {
                let waiting = self.case.waiting().into_iter().map(|work| work.activity);
                ready.into_iter().chain(waiting).collect()
            }
            ("case attach", _) => {
                let done = self.case.done().into_iter().map(|done| done.activity);
                let owing = self.missing().into_iter().map(|(number, _)| number);
                owing.chain(done).chain(ready).collect()
            }
            _ => ready.into_iter().chain(all()).collect(),
        };
        let offered = once(numbers).into_iter().filter_map(|number| {
            let activity = self.definition(number)?;
            let title = activity.title.get(self.language);
            let roles = named::roles(self.case.procedure(), &activity.roles);
            let about = format!("{title} · {}", roles.get(self.language));
            Candidate::new(number.to_string(), &about)
        });
        offered.collect()
    }

    /// The answers that were not given yet.
    fn answers(&self) -> Vec<Candidate> {
        let given: Vec<&str> = self.line.values("answer").collect();
        let answers = self.at_hand().into_iter().flat_map(Activity::answers);
        let open = answers.filter(|answer| !given.contains(&answer.key.as_str()));
        let offered = open.filter_map(|answer| {
            Candidate::new(answer.key.as_str(), answer.title.get(self.language))
        });
        once(offered.collect())
    }

    /// The events that may be undone, or kept, or corrected; the last first.
    fn events(&self, typed: &str) -> Vec<Candidate> {
        let all = (0..self.case.events().len()).rev();
        let places: Vec<usize> = match &*self.line.path() {
            "case undo" => all.filter(|place| stands(self.case, *place)).collect(),
            "case resolve" => {
                let sides = sides(self.case, self.case.conflicts());
                let sides = sides.into_iter().map(|(place, _)| place);
                let writing = all.filter(|place| self.case.write(*place).is_some());
                sides.chain(writing).collect()
            }
            _ => all.collect(),
        };
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

    fn roles(&self) -> Vec<Candidate> {
        let roles = self.case.procedure().roles.iter();
        roles
            .filter_map(|role| Candidate::new(role.id.as_str(), role.title.get(self.language)))
            .collect()
    }

    /// What is owed first, then what else the procedure knows.
    fn kinds(&self) -> Vec<Candidate> {
        let procedure = self.case.procedure();
        let at_hand: Vec<ActivityNumber> = self
            .at_hand()
            .iter()
            .map(|activity| activity.number)
            .collect();
        let missing = self.missing().into_iter();
        let owed = missing.filter(|(number, _)| at_hand.contains(number));
        let owed = owed.flat_map(|(_, kinds)| kinds);
        let due = self.at_hand().into_iter();
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

    fn ready(&self) -> Vec<ActivityNumber> {
        let ready = self.case.ready().into_iter();
        ready.map(|work| work.activity).collect()
    }

    /// The activity that the line names, else whatever is ready.
    fn at_hand(&self) -> Vec<&Activity> {
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

    fn targets(&self) -> Vec<ActivityNumber> {
        let at_hand = self.at_hand().into_iter();
        at_hand
            .flat_map(|activity| activity.review.iter().copied())
            .collect()
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
