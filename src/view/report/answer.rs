//! The answer of every report.

use chrono::NaiveDate;
use serde::Serialize;

use crate::view::each::each;
use crate::view::report::beside::Beside as _;
use crate::view::report::row::ReportRow;
use crate::view::report::{By, Groups, Lens, Measure};
use crate::view::{ErrorRow, Rows, Table};
use crate::words::Language;

/// The answer of a report: its rows, and how they were counted.
#[derive(Debug, Serialize)]
pub struct ReportView<M: Measure> {
    report: &'static str,
    as_of: NaiveDate,
    since: Option<NaiveDate>,
    until: Option<NaiveDate>,
    by: Vec<&'static str>,
    /// `working` or `calendar`.
    days: &'static str,
    rows: Vec<ReportRow<M>>,
    #[serde(flatten)]
    pub beside: M::Beside,
    pub errors: Vec<ErrorRow>,
    #[serde(skip)]
    dimensions: Vec<By>,
}

impl<M: Measure> ReportView<M> {
    pub fn of(mut groups: Groups<M>, lens: &Lens, errors: Vec<ErrorRow>) -> Self {
        let mut beside = std::mem::take(&mut groups.beside);
        beside.order();
        Self {
            report: M::NAME,
            as_of: lens.ages.today,
            since: lens.period.since,
            until: lens.period.until,
            by: each(&lens.by, |by| by.key()),
            days: lens.ages.unit(),
            rows: groups.into_rows(),
            beside,
            errors,
            dimensions: lens.by.clone(),
        }
    }
}

impl<M: Measure> Rows for ReportView<M> {
    type Row = ReportRow<M>;

    fn rows(&self) -> &[ReportRow<M>] {
        &self.rows
    }

    fn table(&self, language: Language) -> Table {
        Table::of(&self.rows, |columns| {
            for asked in self.dimensions.iter().copied().enumerate() {
                ReportRow::declare(columns, asked, language);
            }
            M::declare(columns, self.dimensions.len(), language);
        })
    }
}
