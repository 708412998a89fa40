//! The groups of a report and their counts.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::engine::Recall;
use crate::view::report::beside::Beside;
use crate::view::report::fact::Fact;
use crate::view::report::key::{Key, Numbering};
use crate::view::report::part::{Label, Part};
use crate::view::report::row::ReportRow;
use crate::view::report::{By, Lens};
use crate::view::rows::order::Order;
use crate::view::{ColumnList, Outlined};
use crate::words::Language;

/// What a report counts in one group. The order of cases does not matter, and parts can be merged.
pub trait Measure: Clone + Default + Serialize + Send {
    /// What it needs to know of the past of a case.
    type Past: Recall;

    /// What it tells beside its groups.
    type Beside: Beside;

    /// The name of the report.
    const NAME: &'static str;
    /// The dimensions that can be asked for, and those used if none is.
    const CHOICES: &'static [By];
    const USUAL: &'static [By];
    /// The dimensions that are always used.
    const ALWAYS: &'static [By] = &[];

    /// Counts a case.
    fn count(groups: &mut Groups<Self>, case: &Outlined, past: &Self::Past, lens: &Lens);

    fn merge(&mut self, other: Self);

    /// Declares the columns of the report's own parts, which begin at this place of a group, and
    /// those of its counts.
    fn declare(columns: &mut ColumnList<'_, ReportRow<Self>>, own: usize, language: Language);

    /// The dimensions to group by when these are asked for; none means the usual ones.
    fn dimensions(asked: &[By]) -> Vec<By> {
        let asked = if asked.is_empty() { Self::USUAL } else { asked };
        By::in_full(&[asked, Self::ALWAYS].concat())
    }
}

/// The counts of each group.
#[derive(Clone, Debug)]
pub struct Groups<M: Measure> {
    pub beside: M::Beside,
    /// The position in `counted` of each group.
    places: BTreeMap<Vec<Part>, usize>,
    counted: Vec<(Vec<Label>, M)>,
    /// The group of each key seen so far, and the first day on which a case with this key began:
    /// the labels of later cases are not needed.
    seen: FxHashMap<Key, (usize, NaiveDate)>,
    numbering: Numbering,
    /// The day on which the current case began.
    began: NaiveDate,
}

impl<M: Measure> Default for Groups<M> {
    fn default() -> Self {
        Self {
            beside: M::Beside::default(),
            places: BTreeMap::new(),
            counted: Vec::new(),
            seen: FxHashMap::default(),
            numbering: Numbering::default(),
            began: NaiveDate::default(),
        }
    }
}

impl<M: Measure> Groups<M> {
    /// Counts a case, if it is one of those asked for.
    pub fn add(&mut self, case: &Outlined, past: &M::Past, lens: &Lens) {
        if lens.takes(case) {
            self.take_up(case, lens);
            M::count(self, case, past, lens);
        }
    }

    /// Goes on to another case: the facts that follow belong to it.
    pub fn take_up(&mut self, case: &Outlined, lens: &Lens) {
        self.began = lens.ages.day(&case.outline.started);
        self.numbering.take_up(case);
    }

    pub fn merge(&mut self, other: Self) {
        self.beside.merge(other.beside);
        let mut groups: Vec<_> = other.counted.into_iter().map(Some).collect();
        for (parts, place) in other.places {
            if let Some((labels, value)) = groups[place].take() {
                let place = self.place(parts);
                let (known, sum) = &mut self.counted[place];
                merge(known, labels);
                sum.merge(value);
            }
        }
    }

    /// The group of a fact of the current case.
    pub fn of(&mut self, case: &Outlined, lens: &Lens, fact: Fact) -> &mut M {
        let since = self.began;
        let key = self.numbering.key(case, lens, fact);
        let seen = self.seen.get(&key).copied();
        let place = match seen {
            Some((place, first)) if first <= since => place,
            _ => {
                let place = seen.map_or_else(|| self.place(fact.parts(case, lens)), |(at, _)| at);
                merge(&mut self.counted[place].0, fact.labels(case, lens));
                self.seen.insert(key, (place, since));
                place
            }
        };
        &mut self.counted[place].1
    }

    fn place(&mut self, parts: Vec<Part>) -> usize {
        *self.places.entry(parts).or_insert_with(|| {
            self.counted.push((Vec::new(), M::default()));
            self.counted.len() - 1
        })
    }

    /// The groups as `--sort` would order them by the columns of their parts.
    pub fn into_rows(self) -> Vec<ReportRow<M>> {
        let mut groups: Vec<_> = self.counted.into_iter().map(Some).collect();
        let rows = self.places.into_iter().filter_map(|(parts, place)| {
            let (labels, value) = groups[place].take()?;
            let group: Vec<(Part, Label)> = parts.into_iter().zip(labels).collect();
            let parts = group.iter().flat_map(|(part, label)| part.order(label));
            Some((parts.collect(), ReportRow { group, value }))
        });
        let mut rows: Vec<(Vec<Order>, _)> = rows.collect();
        rows.sort_by(|(one, _), (other, _)| Order::of_rows(one, other, |_| false));
        rows.into_iter().map(|(_, row)| row).collect()
    }
}

/// Keeps the label to be shown of each pair.
fn merge(known: &mut Vec<Label>, labels: Vec<Label>) {
    if known.is_empty() {
        *known = labels;
        return;
    }
    for (known, label) in known.iter_mut().zip(labels) {
        if label.goes_before(known) {
            *known = label;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::cases::telling;
    use crate::testing::reports::{cases, lens, report};
    use crate::view::report::{By, Departures, Lens, Throughput};
    use crate::view::{Format, in_format};
    use crate::words::Language::English;

    /// By entity, with the cases in another order.
    fn by_entity(lens: &Lens, turned: usize) -> String {
        let mut cases = cases();
        cases.rotate_left(turned);
        let look = telling(English).look;
        in_format(&report::<Throughput>(&cases, lens), Format::Csv, look)
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
            let answer = report::<Departures>(&cases(), lens);
            in_format(&answer, Format::Csv, telling(English).look)
        };
        let head = "month,kind,acts,cases\n";
        let returned = "2026-03,returned,1,1\n2026-03,on-behalf,1,1\n2026-03,before-parent,1,1\n";
        lens.period.until = Some("2026-03-09".parse().expect("a day"));
        assert_eq!(rows(&lens), format!("{head}{returned}"));
        lens.period.since = Some("2026-03-10".parse().expect("a day"));
        lens.period.until = None;
        assert_eq!(rows(&lens), format!("{head}2026-03,cancelled,1,1\n"));
    }
}
