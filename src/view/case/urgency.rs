//! How much of what waits presses, as the first line of the inbox says it.

use chrono::{Datelike as _, Days, NaiveDate};
use serde::Serialize;

use crate::words::{Text, counted, series};

/// How many works are late, due, returned or in conflict; one may count under several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Urgency {
    pub overdue: usize,
    /// Due from today to the Sunday of this week.
    pub due_this_week: usize,
    pub returned: usize,
    pub in_conflict: usize,
}

impl Urgency {
    /// Of what is due on a day that has not passed.
    #[must_use]
    pub fn due(self, due: NaiveDate, today: NaiveDate) -> Self {
        let due_this_week = usize::from(due <= sunday(today));
        Self {
            due_this_week,
            ..self
        }
    }

    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            overdue: self.overdue + other.overdue,
            due_this_week: self.due_this_week + other.due_this_week,
            returned: self.returned + other.returned,
            in_conflict: self.in_conflict + other.in_conflict,
        }
    }

    /// `3 vencidos, 5 vencen esta semana`; nothing where nothing presses.
    pub fn said(self) -> Option<Text> {
        let parts = [
            counted(
                self.overdue,
                ["vencido", "vencidos"],
                ["overdue", "overdue"],
            ),
            counted(
                self.due_this_week,
                ["vence esta semana", "vencen esta semana"],
                ["due this week", "due this week"],
            ),
            counted(
                self.returned,
                ["devuelto", "devueltos"],
                ["returned", "returned"],
            ),
            counted(
                self.in_conflict,
                ["en conflicto", "en conflicto"],
                ["in conflict", "in conflict"],
            ),
        ];
        let numbers = [
            self.overdue,
            self.due_this_week,
            self.returned,
            self.in_conflict,
        ];
        let told = parts.iter().zip(numbers).filter(|(_, number)| *number > 0);
        let told: Vec<&Text> = told.map(|(part, _)| part).collect();
        let of = |language| {
            series(
                &told
                    .iter()
                    .map(|part| part.get(language))
                    .collect::<Vec<_>>(),
            )
        };
        (!told.is_empty()).then(|| Text::of_each(of))
    }
}

/// The last day of the week of a day.
fn sunday(day: NaiveDate) -> NaiveDate {
    let left = 6 - day.weekday().num_days_from_monday();
    day.checked_add_days(Days::new(left.into())).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{Urgency, sunday};

    #[test]
    fn what_presses_is_told_in_one_line_without_what_there_is_none_of() {
        #[track_caller]
        fn case(numbers: [usize; 4], expected: Option<(&str, &str)>) {
            let [overdue, due_this_week, returned, in_conflict] = numbers;
            let urgency = Urgency {
                overdue,
                due_this_week,
                returned,
                in_conflict,
            };
            let said = urgency.said();
            let said = said.as_ref().map(|said| (&*said.es, &*said.en));
            assert_eq!(said, expected);
        }
        case([0, 0, 0, 0], None);
        case(
            [3, 5, 2, 1],
            Some((
                "3 vencidos, 5 vencen esta semana, 2 devueltos, 1 en conflicto",
                "3 overdue, 5 due this week, 2 returned, 1 in conflict",
            )),
        );
        case(
            [1, 1, 0, 0],
            Some((
                "1 vencido, 1 vence esta semana",
                "1 overdue, 1 due this week",
            )),
        );
        case([0, 0, 1, 0], Some(("1 devuelto", "1 returned")));
    }

    #[test]
    fn a_week_ends_on_its_sunday() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        for (today, last) in [
            ("2026-03-02", "2026-03-08"),
            ("2026-03-07", "2026-03-08"),
            ("2026-03-08", "2026-03-08"),
            ("2026-03-09", "2026-03-15"),
        ] {
            assert_eq!(sunday(day(today)), day(last));
        }
    }
}
