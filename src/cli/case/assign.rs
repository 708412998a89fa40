//! `ugat case assign`: gives work to a person; of one case, or all that another has.

use clap::Args;
use serde::Deserialize;

use crate::cli::case::act::{OnCase, Subject};
use crate::cli::case::ask;
use crate::cli::case::intent::Intent;
use crate::cli::case::many::{DRY_RUN, Lines, OnMany, line, only_one};
use crate::cli::case::which::Which;
use crate::cli::failure::{Failure, usage};
use crate::cli::help::{CASE, Value, both, examples};
use crate::cli::input::typed;
use crate::cli::session::Session;
use crate::cli::session::acting::Acting;
use crate::cli::session::people::known_as_filter;
use crate::engine::{self, Standing};
use crate::model::{Act, ActivityNumber};
use crate::store::Listing;
use crate::view::Outlined;
use crate::words::matching;

#[derive(Debug, Args, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[command(
    about = both!(
        "Asigna a una persona el trabajo de una actividad",
        "Give the work of an activity to a person"
    ),
    long_about = both!(
        "Con `--of` y `--to` pasa de una persona a otra todo lo que la primera tiene asignado y está \
         por hacer, listo o en espera, en los casos que no han terminado o en los que se escojan \
         (`--procedure`, `--state`…). Todo se comprueba antes de escribir; `--dry-run` lo muestra y \
         no escribe nada.",
        "With `--of` and `--to` all that is assigned to one person and still to be done, ready or \
         waiting, goes to another, in the cases that have not ended or in those that are chosen \
         (`--procedure`, `--state`…). All of it is checked before any is written; `--dry-run` shows \
         it and writes nothing."
    ),
    after_help = examples!(
        "Asignar una actividad", "Assign an activity" => "ugat case assign 7q3k 5 \"Luis Poma\"";
        "Ver qué pasaría de una persona a otra", "See what would go from one person to another" =>
            "ugat case assign --of \"Ana Quispe\" --to \"Luis Poma\" --dry-run"
    )
)]
pub struct Assign {
    #[arg(value_name = Value::Case, required_unless_present = "of", help = CASE)]
    pub case: Option<String>,
    #[arg(value_name = Value::Activity, required_unless_present = "of", help = both!(
        "Número de una actividad lista o en espera",
        "Number of an activity that is ready or waits"
    ))]
    pub activity: Option<String>,
    #[arg(value_name = Value::Person, required_unless_present_any = ["to", "of"], help = both!(
        "A quién se asigna",
        "To whom it is given"
    ))]
    pub person: Option<String>,
    #[command(flatten)]
    #[serde(skip)]
    pub all: HandOver,
    #[command(flatten)]
    #[serde(skip)]
    pub which: Which,
    #[command(flatten)]
    #[serde(flatten)]
    pub acting: Acting,
}

// All that is assigned to one person, to another.
#[derive(Debug, Default, Args)]
#[group(id = "many")]
pub struct HandOver {
    #[arg(long, value_name = Value::Person, conflicts_with = "case", help = both!(
        "De quién se toma todo lo asignado, en lugar de nombrar un caso",
        "From whom all that is assigned is taken, in place of naming a case"
    ))]
    pub of: Option<String>,
    #[arg(long, value_name = Value::Person, conflicts_with = "person", help = both!(
        "A quién pasa, o se asigna",
        "To whom it goes, or is given"
    ))]
    pub to: Option<String>,
    #[arg(long, help = DRY_RUN)]
    pub dry_run: bool,
}

impl OnCase for Assign {
    fn case(&self) -> &str {
        self.case.as_deref().unwrap_or_default()
    }

    fn intent(&self, subject: Subject) -> Result<Intent<'_>, Failure> {
        let Subject { session, case, .. } = subject;
        only_one(&self.which, self.all.dry_run, "--of")?;
        let activity = self.activity.as_deref().unwrap_or_default();
        let activity = ask::number(case, activity)?;
        let (name, person) = match (&self.person, &self.all.to) {
            (None, Some(to)) => ("--to", to.as_str()),
            (person, _) => ("PERSON", person.as_deref().unwrap_or_default()),
        };
        let person = typed::actor(session.env, name, person)?;
        let at = self.acting.moment(session)?;
        let person = session.known_person(person, &at, case.procedure())?;
        let signature = self.acting.signature(session, case.procedure())?;
        Ok(Intent::new(signature, move |case| {
            Ok(Act::Assigned {
                activity,
                item: engine::assign(case, activity)?,
                person: person.clone(),
            })
        }))
    }
}

impl OnMany for Assign {
    fn which(&self) -> &Which {
        &self.which
    }

    fn dry_run(&self) -> bool {
        self.all.dry_run
    }

    fn lines(&self, session: &mut Session, listing: &Listing) -> Result<Lines<'_>, Failure> {
        let HandOver { of, to, .. } = &self.all;
        if to.is_none() {
            return Err(usage!(
                "missing-option",
                "falta `--to`, a quién pasa lo asignado",
                "`--to` is missing, to whom it goes"
            ));
        }
        let mut person = |option, typed: &Option<String>| {
            let typed = typed::actor(session.env, option, typed.as_deref().unwrap_or_default())?;
            let people = session.store.settings.people.as_ref();
            let known = people.and_then(|people| people.find(typed.as_str()));
            Ok::<_, Failure>(known.map_or(typed, |person| person.name.clone()))
        };
        let (of, to) = (person("--of", of)?, person("--to", to)?);
        known_as_filter(session, listing, of.as_str())?;
        let name = matching(of.as_str());
        if name == matching(to.as_str()) {
            return Err(usage!(
                "same-person",
                "`--of` y `--to` son la misma persona, `{to}`",
                "`--of` and `--to` are the same person, `{to}`"
            ));
        }
        let is_any = self.which.named.state.is_empty();
        Ok(Box::new(move |case| {
            if is_any && !goes_on(case) {
                return Vec::new();
            }
            let numbers = assigned(case, &name).into_iter();
            let lines = numbers.map(|number| {
                line("assign", case.id, &self.acting)
                    .with("activity", number.to_string())
                    .with("person", to.to_string())
            });
            lines.collect()
        }))
    }
}

/// Whether a case has not ended.
const fn goes_on(case: &Outlined) -> bool {
    match case.outline.standing {
        Standing::Open | Standing::Suspended => true,
        Standing::Finished { .. } | Standing::Cancelled => false,
    }
}

/// The activities with work that is assigned to the person of this name, as names are compared.
fn assigned(case: &Outlined, name: &str) -> Vec<ActivityNumber> {
    let theirs = case.outline.live.iter().filter(|work| {
        let person = work.assigned.map(|place| case.person(place));
        person.is_some_and(|person| matching(person) == name)
    });
    let mut numbers: Vec<ActivityNumber> = theirs.map(|work| work.activity).collect();
    numbers.dedup();
    numbers
}
