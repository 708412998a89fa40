//! `ugat form fill`: asks for a form and writes it.

use clap::Args;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::form::asking::Asking;
use crate::cli::form::new::{NOTATION, notations};
use crate::cli::form::show::{FORM, form};
use crate::cli::help::{Value, both, examples};
use crate::cli::input::prompt::unasked_form;
use crate::cli::out::Out;
use crate::view::Notation;

#[derive(Debug, Args)]
#[command(
    about = both!(
        "Pregunta un formulario campo por campo y lo revisa a la vez",
        "Ask for a form field by field, checking as it goes"
    ),
    long_about = both!(
        "Lo llenado va a la salida, o al archivo de `--out`. Un secreto se escribe sin verse, se \
         verifica y no se guarda: en su lugar queda `true`, que dice que fue entregado.",
        "What was filled in goes to standard output, or to the file of `--out`. A secret is typed \
         unseen, checked and not kept: in its place stands `true`, which says that it was given."
    ),
    after_help = examples!(
        "Llenar el anexo 2 en la terminal", "Fill in annex 2 on the terminal" =>
            "ugat form fill anexo-2 --out anexo-2.toml"
    )
)]
pub struct Fill {
    #[arg(value_name = Value::Form, help = FORM)]
    pub form: String,
    #[arg(long = "as", value_name = Value::Notation, value_parser = notations(), help = NOTATION)]
    pub notation: Option<Notation>,
    #[command(flatten)]
    pub out: Out,
}

impl Fill {
    /// Asks for a form field by field, checks as it goes, and writes it filled in: without its
    /// secrets, of which it says that they were given.
    pub fn run(self, env: &mut Env, _: &General) -> Result<(), Failure> {
        let form = form(&self.form)?;
        if !env.can_ask() {
            return Err(unasked_form(form.id.as_str()));
        }
        self.out.path(env)?;
        let notation = self.notation.unwrap_or(Notation::Toml);
        let written = Asking::of(form).ask(env)?.written(notation, env.language());
        self.out.answer(env, &written)
    }
}

#[cfg(test)]
mod tests {
    use super::Fill;
    use crate::cli::General;
    use crate::cli::env::Env;
    use crate::cli::out::Out;
    use crate::view::Notation;

    /// What was answered and what was said where this is typed for annex 1.
    fn filled(typed: &str, notation: Option<Notation>) -> (Result<String, &'static str>, String) {
        typed_for("anexo-1", typed, notation)
    }

    fn typed_for(
        form: &str,
        typed: &str,
        notation: Option<Notation>,
    ) -> (Result<String, &'static str>, String) {
        let mut env = Env::fixed(&[], &[]).with_terminals().with_input(typed);
        let (answer, talk) = env.recorded();
        let fill = Fill {
            form: form.into(),
            notation,
            out: Out::default(),
        };
        let done = fill.run(&mut env, &General::default());
        env.finish(done.clone());
        let answered = done.map(|()| answer.text()).map_err(|failure| failure.kind);
        (answered, talk.text())
    }

    const TYPED: &str = "ana@entidad\nana@entidad.gob.bo\nid 1\n<\n\nid-1\nhttps://e.gob.bo/vuelta\n\
        https://e.gob.bo/aviso\nel-token-9\n";

    #[test]
    fn a_form_is_asked_for_until_it_is_right_and_no_secret_is_written() {
        let (answered, talk) = filled(TYPED, Some(Notation::Json));
        let answered = answered.expect("it is filled in");
        let read: serde_json::Value = serde_json::from_str(&answered).expect("JSON");
        assert_eq!(read["correo"], "ana@entidad.gob.bo");
        assert_eq!(read["client-id"], "id-1");
        assert_eq!(read["token-notificacion"], true);
        assert!(!answered.contains("el-token-9") && !talk.contains("el-token-9"));
        assert!(talk.contains("> no es un correo electrónico\n"), "{talk}");
        assert!(talk.contains("> contiene un espacio\n"), "{talk}");
        assert!(talk.contains("[ana@entidad.gob.bo]\n> "), "{talk}");
        let (toml, _) = filled(TYPED, None);
        assert!(
            toml.expect("it is filled in")
                .ends_with("\ntoken-notificacion = true\n")
        );
    }

    #[test]
    fn a_date_is_typed_as_people_write_it_and_kept_as_files_have_it() {
        let typed = "z@e.gob.bo\nE\nC\nD\n2184026\nS\nZoila\n4839201 LP\n28/2/90\n28/2/1990\n<\n\n\
            z@e.gob.bo\nCargo\nz@e.bo\nqr\n";
        let (answered, talk) = typed_for("anexo-3", typed, Some(Notation::Json));
        let answered = answered.expect("it is filled in");
        let read: serde_json::Value = serde_json::from_str(&answered).expect("JSON");
        assert_eq!(read["fecha-nacimiento"], "1990-02-28");
        let asked = "se escribe 28/02/1990 o 1990-02-28\n> no es una fecha\n";
        assert!(talk.contains(asked), "{talk}");
        assert!(talk.contains("[28/02/1990]\n> "), "{talk}");
    }

    #[test]
    fn nothing_is_written_where_the_input_ends_or_nobody_is_there() {
        assert_eq!(filled("ana@entidad.gob.bo\n", None).0, Err("cancelled"));
        let mut env = Env::fixed(&[], &[]).with_input(TYPED);
        let fill = Fill {
            form: "anexo-1".into(),
            notation: None,
            out: Out::default(),
        };
        let refused = fill.run(&mut env, &General::default());
        assert_eq!(refused.map_err(|failure| failure.kind), Err("no-terminal"));
    }
}
