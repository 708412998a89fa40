//! `ugat case label`: gives labels to a case, or takes them from it; of one case, or of many.

use clap::Args;
use serde::Deserialize;

use crate::cli::case::act::{OnCase, Subject};
use crate::cli::case::intent::Intent;
use crate::cli::case::many::{Lines, Many, OnMany, line, only_one};
use crate::cli::case::which::Which;
use crate::cli::failure::{Failure, usage};
use crate::cli::help::{CASE, Value, both, examples};
use crate::cli::input::checked::LABEL;
use crate::cli::input::typed;
use crate::cli::session::Session;
use crate::cli::session::acting::Acting;
use crate::engine;
use crate::model::{Act, LabelFilter};
use crate::store::Listing;

#[derive(Debug, Args, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[command(
    about = both!("Pone etiquetas a un caso, o se las quita", "Label a case, or take labels from it"),
    long_about = both!(
        "Una etiqueta es una palabra de la unidad, con la que se escogen casos en listas, bandeja e \
         informes (`--label`). No cambia el caso. Dos etiquetas son la misma sin distinguir \
         mayúsculas, tildes ni espacios. Con `--all` en lugar del caso van a todos los casos, o a \
         los que se escojan (`--procedure`, `--state`…); se dejan de lado los que ya la tienen, o \
         los que no la tienen con `--remove`.",
        "A label is a word of the unit's own, by which cases are chosen in lists, inbox and reports \
         (`--label`). It does not change the case. Two labels are the same whatever their case, \
         accents and spaces. With `--all` in place of the case they go to all cases, or to those \
         that are chosen (`--procedure`, `--state`…); those that have it already are left alone, or \
         those that do not with `--remove`."
    ),
    after_help = examples!(
        "Poner dos etiquetas", "Give two labels" =>
            "ugat case label 7q3k urgente \"plan 2026\"",
            "ugat case label 7q3k urgent \"plan 2026\"";
        "Quitar una", "Take one away" =>
            "ugat case label 7q3k urgente --remove", "ugat case label 7q3k urgent --remove";
        "Ver a qué casos iría", "See which cases it would go to" =>
            "ugat case label --all --procedure pr07 --state open urgente --dry-run",
            "ugat case label --all --procedure pr07 --state open urgent --dry-run"
    )
)]
pub struct Label {
    // With `--all` it is the first label.
    #[arg(value_name = Value::Case, help = CASE)]
    pub case: String,
    #[arg(value_name = Value::Label, required_unless_present = "all", help = both!(
        "Las etiquetas",
        "The labels"
    ))]
    pub label: Vec<String>,
    #[arg(long, help = both!("Las quita", "Take them away"))]
    #[serde(default)]
    pub remove: bool,
    #[command(flatten)]
    #[serde(skip)]
    pub many: Many,
    #[command(flatten)]
    #[serde(skip)]
    pub which: Which,
    #[command(flatten)]
    #[serde(flatten)]
    pub acting: Acting,
}

impl OnCase for Label {
    fn case(&self) -> &str {
        &self.case
    }

    fn intent(&self, subject: Subject) -> Result<Intent<'_>, Failure> {
        let Subject { session, case, .. } = subject;
        only_one(&self.which, self.many.dry_run, "--all")?;
        let labels = typed::lines(session.env, LABEL, &self.label)?;
        let signature = self.acting.signature(session, case.procedure())?;
        Ok(Intent::new(signature, move |case| {
            Ok(match self.remove {
                false => Act::Labelled {
                    labels: engine::label(case, &labels)?,
                },
                true => Act::Unlabelled {
                    labels: engine::unlabel(case, &labels)?,
                },
            })
        }))
    }
}

impl OnMany for Label {
    fn which(&self) -> &Which {
        &self.which
    }

    fn dry_run(&self) -> bool {
        self.many.dry_run
    }

    fn lines(&self, session: &mut Session, _: &Listing) -> Result<Lines<'_>, Failure> {
        let first = &self.case;
        if session.store.find(first).is_ok() {
            return Err(usage!(
                "conflicting-arguments",
                "`{first}` es un caso, y `--all` va en lugar del caso",
                "`{first}` is a case, and `--all` goes in place of the case"
            ));
        }
        let typed: Vec<String> = [&self.case]
            .into_iter()
            .chain(&self.label)
            .cloned()
            .collect();
        let labels = typed::lines(session.env, LABEL, &typed)?.into_iter();
        let labels: Vec<String> = labels.map(|label| label.to_string()).collect();
        let filters: Vec<LabelFilter> = labels
            .iter()
            .map(|label| LabelFilter::of(std::slice::from_ref(label)))
            .collect();
        Ok(Box::new(move |case| {
            let has = |filter: &LabelFilter| filter.takes(&case.outline.labels);
            if filters.iter().all(|filter| has(filter) != self.remove) {
                return Vec::new();
            }
            let line = line("label", case.id, &self.acting).with_all("label", labels.clone());
            vec![line.with_flag("remove", self.remove)]
        }))
    }
}
