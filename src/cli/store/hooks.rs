//! `ugat store hooks`: the hooks of git that look at what is committed or pushed.

use std::fs;
use std::path::Path;

use clap::Args;
use serde::Serialize;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::{Failure, refused};
use crate::cli::help::{both, examples};
use crate::cli::session::Session;
use crate::cli::store::gate::unasked;
use crate::cli::store::sync_fault::no_repository;
use crate::store::Hooked;
use crate::text;
use crate::words::shell_word;

/// What a server runs before it takes a push in.
const PRE_RECEIVE: &str = "#!/bin/sh\n\
    # Lets in only what keeps the rules of a store of cases: `ugat help trust`.\n\
    exec ugat store gate\n";

#[derive(Debug, Args)]
#[command(
    about = both!(
        "Hace que git revise cada commit antes de guardarlo",
        "Have git look at every commit before it is made"
    ),
    long_about = both!(
        "Escribe el `pre-commit` de este clon, que llama a `ugat store verify --staged`; uno que \
         ya existe no se reemplaza: se muestra la línea que le falta. Con `--server` muestra el \
         `pre-receive` de un servidor, que llama a `ugat store gate`.",
        "It writes the `pre-commit` of this clone, which calls `ugat store verify --staged`; one \
         that is there already is not replaced: the line that it lacks is shown. With `--server` \
         it prints the `pre-receive` of a server, which calls `ugat store gate`."
    ),
    after_help = examples!(
        "Revisar cada commit de este clon", "Look at every commit of this clone" =>
            "ugat store hooks";
        "En el servidor, revisar cada entrega", "On the server, look at every push" =>
            "ugat store hooks --server"
    )
)]
pub struct Hooks {
    #[arg(long, help = both!(
        "Mostrar el `pre-receive` de un servidor",
        "Print the `pre-receive` of a server"
    ))]
    pub server: bool,
}

#[derive(Serialize)]
struct HooksView {
    file: String,
    written: bool,
}

impl Hooks {
    /// Writes the hook that looks at what is about to be committed, or prints that of a server.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        if self.server {
            env.answer(PRE_RECEIVE);
            return Ok(());
        }
        let session = Session::open(env, general)?;
        let hook = Hooked::find(&session.store, "pre-commit").map_err(|error| unasked(&error))?;
        let Hooked { file, store } = hook.ok_or_else(no_repository)?;
        let store = match store.as_os_str().is_empty() {
            true => ".".to_owned(),
            false => shell_word(&store.display().to_string()),
        };
        let line = format!("ugat --store {store} store verify --staged");
        let text = format!(
            "#!/bin/sh\n# Looks at what is about to be committed: `ugat help trust`.\nexec {line}\n"
        );
        let written = written(&file, &text, &line)?;
        let view = HooksView {
            file: file.display().to_string(),
            written,
        };
        let file = &view.file;
        let said = match written {
            true => text!("se escribió `{file}`", "wrote `{file}`"),
            false => text!(
                "`{file}` ya revisa lo que se prepara",
                "`{file}` looks at what is staged already"
            ),
        };
        session.env.answer_sentence(&view, &said);
        Ok(())
    }
}

/// Writes the hook where there is none; gives whether it was written.
fn written(file: &Path, text: &str, line: &str) -> Result<bool, Failure> {
    use std::io::Write as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    if let Ok(there) = fs::read_to_string(file) {
        let shown = file.display();
        return match there.contains("store verify --staged") {
            true => Ok(false),
            false => Err(refused!(
                "hook-there",
                "`{shown}` ya existe, y no se reemplaza",
                "`{shown}` is there already, and is not replaced",
                "agréguele esta línea: `{line} || exit 1`",
                "add this line to it: `{line} || exit 1`"
            )),
        };
    }
    let write = || {
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut options = fs::OpenOptions::new();
        let options = options.write(true).create_new(true).mode(0o777);
        options.open(file)?.write_all(text.as_bytes())
    };
    write().map_err(|error| {
        let shown = file.display();
        let tried = text!("no se puede escribir `{shown}`", "cannot write `{shown}`");
        Failure::machine(tried, error)
    })?;
    Ok(true)
}
