//! The options of a report: dimensions, period, entity, calendar.

use chrono::NaiveDate;
use strum::IntoStaticStr;

use crate::engine::{LiveWork, Progress};
use crate::model::{Ages, Clock, DueFilter, LabelFilter, Moment, Settings};
use crate::view::Outlined;
use crate::words::{Text, matching};

/// A dimension to group by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum By {
    Procedure,
    Entity,
    Role,
    Person,
    Activity,
    Month,
}

/// A range of days, both ends included, each optional.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    pub since: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
}

/// What a report counts, and how.
#[derive(Clone, Debug)]
pub struct Lens {
    /// Today, and how days are counted.
    pub ages: Ages,
    pub period: Period,
    pub by: Vec<By>,
    /// Keeps cases with an entity whose name contains this, compared without case and accents.
    pub entity: Option<String>,
    /// Keeps cases with these labels.
    pub labels: LabelFilter,
    /// Keeps cases with ready work that is due then, and of their work that alone.
    pub due: DueFilter,
    /// The settings of the store.
    pub settings: Settings,
}

impl By {
    pub const ALL: [Self; 6] = [
        Self::Procedure,
        Self::Entity,
        Self::Role,
        Self::Person,
        Self::Activity,
        Self::Month,
    ];

    /// Its name on the command line, in JSON and in CSV.
    pub fn key(self) -> &'static str {
        self.into()
    }

    pub const fn name(self) -> Text {
        match self {
            Self::Procedure => Text::of("procedimiento", "procedure"),
            Self::Entity => Text::of("entidad", "entity"),
            Self::Role => Text::of("rol", "role"),
            Self::Person => Text::of("persona", "person"),
            Self::Activity => Text::of("actividad", "activity"),
            Self::Month => Text::of("mes", "month"),
        }
    }

    /// The dimensions in the order of the columns: those asked for, each once, with the procedure
    /// before an activity, as it numbers it.
    pub fn in_full(asked: &[Self]) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        for by in asked {
            let needs = (*by == Self::Activity).then_some(Self::Procedure);
            for by in needs.into_iter().chain([*by]) {
                if !all.contains(&by) {
                    all.push(by);
                }
            }
        }
        all
    }
}

impl Period {
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day <= until)
    }
}

impl Lens {
    /// Whether a case is one of those asked for.
    pub fn takes(&self, case: &Outlined) -> bool {
        let of_entity = self.entity.as_ref().is_none_or(|wanted| {
            let mut entities = case.outline.entities.iter();
            entities.any(|entity| matching(entity.as_str()).contains(wanted))
        });
        of_entity
            && self.labels.takes(&case.outline.labels)
            && (self.due.is_any() || self.has_due(case))
    }

    fn has_due(&self, case: &Outlined) -> bool {
        let clock = self.clock(case);
        let mut ready = case.outline.ready();
        ready.any(|work| self.due.takes(self.due_day(case, work, &clock), &self.ages))
    }

    /// Whether work is ready and due when it is asked for, where a due day is.
    pub fn takes_work(&self, case: &Outlined, work: &LiveWork, clock: &Clock) -> bool {
        let takes = || self.due.takes(self.due_day(case, work, clock), &self.ages);
        self.due.is_any() || (work.progress == Progress::Ready && takes())
    }

    /// Whether ready work is past its last day in time.
    pub fn is_overdue(&self, case: &Outlined, work: &LiveWork, clock: &Clock) -> bool {
        let due = self.due_day(case, work, clock);
        due.is_some_and(|due| self.ages.overdue(due, clock).is_some())
    }

    pub fn clock(&self, case: &Outlined) -> Clock {
        self.settings.clock(&case.outline.pauses)
    }

    fn due_day(&self, case: &Outlined, work: &LiveWork, clock: &Clock) -> Option<NaiveDate> {
        case.due(work, &self.settings, clock)
    }

    /// The day of a moment, if it is in the period.
    pub fn day(&self, at: &Moment) -> Option<NaiveDate> {
        let day = self.ages.day(at);
        self.period.holds(day).then_some(day)
    }
}

#[cfg(test)]
mod tests {
    use super::{By, Period};

    #[test]
    fn an_activity_stands_behind_its_procedure() {
        let case = |asked: &[By], expected: &[By]| assert_eq!(By::in_full(asked), expected);
        case(&[By::Activity], &[By::Procedure, By::Activity]);
        case(
            &[By::Month, By::Activity, By::Procedure, By::Month],
            &[By::Month, By::Procedure, By::Activity],
        );
        case(&[], &[]);
    }

    #[test]
    fn a_period_holds_its_first_and_its_last_day() {
        let day = |day: &str| day.parse().expect("a day");
        let period = Period {
            since: Some(day("2026-03-02")),
            until: Some(day("2026-03-06")),
        };
        let days = ["2026-03-01", "2026-03-02", "2026-03-06", "2026-03-07"];
        let held = days.map(|one| period.holds(day(one)));
        assert_eq!(held, [false, true, true, false]);
        assert!(Period::default().holds(day("1900-01-01")));
    }
}
