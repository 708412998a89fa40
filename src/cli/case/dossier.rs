//! `ugat case dossier`: a case as a file on paper.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::{Failure, journal};
use crate::cli::help::{CASE, REVEAL, Value, both, examples};
use crate::cli::session::Session;
use crate::cli::session::rows::contradiction;
use crate::engine::Marks;
use crate::view::{DossierView, Reveal, json};

#[derive(Debug, Args)]
#[command(
    about = both!(
        "Arma el expediente de un caso: carátula, índice, actuaciones, integridad",
        "Put together the file of a case: cover, index, acts, integrity"
    ),
    long_about = both!(
        "Sale del registro del caso, de su procedimiento y de los ajustes, sin la hora ni el \
         lugar: el mismo caso da siempre los mismos bytes. `html` es una sola página que se imprime \
         bien. Los datos personales de los formularios quedan fuera si no se los pide con \
         `--reveal`.",
        "It comes from the journal of the case, its procedure and the settings, without the time \
         or the place: the same case always gives the same bytes. `html` is one page that prints \
         well. Personal data of forms is left out unless `--reveal` asks for it."
    ),
    after_help = examples!(
        "El expediente como página que se imprime", "The file as a page to be printed" =>
            "ugat case dossier 7q3k --format html"
    )
)]
pub struct Dossier {
    #[arg(value_name = Value::Case, help = CASE)]
    pub case: String,
    #[arg(long, value_name = Value::Format, value_parser = papers(), help = both!(
        "Cómo se escribe: `md` (si no se dice), `html` o `json`",
        "How it is written: `md` (if not said), `html` or `json`"
    ))]
    pub format: Option<Paper>,
    #[arg(long, help = REVEAL)]
    pub reveal: bool,
}

/// How a dossier is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    Markdown,
    Html,
    Json,
}

impl Paper {
    const ALL: [Self; 3] = [Self::Markdown, Self::Html, Self::Json];

    const fn name(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Json => "json",
        }
    }
}

impl Dossier {
    /// Tells a case as a file on paper.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let paper = self.paper(env)?;
        let mut session = Session::open(env, general)?;
        let record = session.record(&self.case)?;
        let reveal = match self.reveal {
            true => Reveal::Personal,
            false => Reveal::LeftOut,
        };
        let case = record.case();
        let settings = &session.store.settings;
        let marks = Marks::of(&case, settings);
        let view = DossierView::of(&record.id, &case, (&marks, settings), reveal)
            .with_damage(journal::lines(&record.journal))
            .with_newer(record.journal.newer.is_some());
        let answer = match paper {
            Paper::Json => json(&view),
            Paper::Markdown => view.document(session.env.language()).markdown(),
            Paper::Html => view.document(session.env.language()).html(),
        };
        session.env.answer(&answer);
        journal::tell_newer(session.env, &record);
        journal::sound(&record)
    }

    fn paper(&self, env: &Env) -> Result<Paper, Failure> {
        match (env.json(), self.format) {
            (false, paper) => Ok(paper.unwrap_or(Paper::Markdown)),
            (true, None | Some(Paper::Json)) => Ok(Paper::Json),
            (true, Some(other)) => Err(contradiction(
                "--json",
                &format!("--format {}", other.name()),
            )),
        }
    }
}

fn papers() -> impl TypedValueParser<Value = Paper> {
    PossibleValuesParser::new(Paper::ALL.map(Paper::name)).map(|name| {
        let mut papers = Paper::ALL.into_iter();
        let named = papers.find(|paper| paper.name() == name);
        named.expect("clap has taken one of the names")
    })
}
