//! Case files under real git: whatever git does with a journal, everybody who has the same events
//! sees the same case, and nothing is lost unsaid. Without git these tests are passed over.

mod accepted;
mod acts;
mod clones;
mod effects;
mod gate;
#[path = "../tools/held.rs"]
mod held;
mod losses;
mod planted;
mod pulled;
mod random;
mod reasons;
mod since;
#[path = "../tools/mod.rs"]
mod tools;
mod unseen;
mod ways_out;
mod whole;

use clones::{Clone, Hub};

/// Every clone has pulled, and all of them show the same.
#[track_caller]
fn all_show_the_same(clones: &[&Clone]) -> String {
    let first = clones[0].shown();
    for clone in &clones[1..] {
        assert_eq!(clone.shown(), first, "{}", clone.name);
    }
    first
}

/// A case at activity 5 of PR07, on two clones that answer it differently.
fn contested() -> Option<(Hub, Clone, Clone)> {
    let hub = Hub::new()?;
    let ana = hub.first("ana");
    ana.begin();
    ana.push();
    let luis = hub.clone("luis");
    ana.ugat(&["case", "advance", "R-1", "5", "--answer", "yes"]);
    ana.commit("yes");
    luis.ugat(&["case", "advance", "R-1", "5", "--answer", "no"]);
    luis.ugat(&["case", "advance", "R-1", "16"]);
    luis.commit("no");
    Some((hub, ana, luis))
}

#[test]
fn a_merge_is_the_union_of_both_journals() {
    let Some((_hub, ana, luis)) = contested() else {
        return;
    };
    ana.push();
    luis.git(&["pull", "-q", "--no-rebase", "--no-edit"]);
    luis.push();
    ana.git(&["pull", "-q", "--no-rebase", "--no-edit"]);
    let shown = all_show_the_same(&[&ana, &luis]);
    assert!(shown.contains("\"in_conflict\":true"));
    assert!(shown.contains("\"activity\":16"));
}

#[test]
fn a_rebase_is_the_same_union() {
    let Some((_hub, ana, luis)) = contested() else {
        return;
    };
    ana.push();
    luis.git(&["pull", "-q", "--rebase"]);
    luis.push();
    ana.git(&["pull", "-q", "--rebase"]);
    assert!(all_show_the_same(&[&ana, &luis]).contains("\"in_conflict\":true"));
}

#[test]
fn a_cherry_pick_brings_an_act_with_the_lines_before_it_that_were_not_there() {
    let Some(hub) = Hub::new() else { return };
    let ana = hub.first("ana");
    ana.begin();
    ana.push();
    let luis = hub.clone("luis");
    luis.ugat(&["case", "advance", "R-1", "5", "--answer", "no"]);
    luis.commit("five");
    luis.ugat(&["case", "advance", "R-1", "16"]);
    luis.commit("sixteen");
    ana.git(&["fetch", "-q", "../luis", "main"]);
    ana.git(&["cherry-pick", "FETCH_HEAD"]);
    // Git cannot place the line without the one before it, and the union takes both.
    all_show_the_same(&[&ana, &luis]);
    ana.git(&["pull", "-q", "--no-rebase", "--no-edit", "../luis", "main"]);
    all_show_the_same(&[&ana, &luis]);
    ana.ugat(&["case", "note", "R-1", "x"]);
}

#[test]
fn a_squash_is_one_commit_with_every_event() {
    let Some((_hub, ana, luis)) = contested() else {
        return;
    };
    ana.git(&["fetch", "-q", "../luis", "main"]);
    ana.git(&["merge", "-q", "--squash", "FETCH_HEAD"]);
    ana.commit("squashed");
    ana.push();
    luis.git(&["pull", "-q", "--no-rebase", "--no-edit"]);
    all_show_the_same(&[&ana, &luis]);
}

#[test]
fn three_branches_at_once_are_an_octopus() {
    let Some(hub) = Hub::new() else { return };
    let ana = hub.first("ana");
    ana.begin();
    for (branch, activity) in [("a", "16"), ("b", "17"), ("c", "19")] {
        ana.git(&["checkout", "-q", "-b", branch, "main"]);
        ana.ugat(&["case", "advance", "R-1", activity]);
        ana.commit(activity);
    }
    ana.git(&["checkout", "-q", "main"]);
    // An octopus gives up where git has to merge one file more than once: then one by one.
    if !ana.try_git(&["merge", "-q", "--no-edit", "a", "b", "c"]) {
        ana.try_git(&["reset", "-q", "--merge"]);
        for branch in ["a", "b", "c"] {
            ana.git(&["merge", "-q", "--no-edit", branch]);
        }
    }
    let shown = ana.shown();
    for activity in [16, 17, 19] {
        assert!(shown.contains(&format!("{{\"activity\":{activity},\"item\"")));
    }
    assert!(shown.contains("\"done\":7"), "{shown}");
}

#[test]
fn without_the_attribute_a_conflict_of_git_is_damage_that_says_what_to_do() {
    let Some((_hub, ana, luis)) = contested() else {
        return;
    };
    ana.push();
    luis.remove(".gitattributes");
    luis.git(&["rm", "-q", "--cached", ".gitattributes"]);
    luis.commit("no attributes");
    assert!(!luis.try_git(&["pull", "-q", "--no-rebase", "--no-edit"]));
    let status = luis.try_ugat(&["case", "status", "R-1"]);
    assert_eq!(status.code, 3, "{}", status.err);
    let refused = luis.try_ugat(&["case", "note", "R-1", "x"]);
    assert_eq!(refused.code, 3);
}

#[test]
fn line_ends_are_left_alone_where_git_would_convert_them() {
    let Some(hub) = Hub::new() else { return };
    let ana = hub.first("ana");
    ana.begin();
    ana.push();
    let luis = hub.clone_with("luis", &["-c", "core.autocrlf=true", "-c", "core.eol=crlf"]);
    luis.git(&["config", "core.autocrlf", "true"]);
    luis.ugat(&["case", "advance", "R-1", "5", "--answer", "no"]);
    luis.commit("five");
    luis.push();
    ana.git(&["pull", "-q", "--no-rebase", "--no-edit"]);
    all_show_the_same(&[&ana, &luis]);
}

#[test]
fn both_sides_begin_cases_and_have_both() {
    let Some(hub) = Hub::new() else { return };
    let ana = hub.first("ana");
    ana.begin();
    ana.push();
    let luis = hub.clone("luis");
    for (clone, reference) in [(&ana, "R-2"), (&luis, "R-3")] {
        clone.ugat(&["case", "start", "pr09", "--ref", reference]);
        clone.commit("another case");
    }
    ana.push();
    luis.git(&["pull", "-q", "--no-rebase", "--no-edit"]);
    luis.push();
    ana.git(&["pull", "-q", "--no-rebase", "--no-edit"]);
    let list = |clone: &Clone| clone.ugat(&["--json", "case", "list"]);
    assert_eq!(list(&ana), list(&luis));
    assert_eq!(list(&ana).matches("\"ref\":\"R-").count(), 3);
}

#[test]
fn a_shallow_clone_works_on_a_case_like_any_other() {
    let Some(hub) = Hub::new() else { return };
    let ana = hub.first("ana");
    ana.begin();
    ana.commit("begun");
    ana.push();
    let luis = hub.clone_with("luis", &["--depth", "1"]);
    luis.ugat(&["case", "advance", "R-1", "5", "--answer", "no"]);
    luis.commit("five");
    ana.ugat(&["case", "advance", "R-1", "5", "--answer", "no"]);
    ana.commit("five as well");
    ana.push();
    luis.git(&["pull", "-q", "--no-rebase", "--no-edit"]);
    luis.push();
    ana.git(&["pull", "-q", "--no-rebase", "--no-edit"]);
    let shown = all_show_the_same(&[&ana, &luis]);
    assert!(shown.contains("\"in_conflict\":false"));
}

#[test]
fn what_was_written_on_an_old_commit_contests_what_came_since() {
    let Some(hub) = Hub::new() else { return };
    let ana = hub.first("ana");
    ana.begin();
    ana.commit("begun");
    ana.ugat(&["case", "advance", "R-1", "5", "--answer", "yes"]);
    ana.ugat(&["case", "advance", "R-1", "6"]);
    ana.commit("forward");
    ana.git(&["checkout", "-q", "-b", "old", "HEAD~1"]);
    ana.ugat(&["case", "advance", "R-1", "5", "--answer", "no"]);
    ana.commit("another way");
    ana.git(&["checkout", "-q", "main"]);
    ana.git(&["merge", "-q", "--no-edit", "old"]);
    let shown = ana.shown();
    assert!(shown.contains("\"in_conflict\":true"));
    assert!(shown.contains("\"reason\":\"contested\""));
    let sides = ana.ugat(&["--json", "case", "status", "R-1"]);
    let event = sides
        .split("\"sides\":[{\"event\":\"")
        .nth(1)
        .map(|rest| &rest[..10]);
    let event = event.expect("a conflict has sides");
    ana.ugat(&["case", "resolve", "R-1", event, "--reason", "it holds"]);
    assert!(ana.shown().contains("\"held\":[]"));
}

#[test]
fn a_stash_and_a_collected_repository_lose_nothing() {
    let Some(hub) = Hub::new() else { return };
    let ana = hub.first("ana");
    ana.begin();
    ana.commit("begun");
    ana.ugat(&["case", "advance", "R-1", "16"]);
    ana.git(&["stash", "-q"]);
    ana.ugat(&["case", "advance", "R-1", "17"]);
    ana.commit("while the other was away");
    ana.git(&["stash", "pop", "-q"]);
    ana.git(&["gc", "-q"]);
    let shown = ana.shown();
    assert!(shown.contains("\"done\":6"), "{shown}");
    assert!(shown.contains("\"in_conflict\":false"));
}

#[test]
fn lines_that_both_sides_hold_may_stand_twice_and_in_another_order() {
    let Some((_hub, ana, luis)) = contested() else {
        return;
    };
    // Each merges the other's work by itself: the orders of lines differ, the case does not.
    ana.git(&["fetch", "-q", "../luis", "main"]);
    ana.git(&["merge", "-q", "--no-edit", "FETCH_HEAD"]);
    luis.git(&["pull", "-q", "--no-rebase", "--no-edit", "../ana", "main"]);
    all_show_the_same(&[&ana, &luis]);
    let journal = ana.journal();
    let lines = std::fs::read_to_string(&journal).expect("it is there");
    let last = lines.lines().last().expect("it has lines");
    std::fs::write(&journal, format!("{lines}{last}\n")).expect("it can be written");
    all_show_the_same(&[&ana, &luis]);
}
