//! The short form of the inbox: what presses, then a line for each of the first.

use crate::model::Settings;
use crate::text;
use crate::view::case::behalf::in_place_of;
use crate::view::page::joined::joined;
use crate::view::page::sheet::Sheet;
use crate::view::{Inbox, InboxRow, Pen};
use crate::words::Text;

impl InboxRow<'_> {
    /// Its line.
    pub fn line(&self, pen: &Pen, settings: &Settings) -> String {
        let clock = self.clock(settings);
        let mut sheet = Sheet::new(pen.look, pen.colour);
        let parts = [
            Some((*self.title).clone()),
            self.entity.map(Text::same),
            in_place_of(&self.principals),
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
    /// What presses and the first so many, whose lines these are; then the commands that come next.
    pub fn brief(&self, most: usize, commands: &[String]) -> String {
        let mut sheet = Sheet::new(self.pen.look, self.pen.colour);
        if let Some(said) = self.counts.said() {
            sheet.fact(0, &said);
        }
        sheet.section(&match self.work.is_empty() {
            true => Text::of("Nada espera", "Nothing waits"),
            false => Text::of("Lo que espera", "What waits"),
        });
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
