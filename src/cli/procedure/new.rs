//! `ugat procedure new`: the first lines of a procedure of one's own.

use clap::Args;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::{Failure, refused, usage};
use crate::cli::help::{Value, both, examples};
use crate::cli::out::Out;
use crate::model::{ProcedureId, normal};
use crate::store::shipped;
use crate::words::Text;

/// A procedure of two activities in which each common key is explained; `KEY` stands for its own.
const SKELETON: Text = Text::of(
    include_str!("skeleton.es.toml"),
    include_str!("skeleton.en.toml"),
);

#[derive(Debug, Args)]
#[command(
    about = both!(
        "Empieza un procedimiento propio: un archivo con cada clave explicada",
        "Begin a procedure of one's own: a file with each key explained"
    ),
    long_about = both!(
        "El archivo es ya un procedimiento de dos actividades que `check` acepta; lo que explica va \
         en comentarios, y lo que puede faltar está comentado. Para partir de uno que existe: `ugat \
         procedure export`. Más: `ugat help procedures`.",
        "The file is a procedure of two activities already, which `check` accepts; what explains it \
         stands in comments, and what may be left out is commented out. To begin with one that there \
         is: `ugat procedure export`. More: `ugat help procedures`."
    ),
    after_help = examples!(
        "Empezar uno", "Begin one" =>
            "ugat procedure new prestamo --out prestamo.toml",
            "ugat procedure new loan --out loan.toml"
    )
)]
pub struct New {
    #[arg(value_name = Value::Key, help = both!(
        "Su clave: letras minúsculas sin tilde, cifras y guiones",
        "Its key: lower-case letters, digits and hyphens"
    ))]
    pub key: String,
    #[command(flatten)]
    pub out: Out,
}

impl New {
    /// Writes the first lines of a procedure with this key.
    pub fn run(self, env: &mut Env, _: &General) -> Result<(), Failure> {
        let Ok(key) = ProcedureId::parse(&self.key) else {
            return Err(no_key(&self.key));
        };
        let shipped = shipped::all().iter().map(|one| one.id);
        if let Some(there) = shipped
            .into_iter()
            .find(|id| normal(id) == normal(&self.key))
        {
            return Err(taken(there));
        }
        let text = SKELETON.get(env.language()).replace("KEY", key.as_str());
        self.out.answer(env, &text)
    }
}

fn no_key(typed: &str) -> Failure {
    usage!(
        "invalid-key",
        "`{typed}` no tiene la forma de una clave",
        "`{typed}` is not in the form of a key",
        "letras minúsculas sin tilde, cifras y guiones sueltos, y una letra al comienzo: `ugat procedure new prestamo`",
        "lower-case letters, digits and single hyphens, and a letter first: `ugat procedure new loan`"
    )
}

fn taken(there: &str) -> Failure {
    refused!(
        "name-taken",
        "ya hay un procedimiento `{there}`",
        "there is a procedure `{there}` already",
        "para hacer otra versión, parta de su archivo: `ugat procedure export {there}`",
        "to make another version, begin with its file: `ugat procedure export {there}`"
    )
}

#[cfg(test)]
mod tests {
    use std::process::ExitCode;

    use crate::definition::load;
    use crate::engine::{Net, prove};
    use crate::store::shipped;
    use crate::testing::command::talked;
    use crate::words::Language;

    #[test]
    fn the_first_lines_are_a_sound_procedure_in_both_languages() {
        for language in Language::ALL {
            let call = ["procedure", "new", "prestamo-x"];
            let (code, text, talk) = talked(&call, language.tag());
            assert_eq!((code, talk.as_str()), (ExitCode::SUCCESS, ""));
            let loaded = load(&text, shipped::catalogue()).expect("it is valid");
            let procedure = loaded.procedure;
            assert_eq!(procedure.id.as_str(), "prestamo-x");
            assert!(prove(&procedure, &Net::of(&procedure)).is_ok());
        }
    }

    #[test]
    fn a_key_that_is_none_or_taken_begins_nothing() {
        let (code, text, _) = talked(&["procedure", "new", "Préstamo"], "es");
        assert_eq!((code, text.as_str()), (ExitCode::from(2), ""));
        let (code, _, talk) = talked(&["procedure", "new", "pr07"], "en");
        assert_eq!(code, ExitCode::from(1));
        assert_eq!(
            talk,
            "error: there is a procedure `pr07` already\n\
             hint: to make another version, begin with its file: `ugat procedure export pr07`\n"
        );
    }
}
