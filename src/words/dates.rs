use std::ops::RangeInclusive;

use chrono::NaiveDate;

use crate::words::{Language, Text, counted};

/// A day as people read it: `02/03/2026` in Spanish, `2026-03-02` in English.
pub fn date(day: NaiveDate) -> Text {
    Text::of_each(|language| date_in(day, language))
}

pub fn date_in(day: NaiveDate, language: Language) -> String {
    match language {
        Language::Spanish => day.format("%d/%m/%Y").to_string(),
        Language::English => iso(day),
    }
}

/// A day as scripts read it and commands name it: `2026-03-02`.
pub fn iso(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}

/// A day as people type it, in either language: `2/3/2026`, the day first, or `2026-03-02`.
pub fn typed_date(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let is_number = |part: &str, digits: RangeInclusive<usize>| {
        digits.contains(&part.len()) && part.bytes().all(|digit| digit.is_ascii_digit())
    };
    let by_slash: Vec<&str> = text.split('/').collect();
    let by_hyphen: Vec<&str> = text.split('-').collect();
    let [year, month, day] = match (&*by_slash, &*by_hyphen) {
        ([day, month, year], _) if is_number(day, 1..=2) && is_number(month, 1..=2) => {
            [year, month, day]
        }
        (_, [year, month, day]) if is_number(day, 2..=2) && is_number(month, 2..=2) => {
            [year, month, day]
        }
        (_, _) => return None,
    };
    let year = Some(year).filter(|year| is_number(year, 4..=4))?;
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// Days from `earlier` to `later`; 0 unless `later` is later.
pub fn days_between(earlier: NaiveDate, later: NaiveDate) -> u32 {
    u32::try_from(later.signed_duration_since(earlier).num_days()).unwrap_or(0)
}

/// How long ago, in calendar days.
pub fn ago(days: u32) -> Text {
    match days {
        0 => Text::of("hoy", "today"),
        1 => Text::of("ayer", "yesterday"),
        many => {
            let Text { es, en } = counted(many as usize, ["día", "días"], ["day", "days"]);
            Text::owned(format!("hace {es}"), format!("{en} ago"))
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{ago, date, days_between, typed_date};

    #[test]
    fn a_day_is_typed_with_the_day_first_or_as_the_standard_has_it() {
        let first = NaiveDate::from_ymd_opt(2026, 3, 2);
        let leap = NaiveDate::from_ymd_opt(2024, 2, 29);
        for (typed, expected) in [
            ("02/03/2026", first),
            ("2/3/2026", first),
            ("02/3/2026", first),
            (" 2/03/2026 ", first),
            ("2026-03-02", first),
            ("29/2/2024", leap),
            ("2024-02-29", leap),
            ("0001-01-01", NaiveDate::from_ymd_opt(1, 1, 1)),
            ("29/2/2026", None),
            ("3/13/2026", None),
            ("31/4/2026", None),
            ("0/3/2026", None),
            ("002/3/2026", None),
            ("2/3/26", None),
            ("2/3/02026", None),
            ("2/3", None),
            ("2/3/2026/1", None),
            ("2 / 3 / 2026", None),
            ("+2/3/2026", None),
            ("٢/3/2026", None),
            ("2-3-2026", None),
            ("02-03-2026", None),
            ("2.3.2026", None),
            ("2026/03/02", None),
            ("2026-3-2", None),
            ("26-03-02", None),
            ("12026-03-02", None),
            ("-2026-03-02", None),
            ("2026-03-02T10:12:00-04:00", None),
            ("20260302", None),
            ("2 de marzo de 2026", None),
            ("hoy", None),
            ("", None),
        ] {
            assert_eq!(typed_date(typed), expected, "{typed}");
        }
    }

    #[test]
    fn a_day_reads_as_each_language_writes_it_and_is_typed_as_it_reads() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 2).expect("a day");
        let said = date(day);
        assert_eq!((&*said.es, &*said.en), ("02/03/2026", "2026-03-02"));
        assert_eq!([typed_date(&said.es), typed_date(&said.en)], [Some(day); 2]);
    }

    #[test]
    fn an_age_is_said_in_words_where_there_is_one() {
        assert_eq!(
            [0, 1, 2].map(|days| ago(days).es.into_owned()),
            ["hoy", "ayer", "hace 2 días"]
        );
        assert_eq!(
            [0, 1, 2].map(|days| ago(days).en.into_owned()),
            ["today", "yesterday", "2 days ago"]
        );
    }

    #[test]
    fn a_span_that_runs_backwards_is_no_span() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 3, d).expect("a day of March");
        assert_eq!(days_between(day(2), day(5)), 3);
        assert_eq!(days_between(day(5), day(2)), 0);
    }
}
