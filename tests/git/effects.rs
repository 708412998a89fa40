//! Whatever tells git to treat journals otherwise, and wherever it is written, is found by its
//! effect; what is said to be done leads to a store that is whole.

use std::fs;
use std::path::Path;

use crate::clones::{Clone, Hub};

/// A store in a folder of its repository, with a shared case.
fn shared() -> Option<(Hub, Clone)> {
    let hub = Hub::new()?;
    let ana = hub.first_below("ana", "casos");
    ana.begin();
    ana.push();
    Some((hub, ana))
}

/// Adds a line to a file.
fn add(file: &Path, line: &str) {
    fs::create_dir_all(file.parent().expect("it lies in a folder")).expect("a folder");
    let before = fs::read_to_string(file).unwrap_or_default();
    fs::write(file, format!("{before}{line}\n")).expect("a file");
}

/// Takes a line out of a file.
fn take(file: &Path, line: &str) {
    let text = fs::read_to_string(file).expect("it is there");
    let rest = text.lines().filter(|one| *one != line);
    let rest: Vec<String> = rest.map(|one| format!("{one}\n")).collect();
    fs::write(file, rest.concat()).expect("it is written");
}

/// The line is damage of this kind, told with these words, and it stops an exchange; without it
/// the store is whole.
#[track_caller]
fn found(clone: &Clone, file: &Path, line: &str, kind: &str, told: &[&str]) {
    add(file, line);
    let said = clone.try_ugat(&["--json", "store", "verify"]);
    assert_eq!(said.code, 3, "{line}: {}", said.out);
    assert!(
        said.out.contains(&format!("\"kind\":\"{kind}\"")),
        "{}",
        said.out
    );
    for told in told {
        assert!(said.out.contains(told), "{told}: {}", said.out);
    }
    clone.ugat(&["case", "note", "R-1", "x"]);
    clone.ugat(&["case", "start", "pr09"]);
    let sync = clone.try_ugat(&["store", "sync"]);
    assert_eq!(sync.code, 3, "{line}: {}{}", sync.out, sync.err);
    take(file, line);
    let said = clone.try_ugat(&["store", "verify"]);
    assert_eq!(said.code, 0, "{line}: {}{}", said.out, said.err);
    let is_whole = said.out.contains("all is well") || said.out.contains(": 0 damages, ");
    assert!(is_whole, "{line}: {}", said.out);
}

#[test]
fn rules_that_leave_journals_out_are_found_wherever_they_stand() {
    let Some((hub, ana)) = shared() else { return };
    let rule = "*.jsonl";
    let outer = ana.path().join(".gitignore");
    found(
        &ana,
        &outer,
        rule,
        "git-ignored",
        &[
            "`*.jsonl` in .gitignore, line 1",
            "take that line out of .gitignore",
        ],
    );
    let own = hub.path().join(".config/git/ignore");
    found(&ana, &own, rule, "git-ignored", &[".config/git/ignore"]);
    let info = ana.path().join(".git/info/exclude");
    found(&ana, &info, rule, "git-ignored", &[".git/info/exclude"]);
}

#[test]
fn attributes_that_change_what_a_merge_does_are_found_wherever_they_stand() {
    let Some((_hub, ana)) = shared() else { return };
    let line = "*.jsonl merge=binary";
    let told = ["its attribute `merge` is `binary`, and has to be `merge=union`"];
    let info = ana.path().join(".git/info/attributes");
    let here = "which is this clone's own";
    found(&ana, &info, line, "git-attribute", &[told[0], here]);
    let root = ana.path().join("casos/.gitattributes");
    found(
        &ana,
        &root,
        line,
        "git-attribute",
        &[told[0], "casos/.gitattributes"],
    );
    let nested = ana.path().join("casos/cases/.gitattributes");
    add(&nested, "# nada");
    found(
        &ana,
        &nested,
        line,
        "git-attribute",
        &[told[0], "casos/cases/.gitattributes"],
    );
}

#[test]
fn attributes_that_change_what_a_file_holds_name_the_cause() {
    let Some((_hub, ana)) = shared() else { return };
    ana.git(&["config", "core.autocrlf", "true"]);
    let root = ana.path().join("casos/.gitattributes");
    let told = "its attribute `text` is `auto`, and has to be `-text`";
    found(&ana, &root, "* text=auto", "git-attribute", &[told]);
    let told = "its attribute `working-tree-encoding` is `UTF-16`";
    let line = "*.jsonl working-tree-encoding=UTF-16";
    found(&ana, &root, line, "git-attribute", &[told]);
}

#[test]
fn what_a_clone_converted_comes_back_once_the_cause_is_gone() {
    let Some((hub, ana)) = shared() else { return };
    let line = "* text=auto";
    add(&ana.path().join("casos/.gitattributes"), line);
    ana.commit("text");
    ana.push();
    let luis = hub.clone_below("luis", "casos", &["-c", "core.autocrlf=true"]);
    let said = luis.try_ugat(&["--json", "store", "verify"]);
    assert_eq!(said.code, 3, "{}", said.out);
    assert!(
        said.out.contains("its attribute `text` is `auto`"),
        "{}",
        said.out
    );
    take(&luis.path().join("casos/.gitattributes"), line);
    luis.ugat(&["store", "repair", "--yes"]);
    let said = luis.ugat(&["store", "verify"]);
    assert!(said.contains("all is well"), "{said}");
    luis.ugat(&["store", "sync"]);
    ana.ugat(&["store", "sync"]);
    assert_eq!(ana.shown(), luis.shown());
}
