//! Verifying and sync look at what came since the last commit that they found good; what they find
//! is the same as where all is looked at.

use std::fs;

use crate::acts::{acts, lines, missing, put, relative};
use crate::clones::{Clone, Hub};

fn shared() -> Option<(Hub, Clone)> {
    let hub = Hub::new()?;
    let ana = hub.first("ana");
    ana.begin();
    ana.ugat(&["case", "advance", "R-1", "16"]);
    ana.commit("16");
    ana.push();
    Some((hub, ana))
}

/// What is missing as it is found since the last good commit, and as it is found without one.
#[track_caller]
fn found_either_way(hub: &Hub, ana: &Clone, expected: usize) {
    let since = missing(ana);
    let cache = hub.path().join(".cache/ugat");
    let kept = hub.path().join("kept");
    fs::rename(&cache, &kept).expect("something was kept");
    assert_eq!(missing(ana), since);
    if cache.exists() {
        fs::remove_dir_all(&cache).expect("it is there");
    }
    fs::rename(&kept, &cache).expect("it is there");
    assert_eq!(since.0.len(), expected);
}

#[test]
fn what_is_lost_after_a_good_commit_is_found_and_what_was_lost_before_is_not_forgotten() {
    let Some((hub, ana)) = shared() else {
        return;
    };
    let all = lines(&ana);
    assert_eq!(missing(&ana).1, 0);
    // In the work tree alone.
    put(&ana, &all[..all.len() - 1]);
    found_either_way(&hub, &ana, 1);
    // In a commit, and many after it.
    ana.commit("cut");
    found_either_way(&hub, &ana, 1);
    ana.ugat(&["case", "note", "R-1", "después"]);
    ana.commit("later");
    found_either_way(&hub, &ana, 1);
    // Given back in the work tree: all is well, but no commit has it, so it can go again.
    ana.ugat(&["store", "repair", "--yes"]);
    found_either_way(&hub, &ana, 0);
    ana.git(&["checkout", "-q", "--", "cases"]);
    found_either_way(&hub, &ana, 1);
    ana.ugat(&["store", "repair", "--yes"]);
    ana.commit("given back");
    found_either_way(&hub, &ana, 0);
}

#[test]
fn what_went_with_a_commit_that_no_branch_has_is_named_with_it() {
    let Some((hub, ana)) = shared() else {
        return;
    };
    let before = acts(&ana);
    ana.ugat(&["case", "note", "R-1", "sin subir"]);
    ana.commit("not pushed");
    let own = ana.told(&["rev-parse", "HEAD"]);
    assert_eq!(missing(&ana).1, 0);
    ana.git(&["reset", "-q", "--hard", "HEAD~1"]);
    assert_eq!(acts(&ana), before);
    let said = ana.try_ugat(&["--json", "store", "verify"]);
    assert_eq!(said.code, 3, "{}", said.out);
    assert!(said.out.contains(own.trim()), "{}", said.out);
    ana.ugat(&["store", "repair", "--yes"]);
    assert_eq!(acts(&ana).len(), before.len() + 1);
    found_either_way(&hub, &ana, 0);
}

#[test]
fn another_branch_and_another_history_are_looked_at_whole() {
    let Some((hub, ana)) = shared() else {
        return;
    };
    assert_eq!(missing(&ana).1, 0);
    ana.git(&["checkout", "-q", "-b", "otra", "HEAD~1"]);
    found_either_way(&hub, &ana, 0);
    ana.git(&["checkout", "-q", "main"]);
    found_either_way(&hub, &ana, 0);
    // An amended commit is another, and has the same acts.
    ana.git(&["commit", "-q", "--amend", "-m", "another"]);
    found_either_way(&hub, &ana, 0);
    ana.git(&["rebase", "-q", "--root", "--force-rebase"]);
    found_either_way(&hub, &ana, 0);
}

/// Two commits are looked at, and what is missing then is found either way.
#[track_caller]
fn found_after(does: impl Fn(&Hub, &Clone), expected: usize) {
    let Some((hub, ana)) = shared() else {
        return;
    };
    missing(&ana);
    does(&hub, &ana);
    let since = missing(&ana);
    assert_eq!(since.0.len(), expected, "{since:?}");
    fs::remove_dir_all(hub.path().join(".cache/ugat")).expect("something was kept");
    assert_eq!(missing(&ana).1, since.1);
}

#[test]
fn what_no_commit_has_is_not_taken_for_kept() {
    // Given back, and never committed.
    found_after(
        |_hub, ana| {
            let journal = relative(ana, &ana.journal());
            ana.git(&["rm", "-q", &journal]);
            ana.git(&["commit", "-q", "-m", "gone"]);
            ana.ugat(&["store", "repair", "--yes"]);
            missing(ana);
            ana.git(&["clean", "-fdxq"]);
        },
        6,
    );
    found_after(
        |_hub, ana| {
            let journal = relative(ana, &ana.journal());
            ana.git(&["rm", "-q", "--cached", &journal]);
            ana.git(&["commit", "-q", "-m", "untracked"]);
            missing(ana);
            fs::remove_file(ana.journal()).expect("it is there");
        },
        6,
    );
    // An act whose parent comes later.
    found_after(
        |_hub, ana| {
            ana.git(&["checkout", "-q", "-b", "side"]);
            ana.ugat(&["case", "note", "R-1", "uno"]);
            ana.commit("uno");
            ana.git(&["tag", "uno"]);
            ana.ugat(&["case", "note", "R-1", "dos"]);
            let last = lines(ana).pop().expect("a line");
            ana.commit("dos");
            ana.git(&["checkout", "-q", "main"]);
            let before = lines(ana);
            put(ana, &[&before[..], &[last]].concat());
            ana.commit("an orphan");
            put(ana, &before);
            ana.commit("no orphan");
            missing(ana);
            ana.git(&["merge", "-q", "--no-edit", "uno"]);
        },
        1,
    );
}

#[test]
fn what_went_with_another_branch_is_remembered_by_the_clone_that_had_it() {
    found_with_commit(|ana| {
        ana.git(&["push", "-q", "origin", "HEAD:main"]);
        missing(ana);
        ana.git(&["reset", "-q", "--hard", "HEAD~1"]);
        missing(ana);
        ana.git(&["push", "-q", "--force", "origin", "HEAD:main"]);
    });
    found_with_commit(|ana| {
        ana.git(&["branch", "-q", "otra"]);
        missing(ana);
        ana.git(&["reset", "-q", "--hard", "HEAD~1"]);
        missing(ana);
        ana.git(&["branch", "-q", "-D", "otra"]);
    });
}

/// A note is made and committed, and goes with its commit: it is named.
#[track_caller]
fn found_with_commit(does: impl Fn(&Clone)) {
    let Some((_hub, ana)) = shared() else {
        return;
    };
    ana.ugat(&["case", "note", "R-1", "una nota"]);
    ana.commit("noted");
    missing(&ana);
    does(&ana);
    let (told, code) = missing(&ana);
    assert_eq!((told.len(), code), (1, 3));
}

#[test]
fn a_clone_that_is_made_anew_is_blamed_for_nothing_of_the_one_before() {
    let Some((hub, ana)) = shared() else {
        return;
    };
    ana.ugat(&["case", "note", "R-1", "una nota"]);
    ana.commit("noted");
    ana.push();
    missing(&ana);
    ana.git(&["reset", "-q", "--hard", "HEAD~1"]);
    ana.git(&["push", "-q", "--force", "origin", "HEAD:main"]);
    fs::remove_dir_all(ana.path()).expect("it is there");
    let anew = hub.clone("ana");
    assert_eq!(missing(&anew), (crate::acts::Acts::new(), 0));
}
