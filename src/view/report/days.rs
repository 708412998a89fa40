//! The spread of numbers of days.

use rustc_hash::FxHashMap;
use serde::{Serialize, Serializer};

use crate::view::{Cell, ColumnList};
use crate::words::Text;

/// How many spans there are of each number of days; sorted only when asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Days(FxHashMap<u32, u64>);

/// The classes of ages: the fewest days of each, and its name in CSV.
const CLASSES: [(u32, &str); 5] = [
    (0, "from_0"),
    (6, "from_6"),
    (11, "from_11"),
    (21, "from_21"),
    (41, "from_41"),
];

/// One class of ages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct AgeClass {
    pub from: u32,
    /// The most days; none in the last class.
    pub to: Option<u32>,
    pub count: u64,
}

impl Days {
    pub fn add(&mut self, days: u32) {
        *self.0.entry(days).or_default() += 1;
    }

    pub fn merge(&mut self, other: Self) {
        for (days, count) in other.0 {
            *self.0.entry(days).or_default() += count;
        }
    }

    pub fn count(&self) -> u64 {
        self.0.values().sum()
    }

    /// The fewest days that this percentage of the spans do not exceed, by nearest rank.
    pub fn quantile(&self, percent: u64) -> Option<u32> {
        let rank = (self.count() * percent).div_ceil(100).max(1);
        let mut spans: Vec<(u32, u64)> =
            self.0.iter().map(|(days, count)| (*days, *count)).collect();
        spans.sort_unstable();
        let mut seen = 0;
        let found = spans.iter().find(|(_, count)| {
            seen += count;
            seen >= rank
        });
        found.map(|(days, _)| *days)
    }

    pub fn median(&self) -> Option<u32> {
        self.quantile(50)
    }

    pub fn p90(&self) -> Option<u32> {
        self.quantile(90)
    }

    pub fn longest(&self) -> Option<u32> {
        self.0.keys().max().copied()
    }

    pub fn classes(&self) -> [AgeClass; CLASSES.len()] {
        std::array::from_fn(|place| {
            let from = CLASSES[place].0;
            let next = CLASSES.get(place + 1).map(|(from, _)| *from);
            let class = from..next.unwrap_or(u32::MAX);
            let inside = self.0.iter().filter(|(days, _)| class.contains(days));
            AgeClass {
                from,
                to: next.map(|next| next - 1),
                count: inside.map(|(_, count)| count).sum(),
            }
        })
    }

    /// Declares one column for each class.
    pub fn declare<R>(columns: &mut ColumnList<'_, R>, of: impl Fn(&R) -> &Self) {
        for (place, (from, key)) in CLASSES.into_iter().enumerate() {
            let heading = match CLASSES.get(place + 1) {
                Some((next, _)) => Text::same(format!("{from}–{}", next - 1)),
                None => Text::same(format!("{from}+")),
            };
            let count = |row: &R| Cell::Count(of(row).classes()[place].count);
            columns.number(key, heading, count).if_any();
        }
    }
}

/// The spread of the spans; null if there are none.
impl Serialize for Days {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Spread {
            median: Option<u32>,
            p90: Option<u32>,
            max: Option<u32>,
        }
        let (median, p90, max) = (self.median(), self.p90(), self.longest());
        Spread { median, p90, max }.serialize(serializer)
    }
}

/// The headings of the spread.
pub const MEDIAN: Text = Text::of("Mediana", "Median");
pub const P90: Text = Text::of("P90", "P90");

#[cfg(test)]
mod tests {
    use super::Days;

    fn of(spans: &[u32]) -> Days {
        let mut days = Days::default();
        for span in spans {
            days.add(*span);
        }
        days
    }

    #[test]
    fn a_quantile_is_the_least_span_that_so_many_do_not_exceed() {
        #[track_caller]
        fn case(spans: &[u32], median: Option<u32>, p90: Option<u32>, longest: Option<u32>) {
            let days = of(spans);
            assert_eq!(
                (days.median(), days.p90(), days.longest()),
                (median, p90, longest)
            );
        }
        case(&[], None, None, None);
        case(&[0], Some(0), Some(0), Some(0));
        case(&[7, 3], Some(3), Some(7), Some(7));
        case(&[1, 2, 3], Some(2), Some(3), Some(3));
        case(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], Some(5), Some(9), Some(10));
        case(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 90], Some(0), Some(0), Some(90));
    }

    #[test]
    fn every_span_is_in_one_class() {
        let days = of(&[0, 5, 6, 10, 11, 20, 21, 40, 41, 9000, u32::MAX - 1]);
        let classes = days.classes().map(|class| (class.from, class.count));
        assert_eq!(classes, [(0, 2), (6, 2), (11, 2), (21, 2), (41, 3)]);
        assert_eq!(days.classes()[1].to, Some(10));
        assert_eq!(days.classes()[4].to, None);
    }

    #[test]
    fn parts_together_are_the_whole() {
        let mut one = of(&[1, 5, 5]);
        one.merge(of(&[5, 0]));
        assert_eq!(one, of(&[0, 1, 5, 5, 5]));
    }
}
