//! `ugat report deviations`: what went other than straight on, counted, and each act by itself.

use clap::{Args, ValueEnum};

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::help::{Value, both};
use crate::cli::report::asked::{Asked, NOTHING};
use crate::model::ShortNames;
use crate::view::report::{Departures, Listed, ReportView};
use crate::view::{Format, Layout};

// What the report on deviations is asked for.
#[derive(Debug, Args)]
pub struct Deviations {
    #[arg(long, value_name = Value::Word, help = both!(
        "En lugar de la cuenta, una fila por acto (`acts`), prueba que no pasó (`tests`) o \
         actividad repetida (`rounds`)",
        "In place of the counts, a row for each act (`acts`), failed test (`tests`) or repeated \
         activity (`rounds`)"
    ))]
    pub list: Option<List>,
    #[command(flatten)]
    pub asked: Asked,
}

/// What is told by itself.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum List {
    Acts,
    Tests,
    Rounds,
}

impl Deviations {
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let list = self.list;
        self.asked
            .counted::<Departures>(env, general, |env, view, layout, names| {
                // JSON holds all of them.
                match list.filter(|_| layout.format != Format::Json) {
                    Some(list) => tell(env, list, view, (layout, names)).map(|()| true),
                    None => Ok(false),
                }
            })
    }
}

fn tell(
    env: &mut Env,
    list: List,
    view: &ReportView<Departures>,
    (layout, names): (&Layout, &ShortNames),
) -> Result<(), Failure> {
    let told = &view.beside;
    let is_empty = match list {
        List::Acts => told.deviations.is_empty(),
        List::Tests => told.failed_tests.is_empty(),
        List::Rounds => told.rounds.is_empty(),
    };
    if is_empty && layout.is_page() {
        env.say(&NOTHING);
        return Ok(());
    }
    match list {
        List::Acts => env.answer_rows(&Listed::of(&told.deviations, names), layout),
        List::Tests => env.answer_rows(&Listed::of(&told.failed_tests, names), layout),
        List::Rounds => env.answer_rows(&Listed::of(&told.rounds, names), layout),
    }
}
