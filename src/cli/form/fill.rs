use std::path::PathBuf;

use clap::Args;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::form::asking::Asking;
use crate::cli::form::new::notations;
use crate::cli::form::show::form;
use crate::cli::prompt::unasked_form;
use crate::text;
use crate::view::Notation;

#[derive(Debug, Args)]
pub struct Fill {
    #[arg(value_name = "FORM")]
    pub form: String,
    #[arg(long = "as", value_name = "NOTATION", value_parser = notations())]
    pub notation: Option<Notation>,
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

impl Fill {
    /// Asks for a form field by field, checks as it goes, and writes it filled in: without its
    /// secrets, of which it says that they were given.
    ///
    /// # Errors
    /// Where nobody can be asked, the input ends, or the file is there already.
    pub fn run(self, env: &mut Env, _: &General) -> Result<(), Failure> {
        let form = form(&self.form)?;
        if !env.can_ask() {
            return Err(unasked_form(form.id.as_str()));
        }
        let path = match &self.out {
            Some(out) => Some(env.directory()?.join(out)),
            None => None,
        };
        if let Some(path) = path.as_ref().filter(|path| path.exists()) {
            return Err(there_already(&path.display().to_string()));
        }
        let notation = self.notation.unwrap_or(Notation::Toml);
        let written = Asking::of(form).ask(env)?.written(notation, env.language());
        let Some(path) = path else {
            env.answer(&written);
            return Ok(());
        };
        let shown = path.display().to_string();
        write_new(&path, &written).map_err(|error| {
            let tried = text!("no se puede escribir `{shown}`", "cannot write `{shown}`");
            Failure::machine(&tried, &error)
        })?;
        env.say(&text!("se escribió `{shown}`", "`{shown}` was written"));
        Ok(())
    }
}

fn write_new(path: &std::path::Path, text: &str) -> std::io::Result<()> {
    use std::io::Write as _;
    let mut file = std::fs::File::create_new(path)?;
    file.write_all(text.as_bytes())
}

fn there_already(path: &str) -> Failure {
    Failure::refused(
        "file-there",
        text!("`{path}` ya existe", "`{path}` is there already"),
    )
    .with_hint(text!(
        "dé otro nombre con `--out`",
        "give another name with `--out`"
    ))
}
