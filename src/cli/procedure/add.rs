//! `ugat procedure add`: checks definitions, and adds all of them to the store or none.

use std::path::PathBuf;

use clap::Args;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::help::{Value, both, examples};
use crate::cli::procedure::check::{FILES, checked, only_unread, problems, report};
use crate::cli::session::Session;
use crate::store::{Added, Origin, Store};
use crate::view::{AddedFile, AddedList, Checked, CheckedFile};
use crate::words::Text;

#[derive(Debug, Args)]
#[command(
    about = both!(
        "Agrega al registro un procedimiento propio o una versión más nueva",
        "Add a procedure of one's own or a newer version to the store"
    ),
    long_about = both!(
        "Los archivos se revisan como con `check`, y se agregan todos o ninguno. Los casos \
         iniciados siguen con su versión; los nuevos usan la más nueva. Una versión que ya existe \
         no se reemplaza: se sube su número.",
        "The files are checked as with `check`, and all of them are added or none. Cases that were \
         started go on under their version, new ones use the newest. A version that exists is not \
         replaced: its number is raised."
    ),
    after_help = examples!(
        "Agregar una versión del procedimiento 7", "Add a version of procedure 7" =>
            "ugat procedure add pr07-nuevo.toml", "ugat procedure add new-pr07.toml"
    )
)]
pub struct Add {
    #[arg(value_name = Value::File, required = true, help = FILES)]
    pub files: Vec<PathBuf>,
}

impl Add {
    /// Checks each file as `check` does, and adds all of them to the store or none.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let mut session = Session::open_if_any(env, general)?;
        let files = checked(session.env, &self.files);
        only_unread(session.env, &files)?;
        let wrong = files.iter().filter(|one| !one.found.is_sound()).count();
        if wrong > 0 {
            report(session.env, &files);
            return Err(problems(wrong, files.len())
                .with_hint(Text::of("no se agregó nada", "nothing was added")));
        }
        for file in &files {
            if let Checked::Sound { procedure, .. } = &file.found {
                Added::before(&session.store, procedure)?;
            }
        }
        session.make()?;
        let mut added = Vec::new();
        for file in &files {
            added.extend(add(&session.store, file)?);
        }
        let list = AddedList { files: added };
        let page = |env: &Env| list.summary().get(env.language()).to_owned();
        session.env.answer_view(&list, page);
        Ok(())
    }
}

/// Adds one that was checked; nothing where it is not sound.
fn add(store: &Store, file: &CheckedFile) -> Result<Option<AddedFile>, Failure> {
    let Checked::Sound {
        text,
        procedure,
        proof,
    } = &file.found
    else {
        return Ok(None);
    };
    let added = Added::to(store, text, procedure)?;
    let current = store.procedure(procedure.id.as_str())?;
    let (is_new, path) = match &added {
        Added::Written(path) => (true, Some(path)),
        Added::Already(Origin::File(path)) => (false, Some(path)),
        Added::Already(Origin::Shipped) => (false, None),
    };
    Ok(Some(AddedFile {
        file: file.file.clone(),
        procedure: procedure.id.clone(),
        version: procedure.version,
        official: procedure.official(),
        markings: proof.markings,
        added: is_new,
        path: path.map(|path| {
            let below = path.strip_prefix(store.root()).unwrap_or(path);
            below.display().to_string()
        }),
        current: current.procedure.version == procedure.version,
    }))
}
