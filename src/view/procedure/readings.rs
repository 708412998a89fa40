//! The answer of `manual readings`.

use serde::Serialize;

use crate::model::{ActivityNumber, Form, Manual, Procedure, Reading};
use crate::text;
use crate::view::page::sheet::Sheet;
use crate::view::{Look, Rows, Table, named};
use crate::words::{Language, Text};

/// The answer of `manual readings`: every place where a reading was adopted.
#[derive(Debug, Default, Serialize)]
pub struct ReadingList<'a> {
    pub readings: Vec<ReadingView<'a>>,
}

#[derive(Debug, Serialize)]
pub struct ReadingView<'a> {
    /// `manual`, or the id of a procedure or form.
    pub of: &'a str,
    /// Of a procedure.
    pub version: Option<u32>,
    /// None if it is about the whole.
    pub activity: Option<ActivityNumber>,
    #[serde(flatten)]
    pub reading: &'a Reading,
    /// The place in words.
    #[serde(skip)]
    place: Text,
}

impl<'a> ReadingList<'a> {
    pub fn of(manual: &'a Manual, procedures: &'a [Procedure], forms: &'a [Form]) -> Self {
        let mut list = Self::default();
        let whole = Text::of("El manual", "The manual");
        list.add(("manual", None), &manual.readings, (None, &whole));
        for procedure in procedures {
            list.procedure(procedure, &Text::same(procedure.code.as_str()));
        }
        for form in forms {
            let id = form.id.as_str();
            list.add(
                (id, None),
                &form.readings,
                (None, &Text::same(id.to_owned())),
            );
        }
        list
    }

    /// Those of one version of a procedure, which each place names.
    pub fn of_version(procedure: &'a Procedure) -> Self {
        let mut list = Self::default();
        let (code, version) = (&procedure.code, procedure.version);
        let name = text!("{code}, versión {version}", "{code}, version {version}");
        list.procedure(procedure, &name);
        list
    }

    fn procedure(&mut self, procedure: &'a Procedure, name: &Text) {
        let of = (procedure.id.as_str(), Some(procedure.version));
        self.add(of, &procedure.readings, (None, name));
        for activity in &procedure.activities {
            let number = activity.number;
            let Text { es, en } = named::activity(procedure, number);
            let place = Text::owned(format!("{}, {es}", name.es), format!("{}, {en}", name.en));
            self.add(of, &activity.readings, (Some(number), &place));
        }
    }

    fn add(
        &mut self,
        (of, version): (&'a str, Option<u32>),
        readings: &'a [Reading],
        (activity, place): (Option<ActivityNumber>, &Text),
    ) {
        self.readings
            .extend(readings.iter().map(|reading| ReadingView {
                of,
                version,
                activity,
                reading,
                place: place.clone(),
            }));
    }

    /// Keeps the readings of the manual as a whole, of one procedure or of one form.
    #[must_use]
    pub fn only(mut self, of: &str) -> Self {
        self.readings.retain(|reading| reading.of == of);
        self
    }

    pub fn page(&self, look: Look, colour: bool) -> String {
        let mut sheet = Sheet::new(look, colour);
        let mut before = None;
        for ReadingView { reading, place, .. } in &self.readings {
            sheet.gap();
            if before != Some(place) {
                sheet.strong(place);
            }
            before = Some(place);
            let language = look.language;
            let alternative = reading.alternative.as_ref();
            let parts = [
                (Text::of("Texto", "Text"), Some(&reading.issue)),
                (Text::of("Lectura", "Reading"), Some(&reading.adopted)),
                (Text::of("Por qué", "Why"), Some(&reading.why)),
                (Text::of("También podría", "It could also be"), alternative),
            ];
            for (label, text) in parts {
                if let Some(text) = text {
                    sheet.labelled(2, &label, text.get(language));
                }
            }
        }
        sheet.written()
    }
}

impl<'a> Rows for ReadingList<'a> {
    type Row = ReadingView<'a>;

    fn rows(&self) -> &[ReadingView<'a>] {
        &self.readings
    }

    fn table(&self, language: Language) -> Table {
        Table::of(&self.readings, |columns| {
            columns.text("of", Text::of("De", "Of"), |row| row.of);
            columns.number("version", Text::of("Versión", "Version"), |row| {
                row.version
            });
            columns.number("activity", Text::of("Actividad", "Activity"), |row| {
                row.activity
            });
            columns.text("issue", Text::of("Texto", "Text"), |row| {
                row.reading.issue.get(language)
            });
            columns.text("adopted", Text::of("Lectura", "Reading"), |row| {
                row.reading.adopted.get(language)
            });
            columns.text("why", Text::of("Por qué", "Why"), |row| {
                row.reading.why.get(language)
            });
            let heading = Text::of("También podría", "It could also be");
            columns.text("alternative", heading, |row| {
                let alternative = row.reading.alternative.as_ref();
                alternative.map(|text| text.get(language))
            });
        })
    }
}
