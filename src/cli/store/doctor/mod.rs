//! `ugat doctor`: what is odd about the machine, the store and git, before it does harm. It changes
//! nothing; what is wrong with cases is told by `store verify`.

mod clock;
mod machine;
mod oddity;
mod place;
mod repository;
mod settings;

use clap::Args;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::help::{both, examples};
use crate::cli::session::Session;
use crate::cli::session::rows::Rows;
use crate::view::{Checkup, OddityRow};

#[derive(Debug, Args)]
#[command(
    about = both!(
        "Dice qué está raro en la máquina, el registro y git",
        "Tell what is odd about the machine, the store and git"
    ),
    long_about = both!(
        "Revisa lo que suele fallar antes de que falle: git y su nombre, los atributos y los hooks, \
         la carpeta del registro, el reloj, el idioma de la terminal, las variables `UGAT_…` y los \
         ajustes. Con cada hallazgo da la orden que lo arregla. No cambia nada. Sale con 1 si \
         encuentra algo; los casos los revisa `ugat store verify`.",
        "It looks at what tends to go wrong before it does: git and your name in it, attributes and \
         hooks, the folder of the store, the clock, the locale of the terminal, the variables \
         `UGAT_…` and the settings. With each finding it gives the command that mends it. It changes \
         nothing. It exits with 1 where it finds something; `ugat store verify` looks at the cases."
    ),
    after_help = examples!("Revisar esta máquina", "Look at this machine" => "ugat doctor")
)]
pub struct Doctor {
    #[command(flatten)]
    pub rows: Rows,
}

impl Doctor {
    /// Tells what is odd, and fails where something is.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let layout = self.rows.layout(env)?;
        let mut findings = machine::findings(env);
        findings.extend(place::in_sight(env, general)?);
        match place::missing(env, general) {
            Some(missing) => findings.push(missing),
            None => findings.extend(of_store(env, general)?),
        }
        let view = Checkup { findings };
        let page = |look, colour| view.page(look, colour);
        env.answer_page_or_rows(&view, &layout, page)?;
        match view.findings.len() {
            0 => Ok(()),
            some => Err(Failure::refused("findings", Checkup::count(some))),
        }
    }
}

/// What is odd about the store in use.
fn of_store(env: &mut Env, general: &General) -> Result<Vec<OddityRow>, Failure> {
    let (mut session, fault) = Session::open_anyway(env, general)?;
    let mut findings = place::findings(&session);
    findings.extend(repository::findings(&session)?);
    match fault {
        Some(fault) => findings.extend(settings::unreadable(&session, fault)),
        None => findings.extend(settings::findings(&session)?),
    }
    findings.extend(clock::finding(&mut session)?);
    Ok(findings)
}

#[cfg(test)]
mod tests {
    use std::process::ExitCode;

    use crate::cli::env::Env;
    use crate::cli::run;
    use crate::store::{FirstSettings, Place, Store};
    use crate::testing::store::begun;

    /// Holds what is found at a time about a store, in a folder of this name, with a case that began
    /// on 2 March 2026 at 10:12.
    #[track_caller]
    fn case(name: &str, now: &str, given: Option<FirstSettings>, expected: &[&str]) {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join(name);
        if let Some(given) = given {
            Store::init_with(&root, given).expect("a store is made");
            let place = Place::There(root.clone());
            begun(&Store::open(&place).expect("it is one"), "1", None);
        }
        let root = root.to_str().expect("UTF-8");
        let args = ["--store", root, "doctor", "--template", "{{kind}}"];
        let variables = [("UGAT_LANG", "es"), ("UGAT_NOW", now)];
        let ana = || Some("Ana Quispe".to_owned());
        let mut env = Env::fixed(&args, &variables).with_names(ana, || None);
        let (answer, _) = env.recorded();
        assert_eq!(run(&mut env), ExitCode::from(1));
        let answer = answer.text();
        assert_eq!(answer.lines().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn what_is_odd_is_told_of_the_machine_the_folder_git_the_settings_and_the_clock() {
        let full = FirstSettings {
            zone: None,
            holidays: true,
        };
        let soon = "2026-03-02T12:00:00-04:00";
        case("casos", soon, None, &["variable-held", "no-store"]);
        let lacking = ["variable-held", "no-repository", "no-people"];
        case("casos", soon, Some(full), &lacking);
        case(
            "OneDrive - Unidad",
            "2026-03-02T10:00:00-04:00",
            Some(FirstSettings::default()),
            &[
                "variable-held",
                "synced-folder",
                "no-repository",
                "no-people",
                "no-calendar",
                "clock-behind",
            ],
        );
        case(
            "casos",
            "2028-01-03T10:00:00-04:00",
            Some(full),
            &[
                "variable-held",
                "no-repository",
                "no-people",
                "no-holidays",
                "clock-ahead",
            ],
        );
    }
}
