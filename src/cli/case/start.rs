use clap::Args;

use crate::cli::General;
use crate::cli::acting::Acting;
use crate::cli::case::written::telling;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::looks_secret;
use crate::cli::prompt;
use crate::cli::session::Session;
use crate::cli::typed;
use crate::engine::Refusal;
use crate::model::{ActivityNumber, Line};
use crate::store::{Beginning, Definition, Signature};
use crate::text;
use crate::view::{StartView, StatusView, json};
use crate::words::Text;

#[derive(Debug, Args)]
pub struct Start {
    #[arg(value_name = "PROC")]
    pub procedure: String,
    #[arg(long, value_name = "TEXT")]
    pub entity: Vec<String>,
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    #[arg(long = "ref", value_name = "TEXT")]
    pub reference: Option<String>,
    #[command(flatten)]
    pub acting: Acting,
}

impl Start {
    /// Begins a case of a procedure, for the entities named.
    ///
    /// # Errors
    /// Where there is no such procedure, an entity is missing, or nothing can be written.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let mut session = Session::open_or_make(env, general)?;
        let nonce = session.env.nonce()?;
        let (beginning, signature) = self.beginning(&mut session, nonce)?;
        let record = session.store.begin(&beginning, &signature)?;
        let case = record.case();
        if session.env.json() {
            session.env.answer(&json(&StartView::of(&record.id, &case)));
            return Ok(());
        }
        session.name_shortly(&record)?;
        let short = session.named().to_owned();
        let text = StatusView::of(&record.id, &case).begun(&case, &telling(&session, &short)?);
        session.env.answer(&text);
        Ok(())
    }

    /// How the case begins, told from others by its nonce.
    ///
    /// # Errors
    /// Where there is no such procedure, an entity is missing, or a text is refused.
    pub fn beginning(
        &self,
        session: &mut Session,
        nonce: String,
    ) -> Result<(Beginning, Signature), Failure> {
        let definition = session.procedure(&self.procedure)?;
        let entities = self.entities(session, &definition)?;
        let env = &mut *session.env;
        let title = self.title.as_deref();
        let title = title
            .map(|title| typed::line(env, "--title", title))
            .transpose()?;
        let reference = self.reference.as_deref();
        let reference = reference
            .map(|text| typed::line(env, "--ref", text))
            .transpose()?;
        let signature = self.acting.signature(session, &definition.procedure)?;
        let beginning = Beginning {
            definition,
            entities,
            title,
            reference,
            nonce,
        };
        if let Err(Refusal::LooksSecret { wording, like }) = signature.check(&beginning.act()) {
            return Err(looks_secret::failure(wording, like));
        }
        Ok((beginning, signature))
    }

    fn entities(
        &self,
        session: &mut Session,
        definition: &Definition,
    ) -> Result<Vec<Line>, Failure> {
        let mut entities = typed::lines(session.env, "--entity", &self.entity)?;
        if entities.is_empty() && definition.procedure.entity_from == ActivityNumber::FIRST {
            if !session.env.can_ask() {
                return Err(no_entity(&self.procedure));
            }
            let question = Text::of("Entidad", "Entity");
            let typed = prompt::line(session.env, question.get(session.env.language()))?;
            entities.push(typed::line(session.env, "--entity", &typed)?);
        }
        Ok(entities
            .into_iter()
            .map(|entity| session.known_entity(entity))
            .collect())
    }
}

fn no_entity(procedure: &str) -> Failure {
    Failure::usage(
        "entity-missing",
        Text::of(
            "falta la entidad para la que se inicia el caso",
            "the entity for which the case is started is missing",
        ),
    )
    .with_hint(text!(
        "`ugat case start {procedure} --entity \"Ministerio X\"`",
        "`ugat case start {procedure} --entity \"Ministerio X\"`"
    ))
}
