//! Facts that reports count, and the groups that they belong to.

use chrono::{Datelike as _, NaiveDate};

use crate::engine::{DepartureKind, LiveWork, MarkKind, OwedOutput, Progress};
use crate::model::{ActivityNumber, OutputKind, Person};
use crate::view::each::each;
use crate::view::named;
use crate::view::report::part::{Label, Part, State, departure_name, mark_name};
use crate::view::report::{By, Lens};
use crate::view::{CaseState, Outlined};
use crate::words::{Text, matching};

/// Something that is counted, with the dimensions that it can be grouped by.
#[derive(Clone, Copy, Debug)]
pub struct Fact<'f> {
    /// A definition of the case, and an activity of it.
    pub activity: Option<(usize, ActivityNumber)>,
    pub person: Option<&'f str>,
    /// The day on which it counts.
    pub day: NaiveDate,
    pub own: Own<'f>,
}

/// The dimension that a report adds to those asked for.
#[derive(Clone, Copy, Debug)]
pub enum Own<'f> {
    Nothing,
    /// The state of the case.
    Case,
    /// The progress of work at its activity.
    Work(Progress),
    /// Documents of any of these kinds.
    Kinds(&'f [OutputKind]),
    Departure(DepartureKind),
    /// A mark on an act.
    Mark(MarkKind),
}

impl<'f> Fact<'f> {
    /// About a case as a whole.
    pub const fn of_case(day: NaiveDate) -> Self {
        Self {
            activity: None,
            person: None,
            day,
            own: Own::Nothing,
        }
    }

    /// About open work: of the person it is assigned to, else of the only one who holds a role of it.
    /// What several hold is of nobody until it is assigned, so that nothing counts twice.
    pub fn live(case: &Outlined<'f>, work: &LiveWork, lens: &'f Lens, day: NaiveDate) -> Self {
        let assigned = work.assigned.map(|place| case.person(place));
        Self {
            activity: Some((case.outline.current, work.activity)),
            person: assigned.or_else(|| only_holder(case, work.activity, lens)),
            ..Self::of_case(day)
        }
    }

    /// About a document that is owed by the role of its activity: by whoever did the work, unless
    /// they only recorded what was done outside of the unit.
    pub fn owed(case: &Outlined<'f>, owed: &'f OwedOutput, lens: &Lens, day: NaiveDate) -> Self {
        let activity = case.activity(owed.definition, owed.activity);
        let roles = activity.map_or(&[][..], |activity| &activity.roles);
        let person = case.person(owed.by);
        let is_recorded = case.definition(owed.definition).is_outside(roles)
            && !lens
                .settings
                .holds(person, roles, lens.ages.day(&owed.since));
        Self {
            activity: Some((owed.definition, owed.activity)),
            person: (!is_recorded).then_some(person),
            ..Self::of_case(day)
        }
    }

    /// Adds the dimension of the report.
    #[must_use]
    pub const fn as_own(self, own: Own<'f>) -> Self {
        Self { own, ..self }
    }

    /// The parts that identify its group: first those asked for, then the report's own.
    pub fn parts(self, case: &Outlined, lens: &Lens) -> Vec<Part> {
        let asked = lens.by.iter().map(|by| part(*by, case, self));
        let own = own(case, self).into_iter().map(|(part, _)| part);
        asked.chain(own).collect()
    }

    /// The labels of these parts in this case.
    pub fn labels(self, case: &Outlined, lens: &Lens) -> Vec<Label> {
        let since = lens.ages.day(&case.outline.started);
        let asked = lens.by.iter().map(|by| label(*by, case, lens, self));
        let own = each(own(case, self), |(_, said)| Label { since, said });
        asked.chain(own).collect()
    }
}

/// The only one of the people who holds a role of an activity today.
fn only_holder<'l>(case: &Outlined, number: ActivityNumber, lens: &'l Lens) -> Option<&'l str> {
    let activity = case.procedure().activity(number)?;
    let people = lens.settings.people.as_ref()?;
    let today = lens.ages.today;
    let holds = |one: &&Person| activity.roles.iter().any(|role| one.holds(role, today));
    let mut holders = people.iter().filter(holds);
    let only = holders.next()?;
    holders.next().is_none().then_some(only.name.as_str())
}

/// The report's own parts, with their labels.
fn own(case: &Outlined, fact: Fact) -> Vec<(Part, Text)> {
    match fact.own {
        Own::Nothing => Vec::new(),
        Own::Case => vec![standing(case), activity_part(case, None)],
        Own::Work(progress) => {
            let state = State::of(progress);
            let said = state.name();
            vec![
                (Part::State(state), said),
                activity_part(case, fact.activity),
            ]
        }
        Own::Kinds(kinds) => {
            let definition = fact.activity.map_or(case.outline.current, |(at, _)| at);
            let said = named::kinds(case.definition(definition), kinds);
            vec![(Part::Kind(kinds.to_vec()), said)]
        }
        Own::Departure(kind) => vec![(Part::Departure(kind), departure_name(kind))],
        Own::Mark(kind) => vec![(Part::Mark(kind), mark_name(kind))],
    }
}

fn standing(case: &Outlined) -> (Part, Text) {
    let standing = &case.outline.standing;
    let (state, result) = (CaseState::of(standing), standing.result());
    let said = state.described(case.procedure(), result, None);
    let state = State::Case(state, result.unwrap_or_default().to_owned());
    (Part::State(state), said)
}

fn part(by: By, case: &Outlined, fact: Fact) -> Part {
    match by {
        By::Month => Part::Month((fact.day.year(), fact.day.month())),
        By::Procedure => Part::Procedure(case.outline.procedure.clone()),
        By::Entity => Part::Entity(case.entity().map(matching).unwrap_or_default()),
        By::Person => Part::Person(fact.person.map(matching).unwrap_or_default()),
        By::Role => {
            let activity = fact
                .activity
                .and_then(|(at, number)| case.activity(at, number));
            Part::Role(activity.map_or_else(Vec::new, |activity| activity.roles.clone()))
        }
        By::Activity => activity_part(case, fact.activity).0,
    }
}

fn label(by: By, case: &Outlined, lens: &Lens, fact: Fact) -> Label {
    let since = lens.ages.day(&case.outline.started);
    let label = |said: Text| Label { since, said };
    match by {
        By::Month => label(Text::same(fact.day.format("%Y-%m").to_string())),
        By::Procedure => label(Text::same(case.outline.procedure.as_str())),
        By::Entity => {
            let entity = case.entity();
            let known = entity.and_then(|entity| lens.settings.entity(entity));
            let said = known.or(entity).map_or(NO_ENTITY, Text::same);
            let since = known.map_or(since, |_| NaiveDate::MIN);
            Label { since, said }
        }
        By::Person => label(fact.person.map_or(NOBODY, Text::same)),
        By::Role => {
            let activity = fact.activity.and_then(|(at, number)| {
                let activity = case.activity(at, number)?;
                Some(named::roles(case.definition(at), &activity.roles))
            });
            label(activity.unwrap_or(NO_ROLE))
        }
        By::Activity => label(activity_part(case, fact.activity).1),
    }
}

/// An activity by number and title.
fn activity_part(case: &Outlined, activity: Option<(usize, ActivityNumber)>) -> (Part, Text) {
    let Some((place, number)) = activity else {
        return (Part::Activity(None), Text::same(""));
    };
    let title = named::title(case.definition(place), number);
    let (es, en) = (title.es.to_string(), title.en.to_string());
    (Part::Activity(Some((number, es, en))), title)
}

const NO_ENTITY: Text = Text::of("(sin entidad)", "(no entity)");
const NOBODY: Text = Text::of("(nadie)", "(nobody)");
const NO_ROLE: Text = Text::of("(sin rol)", "(no role)");
