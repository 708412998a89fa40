//! How an answer is laid out and written: as a page, as rows or as JSON.

use serde::Serialize;

use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::view::{Layout, Look, Manner, Rows, json, write};

impl Env {
    /// How an answer is laid out.
    pub fn look(&self) -> Look {
        Look {
            language: self.language(),
            width: self.width(),
        }
    }

    /// How the problems of a file are shown in an answer.
    pub fn manner(&self) -> Manner {
        Manner {
            language: self.language(),
            colour: self.colour(),
        }
    }

    /// Answers with a view: as JSON where that is asked for, else as the page that is made of it.
    pub fn answer_view(&mut self, view: &impl Serialize, page: impl FnOnce(&Self) -> String) {
        let answer = if self.json() { json(view) } else { page(self) };
        self.answer(&answer);
    }

    /// Answers with rows, or with the page that is made of them.
    ///
    /// # Errors
    /// Where a column or a template names what the rows do not have.
    pub fn answer_page_or_rows(
        &mut self,
        rows: &impl Rows,
        layout: &Layout,
        page: impl FnOnce(Look, bool) -> String,
    ) -> Result<(), Failure> {
        if layout.is_page() {
            self.answer(&page(self.look(), self.colour()));
            return Ok(());
        }
        self.answer_rows(rows, layout)
    }

    /// Answers with rows.
    ///
    /// # Errors
    /// Where a column or a template names what the rows do not have.
    pub fn answer_rows(&mut self, rows: &impl Rows, layout: &Layout) -> Result<(), Failure> {
        let look = self.look();
        write(rows, layout, look, |pieces| self.out().write_pieces(pieces))?;
        Ok(())
    }
}
