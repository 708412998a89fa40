use serde::Serialize;

use crate::model::ActName;
use crate::text;
use crate::view::page::sheet::Sheet;
use crate::view::{Look, RefusalRow};
use crate::words::{Text, all_of, count};

/// The answer of `store sync`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Synced {
    /// Whether it only says what it would do.
    pub dry_run: bool,
    /// Of the commit that was made, or would be; null where nothing had changed here.
    pub message: Option<String>,
    /// The acts of each case that were committed.
    pub committed: Vec<CommittedRow>,
    /// The files that were committed.
    pub files: Vec<String>,
    /// What lies in the store's folder, is nothing of a store, and was left as it is.
    pub left: Vec<String>,
    /// The branch elsewhere with which all was exchanged.
    pub upstream: Option<String>,
    /// What came in from others, an act a row.
    pub received: Vec<ReceivedRow>,
    /// Other files of the store that came in.
    pub received_files: Vec<String>,
    /// How many acts and files may be missing that others have recorded so.
    pub accepted: AcceptedCount,
    /// What came in and would not pass a gate, though nothing is lost by it.
    pub unfit: Vec<RefusalRow>,
    /// The cases that are in conflict now.
    pub conflicts: Vec<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct AcceptedCount {
    pub acts: usize,
    pub files: usize,
}

#[derive(Clone, Debug, Serialize)]
pub struct CommittedRow {
    pub case: String,
    pub acts: usize,
    /// Those of them that a former commit had.
    pub given_back: usize,
}

#[derive(Clone, Debug, Serialize)]
pub struct ReceivedRow {
    pub case: String,
    pub event: String,
    pub did: ActName,
    pub by: String,
    /// Whether the case came in as well.
    pub new: bool,
}

/// As many files as are named; the rest is counted.
const NAMED: usize = 10;

impl Synced {
    pub fn page(&self, look: Look, colour: bool) -> String {
        let mut sheet = Sheet::new(look, colour);
        self.write_committed(&mut sheet);
        if !self.left.is_empty() {
            sheet.strong(&Text::of(
                "No es del registro, y queda como está",
                "Nothing of the store, and left as it is",
            ));
            for file in self.left.iter().take(NAMED) {
                sheet.hang(2, "", file);
            }
            write_rest(&mut sheet, self.left.len());
        }
        self.write_received(&mut sheet);
        if self.accepted != AcceptedCount::default() {
            let AcceptedCount { acts, files } = self.accepted;
            sheet.fact(
                0,
                &text!(
                    "Otros dejaron constancia, en `ugat.toml`, de que faltan: actos {acts}, archivos {files}.",
                    "Others have recorded, in `ugat.toml`, that these are missing: acts {acts}, files {files}."
                ),
            );
        }
        if !self.unfit.is_empty() {
            sheet.strong(&Text::of(
                "Llegó, y no debería estar en un registro",
                "Came in, and should not be in a store",
            ));
            for row in self.unfit.iter().take(NAMED) {
                sheet.hang(2, "", row.line().get(sheet.language()));
            }
            write_rest(&mut sheet, self.unfit.len());
        }
        if let Some(upstream) = &self.upstream {
            let said = match self.dry_run {
                false => text!("Al día con `{upstream}`.", "Up to date with `{upstream}`."),
                true => text!(
                    "Nada se guardó, ni se unió, ni se entregó a `{upstream}`.",
                    "Nothing was committed, merged or given to `{upstream}`."
                ),
            };
            sheet.fact(0, &said);
        }
        if !self.conflicts.is_empty() {
            sheet.gap();
            sheet.strong(&Text::of("En conflicto", "In conflict"));
            for case in &self.conflicts {
                sheet.line(2, &format!("ugat case status {case}"));
            }
        }
        sheet.written()
    }

    fn write_committed(&self, sheet: &mut Sheet) {
        match &self.message {
            Some(message) => {
                sheet.strong(&match self.dry_run {
                    false => Text::of("Guardado en git", "Committed"),
                    true => Text::of("Se guardaría en git", "Would be committed"),
                });
                for line in message.lines().filter(|line| !line.is_empty()) {
                    sheet.hang(2, "", line);
                }
            }
            None => sheet.fact(
                0,
                &Text::of("Nada había cambiado aquí.", "Nothing had changed here."),
            ),
        }
    }

    /// What came in: how much, from whom, and in which cases.
    fn write_received(&self, sheet: &mut Sheet) {
        if self.received.is_empty() && self.received_files.is_empty() {
            return;
        }
        sheet.strong(&match self.dry_run {
            false => Text::of("Llegó de los demás", "Came in from others"),
            true => Text::of("Llegaría de los demás", "Would come in from others"),
        });
        for rows in self.received.chunk_by(|one, other| one.case == other.case) {
            let case = &rows[0].case;
            let mut people: Vec<&str> = rows.iter().map(|row| row.by.as_str()).collect();
            people.sort_unstable();
            people.dedup();
            let people = all_of(&people);
            let acts = count(
                rows.len(),
                &Text::of("acto", "act"),
                &Text::of("actos", "acts"),
            );
            let new = match rows[0].new {
                true => Text::of("caso nuevo, ", "new case, "),
                false => Text::of("", ""),
            };
            let said = Text::of_each(|language| {
                let by = match language {
                    crate::words::Language::Spanish => "de",
                    crate::words::Language::English => "by",
                };
                format!(
                    "{case}: {}{} {by} {}",
                    new.get(language),
                    acts.get(language),
                    people.get(language)
                )
            });
            sheet.hang(2, "", said.get(sheet.language()));
        }
        for file in &self.received_files {
            sheet.hang(2, "", file);
        }
    }
}

/// How many more there are than are named.
fn write_rest(sheet: &mut Sheet, all: usize) {
    if let Some(rest) = all.checked_sub(NAMED).filter(|rest| *rest > 0) {
        sheet.fact(2, &text!("y {rest} más", "and {rest} more"));
    }
}
