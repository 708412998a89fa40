//! The dossier of a case: what is typed wrongly, what is damaged, and that nothing else changes it.

use std::fs;

use serde_json::Value;

use crate::world::{LANGUAGES, World};

const FORMATS: [&str; 3] = ["md", "html", "json"];

fn dossier(format: &str) -> [&str; 5] {
    ["case", "dossier", ".", "--format", format]
}

#[test]
fn a_format_that_there_is_not() {
    let world = World::done(0);
    world.refused(
        &dossier("pdf"),
        2,
        "error: `pdf` no es un valor de `--format`: `md`, `html` o `json`\nayuda: vea `ugat case dossier --help`",
        "error: `pdf` is not a value of `--format`: `md`, `html` or `json`\nhint: see `ugat case dossier --help`",
    );
    for language in LANGUAGES {
        let said = world.run(
            language,
            &["--json", "case", "dossier", ".", "--format", "md"],
        );
        assert_eq!((said.exit, &*said.out), (Some(2), ""));
        let error: Value = serde_json::from_str(&said.err).expect("one object");
        let error = &error["error"];
        assert_eq!(error["kind"], "conflicting-arguments");
        let en = "`--json` and `--format md` ask for different formats";
        assert_eq!(error["en"], en);
    }
}

#[test]
fn a_damaged_case_is_told_as_damaged() {
    let world = World::done(2);
    let lines = world.lines();
    let text = [&*lines[0], &*lines[1], "=======\n", &*lines[2]].concat();
    fs::write(world.journal(), text).expect("it is ours");
    let path = "/home/ana/casos/cases/2026/pr07-0123456789ab.jsonl";
    for format in FORMATS {
        world.told(
            &dossier(format),
            3,
            &format!("error: el caso `pr07-0123456789ab` está dañado: `{path}`, línea 3\nayuda: nada se escribe en él; vea cómo se repara: `ugat store repair`\n"),
            &format!("error: case `pr07-0123456789ab` is damaged: `{path}`, line 3\nhint: nothing is written to it; see how it is mended: `ugat store repair`\n"),
        );
        let said = world.run("en", &dossier(format));
        assert!(said.out.contains("line 3: it is a conflict marker of git"));
        let warns = said.out.contains("the journal of the case is damaged");
        assert_eq!(warns, format != "json", "{format}");
    }
    let shown: Value = serde_json::from_str(&world.run("en", &dossier("json")).out).expect("JSON");
    assert_eq!(shown["integrity"]["events"], 3);
    assert_eq!(shown["damage"].as_array().map(Vec::len), Some(1));
}

#[test]
fn neither_clock_place_nor_other_cases_change_a_dossier() {
    let mut world = World::done(2);
    let case = world.case.take().expect("a case");
    for (format, language) in FORMATS.into_iter().zip(["es", "en", "es"]) {
        let args = ["case", "dossier", &case, "--format", format];
        let first = world.run(language, &args);
        assert_eq!(first.exit, Some(0));
        world.ok(&["case", "start", "pr05", "--entity", format]);
        let store = world.store();
        let other = world
            .command(language)
            .args(["--store", store.to_str().expect("UTF-8")])
            .args(args)
            .current_dir("/")
            .env("UGAT_NOW", "2031-12-31T23:59:59+09:00")
            .env("TZ", "Asia/Tokyo")
            .env("LC_ALL", "de_DE.UTF-8")
            .env("LANG", "ar_EG.UTF-8")
            .env("COLUMNS", "30")
            .env("UGAT_USER", "Eva")
            .env("CLICOLOR_FORCE", "1")
            .output()
            .expect("the program is run");
        assert_eq!(String::from_utf8_lossy(&other.stdout), first.out);
        assert!(!first.out.contains("/home/ana"), "{}", first.out);
    }
}
