//! `ugat import`: a sheet of cases that are on paper.

use std::path::PathBuf;

use clap::Args;

use crate::cli::General;
use crate::cli::bulk::carry_out::carry_out;
use crate::cli::bulk::paper::{Acts, Paper};
use crate::cli::bulk::sheet::{Columns, Sheet};
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::input::file::bytes_of;
use crate::cli::session::Session;
use crate::text;
use crate::view::Unit;
use crate::words::{Text, series};

#[derive(Debug, Args)]
pub struct Import {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long, value_name = "PROC")]
    pub procedure: String,
    #[arg(long, value_name = "COLUMN=FIELD")]
    pub map: Vec<String>,
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    #[arg(long)]
    pub skip_known: bool,
    #[arg(long)]
    pub dry_run: bool,
}

impl Import {
    /// Writes the cases of a sheet with their past steps, or nothing where a row is refused.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let sheet = Sheet::parse(&bytes_of(env, &self.file)?)?;
        let columns = Columns::of(&sheet.headings, &self.map)?;
        let mut session = Session::open_if_any(env, general)?;
        let definition = session.procedure(&self.procedure)?;
        if !columns.left_out.is_empty() {
            let names = series(&columns.left_out);
            session.env.say(&text!(
                "no se importa lo que contienen estas columnas: {names}",
                "what these columns hold is not imported: {names}"
            ));
        }
        let paper = Paper {
            sheet: &sheet,
            columns: &columns,
            procedure: &definition.procedure,
            named: &self.procedure,
            by: self.by.as_deref(),
            now: session.now()?,
        };
        let names = session.store.by_name()?;
        let Acts { rows, skipped } = paper.acts(&names, self.skip_known);
        session.references.names = Some(names);
        if skipped > 0 {
            let Text { es, en } = Unit::Row.counted(skipped);
            session.env.say(&text!(
                "{es} de casos que el registro ya tiene: no se importan",
                "{en} of cases that the store has already: not imported"
            ));
        }
        carry_out(&mut session, &rows, self.dry_run)
    }
}
