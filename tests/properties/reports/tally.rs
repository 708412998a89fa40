//! Lists of days by group, and what is told of them.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate, Weekday};
use serde_json::{Map, Value, json};
use ugat::{ActivityNumber, RoleId};
use ugat::{By, Lens};

use crate::reports::plain::Plain;

/// The days between two, one by one.
pub fn span(lens: &Lens, from: NaiveDate, until: NaiveDate) -> u32 {
    let days = from.iter_days().skip(1).take_while(|day| *day <= until);
    u32::try_from(days.filter(|day| works(lens, *day)).count()).unwrap()
}

/// Whether a day counts.
pub fn works(lens: &Lens, day: NaiveDate) -> bool {
    lens.ages.calendar.is_none()
        || !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && day != holiday()
}

pub fn holiday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).unwrap()
}

/// Lists of days, and counts, by group.
#[derive(Default)]
pub struct Tally(BTreeMap<String, (Map<String, Value>, Lists)>);

/// Days, by what they are of.
pub type Lists = BTreeMap<&'static str, Vec<u32>>;

impl Tally {
    /// Adds to a list of a group.
    pub fn add(&mut self, group: &Map<String, Value>, list: &'static str, days: u32) {
        let key = Value::Object(group.clone()).to_string();
        let known = self
            .0
            .entry(key)
            .or_insert_with(|| (group.clone(), BTreeMap::new()));
        known.1.entry(list).or_default().push(days);
    }

    /// A row for each group, by whatever makes one of its lists.
    pub fn rows(self, row: impl Fn(&Lists) -> Value) -> BTreeMap<String, Value> {
        let rows = self.0.into_iter().map(|(key, (mut group, lists))| {
            let Value::Object(more) = row(&lists) else {
                panic!("a row has fields");
            };
            group.extend(more);
            (key, Value::Object(group))
        });
        rows.collect()
    }
}

pub fn count(lists: &Lists, list: &str) -> usize {
    lists.get(list).map_or(0, Vec::len)
}

pub fn spread(lists: &Lists, list: &str) -> Value {
    let mut days = lists.get(list).cloned().unwrap_or_default();
    days.sort_unstable();
    let at = |percent: usize| {
        let least = (1..=days.len()).find(|rank| rank * 100 >= percent * days.len());
        least.map(|rank| days[rank - 1])
    };
    json!({ "median": at(50), "p90": at(90), "max": days.last() })
}

pub fn classes(lists: &Lists, list: &str) -> Value {
    let days = lists.get(list).cloned().unwrap_or_default();
    let class = |from: u32, to: Option<u32>| {
        let inside = days
            .iter()
            .filter(|day| **day >= from && to.is_none_or(|to| **day <= to));
        json!({ "from": from, "to": to, "count": inside.count() })
    };
    json!([
        class(0, Some(5)),
        class(6, Some(10)),
        class(11, Some(20)),
        class(21, Some(40)),
        class(41, None)
    ])
}

/// A name whatever its case, accents and blanks: the first spelling of those used here.
pub fn plainly(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words
        .join(" ")
        .to_lowercase()
        .replace('á', "a")
        .replace('í', "i")
}

/// What something belongs to, before names are spelled as they are shown.
pub struct Fact<'f> {
    pub plain: &'f Plain<'f>,
    pub activity: Option<ActivityNumber>,
    pub person: Option<String>,
    pub day: NaiveDate,
}

impl Fact<'_> {
    /// The fields of its group; a name stays as it is compared.
    pub fn group(&self, lens: &Lens) -> Map<String, Value> {
        let mut group = Map::new();
        for by in &lens.by {
            let activity = self.activity.map(|number| self.plain.activity(number));
            let (key, value) = match by {
                By::Month => ("month", json!(self.day.format("%Y-%m").to_string())),
                By::Procedure => ("procedure", json!(self.plain.procedure.id.as_str())),
                By::Entity => {
                    let entities = self.plain.case.entities();
                    let first = entities.first().map(|entity| plainly(entity.as_str()));
                    ("entity", json!(first))
                }
                By::Role => {
                    let roles = activity.map_or(&[][..], |activity| &activity.roles);
                    let roles: Vec<&str> = roles.iter().map(RoleId::as_str).collect();
                    ("role", json!(roles))
                }
                By::Person => ("person", json!(self.person.as_deref().map(plainly))),
                By::Activity => {
                    let title = activity.map(|activity| &activity.title);
                    group.insert("title".into(), json!(title));
                    ("activity", json!(self.activity))
                }
            };
            group.insert(key.into(), value);
        }
        group
    }
}
