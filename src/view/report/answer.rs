//! The answer of every report.

use chrono::NaiveDate;
use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::view::each::each;
use crate::view::report::part::{Label, Part};
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
    pub errors: Vec<ErrorRow>,
    #[serde(skip)]
    dimensions: Vec<By>,
}

/// One group.
#[derive(Debug)]
pub struct ReportRow<M> {
    group: Vec<(Part, Label)>,
    value: M,
}

impl<M: Measure> ReportView<M> {
    pub fn of(groups: Groups<M>, lens: &Lens, errors: Vec<ErrorRow>) -> Self {
        Self {
            report: M::NAME,
            as_of: lens.ages.today,
            since: lens.period.since,
            until: lens.period.until,
            by: each(&lens.by, |by| by.key()),
            days: match lens.ages.calendar {
                Some(_) => "working",
                None => "calendar",
            },
            rows: each(groups.into_rows(), |(group, value)| ReportRow {
                group,
                value,
            }),
            errors,
            dimensions: lens.by.clone(),
        }
    }
}

impl<M: Measure> Serialize for ReportRow<M> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Whole<'r, M: Measure> {
            #[serde(flatten)]
            group: Fields<'r>,
            #[serde(flatten)]
            value: &'r M,
        }
        let group = Fields(&self.group);
        let value = &self.value;
        Whole { group, value }.serialize(serializer)
    }
}

/// The parts of a group as fields.
struct Fields<'r>(&'r [(Part, Label)]);

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (part, label) in self.0 {
            part.entries(label, &mut map)?;
        }
        map.end()
    }
}

impl<M: Measure> Rows for ReportView<M> {
    type Row = ReportRow<M>;

    fn rows(&self) -> &[ReportRow<M>] {
        &self.rows
    }

    fn table(&self, language: Language) -> Table {
        let dimensions = self.dimensions.iter();
        let dimensions = dimensions.flat_map(|by| Part::columns_by(*by));
        let own = M::own_columns().into_iter().chain(M::columns());
        let mut table = Table::new(dimensions.chain(own));
        for row in &self.rows {
            let parts = row.group.iter();
            let parts = parts.flat_map(|(part, label)| part.cells(label, language));
            table.row(parts.chain(row.value.cells(language)));
        }
        table
    }
}
