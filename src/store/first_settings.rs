//! The settings of a new store: every key explained in both languages and commented out, but for what
//! is given. Explanations begin with `##`, so that one mark less leaves them comments.

use crate::model::Zone;

const SKELETON: &str = include_str!("first-settings.toml");

/// What is given for the settings of a new store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FirstSettings {
    pub zone: Option<Zone>,
    /// Whether the national holidays count.
    pub holidays: bool,
}

impl FirstSettings {
    pub const fn is_empty(self) -> bool {
        self.zone.is_none() && !self.holidays
    }

    /// The text of the file.
    pub fn written(self) -> String {
        if self.is_empty() {
            return SKELETON.to_owned();
        }
        let mut part = Part::Before;
        let lines = SKELETON.lines().map(|line| {
            part = part.at(line);
            let counts = match part {
                Part::Before | Part::After => false,
                Part::Calendar => true,
                Part::Holidays => self.holidays,
            };
            let line = match counts {
                true => uncommented(line),
                false => line,
            };
            match self.zone.filter(|_| line.starts_with("time_zone = ")) {
                Some(zone) => format!("time_zone = \"{zone}\"\n"),
                None => format!("{line}\n"),
            }
        });
        lines.collect()
    }
}

/// Where a line of the skeleton lies, as far as the calendar goes.
#[derive(Clone, Copy)]
enum Part {
    Before,
    Calendar,
    Holidays,
    After,
}

impl Part {
    /// The part of the next line.
    fn at(self, line: &str) -> Self {
        match self {
            Self::Before if line == "# [calendar]" => Self::Calendar,
            Self::Calendar if line == "# holidays = [" => Self::Holidays,
            Self::Calendar | Self::Holidays if line.is_empty() => Self::After,
            Self::Before | Self::Calendar | Self::Holidays | Self::After => self,
        }
    }
}

/// A line without its mark, where it is no explanation.
fn uncommented(line: &str) -> &str {
    line.strip_prefix("# ").unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use chrono::{Datelike as _, Days, FixedOffset, NaiveDate};

    use super::{FirstSettings, SKELETON, uncommented};
    use crate::model::{Settings, Zone};
    use crate::store::definitions::settings;

    fn read(text: &str) -> Settings {
        let read = settings::checked(Path::new("/nowhere"), text.to_owned());
        read.expect("it is right")
    }

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day")
    }

    /// Easter Sunday, as Gauss counts it for these two centuries.
    fn easter(year: i32) -> NaiveDate {
        let moon = (19 * (year % 19) + 24) % 30;
        let sunday = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 5) % 7;
        let march = day(year, 3, 22);
        let after = u64::try_from(moon + sunday).expect("it is not negative");
        march.checked_add_days(Days::new(after)).expect("a day")
    }

    #[test]
    fn without_its_comment_marks_the_skeleton_is_read_and_says_something_of_every_key() {
        assert_eq!(read(SKELETON), Settings::default());
        let all: Vec<&str> = SKELETON.lines().map(uncommented).collect();
        let settings = read(&all.join("\n"));
        assert!(settings.outputs_required && !settings.entities.is_empty());
        assert!(settings.people.is_some() && !settings.limits.is_empty());
        assert!(settings.calendar.is_some() && !settings.gate_allow.is_empty());
        assert!(!settings.retired.is_empty());
    }

    #[test]
    fn the_holidays_are_those_of_the_law_and_the_moving_ones_go_by_easter() {
        assert_eq!(
            [easter(2026), easter(2027)],
            [day(2026, 4, 5), day(2027, 3, 28)]
        );
        let listed = SKELETON
            .lines()
            .filter_map(|line| line.strip_prefix("#   2"));
        let listed: Vec<String> = listed.map(|line| format!("2{}", &line[..9])).collect();
        let of_year = |year: i32| {
            let fixed = [(1, 1), (1, 22), (5, 1), (6, 21), (8, 6), (11, 2), (12, 25)];
            let mut days: Vec<NaiveDate> = fixed.map(|(m, d)| day(year, m, d)).into();
            let easter = easter(year);
            days.extend([48, 47, 2].map(|back| easter - Days::new(back)));
            days.push(easter + Days::new(60));
            days.sort_unstable();
            days
        };
        let right = [of_year(2026), of_year(2027)].concat();
        let right: Vec<String> = right.iter().map(ToString::to_string).collect();
        assert_eq!(listed, right);
    }

    #[test]
    fn what_is_given_counts_and_nothing_else() {
        let zone = FixedOffset::west_opt(3 * 3600).map(Zone::of);
        let (plain, days) = (false, true);
        let calendar = |zone, holidays| {
            let read = read(&FirstSettings { zone, holidays }.written());
            let calendar = read.calendar.clone().expect("it has one");
            let only = Settings {
                calendar: Some(calendar.clone()),
                ..Settings::default()
            };
            assert_eq!(read, only);
            calendar
        };
        let zoned = calendar(zone, plain);
        assert_eq!(Some(zoned.zone()), zone);
        assert!(zoned.is_working(day(2026, 1, 1)));
        let full = calendar(None, days);
        assert_eq!(full.zone().to_string(), "-04:00");
        let off = |year| {
            let days = (1..=366).filter_map(|day| NaiveDate::from_yo_opt(year, day));
            days.filter(|day| day.weekday().number_from_monday() < 6 && !full.is_working(*day))
                .count()
        };
        assert_eq!([off(2026), off(2027)], [10, 9]);
        assert_eq!(FirstSettings::default().written(), SKELETON);
    }
}
