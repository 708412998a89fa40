//! The new file that an answer goes to where `--out` names one.

use std::fs::File;
use std::io::Write as _;
use std::path::PathBuf;

use clap::Args;

use crate::cli::env::Env;
use crate::cli::failure::{Failure, refused};
use crate::cli::help::{Value, both};
use crate::text;

/// Where an answer goes: to standard output unless a file is named.
#[derive(Debug, Default, Args)]
pub struct Out {
    #[arg(long, value_name = Value::File, help = both!(
        "Archivo nuevo en el que se escribe",
        "New file in which it is written"
    ))]
    pub out: Option<PathBuf>,
}

impl Out {
    /// The file that is named, which must not be there.
    pub fn path(&self, env: &Env) -> Result<Option<PathBuf>, Failure> {
        let Some(out) = &self.out else {
            return Ok(None);
        };
        let path = env.directory()?.join(out);
        if path.exists() {
            let path = path.display();
            return Err(refused!(
                "file-there",
                "`{path}` ya existe",
                "`{path}` is there already",
                "dé otro nombre con `--out`",
                "give another name with `--out`"
            ));
        }
        Ok(Some(path))
    }

    /// Answers with a text, or writes it to the file that is named and says so.
    pub fn answer(&self, env: &mut Env, text: &str) -> Result<(), Failure> {
        let Some(path) = self.path(env)? else {
            env.answer(text);
            return Ok(());
        };
        let shown = path.display();
        File::create_new(&path)
            .and_then(|mut file| file.write_all(text.as_bytes()))
            .map_err(|error| {
                let tried = text!("no se puede escribir `{shown}`", "cannot write `{shown}`");
                Failure::machine(tried, error)
            })?;
        env.say(&text!("se escribió `{shown}`", "`{shown}` was written"));
        Ok(())
    }
}
