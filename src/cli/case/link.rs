//! `ugat case link`: links a case to another.

use clap::Args;
use serde::Deserialize;

use crate::cli::case::act::{OnCase, Subject};
use crate::cli::case::intent::Intent;
use crate::cli::failure::{Failure, refused};
use crate::cli::help::{BY, CASE, ON, Value, both, examples};
use crate::cli::input::typed;
use crate::cli::session::Session;
use crate::cli::session::acting::Acting;
use crate::model::{Act, CaseId, Line};
use crate::text;

#[derive(Debug, Args, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[command(
    about = both!("Vincula el caso con otro", "Link the case with another"),
    after_help = examples!(
        "Anotar de qué caso viene un insumo", "Say which case an input comes from" =>
            "ugat case link 7q3k pr05-k2n8 --as \"informe de cierre\"",
            "ugat case link 7q3k pr05-k2n8 --as \"closing report\""
    )
)]
pub struct Link {
    #[arg(value_name = Value::Case, help = CASE)]
    pub case: String,
    #[arg(value_name = Value::OtherCase, help = both!(
        "El otro caso, como se nombra cualquiera, o su código completo",
        "The other case, named as any is, or its whole id"
    ))]
    pub other: String,
    #[arg(id = "kind", long = "as", value_name = Value::Text, help = both!(
        "Qué tiene que ver, en pocas palabras",
        "What it has to do with it, in a few words"
    ))]
    #[serde(rename = "as")]
    pub kind: Option<String>,
    #[arg(long, value_name = Value::Name, help = BY)]
    pub by: Option<String>,
    #[arg(long, value_name = Value::Date, help = ON)]
    pub on: Option<String>,
}

impl OnCase for Link {
    fn case(&self) -> &str {
        &self.case
    }

    fn intent(&self, subject: Subject) -> Result<Intent<'_>, Failure> {
        let Subject {
            session,
            record,
            case,
        } = subject;
        let other = self.other(session)?;
        if other == record.id {
            return Err(refused!(
                "same-case",
                "un caso no se vincula consigo mismo",
                "a case is not linked with itself"
            ));
        }
        let kind = typed::optional(session.env, "--as", self.kind.as_deref(), Line::parse)?;
        let acting = Acting {
            by: self.by.clone(),
            on: self.on.clone(),
            ..Acting::default()
        };
        let signature = acting.signature(session, case.procedure())?;
        Ok(Intent::new(signature, move |_| {
            Ok(Act::Linked {
                case: other.clone(),
                kind: kind.clone(),
            })
        }))
    }
}

impl Link {
    /// The other case; one that this store does not hold may be named by its whole id.
    fn other(&self, session: &mut Session) -> Result<CaseId, Failure> {
        if let Some(coming) = session.expected(&self.other) {
            return Ok(coming.clone());
        }
        match session.entry_to_write(&self.other) {
            Ok(entry) => Ok(entry.id),
            Err(failure) => {
                let id = CaseId::parse(&self.other).map_err(|_| failure)?;
                session.env.say(&text!(
                    "`{id}` no está en este registro; se vinculó igualmente",
                    "`{id}` is not in this store; it was linked all the same"
                ));
                Ok(id)
            }
        }
    }
}
