use clap::Args;

use crate::cli::General;
use crate::cli::acting::Acting;
use crate::cli::case::written::Written;
use crate::cli::case::{ask, event};
use crate::cli::choice::{Choice, keys};
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::prompt;
use crate::cli::session::Session;
use crate::engine::{self, Case};
use crate::model::Act;
use crate::text;
use crate::view::decided;
use crate::words::Text;

#[derive(Debug, Args)]
pub struct Resolve {
    #[arg(value_name = "CASE")]
    pub case: String,
    #[arg(value_name = "EVENT")]
    pub event: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    #[command(flatten)]
    pub acting: Acting,
}

impl Resolve {
    /// Keeps one side of a conflict.
    ///
    /// # Errors
    /// Where the event decides nothing, or nobody can be asked which side is kept.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let mut session = Session::open(env, general)?;
        let record = session.record(&self.case)?;
        let case = record.case();
        let place = match &self.event {
            Some(typed) => event::named(&case, typed, session.named())?,
            None => side(&mut session, &case)?,
        };
        let kept = case.event(place).id;
        let reason = ask::reason(&mut session, self.reason.as_deref())?;
        let signature = self.acting.signature(&mut session, case.procedure())?;
        let written = Written::write(&session, &record, &case, &signature, &[], |case| {
            engine::resolve(case, kept, reason.clone()).map(Act::Kept)
        })?;
        written.answer(&mut session, decided)
    }
}

/// The side that is kept, asked for.
fn side(session: &mut Session, case: &Case) -> Result<usize, Failure> {
    let sides = event::sides(case, case.conflicts());
    let choices: Vec<Choice> = sides.iter().map(|(_, choice)| choice.clone()).collect();
    let short = session.named().to_owned();
    if choices.is_empty() {
        return Err(Failure::refused(
            "no-conflict",
            Text::of(
                "el caso no está en conflicto",
                "the case is not in conflict",
            ),
        )
        .with_hint(text!(
            "para revisar lo resuelto, nombre el evento: `ugat case log {short}`",
            "to revise what was resolved, name the event: `ugat case log {short}`"
        )));
    }
    if !session.env.can_ask() {
        let Text { es, en } = keys(&choices);
        let first = &choices[0].key;
        return Err(Failure::usage(
            "missing-event",
            text!(
                "falta el evento cuyo lado se mantiene: {es}",
                "the event whose side is kept is missing: {en}"
            ),
        )
        .with_hint(text!(
            "por ejemplo, `ugat case resolve {short} {first} --reason MOTIVO`",
            "for example, `ugat case resolve {short} {first} --reason REASON`"
        )));
    }
    let question = Text::of("¿Qué lado se mantiene?", "Which side is kept?");
    let language = session.env.language();
    let chosen = prompt::choose(session.env, question.get(language), &choices, false)?;
    Ok(sides[chosen[0]].0)
}
