//! A case, folded anew after each of its events to see when work came, was ready and was done.

use chrono::NaiveDate;
use ugat::{
    Act, Activity, ActivityNumber, AnswerKey, Event, ItemId, OutputKind, Procedure, RoleId, Turn,
};
use ugat::{Case, Lens, Standing, Zone};

use crate::reports::tally::works;
use crate::reports::told::Told;

/// How many days any work may take.
pub const LIMIT: u32 = 7;

/// The roles of the catalogue that people outside of the unit hold.
const OUTSIDE: [&str; 4] = [
    "dge",
    "entidad-cliente",
    "entidad-solicitante",
    "unidad-sustantiva",
];

/// One occurrence of an activity, as folding the case after each event shows it.
#[derive(Clone, Debug)]
pub struct Work {
    pub number: ActivityNumber,
    pub item: ItemId,
    pub arrived: NaiveDate,
    pub ready: Option<NaiveDate>,
    pub returned: bool,
    pub done: Option<(NaiveDate, String, Option<Vec<AnswerKey>>)>,
}

/// A case, counted by hand.
pub struct Plain<'t> {
    pub procedure: &'t Procedure,
    pub events: &'t [Event],
    pub case: Case<'t>,
    pub work: Vec<Work>,
}

impl<'t> Plain<'t> {
    /// As of a day: the events up to the first that had not happened.
    pub fn of(told: &'t Told, as_of: NaiveDate) -> Option<Self> {
        let events = told.events.iter();
        let events = events
            .take_while(|event| Zone::la_paz().day(&event.at) <= as_of)
            .count();
        if events == 0 {
            return None;
        }
        let events = &told.events[..events];
        let mut plain = Self {
            procedure: &told.sound.procedure,
            events,
            case: fold(told, events),
            work: Vec::new(),
        };
        for place in 0..events.len() {
            plain.step(told, place);
        }
        Some(plain)
    }

    /// What the event in this place changed.
    fn step(&mut self, told: &Told, place: usize) {
        let (now, at) = (fold(told, &self.events[..=place]), self.at(place));
        let event = &self.events[place];
        let ended = if let Act::Completed(done) = &event.did {
            Some((done.item, Some(done.answers.to_vec())))
        } else if let Act::Returned(done) = &event.did {
            Some((done.item, None))
        } else {
            None
        };
        if let Some((item, answers)) = ended {
            let done = self.work.iter_mut().find(|work| work.item == item).unwrap();
            done.done = Some((at, event.by.to_string(), answers));
        }
        let ready = now
            .ready()
            .into_iter()
            .map(|work| (work.activity, work.item, true));
        let waiting = now
            .waiting()
            .into_iter()
            .map(|work| (work.activity, work.item, false));
        for (number, item, is_ready) in ready.chain(waiting) {
            let mut live = self.work.iter_mut().filter(|work| work.done.is_none());
            let known = live.find(|work| work.number == number);
            let work = match known {
                Some(work) => work,
                None => {
                    self.work.push(Work {
                        number,
                        item,
                        arrived: at,
                        ready: None,
                        returned: matches!(&event.did, Act::Returned(sent) if sent.to == number),
                        done: None,
                    });
                    self.work.last_mut().unwrap()
                }
            };
            let same = work.item == item;
            work.item = item;
            work.ready = match (is_ready, work.ready) {
                (false, _) => None,
                (true, Some(since)) if same => Some(since),
                (true, _) => Some(at),
            };
        }
    }

    /// The day of an event, as it was last corrected.
    pub fn at(&self, place: usize) -> NaiveDate {
        let id = self.events[place].id;
        let corrections = self
            .events
            .iter()
            .filter_map(|event| event.did.correction());
        let mut corrected = corrections
            .filter(|correction| correction.event == id)
            .filter_map(|correction| correction.at);
        let at = corrected.next_back().unwrap_or(self.events[place].at);
        Zone::la_paz().day(&at)
    }

    pub fn activity(&self, number: ActivityNumber) -> &Activity {
        self.procedure.activity(number).unwrap()
    }

    pub fn assigned(&self, item: ItemId) -> Option<String> {
        let acts = self.events.iter().map(|event| &event.did);
        let mut of_item = acts.filter(|act| act.item() == Some(item)).rev();
        of_item
            .find_map(|act| act.assigned())
            .map(ToString::to_string)
    }

    /// The day on which it was cancelled, or on which the last of its work was done.
    pub fn ended(&self) -> Option<NaiveDate> {
        match self.case.standing() {
            Standing::Open | Standing::Suspended => None,
            Standing::Cancelled => {
                let is_it = |event: &Event| {
                    matches!(
                        event.did,
                        Act::Turned {
                            turn: Turn::Cancelled,
                            ..
                        }
                    )
                };
                let place = self.events.iter().position(is_it).unwrap();
                Some(self.at(place))
            }
            Standing::Finished { .. } => {
                let done = self.work.iter().filter_map(|work| work.done.clone());
                done.map(|(day, ..)| day).max()
            }
        }
    }

    /// The last day on which something happened, and who did the last of that.
    pub fn last(&self) -> (NaiveDate, String) {
        let mut last = (self.at(0), &self.events[0]);
        for (place, event) in self.events.iter().enumerate() {
            if self.at(place) >= last.0 {
                last = (self.at(place), event);
            }
        }
        (last.0, last.1.by.to_string())
    }

    /// To whom what is ready was assigned, by its activities.
    pub fn persons(&self) -> Vec<String> {
        let mut ready = self.case.ready();
        ready.sort_by_key(|work| work.activity);
        let mut persons = Vec::new();
        for person in ready.iter().filter_map(|work| self.assigned(work.item)) {
            if !persons.contains(&person) {
                persons.push(person);
            }
        }
        persons
    }

    pub fn given(&self, item: ItemId) -> Vec<(usize, OutputKind)> {
        let mut given = Vec::new();
        for (place, event) in self.events.iter().enumerate() {
            if let Act::Attached {
                item: of, outputs, ..
            } = &event.did
                && *of == item
            {
                given.extend(outputs.iter().map(|output| (place, output.kind.clone())));
            }
        }
        given
    }

    /// What work that was done owes: its kinds.
    pub fn owed(&self, work: &Work) -> Vec<Vec<OutputKind>> {
        let Some((_, _, Some(answers))) = &work.done else {
            return Vec::new();
        };
        let activity = self.activity(work.number);
        let falls =
            |when: &[AnswerKey]| when.is_empty() || when.iter().any(|key| answers.contains(key));
        let given = self.given(work.item);
        let has = |kind: &OutputKind| given.iter().any(|(_, given)| given == kind);
        let forms = activity.forms.iter().filter(|form| falls(&form.when));
        let forms: Vec<OutputKind> = forms.map(|form| form.output.clone()).collect();
        let mut owed: Vec<Vec<OutputKind>> = Vec::new();
        for group in activity.outputs.iter().filter(|group| falls(&group.when)) {
            let is_flow = group.any.iter().any(|kind| kind.as_str() == "flujo");
            let by_form = group.any.iter().any(|kind| forms.contains(kind));
            if !is_flow && !by_form && !group.any.iter().any(has) {
                owed.push(group.any.clone());
            }
        }
        owed.extend(
            forms
                .into_iter()
                .filter(|kind| !has(kind))
                .map(|kind| vec![kind]),
        );
        owed
    }

    /// Who owes the documents of work that somebody recorded: nobody of the unit where it was done
    /// outside of it.
    pub fn owing(&self, work: &Work, by: &str) -> Option<String> {
        let roles = &self.activity(work.number).roles;
        let outside = |role: &RoleId| OUTSIDE.contains(&role.as_str());
        (!roles.iter().all(outside)).then(|| by.to_owned())
    }

    /// Whether the clock ran on a day.
    fn runs(&self, day: NaiveDate) -> bool {
        let turns = self.events.iter().enumerate();
        let turns = turns.filter_map(|(place, event)| {
            let Act::Turned { turn, .. } = event.did else {
                return None;
            };
            Some((self.at(place), turn))
        });
        let turns: Vec<_> = turns.collect();
        let stands = |place: usize| {
            let (from, turn) = turns[place];
            let until = turns.get(place + 1).map(|(until, _)| *until);
            turn != Turn::Resumed && from < day && until.is_none_or(|until| day <= until)
        };
        !(0..turns.len()).any(stands)
    }

    /// How old work is that is ready since a day.
    pub fn age(&self, lens: &Lens, since: NaiveDate) -> u32 {
        self.ran(lens, since, lens.ages.today)
    }

    /// The days between two on which the clock ran, one by one.
    pub fn ran(&self, lens: &Lens, from: NaiveDate, until: NaiveDate) -> u32 {
        let days = from.iter_days().skip(1);
        let days = days.take_while(|day| *day <= until);
        u32::try_from(
            days.filter(|day| works(lens, *day) && self.runs(*day))
                .count(),
        )
        .unwrap()
    }

    pub fn is_overdue(&self, lens: &Lens, since: NaiveDate) -> bool {
        let until_today = since.iter_days().take_while(|day| *day < lens.ages.today);
        let ran = until_today.skip(1).filter(|day| self.runs(*day));
        self.goes_on() && ran.count() >= LIMIT as usize
    }

    pub fn goes_on(&self) -> bool {
        self.case.standing() == Standing::Open
    }
}

pub fn fold<'t>(told: &'t Told, events: &'t [Event]) -> Case<'t> {
    Case::fold(&told.sound.procedure, &told.sound.net, events)
}
