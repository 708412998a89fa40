//! `ugat manual`: what the manual of the shipped procedures holds besides its activities, one file a
//! part. The manual itself lies in `definition`.

mod glossary;
mod readings;

use clap::{Args, Subcommand};

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::help::both;
use crate::model::Procedure;
use crate::store::shipped;
use crate::view::ManualView;

#[derive(Debug, Args)]
#[command(
    about = both!(
        "Muestra el manual: aprobación, alcance, normas, control de cambios",
        "Show the manual: approval, scope, norms, change control"
    )
)]
pub struct Manual {
    #[command(subcommand)]
    pub part: Option<Part>,
}

#[derive(Debug, Subcommand)]
pub enum Part {
    Glossary(glossary::Glossary),
    Readings(readings::Readings),
}

impl Manual {
    /// Tells what the manual is, or a part of it; a store is asked only for a version of a procedure.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        match self.part {
            Some(Part::Glossary(glossary)) => glossary.run(env),
            Some(Part::Readings(readings)) => readings.run(env, general),
            None => {
                let (manual, procedures) = (shipped::manual(), procedures());
                let view = ManualView::of(&manual, &procedures);
                env.answer_view(&view, |env| view.page(env.look(), env.colour()));
                Ok(())
            }
        }
    }
}

/// The procedures of the manual, with their readings, in order of id.
fn procedures() -> Vec<Procedure> {
    let shipped = shipped::all().iter();
    shipped.map(shipped::Shipped::with_readings).collect()
}
