//! How an answer is laid out and written: as a page, as rows or as JSON.

use serde::Serialize;

use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::view::{Format, Layout, Look, Manner, Rows, hanging, json, write, written};
use crate::words::Text;

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
        if self.json() {
            self.answer(&json(view));
        } else {
            let page = page(self);
            self.answer_page(&page);
        }
    }

    /// Answers with a view: as JSON where that is asked for, else as a sentence.
    pub fn answer_sentence(&mut self, view: &impl Serialize, said: &Text) {
        self.answer_view(view, |env| {
            let Look { language, width } = env.look();
            hanging("", said.get(language), width)
        });
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
            let page = page(self.look(), self.colour());
            self.answer_page(&page);
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
        let layout = &layout.in_zone(self.zone());
        let is_table = layout.format == Format::Table && layout.template.is_none();
        if is_table && self.draws_in_ascii() {
            let table = written(rows, layout, look)?;
            self.answer_page(&table);
            return Ok(());
        }
        write(rows, layout, look, |pieces| self.out().write_pieces(pieces))?;
        Ok(())
    }
}
