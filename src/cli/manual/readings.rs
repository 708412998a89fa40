//! `ugat manual readings`: every place where a reading was adopted.

use clap::Args;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::help::{Value, both, examples};
use crate::cli::input::choice::{Choice, named, pick};
use crate::cli::manual::procedures;
use crate::cli::session::Session;
use crate::cli::session::rows::Rows;
use crate::model::Procedure;
use crate::store::{StoreFault, parted, readable, shipped};
use crate::text;
use crate::view::{Layout, ReadingList};
use crate::words::Text;

#[derive(Debug, Args)]
#[command(
    about = both!(
        "Lista cada lectura adoptada donde el manual calla o se contradice",
        "List each reading adopted where the manual is silent or contradicts itself"
    ),
    after_help = examples!(
        "Cómo se leyó el procedimiento 6", "How procedure 6 was read" => "ugat manual readings pr06";
        "Las de una versión", "Those of a version" => "ugat manual readings pr07@3"
    )
)]
pub struct Readings {
    #[arg(value_name = Value::Part, help = both!(
        "Solo las de esta parte: `manual`, `pr06`, `pr07@3`, `anexo-2` …",
        "Those of this part alone: `manual`, `pr06`, `pr07@3`, `anexo-2` …"
    ))]
    pub of: Option<String>,
    #[command(flatten)]
    pub rows: Rows,
}

impl Readings {
    /// Lists every place where a reading was adopted.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let layout = self.rows.layout(env)?;
        let (manual, procedures) = (shipped::manual(), procedures());
        let list = ReadingList::of(&manual, &procedures, shipped::forms());
        let Some(typed) = &self.of else {
            return answer(env, &list, &layout);
        };
        let besides = parts(&[]);
        if let Ok(place) = pick(typed, &besides) {
            return answer(env, &list.only(&besides[place].key), &layout);
        }
        match version(env, general, typed)? {
            Some(version) if is_of_the_manual(&version, typed) => {
                answer(env, &list.only(version.id.as_str()), &layout)
            }
            Some(version) => {
                if version.number_of_readings() == 0 && layout.is_page() {
                    env.say(&none(&version));
                    return Ok(());
                }
                answer(env, &ReadingList::of_version(&version), &layout)
            }
            None => {
                let parts = parts(&procedures);
                let what = Text::of("una parte del manual", "a part of the manual");
                let place = named("unknown-part", (&what, ""), typed, &parts)?;
                answer(env, &list.only(&parts[place].key), &layout)
            }
        }
    }
}

fn answer(env: &mut Env, list: &ReadingList, layout: &Layout) -> Result<(), Failure> {
    env.answer_page_or_rows(list, layout, |look, colour| list.page(look, colour))
}

/// The version of a procedure that is typed; nothing where it names none.
fn version(env: &mut Env, general: &General, typed: &str) -> Result<Option<Procedure>, Failure> {
    let session = Session::open_if_any(env, general)?;
    match readable(&session.store, typed) {
        Ok(version) => Ok(Some(version)),
        Err(StoreFault::NoProcedure { .. }) => Ok(None),
        Err(fault) => Err(fault.into()),
    }
}

/// Whether it is the procedure of the manual, and no version is asked for.
fn is_of_the_manual(version: &Procedure, typed: &str) -> bool {
    parted(typed).1.is_none() && shipped::with_digest(version.digest).is_some()
}

fn none(version: &Procedure) -> Text {
    let (id, version) = (&version.id, version.version);
    text!(
        "`{id}`, versión {version}, no tiene lecturas",
        "`{id}`, version {version}, has no readings"
    )
}

/// What has readings: the manual as a whole, its procedures, its forms.
fn parts(procedures: &[Procedure]) -> Vec<Choice> {
    let whole = Choice::new("manual", Text::of("El manual", "The manual"));
    let mut parts = vec![whole];
    for one in procedures {
        parts.push(Choice::new(one.id.as_str(), Text::same(one.code.as_str())));
    }
    for form in shipped::forms() {
        parts.push(Choice::new(form.id.as_str(), form.title.clone()));
    }
    parts
}
