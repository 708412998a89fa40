use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::procedure::check::{checked, problems, report};
use crate::cli::session::Session;
use crate::store::{Added, Origin, Store};
use crate::view::{AddedFile, AddedList, Checked, CheckedFile, json};
use crate::words::Text;

#[derive(Debug, Args)]
pub struct Add {
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
}

impl Add {
    /// Checks each file as `check` does, and adds all of them to the store or none.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let mut session = Session::open_if_any(env, general)?;
        let files: Vec<CheckedFile> = self
            .files
            .iter()
            .map(|path| CheckedFile {
                file: path.display().to_string(),
                found: checked(session.env, path),
            })
            .collect();
        let wrong = files.iter().filter(|one| !one.found.is_sound()).count();
        if wrong > 0 {
            report(session.env, &files);
            return Err(problems(wrong, files.len())
                .with_hint(Text::of("no se agregó nada", "nothing was added")));
        }
        for file in &files {
            if let Checked::Sound { procedure, .. } = &file.found {
                session.store.addable(procedure)?;
            }
        }
        session.make()?;
        let added: Result<Vec<Option<AddedFile>>, Failure> =
            files.iter().map(|file| add(&session.store, file)).collect();
        let list = AddedList {
            files: added?.into_iter().flatten().collect(),
        };
        let answer = if session.env.json() {
            json(&list)
        } else {
            list.summary().get(session.env.language()).to_owned()
        };
        session.env.answer(&answer);
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
    let added = store.add(text, procedure)?;
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
        path: path.map(|path| below(store.root(), path)),
        current: current.procedure.version == procedure.version,
    }))
}

fn below(root: &Path, path: &Path) -> String {
    let inner = path.strip_prefix(root).unwrap_or(path);
    inner.display().to_string()
}
