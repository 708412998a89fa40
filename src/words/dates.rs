use chrono::NaiveDate;

use crate::words::{Text, counted};

/// A day as typed and shown, in either language: `2026-03-02`.
pub fn date(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
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

    use super::{ago, days_between};

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
