//! The answer of `manual readings`.

use serde::Serialize;

use crate::model::{ActivityNumber, Form, Manual, Procedure, Reading};
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
        let mut readings = Vec::new();
        let mut add = |of, activity, reading, place: &Text| {
            readings.push(ReadingView {
                of,
                activity,
                reading,
                place: place.clone(),
            });
        };
        let whole = Text::of("El manual", "The manual");
        for reading in &manual.readings {
            add("manual", None, reading, &whole);
        }
        for procedure in procedures {
            let id = procedure.id.as_str();
            let whole = Text::same(procedure.code.as_str());
            for reading in &procedure.readings {
                add(id, None, reading, &whole);
            }
            for activity in &procedure.activities {
                let number = activity.number;
                let Text { es, en } = named::activity(procedure, number);
                let place = Text::owned(
                    format!("{}, {es}", procedure.code),
                    format!("{}, {en}", procedure.code),
                );
                for reading in &activity.readings {
                    add(id, Some(number), reading, &place);
                }
            }
        }
        for form in forms {
            for reading in &form.readings {
                let id = form.id.as_str();
                add(id, None, reading, &Text::same(id.to_owned()));
            }
        }
        Self { readings }
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
