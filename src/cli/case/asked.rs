//! Tests of the questions that are asked on a terminal before an act off the path is written.

use std::process::ExitCode;

use tempfile::TempDir;

use crate::cli::env::Env;
use crate::cli::run;

/// A store, and the clock of every command on it.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("there is room");
        let desk = Self { folder };
        desk.done("Ana", &["store", "init", &desk.store()]);
        desk.done(
            "Ana",
            &["case", "start", "pr07", "--entity", "X", "--ref", "R"],
        );
        for activity in ["1", "2", "3", "4"] {
            desk.done("Ana", &["case", "advance", "R", activity]);
        }
        desk
    }

    fn store(&self) -> String {
        self.folder.path().join("s").display().to_string()
    }

    /// What a command answers and says to a person who types this.
    fn talk(&self, by: &str, args: &[&str], typed: &str) -> (ExitCode, String, String) {
        let store = self.store();
        let mut variables = vec![
            ("NO_COLOR", "1"),
            ("UGAT_LANG", "es"),
            ("UGAT_USER", by),
            ("UGAT_NOW", "2026-03-02T10:12:00-04:00"),
            ("UGAT_SEED", "1"),
        ];
        if self.folder.path().join("s").is_dir() {
            variables.push(("UGAT_STORE", &store));
        }
        let mut env = Env::fixed(args, &variables)
            .with_terminals()
            .with_input(typed);
        let (answer, talk) = env.recorded();
        let code = run(&mut env);
        (code, answer.text(), talk.text())
    }

    #[track_caller]
    fn done(&self, by: &str, args: &[&str]) {
        let (code, _, talk) = self.talk(by, args, "");
        assert_eq!(code, ExitCode::SUCCESS, "{args:?}: {talk}");
    }
}

#[test]
fn an_undoing_says_how_much_will_not_count_and_asks() {
    let desk = Desk::new();
    desk.done("Eva", &["case", "advance", "R", "5", "--answer", "yes"]);
    desk.done("Ana", &["case", "advance", "R", "6"]);
    let (code, answer, talk) = desk.talk("Eva", &["case", "undo", "R"], "no\n");
    assert_eq!((code, &*answer), (ExitCode::from(1), ""));
    assert_eq!(
        talk,
        "se deshará: completó 5 · Enviar las especificaciones de recursos, con la UIT:\n  \
         Eva, 02/03/2026; 1 acto que depende de ello: no contará por ahora\n\
         ¿Confirma?\n   1  yes  Sí\n   2  no   No\nSu elección: \
         error: no se eligió nada; no se escribió nada\n"
    );
    let (code, answer, _) = desk.talk("Eva", &["case", "undo", "R"], "sí\nerror de tipeo\n");
    assert_eq!(code, ExitCode::SUCCESS);
    assert!(
        answer.starts_with("Deshecho: vuelve a hacerse 5 · Enviar"),
        "{answer}"
    );
}

#[test]
fn a_resolution_without_a_conflict_asks_nothing() {
    let desk = Desk::new();
    let (code, _, talk) = desk.talk("Ana", &["case", "resolve", "R"], "1\n");
    assert_eq!(code, ExitCode::from(1));
    assert!(
        talk.starts_with("error: el caso no está en conflicto\n"),
        "{talk}"
    );
}

#[test]
fn the_sides_of_a_conflict_are_shown_and_one_is_asked_for() {
    let desk = Desk::new();
    let cases = desk.folder.path().join("s/cases/2026");
    let journal = std::fs::read_dir(cases).expect("it is there").next();
    let journal = journal.expect("a case").expect("it can be listed").path();
    let before = std::fs::read_to_string(&journal).expect("UTF-8");
    desk.done("Ana", &["case", "advance", "R", "5", "--answer", "yes"]);
    let one = std::fs::read_to_string(&journal).expect("UTF-8");
    std::fs::write(&journal, &before).expect("it can be written");
    desk.done("Luis", &["case", "advance", "R", "5", "--answer", "no"]);
    let other = std::fs::read_to_string(&journal).expect("UTF-8");
    std::fs::write(&journal, one + &other[before.len()..]).expect("it can be written");
    let (code, answer, talk) = desk.talk(
        "Eva",
        &["case", "resolve", "R"],
        "1\nla entidad lo confirmó\n",
    );
    assert_eq!(code, ExitCode::SUCCESS, "{talk}");
    let asked: Vec<&str> = talk.lines().collect();
    assert_eq!(asked[0], "¿Qué lado se mantiene?");
    let sides = ["5 · Sí: Ana, 02/03/2026", "5 · No: Luis, 02/03/2026"];
    for side in sides {
        assert!(talk.contains(side), "{talk}");
    }
    assert!(answer.starts_with("Resuelto: 5 · Enviar"), "{answer}");
    let (_, status, _) = desk.talk("Eva", &["--json", "case", "status", "R"], "");
    assert!(status.contains("\"in_conflict\":false"));
    assert!(status.contains("la entidad lo confirmó"));
}
