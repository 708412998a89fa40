//! `ugat case redirect`: moves work to another activity than the procedure says.

use clap::Args;
use serde::Deserialize;

use crate::cli::case::act::{OnCase, Subject};
use crate::cli::case::ask;
use crate::cli::case::intent::Intent;
use crate::cli::failure::{Failure, usage};
use crate::cli::help::{CASE, REASON, Value, both, examples};
use crate::cli::session::acting::Acting;
use crate::engine;
use crate::model::{Act, ActivityNumber};

#[derive(Debug, Args, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[command(
    about = both!(
        "Pasa el trabajo a donde el procedimiento no lo lleva",
        "Move work where the procedure does not send it"
    ),
    long_about = both!(
        "El trabajo listo de una actividad pasa a otra u otras, o su rama termina con `--end`. Se \
         rechaza si desde ahí el caso ya no podría terminar, o si una actividad quedaría pendiente \
         dos veces, y se muestra cómo se llegaría a eso.",
        "The ready work of an activity goes to another or to several, or its branch ends with \
         `--end`. It is refused if from there the case could no longer finish, or if an activity \
         would be pending twice, with the way that leads to it."
    ),
    after_help = examples!(
        "Saltar a otra actividad", "Go on at another activity" =>
            "ugat case redirect 7q3k --from 5 --to 15 --reason \"Instrucción UGAT 4/2026\"",
            "ugat case redirect 7q3k --from 5 --to 15 --reason \"UGAT instruction 4/2026\"";
        "Cerrar una rama", "End a branch" =>
            "ugat case redirect 7q3k --from 17 --end --reason \"Ya se capacitó\"",
            "ugat case redirect 7q3k --from 17 --end --reason \"Training took place\""
    )
)]
pub struct Redirect {
    #[arg(value_name = Value::Case, help = CASE)]
    pub case: String,
    #[arg(long, value_name = Value::ActivityLeft, help = both!(
        "Actividad lista cuyo trabajo pasa a otra",
        "Ready activity whose work is moved"
    ))]
    pub from: String,
    #[arg(long, value_name = Value::ActivityTaking, help = both!(
        "Actividad a la que pasa (puede repetirse)",
        "Activity that it goes to (may be repeated)"
    ))]
    #[serde(default)]
    pub to: Vec<String>,
    #[arg(long, conflicts_with = "to", help = both!("Cierra la rama ahí", "End the branch there"))]
    #[serde(default)]
    pub end: bool,
    #[arg(long, value_name = Value::Text, help = REASON)]
    pub reason: Option<String>,
    #[command(flatten)]
    #[serde(flatten)]
    pub acting: Acting,
}

impl OnCase for Redirect {
    fn case(&self) -> &str {
        &self.case
    }

    fn intent(&self, subject: Subject) -> Result<Intent<'_>, Failure> {
        let Subject { session, case, .. } = subject;
        let from = ask::number(case, &self.from)?;
        let to = self.to.iter().map(|to| ask::number(case, to));
        let to: Vec<ActivityNumber> = to.collect::<Result<_, Failure>>()?;
        if to.is_empty() && !self.end {
            let short = session.named();
            return Err(usage!(
                "missing-target",
                "falta a qué actividad pasa el trabajo",
                "the activity that the work goes to is missing",
                "`ugat case redirect {short} --from {from} --to N --reason MOTIVO`, o `--end` para cerrar la rama",
                "`ugat case redirect {short} --from {from} --to N --reason REASON`, or `--end` to end the branch"
            )
            .with_case_command());
        }
        let reason = ask::reason(session, self.reason.as_deref())?;
        let signature = self.acting.signature(session, case.procedure())?;
        Ok(Intent::new(signature, move |case| {
            engine::redirect(case, from, to.clone(), reason.clone()).map(Act::Redirected)
        }))
    }
}
