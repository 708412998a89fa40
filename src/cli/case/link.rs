use clap::Args;

use crate::cli::General;
use crate::cli::acting::Acting;
use crate::cli::case::written::Written;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::cli::typed;
use crate::model::{Act, CaseId};
use crate::text;
use crate::view::decided;
use crate::words::Text;

#[derive(Debug, Args)]
pub struct Link {
    #[arg(value_name = "CASE")]
    pub case: String,
    #[arg(value_name = "OTHER")]
    pub other: String,
    #[arg(id = "kind", long = "as", value_name = "TEXT")]
    pub kind: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
}

impl Link {
    /// Writes down that another case has to do with this one.
    ///
    /// # Errors
    /// Where there is no such case, or it is the same one.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let mut session = Session::open(env, general)?;
        let other = self.other(&mut session)?;
        let record = session.record(&self.case)?;
        if other == record.id {
            return Err(Failure::refused(
                "same-case",
                Text::of(
                    "un caso no se vincula consigo mismo",
                    "a case is not linked with itself",
                ),
            ));
        }
        let case = record.case();
        let kind = self.kind.as_deref();
        let kind = kind
            .map(|kind| typed::line(session.env, "--as", kind))
            .transpose()?;
        let acting = Acting {
            by: self.by,
            on: self.on,
            ..Acting::default()
        };
        let signature = acting.signature(&mut session, case.procedure())?;
        let written = Written::write(&session, &record, &case, &signature, &[], |_| {
            Ok(Act::Linked {
                case: other.clone(),
                kind: kind.clone(),
            })
        })?;
        written.answer(&mut session, decided)
    }

    /// The other case; one that this store does not hold may be named by its whole id.
    fn other(&self, session: &mut Session) -> Result<CaseId, Failure> {
        match session.entry(&self.other) {
            Ok(entry) => Ok(entry.id),
            Err(failure) => match CaseId::parse(&self.other) {
                Ok(id) => {
                    session.env.say(&text!(
                        "`{id}` no está en este registro; se vinculó igualmente",
                        "`{id}` is not in this store; it was linked all the same"
                    ));
                    Ok(id)
                }
                Err(_) => Err(failure),
            },
        }
    }
}
