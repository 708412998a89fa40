//! What the report on deviations tells beside its counts: each act with its case, reason and person;
//! which tests failed; how often which activity had to be done again.

use compact_str::CompactString;
use serde::Serialize;

use crate::engine::{Account, DepartureKind, Mark, Marks, Told};
use crate::model::{
    ActivityNumber, Actor, AnswerKey, CaseId, Few, Line, Moment, ProcedureId, Prose, UnitTime,
};
use crate::view::page::json::Spelled;
use crate::view::report::Lens;
use crate::view::report::part::{departure_name, mark_name};
use crate::view::{Outlined, mark_sentence, named};
use crate::words::Text;

#[derive(Clone, Debug, Default, Serialize)]
pub struct Accounts {
    pub deviations: Vec<Deviation>,
    pub failed_tests: Vec<FailedTest>,
    pub rounds: Vec<Rounds>,
}

/// One act of one kind, in the order of its day.
#[derive(Clone, Debug, Serialize)]
pub struct Deviation {
    pub case: CompactString,
    pub procedure: ProcedureId,
    #[serde(rename = "ref")]
    pub reference: Option<Line>,
    pub entity: Option<Line>,
    pub activity: Option<ActivityNumber>,
    pub title: Option<Text>,
    /// Where it sent the work.
    pub to: Vec<ActivityNumber>,
    pub kind: &'static str,
    pub reason: Option<Prose>,
    pub by: String,
    #[serde(rename = "for")]
    pub on_behalf: Option<Actor>,
    pub authority: Option<Line>,
    pub at: Spelled<Moment>,
    /// By the clock of the unit.
    #[serde(skip)]
    pub when: UnitTime,
    #[serde(skip)]
    pub id: CaseId,
    /// The kind in words, and what a mark says.
    #[serde(skip)]
    pub said: Text,
    #[serde(skip)]
    pub mark: Option<Text>,
}

/// Answers to the question of an activity that led back to it.
#[derive(Clone, Debug, Serialize)]
pub struct FailedTest {
    #[serde(flatten)]
    pub activity: Numbered,
    pub answers: Few<AnswerKey>,
    pub times: u64,
    pub cases: u64,
    pub acts: Vec<Occasion>,
    /// The answers in words.
    #[serde(skip)]
    pub said: Text,
}

/// One time at which a test failed.
#[derive(Clone, Debug, Serialize)]
pub struct Occasion {
    pub case: CompactString,
    #[serde(rename = "ref")]
    pub reference: Option<Line>,
    pub entity: Option<Line>,
    pub by: String,
    pub at: Spelled<Moment>,
    /// By the clock of the unit.
    #[serde(skip)]
    pub when: UnitTime,
    #[serde(skip)]
    pub id: CaseId,
}

/// How often an activity had to be done again: after a review, or after answers that led back to
/// it.
#[derive(Clone, Debug, Serialize)]
pub struct Rounds {
    #[serde(flatten)]
    pub activity: Numbered,
    pub rounds: u64,
    pub cases: u64,
    /// In one case.
    pub most: u64,
}

/// An activity of a procedure: one where number and title are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Numbered {
    pub procedure: ProcedureId,
    #[serde(rename = "activity")]
    pub number: ActivityNumber,
    pub title: Text,
}

/// What all acts of a case share.
struct OfCase<'a> {
    case: &'a Outlined<'a>,
    told: &'a Told,
    lens: &'a Lens,
}

impl Accounts {
    /// Adds what a case tells.
    pub fn add(&mut self, case: &Outlined, told: &Told, marks: &Marks, lens: &Lens) {
        let of_case = OfCase { case, told, lens };
        of_case.departures(&mut self.deviations);
        of_case.marked(marks, &mut self.deviations);
        let mut own = Self::default();
        of_case.setbacks(&mut own);
        self.absorb(own);
    }

    pub fn absorb(&mut self, other: Self) {
        self.deviations.extend(other.deviations);
        for test in other.failed_tests {
            let mut known = self.failed_tests.iter_mut();
            let same = |one: &&mut FailedTest| {
                one.activity == test.activity && one.answers == test.answers
            };
            match known.find(same) {
                Some(known) => {
                    known.times += test.times;
                    known.cases += test.cases;
                    known.acts.extend(test.acts);
                }
                None => self.failed_tests.push(test),
            }
        }
        for rounds in other.rounds {
            let mut known = self.rounds.iter_mut();
            match known.find(|one| one.activity == rounds.activity) {
                Some(known) => {
                    known.rounds += rounds.rounds;
                    known.cases += rounds.cases;
                    known.most = known.most.max(rounds.most);
                }
                None => self.rounds.push(rounds),
            }
        }
    }

    pub fn sort(&mut self) {
        self.deviations.sort_by(|one, other| {
            let order = one.when.cmp(&other.when);
            order.then_with(|| one.id.cmp(&other.id))
        });
        for test in &mut self.failed_tests {
            let key = |one: &Occasion| (one.when, one.id.clone());
            test.acts.sort_by_cached_key(key);
        }
        self.failed_tests
            .sort_by(|one, other| one.key().cmp(&other.key()));
        self.rounds
            .sort_by(|one, other| one.activity.key().cmp(&other.activity.key()));
    }
}

impl FailedTest {
    fn key(&self) -> (impl Ord + '_, &[AnswerKey]) {
        (self.activity.key(), &self.answers)
    }
}

impl Numbered {
    fn key(&self) -> (&ProcedureId, ActivityNumber, &str) {
        (&self.procedure, self.number, &self.title.es)
    }
}

impl OfCase<'_> {
    fn departures(&self, all: &mut Vec<Deviation>) {
        let past = &self.told.past;
        for departed in &past.departures {
            let place = departed.at;
            if self.lens.day(past.course.at(place)).is_none() {
                continue;
            }
            let activity = departed
                .activity
                .map(|number| (departed.definition, number));
            let deviation = self.act(place, past.course.person(departed.by), activity);
            let ground = self.told.account.ground(place).cloned();
            let (reason, on_behalf, authority, to) = ground.map_or_else(Default::default, |one| {
                (one.reason, one.on_behalf, one.authority, one.to)
            });
            let sends = matches!(
                departed.kind,
                DepartureKind::Returned | DepartureKind::Redirected
            );
            all.push(Deviation {
                to: to.into_iter().filter(|_| sends).collect(),
                kind: departed.kind.into(),
                reason,
                on_behalf,
                authority,
                said: departure_name(departed.kind),
                ..deviation
            });
        }
    }

    fn marked(&self, marks: &Marks, all: &mut Vec<Deviation>) {
        if marks.acts() == 0 {
            return;
        }
        let course = &self.told.past.course;
        let signed = self.told.past.signatures.open();
        for (place, marks) in marks.iter() {
            let act = signed
                .as_ref()
                .and_then(|signed| signed.act(place, &course.people));
            let moment = course.moments.get(place);
            let Some((by, activity)) =
                act.filter(|_| moment.is_some_and(|at| self.lens.day(at).is_some()))
            else {
                continue;
            };
            let mut seen = Vec::new();
            for mark in marks {
                if !seen.contains(&mark.kind()) {
                    seen.push(mark.kind());
                    all.push(Self::marked_by(mark, self.act(place, by, activity)));
                }
            }
        }
    }

    fn marked_by(mark: &Mark, act: Deviation) -> Deviation {
        Deviation {
            kind: mark.kind().key(),
            said: mark_name(mark.kind()),
            mark: Some(mark_sentence(mark)),
            ..act
        }
    }

    /// An act, before it is said what is the matter with it.
    fn act(&self, place: usize, by: &str, activity: Option<(usize, ActivityNumber)>) -> Deviation {
        let (case, outline) = (self.case, self.case.outline);
        let numbered = activity.map(|(definition, number)| {
            let title = named::title(case.definition(definition), number);
            (number, title)
        });
        let (number, title) = numbered.unzip();
        let at = self.told.past.course.at(place);
        Deviation {
            case: case.id.to_compact(),
            procedure: outline.procedure.clone(),
            reference: outline.reference.clone(),
            entity: outline.entities.first().cloned(),
            activity: number,
            title,
            to: Vec::new(),
            kind: "",
            reason: None,
            by: by.to_owned(),
            on_behalf: None,
            authority: None,
            at: Spelled(*at),
            when: self.lens.ages.zone.time(at),
            id: case.id.clone(),
            said: Text::of("", ""),
            mark: None,
        }
    }

    fn setbacks(&self, own: &mut Accounts) {
        let Account { setbacks, .. } = &self.told.account;
        for setback in setbacks {
            let at = self.told.past.course.at(setback.at);
            if self.lens.day(at).is_none() {
                continue;
            }
            let procedure = self.case.definition(setback.definition);
            let activity = Numbered {
                procedure: procedure.id.clone(),
                number: setback.activity,
                title: named::title(procedure, setback.activity),
            };
            own.again(activity.clone());
            let asked = procedure.activity(setback.activity);
            let asked = asked.filter(|_| !setback.answers.is_empty());
            let said = asked.map(|asked| named::answers(asked, &setback.answers));
            if let Some(said) = said {
                let test = (activity, setback.answers.clone(), said);
                own.failed(test, self.occasion(setback.at));
            }
        }
    }

    /// The time of an act that took effect.
    fn occasion(&self, place: usize) -> Occasion {
        let (outline, course) = (self.case.outline, &self.told.past.course);
        let done = course.done.iter().find(|done| done.at == place);
        Occasion {
            case: self.case.id.to_compact(),
            reference: outline.reference.clone(),
            entity: outline.entities.first().cloned(),
            by: done.map_or_else(String::new, |done| course.person(done.by).to_owned()),
            at: Spelled(*course.at(place)),
            when: self.lens.ages.zone.time(course.at(place)),
            id: self.case.id.clone(),
        }
    }
}

/// Of the one case that is counted.
impl Accounts {
    fn again(&mut self, activity: Numbered) {
        let mut known = self.rounds.iter_mut();
        match known.find(|one| one.activity == activity) {
            Some(known) => {
                known.rounds += 1;
                known.most += 1;
            }
            None => self.rounds.push(Rounds {
                activity,
                rounds: 1,
                cases: 1,
                most: 1,
            }),
        }
    }

    fn failed(
        &mut self,
        (activity, answers, said): (Numbered, Few<AnswerKey>, Text),
        occasion: Occasion,
    ) {
        let mut known = self.failed_tests.iter_mut();
        match known.find(|one| one.activity == activity && one.answers == answers) {
            Some(known) => {
                known.times += 1;
                known.acts.push(occasion);
            }
            None => self.failed_tests.push(FailedTest {
                activity,
                answers,
                times: 1,
                cases: 1,
                acts: vec![occasion],
                said,
            }),
        }
    }
}
