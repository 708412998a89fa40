//! What a server lets in: the hook that `ugat store hooks --server` prints, in a bare repository.

use std::fs;
use std::path::Path;

use crate::clones::{Clone, Hub};

/// A repository behind a gate, and a clone with a case that was let in.
fn behind_a_gate() -> Option<(Hub, Clone)> {
    let hub = Hub::new()?;
    let ana = hub.first("ana");
    let hook = ana.ugat(&["store", "hooks", "--server"]);
    hub.hook("pre-receive", &hook);
    ana.begin();
    ana.push();
    Some((hub, ana))
}

/// The kinds of reasons for which the gate refuses what was committed since the last push, and the
/// exit code; the push itself is refused as well.
#[track_caller]
fn refused(ana: &Clone) -> (Vec<String>, i32) {
    let said = ana.try_ugat(&["--json", "store", "gate", "--range", "origin/main..HEAD"]);
    assert!(!ana.try_git(&["push", "-q", "--force", "origin", "HEAD:main"]));
    let kinds = said.out.split("\"kind\":\"").skip(1);
    let kinds = kinds.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()));
    let mut kinds: Vec<String> = kinds.collect();
    kinds.sort();
    kinds.dedup();
    (kinds, said.code)
}

/// Does something to a clone behind a gate and commits it; the gate refuses it so.
#[track_caller]
fn case(does: impl Fn(&Clone), kinds: &[&str], code: i32) {
    let Some((_hub, ana)) = behind_a_gate() else {
        return;
    };
    does(&ana);
    ana.commit_forced("x");
    assert_eq!(
        refused(&ana),
        (kinds.iter().map(ToString::to_string).collect(), code)
    );
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn lines(ana: &Clone) -> Vec<String> {
    let text = fs::read_to_string(ana.journal()).expect("it is there");
    text.lines().map(str::to_owned).collect()
}

fn put_lines(ana: &Clone, lines: &[String]) {
    fs::write(ana.journal(), lines.join("\n") + "\n").expect("it can be written");
}

#[test]
fn honest_work_is_let_in_and_merged() {
    let Some((hub, ana)) = behind_a_gate() else {
        return;
    };
    let luis = hub.clone("luis");
    luis.ugat(&["case", "advance", "R-1", "16"]);
    ana.ugat(&["case", "advance", "R-1", "17"]);
    let file = ana.path().join("../acta.pdf");
    fs::write(&file, "acta").expect("a file");
    let given = format!("acta={}", file.display());
    ana.ugat(&[
        "case",
        "attach",
        "R-1",
        "17",
        "--file",
        &given.replace("acta=", "acta-capacitacion="),
    ]);
    for clone in [&ana, &luis] {
        let said = clone.try_ugat(&["store", "sync"]);
        assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    }
    luis.ugat(&["case", "start", "pr09", "--ref", "R-9"]);
    luis.ugat(&["store", "sync"]);
    ana.ugat(&["store", "sync"]);
    assert_eq!(
        ana.ugat(&["store", "verify"]),
        luis.ugat(&["store", "verify"])
    );
}

#[test]
fn what_takes_something_away_is_refused() {
    case(|ana| put_lines(ana, &lines(ana)[..3]), &["acts-lost"], 3);
    case(
        |ana| fs::remove_file(ana.journal()).expect("it is there"),
        &["acts-lost"],
        3,
    );
    case(
        |ana| {
            let journal = ana.journal();
            let other = journal.with_file_name("copia.jsonl");
            fs::rename(journal, other).expect("it can be renamed");
        },
        &["acts-lost", "no-store-file"],
        3,
    );
    case(|ana| ana.remove("ugat.toml"), &["settings-gone"], 3);
    case(
        |ana| write(&ana.path().join(".gitattributes"), ""),
        &["git-lines"],
        1,
    );
    case(|ana| ana.remove(".gitignore"), &["git-lines"], 1);
    case(
        |ana| {
            let pinned = fs::read_dir(ana.path().join("procedures/pinned")).expect("it is there");
            for file in pinned {
                write(&file.expect("it is listed").path(), "id = \"x\"\n");
            }
        },
        &["altered", "pinned-name"],
        3,
    );
}

#[test]
fn a_history_that_is_not_continued_is_refused() {
    let Some((_hub, ana)) = behind_a_gate() else {
        return;
    };
    ana.git(&["commit", "-q", "--amend", "-m", "another"]);
    assert_eq!(refused(&ana), (vec!["not-forward".to_owned()], 1));
    assert!(!ana.try_git(&["push", "-q", "origin", ":main"]));
    assert!(ana.try_git(&["push", "-q", "origin", "HEAD:refs/heads/otra"]));
}

#[test]
fn what_was_taken_away_and_given_back_on_the_way_is_let_in() {
    let Some((_hub, ana)) = behind_a_gate() else {
        return;
    };
    let all = lines(&ana);
    put_lines(&ana, &all[..3]);
    ana.commit("cut");
    put_lines(&ana, &all);
    ana.commit("whole");
    assert!(ana.try_git(&["push", "-q", "origin", "HEAD:main"]));
}

#[test]
fn what_is_no_file_of_a_store_is_refused_wherever_it_stands_in_the_push() {
    let inside = |path: &'static str| move |ana: &Clone| write(&ana.path().join(path), "x\n");
    case(inside(".DS_Store"), &["no-store-file"], 1);
    case(inside("cases/.gitattributes"), &["no-store-file"], 1);
    case(inside("cases/2026/HEAD"), &["no-store-file"], 1);
    case(inside("lost+found/x.jsonl"), &["derived"], 1);
    case(inside("cases/2026/\u{202e}pr07.jsonl"), &["name"], 1);
    case(
        |ana| {
            let link = ana.path().join("procedures/enlace.toml");
            std::os::unix::fs::symlink("/etc/passwd", link).expect("a link");
        },
        &["link"],
        1,
    );
    case(
        |ana| {
            let journal = ana.journal();
            let folder = journal.with_extension("");
            write(&folder.join("suelto.pdf"), "x");
        },
        &["stray"],
        1,
    );
    let Some((_hub, ana)) = behind_a_gate() else {
        return;
    };
    write(&ana.path().join("notas.txt"), "x\n");
    ana.commit("stray");
    ana.remove("notas.txt");
    ana.commit("gone again");
    assert_eq!(refused(&ana), (vec!["no-store-file".to_owned()], 1));
}

#[test]
fn the_settings_that_were_there_allow_other_files_and_no_later_ones() {
    let Some((_hub, ana)) = behind_a_gate() else {
        return;
    };
    let settings = "[gate]\nallow = [\"README.md\", \".github/\"]\n";
    write(&ana.path().join("ugat.toml"), settings);
    write(&ana.path().join("README.md"), "# Casos\n");
    ana.commit("both at once");
    assert_eq!(refused(&ana), (vec!["no-store-file".to_owned()], 1));
    ana.git(&["reset", "-q", "origin/main"]);
    ana.git(&["add", "ugat.toml"]);
    ana.git(&["commit", "-q", "-m", "allow"]);
    ana.push();
    write(&ana.path().join(".github/workflows/x.yml"), "on: push\n");
    ana.commit("allowed");
    ana.push();
}

#[test]
fn journals_take_whole_events_of_their_case_alone() {
    let add = |line: &'static str| {
        move |ana: &Clone| {
            let mut all = lines(ana);
            all.push(line.to_owned());
            put_lines(ana, &all);
        }
    };
    case(add("<<<<<<< HEAD"), &["bad-line"], 3);
    case(add("{\"id\":\"00\",\"event\":{}}"), &["bad-line"], 3);
    case(
        |ana| {
            let mut all = lines(ana);
            all[1] = all[1].replace("Ana", "Eva").replace("ana", "eva");
            put_lines(ana, &all);
        },
        &["acts-lost", "bad-line", "missing-event"],
        3,
    );
    case(
        |ana| {
            ana.ugat(&["case", "start", "pr09", "--ref", "R-2"]);
            let other = ana
                .journals()
                .into_iter()
                .find(|path| *path != ana.journal());
            let other = fs::read_to_string(other.expect("it is there")).expect("it is there");
            let mut all = lines(ana);
            all.extend(other.lines().map(str::to_owned));
            put_lines(ana, &all);
        },
        &["bad-line"],
        3,
    );
}

#[test]
fn files_that_are_given_come_with_their_acts_as_they_say() {
    let attach = |ana: &Clone| {
        let file = ana.path().join("../acta.pdf");
        fs::write(&file, "acta").expect("a file");
        let given = format!("correo={}", file.display());
        ana.ugat(&["case", "attach", "R-1", "4", "--file", &given]);
        let folder = ana.journal().with_extension("");
        let files = fs::read_dir(folder).expect("it is there");
        let mut paths = files.map(|file| file.expect("it is listed").path());
        paths.next().expect("a file was given")
    };
    case(
        |ana| fs::remove_file(attach(ana)).expect("it is there"),
        &["file-missing"],
        3,
    );
    case(|ana| write(&attach(ana), "otra"), &["file-changed"], 3);
    let Some((_hub, ana)) = behind_a_gate() else {
        return;
    };
    let file = attach(&ana);
    ana.commit("given");
    ana.push();
    write(&file, "otra");
    ana.commit("altered");
    assert_eq!(refused(&ana), (vec!["altered".to_owned()], 3));
}

#[test]
fn definitions_that_come_are_sound_and_nobody_else_s() {
    let procedure = |id: &str, next: &str| {
        format!(
            "id = \"{id}\"\ncode = \"X\"\nversion = 2\ntitle = {{ es = \"a\", en = \"a\" }}\n\
             approved = {{ by = \"x\", on = 2023-11-20 }}\nsource = \"x\"\n\
             [[activity]]\nnumber = 1\ntitle = {{ es = \"a\", en = \"a\" }}\nrole = \"profesional-ait\"\n\
             outputs = [\"flujo\"]\nnext = {next}\n\
             [[activity]]\nnumber = 2\ntitle = {{ es = \"a\", en = \"a\" }}\nrole = \"profesional-ait\"\n\
             outputs = [\"flujo\"]\nnext = []\n"
        )
    };
    let own = |text: String| move |ana: &Clone| write(&ana.path().join("procedures/x.toml"), &text);
    case(own("id = 1\n".to_owned()), &["definition"], 1);
    case(own(procedure("x1", "[1, 2]")), &["unsound"], 1);
    case(own(procedure("pr07", "[2]")), &["counterfeit"], 1);
    case(
        |ana| write(&ana.path().join("ugat.toml"), "people = 1\n"),
        &["settings"],
        1,
    );
    let Some((_hub, ana)) = behind_a_gate() else {
        return;
    };
    write(
        &ana.path().join("procedures/x.toml"),
        &procedure("x1", "[2]"),
    );
    ana.commit("own");
    ana.push();
}

#[test]
fn the_commands_that_a_refusal_names_make_one_clean_commit() {
    let Some((hub, ana)) = behind_a_gate() else {
        return;
    };
    let luis = hub.clone("luis");
    luis.ugat(&["case", "note", "R-1", "de Luis"]);
    luis.ugat(&["store", "sync"]);
    ana.ugat(&["case", "note", "R-1", "de Ana"]);
    let all = lines(&ana);
    put_lines(&ana, &[&all[..2], &all[3..]].concat());
    write(&ana.path().join("notas.txt"), "x\n");
    ana.commit("work with faults");
    let said = ana.try_ugat(&["store", "gate", "--range", "origin/main..HEAD"]);
    assert_eq!(said.code, 3, "{}", said.err);
    let commands: Vec<&str> = said.err.split('`').skip(1).step_by(2).collect();
    let commands = &commands[commands.len() - 4..];
    for command in commands {
        let words: Vec<&str> = command.split(' ').collect();
        match words[0] {
            "git" => ana.git(&words[1..]),
            _ => drop(ana.ugat(&words[1..])),
        }
    }
    luis.ugat(&["store", "sync"]);
    let shown = luis.ugat(&["--json", "case", "log", "R-1"]);
    assert!(shown.contains("de Ana") && shown.contains("de Luis"));
    assert!(!luis.path().join("notas.txt").exists());
    assert!(ana.path().join("notas.txt").exists());
}

#[test]
fn a_hook_looks_at_what_is_staged() {
    let Some(hub) = Hub::new() else { return };
    let ana = hub.first_below("ana", "casos");
    ana.begin();
    let hook = ana.ugat(&["store", "hooks"]);
    assert!(hook.contains("pre-commit"), "{hook}");
    assert!(ana.ugat(&["store", "hooks"]).contains("already"));
    ana.ugat(&["case", "note", "R-1", "uno"]);
    ana.commit("an act is taken");
    let all = lines(&ana);
    put_lines(&ana, &all[..2]);
    ana.git(&["add", "-A"]);
    assert!(!ana.try_git(&["commit", "-q", "-m", "cut"]));
    let said = ana.try_ugat(&["--json", "store", "verify", "--staged"]);
    assert_eq!(said.code, 3, "{}", said.err);
    assert!(said.out.contains("\"kind\":\"acts-lost\""), "{}", said.out);
    put_lines(&ana, &all);
    write(&ana.path().join("casos/notas.txt"), "x\n");
    write(&ana.path().join("fuera.txt"), "x\n");
    ana.git(&["add", "-A"]);
    assert!(!ana.try_git(&["commit", "-q", "-m", "stray"]));
    ana.git(&["rm", "-q", "--cached", "casos/notas.txt"]);
    ana.git(&["commit", "-q", "-m", "outside of the store"]);
    // What is there is not replaced.
    write(
        &ana.path().join(".git/hooks/pre-commit"),
        "#!/bin/sh\nexit 0\n",
    );
    let said = ana.try_ugat(&["store", "hooks"]);
    assert_eq!(said.code, 1);
    assert!(
        said.err
            .contains("ugat --store casos store verify --staged || exit 1"),
        "{}",
        said.err
    );
}
