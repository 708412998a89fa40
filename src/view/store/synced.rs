//! The answer of `store sync`.

use serde::Serialize;

use crate::model::ActName;
use crate::text;
use crate::view::each::each;
use crate::view::page::joined::joined;
use crate::view::page::sheet::Sheet;
use crate::view::store::findings::write_by_file;
use crate::view::{FindingRow, Look, RefusalRow};
use crate::words::{Collated, Text, all_of, counted, matching};

/// The answer of `store sync`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Synced {
    /// Whether it is a rehearsal.
    pub dry_run: bool,
    /// The message of the commit that was, or would be, made; null if nothing had changed here.
    pub message: Option<String>,
    /// The committed acts of each case.
    pub committed: Vec<CommittedRow>,
    /// The committed files.
    pub files: Vec<String>,
    /// Files in the store's folder that do not belong to a store, which were left alone.
    pub left: Vec<String>,
    /// The remote branch of the exchange.
    pub upstream: Option<String>,
    /// The acts of others that came in.
    pub received: Vec<ReceivedRow>,
    /// The other files of the store that came in.
    pub received_files: Vec<String>,
    /// How many losses others have accepted in the settings.
    pub accepted: AcceptedCount,
    /// What came in and would not pass a gate, though it loses nothing.
    pub unfit: Vec<RefusalRow>,
    /// What is to be noticed about the cases that came in.
    pub remarks: Vec<FindingRow>,
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
    /// How many of them an earlier commit already had.
    pub given_back: usize,
}

#[derive(Clone, Debug, Serialize)]
pub struct ReceivedRow {
    pub case: String,
    pub event: String,
    pub did: ActName,
    pub by: String,
    /// Whether the case is new here.
    pub new: bool,
}

/// How many files are named; the others are counted.
const NAMED: usize = 10;

impl Synced {
    pub fn page(&self, look: Look, colour: bool) -> String {
        let mut sheet = Sheet::new(look, colour);
        self.write_committed(&mut sheet);
        let left = Text::of(
            "No es del registro, y queda como está",
            "Nothing of the store, and left as it is",
        );
        write_some(&mut sheet, &left, &self.left);
        self.write_received(&mut sheet);
        if self.accepted != AcceptedCount::default() {
            let AcceptedCount { acts, files } = self.accepted;
            let said = text!(
                "Otros dejaron constancia, en `ugat.toml`, de que faltan: actos {acts}, archivos {files}.",
                "Others have recorded, in `ugat.toml`, that these are missing: acts {acts}, files {files}."
            );
            sheet.fact(0, &said);
        }
        let unfit = Text::of(
            "Llegó, y no debería estar en un registro",
            "Came in, and should not be in a store",
        );
        let rows = each(&self.unfit, |row| row.line().get(look.language).to_owned());
        write_some(&mut sheet, &unfit, &rows);
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
        write_by_file(&self.remarks, &mut sheet);
        if !self.conflicts.is_empty() {
            sheet.section(&Text::of("En conflicto", "In conflict"));
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

    /// The acts that came in, by case, with their authors.
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
            people.sort_by_cached_key(|name| (Collated::of(name), *name));
            people.dedup_by_key(|name| matching(name));
            let people = all_of(&people);
            let acts = counted(rows.len(), ["acto", "actos"], ["act", "acts"]);
            let new = match rows[0].new {
                true => Text::of("caso nuevo, ", "new case, "),
                false => Text::of("", ""),
            };
            let Text { es, en } = joined([&new, &acts], "");
            let said = Text::owned(
                format!("{case}: {es} de {}", people.es),
                format!("{case}: {en} by {}", people.en),
            );
            sheet.hang(2, "", said.get(sheet.language()));
        }
        for file in &self.received_files {
            sheet.hang(2, "", file);
        }
    }
}

/// A heading with the first lines under it, and how many more there are.
fn write_some(sheet: &mut Sheet, heading: &Text, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    sheet.strong(heading);
    for line in lines.iter().take(NAMED) {
        sheet.hang(2, "", line);
    }
    if let Some(rest) = lines.len().checked_sub(NAMED).filter(|rest| *rest > 0) {
        sheet.fact(2, &text!("y {rest} más", "and {rest} more"));
    }
}
