//! `procedure check` over several files at once: each is answered for, whatever is wrong with the
//! others.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process;

use assert_cmd::Command;
use tempfile::TempDir;

const HEADING: &str = "\
id = \"alta\"
version = 1
title = { es = \"Alta\", en = \"Admission\" }
";

fn activity(number: u8, rest: &str) -> String {
    format!(
        "[[activity]]\nnumber = {number}\ntitle = {{ es = \"Paso\", en = \"Step\" }}\n\
         role = \"jefe-ugat\"\noutputs = [\"flujo\"]\n{rest}"
    )
}

/// A folder with a file that is sound, one in which nothing leads to 2, and one that is no TOML.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("there is room");
    let write = |name: &str, text: String| {
        fs::write(folder.path().join(name), text).expect("it can be written");
    };
    let end = "next = []\n";
    write("sound.toml", HEADING.to_owned() + &activity(1, end));
    let apart = activity(1, end) + &activity(2, end);
    write("apart.toml", HEADING.to_owned() + &apart);
    write("broken.toml", "id = alta\n".to_owned());
    folder
}

/// What a check of these files answers, says beside it, and ends with.
fn checked(arguments: &[&str], input: &str) -> (String, String, Option<i32>) {
    let folder = folder();
    let mut command = Command::cargo_bin("ugat").expect("it is built");
    let ran = command
        .env_clear()
        .env("LC_ALL", "C.UTF-8")
        .current_dir(folder.path())
        .args(arguments)
        .write_stdin(input)
        .output()
        .expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("it is UTF-8");
    (text(ran.stdout), text(ran.stderr), ran.status.code())
}

#[test]
fn every_file_is_answered_for_and_one_with_problems_fails_the_check() {
    #[track_caller]
    fn case(language: &str, answer: &str, talk: &str) {
        let files = ["sound.toml", "apart.toml", "none.toml", "sound.toml"];
        let call = ["--lang", language, "procedure", "check"];
        assert_eq!(
            checked(&[&call[..], &files[..]].concat(), ""),
            (answer.to_owned(), talk.to_owned(), Some(1))
        );
    }
    case(
        "es",
        "\
sound.toml: sin problemas: 1 actividad, 2 situaciones

error: la actividad 2 nunca podría empezar: desde la 1 no se llega a ella
  --> apart.toml:11:1
   |
11 | number = 2
   | ^^^^^^^^^^
   |
   = ayuda: agregue 2 al `next` de la actividad que la precede, o quite la actividad 2

error: no se puede leer `none.toml`: no existe

sound.toml: sin problemas: 1 actividad, 2 situaciones
",
        "error: 2 de 4 archivos tienen problemas\n",
    );
    case(
        "en",
        "\
sound.toml: no problems: 1 activity, 2 situations

error: activity 2 could never start: it cannot be reached from 1
  --> apart.toml:11:1
   |
11 | number = 2
   | ^^^^^^^^^^
   |
   = hint: add 2 to the `next` of the activity that it follows, or take activity 2 out

error: cannot read `none.toml`: it does not exist

sound.toml: no problems: 1 activity, 2 situations
",
        "error: 2 of 4 files have problems\n",
    );
}

#[test]
fn sound_files_are_a_line_each_and_a_hyphen_is_standard_input() {
    let input = HEADING.to_owned() + &activity(1, "") + &activity(2, "next = []\n");
    let call = ["--lang", "en", "procedure", "check", "sound.toml", "-"];
    assert_eq!(
        checked(&call, &input),
        (
            "sound.toml: no problems: 1 activity, 2 situations\n\
             -: no problems: 2 activities, 3 situations\n"
                .to_owned(),
            String::new(),
            Some(0)
        )
    );
}

#[test]
fn a_script_gets_every_problem_with_its_file() {
    let files = ["sound.toml", "apart.toml", "broken.toml", "none.toml"];
    let call = ["--json", "procedure", "check"];
    let expected = concat!(
        r#"{"files":[{"file":"sound.toml","procedure":"alta","version":1,"markings":2,"problems":[]},"#,
        r#"{"file":"apart.toml","procedure":"alta","version":1,"markings":null,"problems":[{"kind":"never-starts","line":11,"column":1,"#,
        r#""es":"la actividad 2 nunca podría empezar: desde la 1 no se llega a ella","#,
        r#""en":"activity 2 could never start: it cannot be reached from 1","#,
        r#""hint":{"es":"agregue 2 al `next` de la actividad que la precede, o quite la actividad 2","#,
        r#""en":"add 2 to the `next` of the activity that it follows, or take activity 2 out"},"#,
        r#""activities":[2],"trace":[]}]},"#,
        r#"{"file":"broken.toml","procedure":null,"version":null,"markings":null,"problems":[{"kind":"syntax","line":1,"column":6,"#,
        r#""es":"esto no es un valor: un texto va entre comillas","en":"this is not a value: a string stands in quotes","hint":null,"activities":[],"trace":[]}]},"#,
        r#"{"file":"none.toml","procedure":null,"version":null,"markings":null,"problems":[{"kind":"io","line":null,"column":null,"#,
        r#""es":"no se puede leer `none.toml`: no existe","en":"cannot read `none.toml`: it does not exist","hint":null,"activities":[],"trace":[]}]}]}"#,
        "\n"
    );
    let failure = concat!(
        r#"{"error":{"kind":"definition","es":"3 de 4 archivos tienen problemas","#,
        r#""en":"3 of 4 files have problems","hint":null,"details":[],"findings":[],"problems":[]}}"#,
        "\n"
    );
    assert_eq!(
        checked(&[&call[..], &files[..]].concat(), ""),
        (expected.to_owned(), failure.to_owned(), Some(1))
    );
}

#[test]
fn a_watch_reports_again_whenever_the_file_is_saved() {
    let folder = folder();
    let file = folder.path().join("apart.toml");
    let mut child = process::Command::new(assert_cmd::cargo::cargo_bin("ugat"))
        .env_clear()
        .env("LC_ALL", "C.UTF-8")
        .current_dir(folder.path())
        .args([
            "--lang",
            "en",
            "procedure",
            "check",
            "--watch",
            "apart.toml",
        ])
        .stdout(process::Stdio::piped())
        .spawn()
        .expect("it runs");
    let answer = child.stdout.take().expect("it is a pipe");
    let mut lines = BufReader::new(answer).lines();
    let mut next = |wanted: &str| {
        let line = lines.find(|line| line.as_ref().is_ok_and(|line| line.starts_with(wanted)));
        line.expect("it goes on").expect("it is UTF-8")
    };
    assert_eq!(
        next("error"),
        "error: activity 2 could never start: it cannot be reached from 1"
    );
    let mended = HEADING.to_owned() + &activity(1, "") + &activity(2, "next = []\n");
    fs::write(&file, mended).expect("it can be written");
    assert_eq!(
        next("apart.toml"),
        "apart.toml: no problems: 2 activities, 3 situations"
    );
    child.kill().expect("it runs still");
    child.wait().expect("it has ended");
}
