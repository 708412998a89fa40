//! Where not all of git's history can be looked at, verifying says so, and finds the rest.

use std::fs;

use crate::acts::{lines, missing, put};
use crate::clones::{Clone, Hub};

fn shared() -> Option<Hub> {
    let hub = Hub::new()?;
    let ana = hub.first("ana");
    ana.begin();
    ana.ugat(&["case", "advance", "R-1", "16"]);
    ana.commit("16");
    ana.push();
    Some(hub)
}

/// Verifying ends with 0 and one remark, which says this; with `--strict` it fails.
#[track_caller]
fn remarks(clone: &Clone, variables: &[(&str, &str)], words: &str) {
    let said = clone.try_ugat_with(variables, &["--json", "store", "verify"]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    for part in [
        "\"kind\":\"history-unseen\"",
        "\"remarks\":1,",
        "\"damage\":0,",
        words,
    ] {
        let all = said.out.replace("\"remarks\":1}", "\"remarks\":1,");
        assert!(all.contains(part), "{part}: {all}");
    }
    let strict = clone.try_ugat_with(variables, &["store", "verify", "--strict"]);
    assert_eq!(strict.code, 1, "{}", strict.err);
}

#[test]
fn a_clone_with_the_last_commits_alone() {
    let Some(hub) = shared() else { return };
    let luis = hub.clone_with("luis", &["--depth", "1"]);
    remarks(&luis, &[], "git fetch --unshallow");
    // What it has is looked at all the same, every time anew.
    let all = lines(&luis);
    put(&luis, &all[..all.len() - 1]);
    let (told, code) = missing(&luis);
    assert_eq!((told.len(), code), (1, 3));
    put(&luis, &all);
    luis.git(&["fetch", "-q", "--unshallow"]);
    assert_eq!(missing(&luis), (crate::acts::Acts::new(), 0));
    let said = luis.ugat(&["store", "verify", "--strict"]);
    assert!(said.contains("all is well"), "{said}");
}

#[test]
fn a_clone_without_the_files_of_former_commits() {
    let Some(hub) = shared() else { return };
    let settings = hub.path().join("hub.git/config");
    let mut text = fs::read_to_string(&settings).expect("it is there");
    text += "[uploadpack]\n\tallowFilter = true\n\tallowAnySHA1InWant = true\n";
    fs::write(&settings, text).expect("a file");
    let luis = hub.clone_with("luis", &["--filter=blob:none"]);
    remarks(&luis, &[], "lacks files of former commits");
}

#[test]
fn a_clone_with_a_part_of_the_files_in_its_folder() {
    let Some(hub) = shared() else { return };
    if !Hub::can(&["sparse-checkout"]) {
        return;
    }
    let luis = hub.clone("luis");
    luis.git(&["sparse-checkout", "set", "--no-cone", "/*", "!/cases/"]);
    remarks(&luis, &[], "git sparse-checkout disable");
}

#[test]
fn a_machine_without_git_and_who_does_not_want_it_asked() {
    let Some(hub) = shared() else { return };
    let luis = hub.clone("luis");
    remarks(&luis, &[("PATH", "/nowhere")], "`git` was not found");
    let said = luis.ugat(&["--json", "store", "verify", "--no-git"]);
    assert!(said.contains("git was asked not to be used"), "{said}");
}
