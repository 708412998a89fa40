//! The answer of `store repair`.

use serde::Serialize;

use crate::view::page::sheet::Sheet;
use crate::view::{Cell, Look, Rows, Table};
use crate::words::{Language, Text};

/// The answer of `store repair`: the repairs that were, or would be, made, by file.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Mends {
    /// Whether the repairs were made.
    pub done: bool,
    /// In order of file.
    pub mends: Vec<MendRow>,
}

/// One repair of a file, made or left.
#[derive(Clone, Debug, Serialize)]
pub struct MendRow {
    /// Relative to the root of the store.
    pub file: String,
    /// Its name for scripts.
    pub kind: &'static str,
    /// Whether it was left: the file was written to meanwhile, or something would be lost.
    pub left: bool,
    #[serde(flatten)]
    pub text: Text,
    /// What would help.
    pub hint: Option<Text>,
}

impl Mends {
    /// How many repairs were left.
    pub fn left(&self) -> usize {
        self.mends.iter().filter(|row| row.left).count()
    }

    pub fn page(&self, look: Look, colour: bool) -> String {
        let mut sheet = Sheet::new(look, colour);
        for rows in self.mends.chunk_by(|one, other| one.file == other.file) {
            sheet.section(&Text::same(&rows[0].file));
            for row in rows {
                let mark = if row.left { "! " } else { "· " };
                sheet.hang(2, mark, row.text.get(look.language));
                if let Some(hint) = &row.hint {
                    sheet.hang(4, "→ ", hint.get(look.language));
                }
            }
        }
        sheet.gap();
        sheet.fact(0, &self.summary());
        sheet.written()
    }

    fn summary(&self) -> Text {
        match (self.mends.is_empty(), self.done) {
            (true, _) => Text::of("No hay nada que reparar.", "There is nothing to mend."),
            (false, true) => Text::of(
                "Reparado; si se quitó algo, está en `lost+found/`.",
                "Mended; if anything was taken out, it is in `lost+found/`.",
            ),
            (false, false) => Text::of(
                "Nada se hizo todavía; lo que se quite quedará en `lost+found/`.",
                "Nothing was done yet; what is taken out will be in `lost+found/`.",
            ),
        }
    }
}

impl Rows for Mends {
    type Row = MendRow;

    fn rows(&self) -> &[MendRow] {
        &self.mends
    }

    fn table(&self, language: Language) -> Table {
        let left_said = |left| match left {
            true => Text::of("sí", "yes"),
            false => Text::of("", ""),
        };
        Table::of(&self.mends, |columns| {
            columns.text("file", Text::of("Archivo", "File"), |row| &row.file);
            columns.text("kind", Text::of("Reparación", "Repair"), |row| {
                Cell::keyed(row.text.get(language), row.kind)
            });
            columns.text("left", Text::of("Queda", "Left"), |row| {
                Cell::Flag(row.left, left_said(row.left).get(language).into())
            });
            columns.text("hint", Text::of("Qué hacer", "What to do"), |row| {
                row.hint.as_ref().map(|hint| hint.get(language))
            });
        })
    }
}
