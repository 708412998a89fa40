//! The inbox as people read it: what presses, then all that waits, or a line for each of the first.

use crate::engine::Reader;
use crate::model::{Line, Settings};
use crate::text;
use crate::view::case::reader::waits_on;
use crate::view::page::joined::joined;
use crate::view::page::sheet::Sheet;
use crate::view::{Inbox, InboxRow, Pen, Waits};
use crate::words::Text;

impl InboxRow<'_> {
    /// Its entry on the page, as this reader may settle it.
    pub fn page(&self, pen: &Pen, settings: &Settings, reader: &Reader) -> String {
        let mut sheet = Sheet::new(pen.look, pen.colour);
        let clock = self.clock(settings);
        let Text { es, en } = pen.ages.waited(&self.since.0, &clock);
        let short = self.short(pen);
        let mut whose = vec![short, self.procedure.as_str()];
        whose.extend(self.entity);
        whose.extend(self.reference.map(Line::as_str));
        let whose = whose.join(" · ");
        sheet.strong(&text!("{whose} · {es}", "{whose} · {en}"));
        let number = self.activity.map(|number| number.to_string());
        let number = number.unwrap_or_default();
        let title = self.title.get(pen.look.language);
        sheet.hang(0, &format!("{number:>4}  "), title);
        sheet.fact(6, &self.whom(reader));
        if let Some(due) = self.due {
            sheet.fact(6, &pen.ages.due_words(due, &clock));
        }
        for kinds in self.owes_said() {
            let Text { es, en } = kinds;
            sheet.fact(6, &text!("debe dejar: {es}", "owes: {en}"));
        }
        for command in self.commands(pen, reader) {
            sheet.line(6, &command);
        }
        sheet.written()
    }

    /// Who it is for, in whose place, and why it waits.
    fn whom(&self, reader: &Reader) -> Text {
        let (said, in_place) = (self.role_said(), self.way_said());
        let role = match self.is_of_others(reader) {
            true => Some(waits_on(&said)),
            // The role is named by whom it is recorded for.
            false => (self.records_for.is_none() || self.role.len() > 1).then_some(said),
        };
        let assigned = self
            .assigned
            .map(|person| text!("asignado a {person}", "assigned to {person}"));
        let returned = self
            .returned
            .then(|| Text::of("devuelto por una revisión", "returned by a review"));
        let waits = match self.waits {
            Waits::Ready => None,
            Waits::Conflict => Some(Text::of("en conflicto", "in conflict")),
            Waits::Owed => Some(Text::of("falta entregar", "owed")),
        };
        let parts = [role, in_place, assigned, returned, waits];
        let parts = parts.iter().flatten();
        joined(parts.filter(|part| !part.es.is_empty()), " · ")
    }

    /// Its line.
    pub fn line(&self, pen: &Pen, settings: &Settings) -> String {
        let clock = self.clock(settings);
        let mut sheet = Sheet::new(pen.look, pen.colour);
        let parts = [
            Some((*self.title).clone()),
            self.entity.map(Text::same),
            self.way_said(),
            Some(match self.due {
                Some(due) => pen.ages.due_words(due, &clock),
                None => pen.ages.waited(&self.since.0, &clock),
            }),
        ];
        let said = joined(parts.iter().flatten(), " · ");
        let number = self.activity.map(|number| number.to_string());
        let mark = format!("{} {:>3}  ", self.short(pen), number.unwrap_or_default());
        sheet.hang(2, &mark, said.get(pen.look.language));
        sheet.written()
    }
}

impl Inbox<'_> {
    /// What presses in one line, then all that waits.
    pub fn page(&self) -> String {
        let mut sheet = Sheet::new(self.pen.look, self.pen.colour);
        if let Some(said) = self.counts.said() {
            sheet.fact(0, &said);
        }
        for row in &self.work {
            sheet.gap();
            sheet.laid(&String::from_utf8_lossy(row.text));
        }
        sheet.written()
    }

    /// What presses and the first so many, whose lines these are, or why there are none for the one
    /// who asks; then the commands that come next.
    pub fn brief(&self, most: usize, stranger: Option<&Text>, commands: &[String]) -> String {
        let mut sheet = Sheet::new(self.pen.look, self.pen.colour);
        if let Some(said) = self.counts.said() {
            sheet.fact(0, &said);
        }
        match stranger {
            Some(said) => sheet.fact(0, said),
            None => sheet.section(&match self.work.is_empty() {
                true => Text::of("Nada espera", "Nothing waits"),
                false => Text::of("Lo que espera", "What waits"),
            }),
        }
        for row in self.work.iter().take(most) {
            sheet.laid(&String::from_utf8_lossy(row.text));
        }
        let more = self.work.len().saturating_sub(most);
        if more > 0 {
            sheet.fact(2, &text!("y {more} más", "and {more} more"));
        }
        sheet.section(&Text::of("Siguiente", "Next"));
        for command in commands {
            sheet.line(2, command);
        }
        sheet.written()
    }
}
