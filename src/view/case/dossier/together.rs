//! What several acts of a dossier have in common, said once.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::text;
use crate::view::case::log::entry::LogEntry;
use crate::view::page::joined::all_of_texts;
use crate::words::{Text, date};

/// The acts that were recorded on one day, later than they happened, where these are several: said
/// once, not at each of them.
pub struct Together(BTreeMap<NaiveDate, Vec<usize>>);

impl Together {
    pub fn of(acts: &[LogEntry]) -> Self {
        let mut days: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (number, act) in (1..).zip(acts) {
            if let Some(day) = act.said.recorded {
                days.entry(day).or_default().push(number);
            }
        }
        days.retain(|_, numbers| numbers.len() > 1);
        Self(days)
    }

    pub fn hold(&self, act: &LogEntry) -> bool {
        let day = act.said.recorded;
        day.is_some_and(|day| self.0.contains_key(&day))
    }

    /// The numbers of each day; of three and more that follow one another the first and the last.
    pub fn said(&self) -> impl Iterator<Item = Text> {
        self.0.iter().map(|(day, numbers)| {
            let runs = numbers.chunk_by(|one, next| one + 1 == *next);
            let runs = runs.flat_map(|run| match run {
                [first, _, .., last] => vec![text!("{first} a {last}", "{first} to {last}")],
                few => few.iter().map(|one| Text::same(one.to_string())).collect(),
            });
            let (runs, day) = (all_of_texts(&runs.collect::<Vec<Text>>()), date(*day));
            text!("Registradas el {day}: {runs}.", "Recorded on {day}: {runs}."; day, runs)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use chrono::NaiveDate;

    use super::Together;

    #[test]
    fn what_was_recorded_on_one_day_is_named_by_its_numbers() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 29).expect("a day");
        let said = |numbers: &[usize]| {
            let together = Together(BTreeMap::from([(day, numbers.to_vec())]));
            let said: Vec<_> = together.said().collect();
            (said[0].es.to_string(), said[0].en.to_string())
        };
        assert_eq!(
            said(&[1, 2, 3, 5, 7, 8]),
            (
                "Registradas el 29/11/2026: 1 a 3, 5, 7 y 8.".into(),
                "Recorded on 2026-11-29: 1 to 3, 5, 7 and 8.".into()
            )
        );
        assert_eq!(said(&[1, 2]).0, "Registradas el 29/11/2026: 1 y 2.");
    }
}
