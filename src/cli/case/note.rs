use clap::Args;
use serde::Deserialize;

use crate::cli::case::act::{OnCase, Subject};
use crate::cli::case::intent::Intent;
use crate::cli::failure::Failure;
use crate::cli::help::{CASE, Value, both, examples};
use crate::cli::input::checked::TEXT;
use crate::cli::input::typed;
use crate::cli::session::acting::Acting;
use crate::model::Act;

#[derive(Debug, Args, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[command(
    about = both!("Agrega una nota a un caso", "Add a note to a case"),
    long_about = both!(
        "Una nota no cambia el estado del caso. Puede tener varias líneas y hasta 65536 bytes.",
        "A note does not change where the case stands. It may have several lines and up to 65536 \
         bytes."
    ),
    after_help = examples!(
        "Anotar algo", "Note something" =>
            "ugat case note 7q3k \"La entidad pidió una semana más\"",
            "ugat case note 7q3k \"The entity asked for one more week\"";
        "Anotar el texto de un archivo", "Note the text of a file" =>
            "cat nota.txt | ugat case note 7q3k -", "cat note.txt | ugat case note 7q3k -"
    )
)]
pub struct Note {
    #[arg(value_name = Value::Case, help = CASE)]
    pub case: String,
    #[arg(value_name = Value::Text, help = both!(
        "La nota; `-`: entrada estándar",
        "The note; `-`: standard input"
    ))]
    pub text: String,
    #[command(flatten)]
    #[serde(flatten)]
    pub acting: Acting,
}

impl OnCase for Note {
    fn case(&self) -> &str {
        &self.case
    }

    fn intent(&self, subject: Subject) -> Result<Intent<'_>, Failure> {
        let Subject { session, case, .. } = subject;
        let note = typed::prose(session.env, TEXT, &self.text)?;
        let signature = self.acting.signature(session, case.procedure())?;
        Ok(Intent::new(signature, move |_| {
            Ok(Act::Noted { note: note.clone() })
        }))
    }
}
