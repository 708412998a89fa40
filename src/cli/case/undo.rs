use clap::Args;

use crate::cli::case::act::OnCase;
use crate::cli::case::intent::Intent;
use crate::cli::case::{ask, event};
use crate::cli::failure::refusal;
use crate::cli::failure::{Failure, refused, usage};
use crate::cli::session::Session;
use crate::cli::session::acting::Acting;
use crate::engine::{self, Case};
use crate::model::{Actor, Prose};
use crate::store::Record;
use crate::text;
use crate::view::event_line;
use crate::words::{Text, count, matching};

#[derive(Debug, Args)]
pub struct Undo {
    #[arg(value_name = "CASE")]
    pub case: String,
    #[arg(value_name = "EVENT")]
    pub event: Option<String>,
    #[arg(long)]
    pub yes: bool,
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    #[command(flatten)]
    pub acting: Acting,
}

impl OnCase for Undo {
    fn case(&self) -> &str {
        &self.case
    }

    fn intent(
        &self,
        session: &mut Session,
        _: &Record,
        case: &Case,
    ) -> Result<Intent<'_>, Failure> {
        let signature = self.acting.signature(session, case.procedure())?;
        let place = match &self.event {
            Some(typed) => event::named(case, typed, session.named())?,
            None => own_last(session, case, &signature.by)?,
        };
        let taken_back = case.event(place).id;
        // What it comes to does not hang on why.
        let undo = engine::undo(case, taken_back, Prose::recorded(""));
        let undo = undo.map_err(|refused| refusal::failure(&refused, case, session.named()))?;
        if !self.yes {
            confirm(session, case, place, undo.held.len())?;
        }
        let reason = ask::reason(session, self.reason.as_deref())?;
        Ok(Intent::new(signature, move |case| {
            engine::undo(case, taken_back, reason.clone()).map(|undo| undo.act)
        }))
    }
}

/// The last act of whoever asks that can be taken back; in a script it has to be named.
fn own_last(session: &Session, case: &Case, by: &Actor) -> Result<usize, Failure> {
    let name = matching(by.as_str());
    let own = (0..case.events().len()).rev().find(|place| {
        let by = case.event(*place).by.as_str();
        event::stands(case, *place) && matching(by) == name
    });
    let short = session.named();
    let hint = text!(
        "los eventos se ven con `ugat case log {short}`",
        "`ugat case log {short}` shows the events"
    );
    match own {
        Some(place) if session.env.can_ask() => Ok(place),
        Some(place) => {
            let last = case.event(place).id.short(8);
            Err(usage!(
                "missing-event",
                "falta el evento que se deshace",
                "the event that is undone is missing",
                "lo último de {by}: `ugat case undo {short} {last} --yes --reason MOTIVO`",
                "the last of {by}: `ugat case undo {short} {last} --yes --reason REASON`"
            ))
        }
        None => Err(refused!(
            "nothing-to-undo",
            "{by} no tiene en el caso un acto que pueda deshacerse",
            "{by} has no act in the case that could be undone"
        )
        .with_hint(hint)),
    }
}

fn confirm(session: &mut Session, case: &Case, place: usize, held: usize) -> Result<(), Failure> {
    let Text { es, en } = event_line(case, place);
    let rest = match held {
        0 => Text::of(
            "nada de lo hecho depende de ello",
            "nothing that was done rests on it",
        ),
        _ => {
            let Text { es, en } = count(
                held,
                &Text::of("acto que depende de ello", "act that rests on it"),
                &Text::of("actos que dependen de ello", "acts that rest on it"),
            );
            text!("{es}: no contará por ahora", "{en}: not to count for now")
        }
    };
    let said = Text::owned(
        format!("se deshace: {es}; {}", rest.es),
        format!("undoing: {en}; {}", rest.en),
    );
    let event = case.event(place).id.short(8);
    let short = session.named().to_owned();
    ask::confirmed(session, &said, || {
        text!(
            "confírmelo: `ugat case undo {short} {event} --yes --reason MOTIVO`",
            "confirm it: `ugat case undo {short} {event} --yes --reason REASON`"
        )
    })
}
