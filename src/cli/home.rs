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
        session.env.answer_page(&page);
        return Ok(());
    }
    let found = Inbox::default().found(&mut session, Shape::Lines)?;
    let inbox = found.view();
    let stranger = found.stranger.as_ref();
    let commands = match stranger {
        Some(_) => ["ugat inbox --all", "ugat case list", "ugat doctor"].map(str::to_owned),
        None => next(found.first(), session.store.settings.people.is_some()),
    };
    let page = inbox.brief(MOST, stranger, &commands);
    session.env.answer_page(&page);
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
         DIR` makes it in another folder, which can be shared with git.\n\n# To begin\n\n\
         ```\nugat procedure list\nugat case start pr07 --entity \"Ministerio X\"\nugat help\n```"
    );
    markdown(said.get(look.language), look, colour)
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::process::ExitCode;

    use tempfile::TempDir;

    use super::beginning;
    use crate::cli::env::Env;
    use crate::cli::run;
    use crate::view::Look;
    use crate::words::Language;

    const PEOPLE: &str = "
limits = [{ procedure = \"pr07\", activity = 2, limit = \"2 days\" }]
[[people]]
name = \"Ana\"
roles = [\"jefe-ugat\", \"unidad-sustantiva\"]
substitutes = [{ name = \"Luis\", from = 2026-03-02, until = 2026-03-02 }]
[[people]]
name = \"Luis\"
[[people]]
name = \"Eva\"
";

    /// What is answered at a terminal to a call by somebody.
    fn answered(unit: &TempDir, by: &str, language: &str, call: &str) -> String {
        let root = unit.path().to_str().expect("UTF-8");
        let mut words = vec!["--store", root];
        words.extend(call.split_whitespace());
        let variables = [
            ("UGAT_USER", by),
            ("UGAT_LANG", language),
            ("NO_COLOR", "1"),
        ];
        let mut env = Env::fixed(&words, &variables).with_terminals();
        let (answer, _) = env.recorded();
        assert_eq!(run(&mut env), ExitCode::SUCCESS, "{call}");
        answer.text()
    }

    /// A store with a work item of the head of the unit, which is overdue.
    fn unit() -> TempDir {
        let unit = tempfile::tempdir().expect("a folder");
        let root = unit.path().to_str().expect("UTF-8");
        let mut env = Env::fixed(&["store", "init", root], &[]);
        assert_eq!(run(&mut env), ExitCode::SUCCESS);
        for call in [
            "case start pr07 --entity Aduana --on 2026-02-20",
            "case advance . 1 --output nota-requerimiento=N-1 --on 2026-02-20",
        ] {
            answered(&unit, "Ana", "es", call);
        }
        std::fs::write(unit.path().join("ugat.toml"), PEOPLE).expect("the settings");
        unit
    }

    #[test]
    fn alone_it_shows_what_waits_for_whoever_asks_and_the_commands_that_come_next() {
        let unit = unit();
        let listed = answered(&unit, "Ana", "es", "case list --columns case --format csv");
        let short = &listed.lines().nth(1).expect("a case")["pr07-".len()..][..4];
        assert_eq!(
            answered(&unit, "Luis", "es", ""),
            format!(
                "\
1 vencido

Lo que espera
  {short}   2  Derivar el requerimiento al AIT · Aduana · por Ana · venció el
            22/02/2026, hace 8 días

Siguiente
  ugat case status {short}
  ugat case advance {short} 2
  ugat inbox
"
            )
        );
        assert_eq!(
            answered(&unit, "Eva", "en", ""),
            "\
Nothing waits

Next
  ugat inbox --all
  ugat case list
  ugat case start pr07 --entity \"Ministerio X\"
"
        );
        assert_eq!(
            answered(&unit, "Zoe", "es", ""),
            "\
`Zoe` no está en la tabla de personas, y por eso nada le espera: `ugat inbox
--all` muestra lo de la unidad, y quien edita `ugat.toml` puede agregarle (`ugat
doctor`)

Siguiente
  ugat inbox --all
  ugat case list
  ugat doctor
"
        );
    }

    #[test]
    fn where_there_is_no_store_it_says_how_to_begin() {
        let look = |language| Look {
            language,
            width: 80,
        };
        let root = Path::new("/home/ana/.local/share/ugat");
        assert_eq!(
            beginning(root, look(Language::Spanish), false),
            "\
Aquí no hay un registro de casos. Con el primer caso se crea en
`/home/ana/.local/share/ugat`; `ugat store init CARPETA` lo crea en otra
carpeta, que puede compartirse con git.

Para comenzar

    ugat procedure list
    ugat case start pr07 --entity \"Ministerio X\"
    ugat help
"
        );
        assert_eq!(
            beginning(root, look(Language::English), false),
            "\
There is no store of cases here. The first case makes it in
`/home/ana/.local/share/ugat`; `ugat store init DIR` makes it in another folder,
which can be shared with git.

To begin

    ugat procedure list
    ugat case start pr07 --entity \"Ministerio X\"
    ugat help
"
        );
    }
}
