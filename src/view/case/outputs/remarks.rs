//! The state of an output: given, missing, waived, withdrawn, replaced, unseen.

use crate::text;
use crate::view::OutputView;
use crate::view::case::class::ClassName;
use crate::view::page::joined::joined;
use crate::view::problem::file_check::Check;
use crate::words::{Language, Text, all_of, date};

impl OutputView {
    /// Its state in words.
    pub(in crate::view) fn remarks(&self, language: Language) -> String {
        let missing = self.missing.then(|| Text::of("falta", "missing"));
        let check = self.check.map(Check::name);
        let unseen = (!self.unseen_by.is_empty()).then(|| self.unseen());
        let corrected = self.corrected_by.map(|event| {
            let event = event.short(8);
            text!("corregida por {event}", "corrected by {event}")
        });
        let waived = self.waived.as_ref().map(|by| {
            let event = by.event.short(8);
            text!("dispensada por {event}", "waived by {event}")
        });
        let retracted = self.retracted.as_ref().map(|by| {
            let event = by.event.short(8);
            text!("retirada por {event}", "withdrawn by {event}")
        });
        let day = self.date.map(|day| {
            let day = date(day);
            text!("del {day}", "of {day}"; day)
        });
        let note = self.note.clone().map(Text::same);
        let said = self.class_said.clone();
        let remarks = [
            missing, check, said, waived, retracted, corrected, unseen, day, note,
        ];
        let remarks = joined(remarks.iter().flatten(), "; ");
        remarks.get(language).to_owned()
    }

    fn unseen(&self) -> Text {
        let Text { es, en } = all_of(&self.unseen_by);
        text!("no visto por la revisión {es}", "unseen by review {en}")
    }

    /// Its state as a key.
    pub(in crate::view) fn state(&self) -> &'static str {
        if self.waived.is_some() {
            return "waived";
        }
        if self.retracted.is_some() {
            return "retracted";
        }
        match (self.missing, self.check) {
            (true, _) => "missing",
            (false, Some(check)) => check.into(),
            (false, None) => self.class.map_or("", ClassName::key),
        }
    }
}
