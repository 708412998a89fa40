//! `ugat` alone at a terminal: what waits for whoever asks, and the commands that come next.

use std::path::Path;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::{Failure, journal};
use crate::cli::inbox::{First, Inbox, Shape};
use crate::cli::session::Session;
use crate::text;
use crate::view::{Look, markdown};

/// The most rows that are shown.
const MOST: usize = 10;

pub fn answer(env: &mut Env, general: &General) -> Result<(), Failure> {
    env.speak(general.lang.as_deref(), general.json)?;
    let mut session = Session::open_if_any(env, general)?;
    if session.is_there().is_err() {
        let (look, colour) = (session.env.look(), session.env.colour());
        let page = beginning(session.store.root(), look, colour);
        session.env.answer(&page);
        return Ok(());
    }
    let found = Inbox::default().found(&mut session, Shape::Lines)?;
    let inbox = found.view();
    let has_people = session.store.settings.people.is_some();
    let page = inbox.brief(MOST, &next(found.first(), has_people));
    session.env.answer(&page);
    journal::tell_rows(session.env, &inbox.errors)
}

/// The commands for what has waited longest; where nothing waits, those that find other work.
fn next(first: Option<&First>, has_people: bool) -> [String; 3] {
    match first {
        Some(First { case, command }) => [
            format!("ugat case status {case}"),
            command.clone(),
            "ugat inbox".to_owned(),
        ],
        None => [
            match has_people {
                true => "ugat inbox --all",
                false => "ugat inbox --owed",
            },
            "ugat case list",
            "ugat case start pr07 --entity \"Ministerio X\"",
        ]
        .map(str::to_owned),
    }
}

/// How to begin where there is no store.
fn beginning(root: &Path, look: Look, colour: bool) -> String {
    let root = root.display();
    let said = text!(
        "Aquí no hay un registro de casos. Con el primer caso se crea en `{root}`; `ugat store init \
         CARPETA` lo crea en otra carpeta, que puede compartirse con git.\n\n# Para comenzar\n\n\
         ```\nugat procedure list\nugat case start pr07 --entity \"Ministerio X\"\nugat help\n```",
        "There is no store of cases here. The first case makes it in `{root}`; `ugat store init \
         FOLDER` makes it in another folder, which can be shared with git.\n\n# To begin\n\n\
         ```\nugat procedure list\nugat case start pr07 --entity \"Ministerio X\"\nugat help\n```"
    );
    markdown(said.get(look.language), look, colour)
}
