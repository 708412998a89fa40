//! What `store verify` finds of a shared store beside its cases, and that what it says to do leads
//! to a store that it calls whole.

use std::fs;

use crate::clones::{Clone, Hub, Said};
use crate::tools::has;

const OWN: &str = "id = \"uno\"\ncode = \"UNO\"\nversion = 2\ntitle = { es = \"Uno\", en = \"One\" }\n\
    [[activity]]\nnumber = 1\ntitle = { es = \"Hacer\", en = \"Do\" }\nrole = \"profesional-ait\"\n\
    outputs = [\"flujo\"]\nnext = []\n";

/// A shared store with a case, and a clone of it.
fn shared() -> Option<(Hub, Clone, Clone)> {
    let hub = Hub::new()?;
    let ana = hub.first("ana");
    ana.begin();
    ana.push();
    let luis = hub.clone("luis");
    Some((hub, ana, luis))
}

fn write(clone: &Clone, file: &str, text: &str) {
    let path = clone.path().join(file);
    fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn read(clone: &Clone, file: &str) -> String {
    fs::read_to_string(clone.path().join(file)).expect("it is there")
}

/// Verifying ends with this code and finds exactly these files and kinds.
#[track_caller]
fn finds(clone: &Clone, more: &[&str], code: i32, expected: &[(&str, &str)]) {
    let arguments = [&["--json", "store", "verify"], more].concat();
    let said = clone.try_ugat(&arguments);
    let rows = said.out.split("{\"file\":\"").skip(1);
    let found: Vec<(&str, &str)> = rows
        .map(|row| {
            let file = row.split('"').next().expect("it has a file");
            let kind = row.split("\"kind\":\"").nth(1).expect("it has a kind");
            (file, kind.split('"').next().expect("it ends"))
        })
        .collect();
    assert_eq!(found, expected, "{}{}", said.out, said.err);
    assert_eq!(said.code, code, "{}{}", said.out, said.err);
}

/// Does what is said to be done, and finds nothing then.
#[track_caller]
fn follow(clone: &Clone, from: &Said) {
    let hint = from.out.rsplit("\"hint\":{").next().expect("it helps");
    let hint = hint.rsplit("\"en\":\"").next().expect("in English");
    let hint = hint
        .split("\"}")
        .next()
        .expect("it ends")
        .replace("\\\"", "\"");
    for way in hint.split('`').skip(1).step_by(2) {
        let first = way.split(' ').next().unwrap_or_default();
        match first {
            "ugat" => {
                let words: Vec<&str> = way.split(' ').skip(1).collect();
                clone.try_ugat(&words);
            }
            "git" | "sed" | "rm" => {
                clone.shell(way);
            }
            _ => {}
        }
    }
    finds(clone, &[], 0, &[]);
}

#[test]
fn a_broken_procedure_form_or_template_is_damage_beside_the_cases() {
    let Some((_hub, ana, _luis)) = shared() else {
        return;
    };
    write(
        &ana,
        "procedures/uno-v2.toml",
        &(OWN.to_owned() + "title = = 3\n"),
    );
    write(&ana, "procedures/malo.toml", "id = \"malo\"\n");
    write(&ana, "procedures/forms/f.toml", "id = = 1\n");
    fs::create_dir_all(ana.path().join("procedures/templates")).expect("a folder");
    fs::write(ana.path().join("procedures/templates/acta.md"), b"\xff\xfe").expect("a file");
    write(&ana, "ugat.toml", "outputs = 3\n");
    let journal = ana.journal();
    let lines = fs::read_to_string(&journal).expect("it is there");
    fs::write(&journal, lines.replacen("R-1", "R-2", 1)).expect("it is written");
    let name = journal.strip_prefix(ana.path()).expect("it is inside");
    let name = name.display().to_string();
    let said = ana.try_ugat(&["--json", "store", "verify"]);
    assert_eq!(said.code, 3, "{}", said.err);
    for file in [
        "procedures/uno-v2.toml",
        "procedures/malo.toml",
        "procedures/forms/f.toml",
        "procedures/templates/acta.md",
        "ugat.toml",
        &name,
    ] {
        assert!(
            said.out.contains(&format!("{{\"file\":\"{file}\"")),
            "{file}: {}",
            said.out
        );
    }
}

#[test]
fn of_two_files_of_one_version_one_becomes_the_next() {
    if !has("sed") {
        return;
    }
    let Some((_hub, ana, _luis)) = shared() else {
        return;
    };
    write(&ana, "procedures/a.toml", OWN);
    write(&ana, "procedures/b.toml", OWN);
    finds(&ana, &[], 0, &[]);
    write(&ana, "procedures/b.toml", &OWN.replace("Hacer", "Obrar"));
    finds(&ana, &[], 3, &[("procedures/b.toml", "version-twice")]);
    assert_eq!(ana.try_ugat(&["store", "sync"]).code, 3);
    follow(&ana, &ana.try_ugat(&["--json", "store", "verify"]));
    assert!(read(&ana, "procedures/b.toml").contains("version = 3\n"));
    ana.ugat(&["store", "sync"]);
}

#[test]
fn of_two_versions_that_git_could_not_merge_one_becomes_the_next() {
    if !has("sed") {
        return;
    }
    let Some((_hub, ana, luis)) = shared() else {
        return;
    };
    write(&ana, "procedures/uno-v2.toml", OWN);
    ana.commit("two");
    ana.push();
    write(
        &luis,
        "procedures/uno-v2.toml",
        &OWN.replace("Hacer", "Obrar"),
    );
    let said = luis.try_ugat(&["store", "sync"]);
    assert_eq!(said.code, 1, "{}", said.err);
    let file = "procedures/uno-v2.toml";
    finds(&luis, &[], 3, &[(file, "git-markers"), (file, "unmerged")]);
    let start = luis.try_ugat(&["case", "start", "uno", "--entity", "X"]);
    assert!(
        start
            .err
            .contains("the conflict markers that a merge in git left"),
        "{}",
        start.err
    );
    follow(&luis, &luis.try_ugat(&["--json", "store", "verify"]));
    let three = read(&luis, "procedures/uno-v3.toml");
    assert!(
        three.contains("version = 3\n") && three.contains("Hacer"),
        "{three}"
    );
    assert!(read(&luis, file).contains("Obrar"));
    luis.ugat(&["store", "sync"]);
    ana.ugat(&["store", "sync"]);
    finds(&ana, &[], 0, &[]);
}

#[test]
fn markers_of_a_merge_in_the_settings_are_called_so_and_hide_no_damage() {
    let Some((_hub, ana, luis)) = shared() else {
        return;
    };
    write(&ana, "ugat.toml", "outputs = \"required\"\n");
    ana.commit("settings");
    ana.push();
    write(&luis, "ugat.toml", "entities = [\"X\"]\n");
    assert_eq!(luis.try_ugat(&["store", "sync"]).code, 1);
    for (language, told) in [
        (
            "es",
            "las marcas de conflicto que dejó una unión (merge) de git",
        ),
        ("en", "the conflict markers that a merge in git left"),
    ] {
        for command in [["case", "list"], ["store", "sync"], ["procedure", "list"]] {
            let said = luis.try_ugat_with(&[("UGAT_LANG", language)], &command);
            assert_eq!(said.code, 3, "{command:?}: {}", said.err);
            assert!(said.err.contains(told), "{command:?}: {}", said.err);
            assert_eq!(said.err.lines().count(), 2, "{}", said.err);
        }
    }
    let journal = luis.journal();
    let lines = fs::read_to_string(&journal).expect("it is there");
    let name = journal.strip_prefix(luis.path()).expect("it is inside");
    let name = name.display().to_string();
    fs::write(&journal, lines.replacen("R-1", "R-2", 1)).expect("it is written");
    let said = luis.try_ugat(&["--json", "store", "verify"]);
    assert_eq!(said.code, 3);
    for (file, kind) in [
        (&*name, "altered"),
        ("ugat.toml", "git-markers"),
        ("ugat.toml", "unmerged"),
    ] {
        let is_told = said.out.split("{\"file\":\"").any(|row| {
            row.starts_with(&format!("{file}\"")) && row.contains(&format!("\"kind\":\"{kind}\""))
        });
        assert!(is_told, "{file} {kind}: {}", said.out);
    }
    fs::write(&journal, lines).expect("it is written");
    luis.shell("git checkout --ours ugat.toml");
    luis.shell("git add ugat.toml && git commit --no-edit");
    finds(&luis, &[], 0, &[]);
    luis.ugat(&["store", "sync"]);
}

#[test]
fn in_a_rebase_the_sides_are_named_as_git_has_them_and_what_ends_it_is_said() {
    let Some((_hub, ana, luis)) = shared() else {
        return;
    };
    write(&ana, "ugat.toml", "entities = [\"De Ana\"]\n");
    ana.commit("settings");
    ana.push();
    write(&luis, "ugat.toml", "entities = [\"De Luis\"]\n");
    luis.commit("settings");
    assert!(!luis.try_git(&["pull", "-q", "--rebase"]));
    let said = luis.try_ugat(&["store", "verify"]);
    let settle = "git checkout --theirs ugat.toml";
    for words in [settle, "git rebase --continue"] {
        assert!(said.out.contains(words), "{words}: {}", said.out);
    }
    let said = luis.try_ugat(&["case", "list"]);
    assert!(said.err.contains("git checkout --theirs"), "{}", said.err);
    luis.shell(settle);
    luis.git(&["add", "ugat.toml"]);
    luis.git(&["-c", "core.editor=:", "rebase", "--continue"]);
    let settings = fs::read_to_string(luis.path().join("ugat.toml")).expect("it is there");
    assert!(settings.contains("De Luis"), "{settings}");
    finds(&luis, &[], 0, &[]);
    luis.ugat(&["store", "sync"]);
}

#[test]
fn folders_that_git_would_take_for_repositories_are_damage_and_stop_sync() {
    if !has("mv") {
        return;
    }
    let Some(hub) = Hub::new() else { return };
    let ana = hub.first_below("ana", "casos");
    ana.begin();
    ana.push();
    for folder in ["", "casos", "casos/cases/2026", "casos/procedures/x"] {
        let inside = ana.path().join(folder);
        fs::create_dir_all(inside.join("objects")).expect("a folder");
        fs::create_dir_all(inside.join("refs")).expect("a folder");
        for file in ["HEAD", "objects/x", "refs/x"] {
            fs::write(inside.join(file), "ref: refs/heads/main\n").expect("a file");
        }
        ana.commit("planted");
        let said = ana.try_ugat(&["--json", "store", "verify"]);
        assert_eq!(said.code, 3, "{folder}: {}", said.out);
        assert!(
            said.out.contains("\"kind\":\"repository-inside\""),
            "{}",
            said.out
        );
        let sync = ana.try_ugat(&["store", "sync"]);
        assert_eq!(sync.code, 3, "{folder}: {}", sync.err);
        let finding = said.out.split("\"kind\":\"repository-inside\"").nth(1);
        let hint = finding.and_then(|finding| finding.split("\"hint\":{").nth(1));
        let hint = hint.and_then(|hint| hint.split("\"en\":\"").nth(1));
        let hint = hint.and_then(|hint| hint.split("\"}").next());
        let hint = hint.expect("it helps").replace("\\\"", "\"");
        let is_done = |way: &&str| {
            let begins = ["rm ", "git rm", "git commit"];
            begins.iter().any(|begins| way.starts_with(begins))
        };
        for way in hint.split('`').filter(is_done) {
            ana.shell(way);
        }
        let said = ana.try_ugat(&["--json", "store", "verify"]);
        assert_eq!(said.code, 0, "{folder}: {}", said.out);
    }
    ana.ugat(&["store", "sync"]);
}

#[test]
fn settings_without_effect_are_remarks_and_remarks_fail_where_that_is_asked() {
    let Some((_hub, ana, _luis)) = shared() else {
        return;
    };
    write(
        &ana,
        "ugat.toml",
        "[[people]]\nname = \"ana\"\nroles = [\"profesional-ait\"]\n\
         [[limits]]\nprocedure = \"pr07\"\nactivity = 99\nlimit = \"3 days\"\n\
         [[limits]]\nprocedure = \"nada\"\nactivity = 1\nlimit = \"3 days\"\n\
         [[limits]]\nprocedure = \"pr07\"\nactivity = 1\nlimit = \"3 days\"\n\
         [[limits]]\nprocedure = \"pr07\"\nactivity = 1\nlimit = \"4 days\"\n",
    );
    let expected = [
        ("ugat.toml", "limit-of-nothing"),
        ("ugat.toml", "limit-of-nothing"),
        ("ugat.toml", "limit-twice"),
        ("ugat.toml", "role-of-nobody"),
    ];
    let said = ana.try_ugat(&["--json", "store", "verify"]);
    assert_eq!(said.code, 0, "{}", said.err);
    for (_, kind) in expected {
        let times = said.out.matches(&format!("\"kind\":\"{kind}\"")).count();
        assert_eq!(
            times,
            if kind == "limit-of-nothing" { 2 } else { 1 },
            "{}",
            said.out
        );
    }
    let said = ana.try_ugat(&["store", "verify", "--strict"]);
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(
        said.err.contains("remarks, and none was asked for"),
        "{}",
        said.err
    );
}

#[test]
fn a_conflict_fails_no_strict_look_and_git_can_be_left_out() {
    let Some((_hub, ana, luis)) = crate::contested() else {
        return;
    };
    ana.push();
    luis.git(&["pull", "-q", "--no-rebase", "--no-edit"]);
    let journal = luis.journal();
    let name = journal.strip_prefix(luis.path()).expect("it is inside");
    let name = name.display().to_string();
    finds(&luis, &["--strict"], 0, &[(&name, "conflict")]);
    finds(
        &luis,
        &["--no-git"],
        0,
        &[(".git", "history-unseen"), (&name, "conflict")],
    );
    let damaged = luis.try_ugat(&[
        "store",
        "verify",
        "--strict",
        "--no-git",
        "--against",
        "HEAD",
    ]);
    assert_eq!(damaged.code, 2, "{}", damaged.err);
}

#[test]
fn a_store_is_held_to_all_that_a_commit_has() {
    let Some((_hub, ana, luis)) = shared() else {
        return;
    };
    fs::write(ana.path().join("../nota.txt"), "x").expect("a file");
    ana.ugat(&[
        "case",
        "advance",
        "R-1",
        "16",
        "--file",
        "nota-interna=../nota.txt",
    ]);
    ana.ugat(&["case", "start", "pr09", "--ref", "R-2"]);
    ana.ugat(&["case", "note", "R-1", "una nota"]);
    ana.commit("more");
    ana.push();
    finds(&ana, &["--against", "origin/main"], 0, &[]);
    let unknown = ana.try_ugat(&["store", "verify", "--against", "nada"]);
    assert_eq!(unknown.code, 2, "{}", unknown.err);
    luis.git(&["fetch", "-q"]);
    let said = luis.try_ugat(&["--json", "store", "verify", "--against", "origin/main"]);
    assert_eq!(said.code, 3, "{}", said.err);
    for kind in ["acts-lost", "journal-lost", "file-missing"] {
        let times = said.out.matches(&format!("\"kind\":\"{kind}\"")).count();
        assert_eq!(
            times,
            if kind == "file-missing" { 2 } else { 1 },
            "{kind}: {}",
            said.out
        );
    }
    assert!(
        said.out.contains("\"did\":\"noted\",\"by\":\"ana\""),
        "{}",
        said.out
    );
    assert!(said.out.contains("`git merge origin/main`"), "{}", said.out);
    finds(&luis, &[], 0, &[]);
    luis.git(&["merge", "-q", "origin/main"]);
    finds(&luis, &["--against", "origin/main"], 0, &[]);
    luis.ugat(&["case", "note", "R-1", "otra"]);
    finds(&luis, &["--against", "origin/main"], 0, &[]);
}

#[test]
fn a_reference_that_two_clones_gave_is_told_when_it_comes_in() {
    let Some((_hub, ana, luis)) = shared() else {
        return;
    };
    let begin = |clone: &Clone, reference: &str| {
        clone.ugat(&["case", "start", "pr07", "--entity", "X", "--ref", reference]);
    };
    begin(&ana, "HR-5/2026");
    begin(&luis, "hr\u{2013}5/2026");
    let told = |clone: &Clone| {
        let said = clone.ugat(&["--json", "store", "sync"]);
        let (_, remarks) = said.split_once("\"remarks\":").expect("it has them");
        remarks.matches("\"kind\":\"reference-twice\"").count()
    };
    assert_eq!([told(&ana), told(&luis)], [0, 1]);
    assert_eq!(told(&luis), 0, "nothing came in");
    let said = luis.ugat(&["store", "verify"]);
    assert!(said.contains("case correct"), "{said}");
    let said = luis.try_ugat(&["case", "status", "HR-5/2026"]);
    assert!(said.err.contains("call yours by its id"), "{}", said.err);
}

#[test]
fn a_name_with_a_letter_that_only_looks_latin_is_remarked_on() {
    let Some((_hub, ana, _luis)) = shared() else {
        return;
    };
    write(
        &ana,
        "ugat.toml",
        "entities = [\"Ministerio X\", \"Sal\u{43e}r\"]\n\
         [[people]]\nname = \"ana\"\nroles = [\"profesional-ait\"]\n\
         [[people]]\nname = \"Ev\u{430} Rocha\"\nroles = [\"jefe-ugat\"]\n",
    );
    let said = ana.ugat(&["--json", "store", "verify"]);
    let times = said.matches("\"kind\":\"lookalike-letter\"").count();
    assert_eq!(times, 2, "{said}");
}
