//! The answer of `manual readings`.

use serde::Serialize;

use crate::model::{ActivityNumber, Form, Manual, Procedure, Reading};
use crate::view::page::sheet::Sheet;
use crate::view::{Look, Rows, Table, named};
use crate::words::{Language, Text};

/// A place where the manual is silent or contradicts itself, and what was adopted.
#[derive(Debug, Serialize)]
pub struct AdoptedView<'a> {
    pub issue: &'a Text,
    pub adopted: &'a Text,
    pub why: &'a Text,
    pub alternative: Option<&'a Text>,
}

impl<'a> AdoptedView<'a> {
    pub const fn of(reading: &'a Reading) -> Self {
        Self {
            issue: &reading.issue,
            adopted: &reading.adopted,
            why: &reading.why,
            alternative: reading.alternative.as_ref(),
        }
    }
}

/// The answer of `manual readings`: every place where a reading was adopted.
#[derive(Debug, Serialize)]
pub struct ReadingList {
    pub readings: Vec<ReadingView>,
}

#[derive(Debug, Serialize)]
pub struct ReadingView {
    /// `manual`, or the id of a procedure or form.
    pub of: String,
    /// None if it is about the whole.
    pub activity: Option<ActivityNumber>,
    pub issue: Text,
    pub adopted: Text,
    pub why: Text,
    pub alternative: Option<Text>,
    /// The place in words.
    #[serde(skip)]
    place: Text,
}

impl ReadingList {
    pub fn of(manual: &Manual, procedures: &[Procedure], forms: &[Form]) -> Self {
        let mut readings = Vec::new();
        let whole = Text::of("El manual", "The manual");
        for reading in &manual.readings {
            readings.push(ReadingView::of("manual", None, reading, whole.clone()));
        }
        for procedure in procedures {
            let id = procedure.id.as_str();
            let whole = Text::same(procedure.code.as_str());
            for reading in &procedure.readings {
                readings.push(ReadingView::of(id, None, reading, whole.clone()));
            }
            for activity in &procedure.activities {
                let number = activity.number;
                let Text { es, en } = named::activity(procedure, number);
                let place = Text::owned(
                    format!("{}, {es}", procedure.code),
                    format!("{}, {en}", procedure.code),
                );
                for reading in &activity.readings {
                    readings.push(ReadingView::of(id, Some(number), reading, place.clone()));
                }
            }
        }
        for form in forms {
            for reading in &form.readings {
                let id = form.id.as_str();
                readings.push(ReadingView::of(id, None, reading, Text::same(id)));
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
        for reading in &self.readings {
            sheet.gap();
            if before != Some(&reading.place) {
                sheet.strong(&reading.place);
            }
            before = Some(&reading.place);
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

impl ReadingView {
    fn of(of: &str, activity: Option<ActivityNumber>, reading: &Reading, place: Text) -> Self {
        Self {
            of: of.to_owned(),
            activity,
            issue: reading.issue.clone(),
            adopted: reading.adopted.clone(),
            why: reading.why.clone(),
            alternative: reading.alternative.clone(),
            place,
        }
    }
}

impl Rows for ReadingList {
    type Row = ReadingView;

    fn rows(&self) -> &[ReadingView] {
        &self.readings
    }

    fn table(&self, language: Language) -> Table {
        Table::of(&self.readings, |columns| {
            columns.text("of", Text::of("De", "Of"), |reading| &reading.of);
            columns.number("activity", Text::of("Actividad", "Activity"), |reading| {
                reading.activity
            });
            columns.text("issue", Text::of("Texto", "Text"), |reading| {
                reading.issue.get(language)
            });
            columns.text("adopted", Text::of("Lectura", "Reading"), |reading| {
                reading.adopted.get(language)
            });
            columns.text("why", Text::of("Por qué", "Why"), |reading| {
                reading.why.get(language)
            });
            let heading = Text::of("También podría", "It could also be");
            columns.text("alternative", heading, |reading| {
                let alternative = reading.alternative.as_ref();
                alternative.map(|text| text.get(language))
            });
        })
    }
}
