//! `ugat case start`: begins a case, unless one has its reference already.

use clap::Args;
use serde::Deserialize;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::{Failure, journal, secret, usage};
use crate::cli::help::{Value, both, examples};
use crate::cli::input::prompt;
use crate::cli::input::typed;
use crate::cli::session::Session;
use crate::cli::session::acting::Acting;
use crate::engine::{Marks, Refusal};
use crate::model::{ActivityNumber, Line};
use crate::store::{Beginning, Definition, Record, Signature, Taken};
use crate::text;
use crate::view::{StartView, StatusView, json};
use crate::words::Text;

#[derive(Debug, Args, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[command(
    about = both!("Inicia un caso de un procedimiento", "Start a case of a procedure"),
    long_about = both!(
        "El caso queda atado a la versión vigente del procedimiento. Algunos procedimientos exigen \
         la entidad desde el inicio; otros, recién más adelante. Si el texto de una opción es `-`, \
         se lee de la entrada estándar.",
        "The case is bound to the procedure's current version. Some procedures require the entity \
         from the start, others only later on. An option whose text is `-` reads it from standard \
         input."
    ),
    after_help = examples!(
        "Iniciar un caso para una entidad", "Start a case for an entity" =>
            "ugat case start pr07 --entity \"Ministerio de Educación\"";
        "Registrar uno que comenzó antes", "Record one that began earlier" =>
            "ugat case start pr05 --entity SEGIP --ref HR-123 --on 2026-03-02"
    )
)]
pub struct Start {
    #[arg(value_name = Value::Procedure, help = both!(
        "El procedimiento: `pr07`, `PR7` o su código; `pr07@2`: esa versión",
        "The procedure: `pr07`, `PR7` or its code; `pr07@2`: that version"
    ))]
    pub procedure: String,
    #[arg(long, value_name = Value::Entity, help = both!(
        "Entidad para la que se tramita (puede repetirse)",
        "Entity that it is for (may be repeated)"
    ))]
    #[serde(default)]
    pub entity: Vec<String>,
    #[arg(long, value_name = Value::Text, help = both!("Título del caso", "Title of the case"))]
    pub title: Option<String>,
    #[arg(long = "ref", value_name = Value::Text, help = both!(
        "Referencia propia, como un CITE o una hoja de ruta",
        "Reference of its own, such as a CITE or a hoja de ruta"
    ))]
    #[serde(rename = "ref")]
    pub reference: Option<String>,
    #[arg(long, requires = "reference", conflicts_with = "again", help = both!(
        "Si ya hay un caso con esa referencia, darlo en vez de iniciar otro",
        "Give the case that has this reference already instead of starting another"
    ))]
    #[serde(default)]
    pub if_new: bool,
    #[arg(long, requires = "reference", help = both!(
        "Iniciarlo aunque otro caso tenga ya esa referencia",
        "Start it though another case has this reference already"
    ))]
    #[serde(default)]
    pub again: bool,
    #[command(flatten)]
    #[serde(flatten)]
    pub acting: Acting,
}

impl Start {
    /// Begins a case of a procedure, for the entities named.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let mut session = Session::open_if_any(env, general)?;
        let nonce = session.env.nonce()?;
        let (beginning, signature) = self.beginning(&mut session, nonce)?;
        if let Some(reference) = &beginning.reference {
            session.hold_references()?;
            if let Some(record) = self.there(&mut session, reference)? {
                session.name_shortly(&record.id)?;
                tell(&mut session, &record, false)?;
                return journal::tell(session.env, &record);
            }
        }
        let (beginning, ahead) = session.begun_clearly(beginning, &signature)?;
        session.name_shortly(&ahead.record().id)?;
        session.make()?;
        let record = session.store.begin(&beginning, &signature)?;
        tell(&mut session, &record, true)
    }

    /// The case that bears the reference already, where that is asked for.
    fn there(&self, session: &mut Session, reference: &Line) -> Result<Option<Record>, Failure> {
        if self.again {
            return Ok(None);
        }
        if !self.if_new {
            return session.free(reference, None).map(|()| None);
        }
        match session.taken(reference, None)? {
            Some(Taken::By(_)) => session.record(reference.as_str()).map(Some),
            Some(Taken::AsId(_)) => session.free(reference, None).map(|()| None),
            None => Ok(None),
        }
    }

    /// How the case begins, told from others by its nonce.
    pub fn beginning(
        &self,
        session: &mut Session,
        nonce: String,
    ) -> Result<(Beginning, Signature), Failure> {
        let definition = session.procedure_to_start(&self.procedure)?;
        let entities = self.entities(session, &definition)?;
        let (title, reference) = (self.title.as_deref(), self.reference.as_deref());
        let title = typed::optional(session.env, "--title", title, Line::parse)?;
        let reference = typed::optional(session.env, "--ref", reference, Line::parse)?;
        match &reference {
            Some(reference) => session.fit(reference)?,
            None if self.if_new || self.again => return Err(lacks_reference("start")),
            None => {}
        }
        let signature = self.acting.signature(session, &definition.procedure)?;
        let beginning = Beginning {
            definition,
            entities,
            title,
            reference,
            nonce,
        };
        if let Err(Refusal::LooksSecret { wording, like }) = signature.check(&beginning.act()) {
            return Err(secret::failure(wording, like));
        }
        Ok((beginning, signature))
    }

    fn entities(
        &self,
        session: &mut Session,
        definition: &Definition,
    ) -> Result<Vec<Line>, Failure> {
        let is_missing =
            self.entity.is_empty() && definition.procedure.entity_from == ActivityNumber::FIRST;
        if !is_missing {
            return session.entities(&self.entity);
        }
        if !session.env.can_ask() {
            return Err(no_entity(&self.procedure));
        }
        let typed = prompt::line(session.env, &Text::of("Entidad", "Entity"))?;
        session.entities(&[typed])
    }
}

/// Tells of a case that has begun, just now or before.
fn tell(session: &mut Session, record: &Record, new: bool) -> Result<(), Failure> {
    let case = record.case();
    if session.env.json() {
        let view = StartView::of(&record.id, &case, new);
        session.env.answer(&json(&view));
        return Ok(());
    }
    let marks = Marks::of(&case, &session.store.settings);
    let view = StatusView::of(&record.id, &case, &marks, &session.store.settings);
    let text = if new {
        view.begun(&case, &session.telling()?)
    } else {
        let reference = record.reference().map_or("", Line::as_str);
        session.env.say(&text!(
            "el caso con la referencia `{reference}` ya estaba: no se inició otro",
            "the case with the reference `{reference}` was there already: no other was started"
        ));
        view.page(&case, &session.telling()?)
    };
    session.env.answer_page(&text);
    Ok(())
}

/// An option about the reference is given without a reference.
pub fn lacks_reference(command: &str) -> Failure {
    usage!(
        "missing-argument",
        "falta `--ref <TEXTO>` en `ugat case {command}`",
        "`--ref <TEXT>` is missing in `ugat case {command}`",
        "vea `ugat case {command} --help`",
        "see `ugat case {command} --help`"
    )
}

fn no_entity(procedure: &str) -> Failure {
    usage!(
        "entity-missing",
        "falta la entidad para la que se inicia el caso",
        "the entity for which the case is started is missing",
        "`ugat case start {procedure} --entity ENTIDAD`",
        "`ugat case start {procedure} --entity ENTITY`"
    )
    .with_case_command()
}
