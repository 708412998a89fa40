//! What comes next in a case: the commands that the reader may run, and whom the rest waits on.

use crate::engine::{Case, Reader};
use crate::view::case::commands::{commands, reason, resolve};
use crate::view::case::reader::{stranger, waits_on};
use crate::view::case::state::CaseState;
use crate::view::case::status::view::StatusView;
use crate::view::page::joined::joined;
use crate::view::page::sheet::Sheet;
use crate::view::{Telling, named};
use crate::words::{Language, Text};

pub struct Next {
    commands: Vec<String>,
    /// The roles of the ready work that the reader may not do, each once.
    others: Vec<Text>,
}

impl Next {
    pub fn of(status: &StatusView, case: &Case, telling: &Telling) -> Self {
        let (short, language) = (telling.short, telling.look.language);
        let mut next = Self {
            commands: Vec::new(),
            others: Vec::new(),
        };
        let mut is_contested = false;
        for conflict in &status.conflicts {
            let sides = conflict.sides.iter();
            let sides = sides.map(|side| resolve(side.event, short, language));
            next.commands.extend(sides);
            is_contested |= conflict.activity.is_none();
        }
        let goes_on = goes_on(status, case, short, language);
        if goes_on.is_none() && !is_contested {
            next.add_ready(status, case, telling);
        }
        next.commands.extend(goes_on);
        next
    }

    fn add_ready(&mut self, status: &StatusView, case: &Case, telling: &Telling) {
        let (of, told) = (
            (case.procedure(), !case.entities().is_empty()),
            (telling.short, telling.look.language),
        );
        for work in &status.ready {
            let commands = commands(of, work, told, &telling.reader);
            let role = named::roles(case.procedure(), &work.role);
            if commands.is_empty() && !self.others.contains(&role) {
                self.others.push(role);
            }
            self.commands.extend(commands);
        }
    }

    /// The commands, or why the reader has none; then whom the rest waits on.
    pub fn write(&self, sheet: &mut Sheet, reader: &Reader) {
        if self.commands.is_empty() && self.others.is_empty() {
            return;
        }
        sheet.section(&Text::of("Siguiente", "Next"));
        if let Some(denied) = reader.stranger() {
            sheet.fact(2, &stranger(denied));
            return;
        }
        for command in &self.commands {
            sheet.line(2, command);
        }
        if !self.others.is_empty() {
            sheet.fact(2, &waits_on(&joined(&self.others, "; ")));
        }
    }
}

/// The command that resumes or reopens a stopped case.
fn goes_on(status: &StatusView, case: &Case, short: &str, language: Language) -> Option<String> {
    let reason = reason(language);
    let command = match status.state {
        CaseState::Suspended => "resume",
        CaseState::Cancelled => "reopen",
        CaseState::Open | CaseState::Finished => return None,
    };
    if case.is_contested() {
        return None;
    }
    Some(format!("ugat case {command} {short} --reason {reason}"))
}
