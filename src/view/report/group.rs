use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};
use serde::Serialize;

use crate::engine::{LiveWork, OwedOutput, Recall};
use crate::model::ActivityNumber;
use crate::view::named;
use crate::view::report::part::{Label, Part};
use crate::view::report::{By, Lens};
use crate::view::{Cell, Column, Outlined};
use crate::words::{Language, Text, matching};

/// What a report counts in one group. Counting is the same in any order, and in parts.
pub trait Measure: Clone + Default + Serialize + Send {
    /// What it has to know of the past of a case.
    type Past: Recall;

    /// How the report is called.
    const NAME: &'static str;
    /// By what it can be counted apart, and by what it is where nothing is asked.
    const CHOICES: &'static [By];
    const USUAL: &'static [By];
    /// By what it always is, whatever is asked.
    const ALWAYS: &'static [By] = &[];

    /// Counts a case.
    fn count(groups: &mut Groups<Self>, case: &Outlined, past: &Self::Past, lens: &Lens);

    fn merge(&mut self, other: Self);

    /// The columns of the parts that are this report's own.
    fn own_columns() -> Vec<Column>;

    fn columns() -> Vec<Column>;

    fn cells(&self, language: Language) -> Vec<Cell>;

    /// By what it is counted apart where this is asked; nothing: the usual.
    fn dimensions(asked: &[By]) -> Vec<By> {
        let asked = if asked.is_empty() { Self::USUAL } else { asked };
        By::in_full(&[asked, Self::ALWAYS].concat())
    }
}

/// A number that is left out for people where it is 0.
pub fn some(number: u64) -> Cell {
    Cell::maybe((number > 0).then_some(number)).exactly(number)
}

/// What is counted, apart for each group.
#[derive(Clone, Debug)]
pub struct Groups<M>(BTreeMap<Vec<Part>, (Vec<Label>, M)>);

/// Something that is counted, by what it belongs to.
#[derive(Clone, Copy, Debug)]
pub struct Fact<'f> {
    /// By one of the definitions of the case.
    pub activity: Option<(usize, ActivityNumber)>,
    pub person: Option<&'f str>,
    /// On which it counts.
    pub day: NaiveDate,
}

impl<'f> Fact<'f> {
    /// Work that is to be done, by somebody or anybody.
    pub fn live(case: &Outlined<'f>, work: &LiveWork, day: NaiveDate) -> Self {
        Self {
            activity: Some((case.outline.current, work.activity)),
            person: work.assigned.map(|place| case.person(place)),
            day,
        }
    }

    /// A document that whoever did the work owes.
    pub fn owed(case: &Outlined<'f>, owed: &OwedOutput, day: NaiveDate) -> Self {
        Self {
            activity: Some((owed.definition, owed.activity)),
            person: Some(case.person(owed.by)),
            day,
        }
    }
}

impl<M> Default for Groups<M> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<M: Measure> Groups<M> {
    /// Counts a case, where it is one of those asked for.
    pub fn add(&mut self, case: &Outlined, past: &M::Past, lens: &Lens) {
        if lens.takes(case) {
            M::count(self, case, past, lens);
        }
    }

    pub fn merge(&mut self, other: Self) {
        for (parts, (labels, value)) in other.0 {
            let (known, sum) = self.0.entry(parts).or_default();
            merge(known, labels.into_iter());
            sum.merge(value);
        }
    }

    /// The group of a fact, by what the lens asks for and then by what is the report's own.
    pub fn of(
        &mut self,
        case: &Outlined,
        lens: &Lens,
        fact: Fact,
        own: impl IntoIterator<Item = (Part, Text)>,
    ) -> &mut M {
        let since = lens.ages.day(&case.outline.started);
        let (own, said): (Vec<Part>, Vec<Text>) = own.into_iter().unzip();
        let asked = lens.by.iter().map(|by| part(*by, case, fact));
        let (labels, value) = self.0.entry(asked.chain(own).collect()).or_default();
        // What is known of a case that began earlier stays, and mostly is.
        if labels.is_empty() || labels.iter().any(|label| label.since >= since) {
            let asked = lens.by.iter().map(|by| label(*by, case, lens, fact));
            let own = said.into_iter().map(|said| Label { since, said });
            merge(labels, asked.chain(own));
        }
        value
    }

    /// In order of the parts.
    pub fn into_rows(self) -> impl Iterator<Item = (Vec<(Part, Label)>, M)> {
        self.0.into_iter().map(|(parts, (labels, value))| {
            let group = parts.into_iter().zip(labels).collect();
            (group, value)
        })
    }
}

/// Keeps of each two labels the one that is shown.
fn merge(known: &mut Vec<Label>, labels: impl Iterator<Item = Label>) {
    if known.is_empty() {
        known.extend(labels);
        return;
    }
    for (known, label) in known.iter_mut().zip(labels) {
        if label.goes_before(known) {
            *known = label;
        }
    }
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

/// An activity, by its number and its title.
pub fn activity_part(case: &Outlined, activity: Option<(usize, ActivityNumber)>) -> (Part, Text) {
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

#[cfg(test)]
mod tests {
    use crate::view::report::sample::{cases, lens, told};
    use crate::view::report::{By, Departures, Lens, Throughput};
    use crate::view::sample_case::telling;
    use crate::view::{Format, in_format};
    use crate::words::Language::English;

    /// By entity, with the cases in another order.
    fn by_entity(lens: &Lens, turned: usize) -> String {
        let mut cases = cases();
        cases.rotate_left(turned);
        let look = telling(English).look;
        in_format(&told::<Throughput>(&cases, lens), Format::Csv, look)
    }

    #[test]
    fn an_entity_is_one_however_it_is_written_and_shown_as_it_first_was() {
        let mut lens = lens::<Throughput>(&[By::Entity]);
        for turned in 0..4 {
            assert_eq!(
                by_entity(&lens, turned),
                "entity,started,finished,cancelled,results\n\
                 Alcaldía,2,0,1,\nMinisterio X,2,1,0,concluded: 1\n"
            );
        }
        lens.settings.entities = vec!["MINISTERIO X".to_owned()];
        lens.entity = Some("ministerio".to_owned());
        assert_eq!(
            by_entity(&lens, 0),
            "entity,started,finished,cancelled,results\nMINISTERIO X,2,1,0,concluded: 1\n"
        );
    }

    #[test]
    fn a_period_takes_what_happened_on_its_days() {
        let mut lens = lens::<Departures>(&[By::Month]);
        let rows = |lens: &Lens| {
            let answer = told::<Departures>(&cases(), lens);
            in_format(&answer, Format::Csv, telling(English).look)
        };
        let head = "month,kind,acts,cases\n";
        let returned = "2026-03,returned,1,1\n2026-03,on-behalf,1,1\n";
        lens.period.until = Some("2026-03-09".parse().expect("a day"));
        assert_eq!(rows(&lens), format!("{head}{returned}"));
        lens.period.since = Some("2026-03-10".parse().expect("a day"));
        lens.period.until = None;
        assert_eq!(rows(&lens), format!("{head}2026-03,cancelled,1,1\n"));
    }
}
