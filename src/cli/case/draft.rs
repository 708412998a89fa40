//! `ugat case draft`: begins the document that an activity owes.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use crate::cli::General;
use crate::cli::case::ask;
use crate::cli::case::rendering::rendered;
use crate::cli::env::Env;
use crate::cli::failure::{Failure, refused};
use crate::cli::help::{CASE, Value, both, examples};
use crate::cli::input::choice::{Choice, named};
use crate::cli::input::decoding::say_guess;
use crate::cli::input::file::text_of;
use crate::cli::session::Session;
use crate::cli::session::acting::Acting;
use crate::engine::Case;
use crate::model::{Activity, ActivityNumber, OutputKind};
use crate::store::Template;
use crate::text;
use crate::view::{Draft as View, Drafting, TemplateFault, json};
use crate::words::{Encoding, Language, Text, series};

#[derive(Debug, Args)]
#[command(
    about = both!(
        "Empieza el documento que deja una actividad, con los datos del caso",
        "Begin the document that an activity leaves, with the data of the case"
    ),
    long_about = both!(
        "Sale en Markdown y nada se escribe en el caso. La plantilla es la del registro, en \
         `procedures/templates/`, o la que trae el programa; `--template` da otra.",
        "It comes as Markdown, and nothing is written to the case. The template is the store's, in \
         `procedures/templates/`, or the one that comes with the program; `--template` gives \
         another."
    ),
    after_help = examples!(
        "El informe de la actividad 7", "The report of activity 7" => "ugat case draft 7q3k 7"
    )
)]
pub struct Draft {
    #[arg(value_name = Value::Case, help = CASE)]
    pub case: String,
    #[arg(value_name = Value::Activity, help = both!(
        "El número de la actividad",
        "The number of the activity"
    ))]
    pub activity: String,
    #[arg(long, value_name = Value::Kind, help = both!(
        "Cuál de sus salidas, por clave o nombre",
        "Which of its outputs, by key or name"
    ))]
    pub kind: Option<String>,
    #[arg(long, value_name = Value::File, help = both!(
        "Plantilla propia; `-`: entrada estándar",
        "A template of one's own; `-`: standard input"
    ))]
    pub template: Option<PathBuf>,
    #[arg(long, value_name = Value::Name, help = both!(
        "Quién lo redacta (si no, `UGAT_USER`, el `user.name` de git o el usuario)",
        "Who drafts it (else `UGAT_USER`, git's `user.name` or the login)"
    ))]
    pub by: Option<String>,
}

/// The answer of `case draft`, for scripts.
#[derive(Serialize)]
struct Drafted {
    case: String,
    activity: ActivityNumber,
    kind: OutputKind,
    template: String,
    text: String,
}

impl Draft {
    /// Begins the document that an activity owes; nothing is written to the case.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let mut session = Session::open(env, general)?;
        let record = session.record(&self.case)?;
        let case = record.case();
        let number = ask::known(&session, &case, &self.activity)?;
        let activity = case.procedure().activity(number);
        let activity = activity.expect("it has that number");
        let language = session.env.language();
        let (kind, template) = self.chosen(&mut session, &case, activity, language)?;
        let acting = Acting {
            by: self.by.clone(),
            ..Acting::default()
        };
        let author = acting.actor(session.env)?;
        let draft = View::of(
            &record.id,
            &case,
            Drafting {
                activity,
                kind: &kind,
                author: author.as_str(),
                today: session.today()?,
                language,
            },
        );
        let text = rendered(session.env, &draft, &template.name, &template.text)
            .map_err(|error| {
                let tried = Text::of("no se puede redactar", "cannot draft the document");
                Failure::machine(tried, error)
            })?
            .map_err(|fault| wrong(&template.name, &fault))?;
        let drafted = Drafted {
            case: record.id.to_string(),
            activity: number,
            kind,
            template: template.name,
            text,
        };
        let env = session.env;
        match env.json() {
            true => env.answer(&json(&drafted)),
            false => env.answer(&drafted.text),
        }
        Ok(())
    }

    /// The kind of document, and how it begins.
    fn chosen(
        &self,
        session: &mut Session,
        case: &Case,
        activity: &Activity,
        language: Language,
    ) -> Result<(OutputKind, Template), Failure> {
        let kinds = self.kinds(case, activity)?;
        if let Some(path) = &self.template {
            let kind = kinds.into_iter().next();
            let kind = kind.ok_or_else(|| no_document(activity.number))?;
            let template = Template {
                name: path.display().to_string(),
                text: text_of(session.env, path)?,
                encoding: Encoding::Utf8,
            };
            return Ok((kind, template));
        }
        for kind in &kinds {
            if let Some(template) = Template::find(&session.store, kind, language)? {
                let named = Text::same(format!("`{}`", template.name));
                say_guess(session.env, &named, template.encoding);
                return Ok((kind.clone(), template));
            }
        }
        Err(match kinds.as_slice() {
            [] => no_document(activity.number),
            kinds => no_template(kinds),
        })
    }

    /// The kinds that the activity leaves, or the one that is named.
    fn kinds(&self, case: &Case, activity: &Activity) -> Result<Vec<OutputKind>, Failure> {
        let groups = activity.outputs.iter().flat_map(|group| &group.any);
        let kinds: Vec<OutputKind> = groups.filter(|kind| !kind.is_flow()).cloned().collect();
        let Some(typed) = &self.kind else {
            return Ok(kinds);
        };
        let choice = |kind: &OutputKind| match case.procedure().kind(kind) {
            Some(known) => Choice::new(kind.as_str(), known.title.clone()),
            None => Choice::new(kind.as_str(), Text::same(kind.as_str())),
        };
        let choices: Vec<Choice> = kinds.iter().map(choice).collect();
        let number = activity.number;
        let what = text!(
            "una salida de la actividad {number}",
            "an output of activity {number}"
        );
        let place = named("unknown-output", (&what, "--kind "), typed, &choices)?;
        Ok(vec![kinds[place].clone()])
    }
}

fn no_document(number: ActivityNumber) -> Failure {
    refused!(
        "no-document",
        "la actividad {number} no deja ningún documento",
        "activity {number} leaves no document"
    )
}

fn no_template(kinds: &[OutputKind]) -> Failure {
    let (list, first) = (series(kinds), &kinds[0]);
    refused!(
        "no-template",
        "no hay plantilla para {list}",
        "there is no template for {list}",
        "póngala en `procedures/templates/{first}.md` del registro, o dela con `--template`",
        "put one in `procedures/templates/{first}.md` of the store, or give it with `--template`"
    )
}

fn wrong(name: &str, fault: &TemplateFault) -> Failure {
    let line = fault.line.map(|line| format!(":{line}"));
    let line = line.unwrap_or_default();
    let said = &fault.said;
    let failure = refused!(
        "template",
        "la plantilla `{name}{line}` tiene un error; el lector dice, en inglés: {said}",
        "the template `{name}{line}` has a mistake: {said}"
    );
    if fault.endless {
        return failure.with_hint(Text::of(
            "la plantilla no termina: revise sus ciclos",
            "the template does not come to an end: look at its loops",
        ));
    }
    if fault.undefined {
        return failure.with_hint(Text::of(
            "puede nombrar `case`, `procedure`, `activity`, `document`, `author`, `today`, `outputs`, `decisions`, `returns`, `ahead` y `blank`",
            "it may name `case`, `procedure`, `activity`, `document`, `author`, `today`, `outputs`, `decisions`, `returns`, `ahead` and `blank`",
        ));
    }
    failure
}
