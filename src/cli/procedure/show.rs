//! `ugat procedure show`: a procedure as a page, or a draft of one.

use std::path::PathBuf;

use clap::Args;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::help::{Value, both, examples};
use crate::cli::procedure::check::{checked, problems};
use crate::cli::procedure::named::{having, is_file};
use crate::cli::session::Session;
use crate::model::Procedure;
use crate::store::readable;
use crate::view::{Checked, ProcedureView, Readings, Source, refused_report, refused_sentence};

pub(in crate::cli::procedure) const PROCEDURE: &str = both!(
    "El procedimiento: `pr07`, `PR7` o su código; `pr07@2`; o su huella",
    "The procedure: `pr07`, `PR7` or its code; `pr07@2`; or its digest"
);

#[derive(Debug, Args)]
#[command(
    about = both!(
        "Muestra un procedimiento: quién hace qué, con qué salidas y qué sigue",
        "Show a procedure: who does what, with which outputs, and what comes next"
    ),
    long_about = both!(
        "Un archivo TOML se muestra igual, aunque no esté en el registro: el dibujo del recorrido es \
         donde se ve un error. Lo que `check` le observaría se dice después, y entonces termina con \
         código 1.",
        "A TOML file is shown as well, though it is not in the store: the drawing of the flow is where \
         a mistake is seen. What `check` would say of it is told behind it, and then it exits with 1."
    ),
    after_help = examples!(
        "El procedimiento 7 y las lecturas adoptadas", "Procedure 7 and the readings adopted" =>
            "ugat procedure show pr07 --readings";
        "Un borrador", "A draft" => "ugat procedure show prestamo.toml", "ugat procedure show loan.toml"
    )
)]
pub struct Show {
    #[arg(value_name = Value::Procedure, help = both!(
        "El procedimiento: `pr07`, `PR7` o su código; `pr07@2`; su huella; o un archivo",
        "The procedure: `pr07`, `PR7` or its code; `pr07@2`; its digest; or a file"
    ))]
    pub procedure: String,
    #[arg(long, help = both!(
        "Agrega cómo se leyó el manual donde calla o se contradice",
        "Add how the manual was read where it is silent or contradicts itself"
    ))]
    pub readings: bool,
}

impl Show {
    /// Shows a procedure as a page; JSON holds its readings in any case.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        if is_file(&self.procedure) {
            return self.draft(env);
        }
        let session = Session::open_if_any(env, general)?;
        let procedure = readable(&session.store, &self.procedure)?;
        self.show(session.env, &procedure);
        Ok(())
    }

    fn show(&self, env: &mut Env, procedure: &Procedure) {
        let view = ProcedureView::of(procedure);
        let readings = match self.readings {
            true => Readings::Told,
            false => Readings::Counted,
        };
        env.answer_view(&view, |env| view.text(env.look(), readings));
    }

    /// Shows a file, one that is not sound as well, and then says why.
    fn draft(&self, env: &mut Env) -> Result<(), Failure> {
        let path = PathBuf::from(&self.procedure);
        let found = checked(env, &[path]).pop().map(|file| file.found);
        match found.expect("a file was checked") {
            Checked::Sound { procedure, .. } => {
                self.show(env, &procedure);
                Ok(())
            }
            Checked::Unsound {
                text,
                loaded,
                refused,
            } => {
                self.show(env, &loaded.procedure);
                let failure = problems(1, 1);
                if env.json() {
                    let details = refused.iter().map(refused_sentence).collect();
                    return Err(failure.with_details(details));
                }
                let (file, text) = (self.procedure.as_str(), text.as_str());
                let report = refused_report(Source { file, text }, &loaded, &refused, env.manner());
                env.answer_page(&format!("\n{report}"));
                Err(failure)
            }
            Checked::Malformed { text, problems } => Err(having(&self.procedure, text, problems)),
            Checked::Unread(problem) => Err(Failure::unread(&problem)),
        }
    }
}
