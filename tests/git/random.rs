//! A random history of one clone, by hand and by git, seen by nobody: every act that it lost is
//! named, by whatever way it went, and a repair gives all of them back.
//!
//! `UGAT_HISTORY_SEED` runs one world alone; a world that fails names its seed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use fastrand::Rng;

use crate::acts::{Acts, acts, committed, in_history, missing};
use crate::clones::{Clone, Hub};

const WORLDS: u64 = 12;
const STEPS: usize = 14;

#[expect(
    clippy::disallowed_methods,
    reason = "a test has no environment but the real one"
)]
fn seeds() -> Vec<u64> {
    let given = std::env::var("UGAT_HISTORY_SEED").ok();
    given.map_or((1..=WORLDS).collect(), |seed| {
        vec![seed.parse().expect("a number")]
    })
}

#[test]
fn every_act_that_a_random_history_lost_is_named_and_given_back() {
    for seed in seeds() {
        let Some(hub) = Hub::new() else { return };
        let mut rng = Rng::with_seed(seed);
        let ana = hub.first("ana");
        ana.commit("a store");
        ana.begin();
        ana.ugat(&["case", "note", "R-1", "nota"]);
        ana.commit("noted");
        ana.push();
        let mut done = Vec::new();
        for step in 0..STEPS {
            done.push(go_on(&ana, &mut rng, step));
            // Whether it was looked at on the way changes nothing.
            if rng.u32(0..3) == 0 {
                missing(&ana);
            }
        }
        let told = format!("UGAT_HISTORY_SEED={seed}: {done:?}");
        let had = in_history(&ana);
        let gone = &had - &acts(&ana);
        let (named, code) = missing(&ana);
        let unnamed = &gone - &named;
        assert!(unnamed.is_empty(), "{told}: {unnamed:?} of {gone:?}");
        assert!(gone.is_empty() || code == 3, "{told}");
        assert!(named.iter().all(|act| had.contains(act)), "{told}");
        let said = ana.try_ugat(&["store", "repair", "--yes"]);
        let gone = &had - &acts(&ana);
        assert!(
            gone.is_empty(),
            "{told}: {gone:?}: {}{}",
            said.out,
            said.err
        );
        let (named, code) = missing(&ana);
        assert_eq!(
            (named.len(), code),
            (0, 0),
            "{told}: {}{}",
            said.out,
            said.err
        );
    }
}

/// One step: honest work, or something that somebody does by hand or by git.
fn go_on(ana: &Clone, rng: &mut Rng, step: usize) -> &'static str {
    let journals = ana.journals();
    let journal = rng.choice(&journals);
    match (rng.u32(0..14), journal) {
        (0..=4, _) | (_, None) => {
            // Where the case is damaged, the act is refused and nothing is written.
            let reference = format!("R-{}", step + 2);
            match rng.bool() {
                true => ana.try_ugat(&["case", "note", "R-1", &format!("nota {step}")]),
                false => ana.try_ugat(&["case", "start", "pr09", "--ref", &reference]),
            };
            ana.commit("work");
            "work"
        }
        (5, Some(journal)) => {
            without_a_line(journal, rng);
            ana.commit("edit");
            "edit"
        }
        (6, Some(journal)) => {
            without_a_line(journal, rng);
            "edit, not committed"
        }
        (7, Some(journal)) => {
            fs::remove_file(journal).expect("it is there");
            ana.commit("remove");
            "remove"
        }
        (8, Some(journal)) => {
            let other = journal.with_file_name(format!("copia-{step}.jsonl"));
            fs::rename(journal, other).expect("it can be renamed");
            ana.commit("rename");
            "rename"
        }
        (9, _) => {
            committed_if_any(ana);
            if !ana.try_git(&["revert", "--no-edit", "HEAD"]) {
                ana.try_git(&["revert", "--abort"]);
            }
            "revert"
        }
        (10, _) => {
            ana.commit("before");
            ana.try_git(&["checkout", "-q", "HEAD~2", "--", "cases"]);
            ana.commit("checkout");
            "former state"
        }
        (11, _) => {
            on_two_branches(
                ana,
                step,
                &["merge", "-q", "--no-edit", "-s", "ours", "otra"],
            );
            "merge of one side"
        }
        (12, _) => {
            on_two_branches(ana, step, &["merge", "-q", "--squash", "otra"]);
            ana.commit("squash");
            "squash"
        }
        (_, Some(journal)) => {
            fs::write(
                journal,
                rng.choice(["", "basura\n", "\u{feff}"]).expect("one"),
            )
            .expect("it can be written");
            ana.commit("overwrite");
            "overwrite"
        }
    }
}

fn committed_if_any(who: &Clone) {
    who.git(&["add", "-A"]);
    who.try_git(&["commit", "-q", "-m", "before"]);
}

fn without_a_line(journal: &Path, rng: &mut Rng) {
    let text = fs::read_to_string(journal).expect("it is text");
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    if !lines.is_empty() {
        lines.remove(rng.usize(0..lines.len()));
    }
    fs::write(journal, lines.concat()).expect("it can be written");
}

/// Something is done on another branch, and taken in by this command of git.
fn on_two_branches(ana: &Clone, step: usize, take: &[&str]) {
    ana.commit("before");
    ana.git(&["branch", "-q", "-f", "otra"]);
    ana.git(&["checkout", "-q", "otra"]);
    ana.try_ugat(&["case", "start", "pr09", "--ref", &format!("otra-{step}")]);
    ana.commit("otra");
    ana.git(&["checkout", "-q", "main"]);
    ana.try_git(take);
}

/// Several clones of a hub: honest people, and one who damages, deletes, reverts, force-pushes and
/// overrides attributes. Nothing that was shared is missing at the end without having been named.
#[test]
fn in_a_team_in_which_somebody_damages_nothing_shared_goes_unnamed() {
    for seed in seeds().into_iter().take(4) {
        let Some(hub) = Hub::new() else { return };
        let mut rng = Rng::with_seed(seed);
        let ana = hub.first("ana");
        ana.commit("a store");
        ana.begin();
        ana.push();
        let team = [ana, hub.clone("luis"), hub.clone("eva")];
        let mut world = Team::default();
        for step in 0..24 {
            let place = rng.usize(0..team.len());
            let who = &team[place];
            // Eva is careless with git, and knows only half of what she does.
            let what = match (place, rng.u32(0..3)) {
                (2, 0) => careless(who, &mut rng, step),
                _ => world.honest(who, &mut rng, step),
            };
            world.done.push((who.name, what));
        }
        world.end(&team, seed);
    }
}

/// What is known of a team from outside.
#[derive(Default)]
struct Team {
    /// The acts that were acknowledged and pushed.
    shared: Acts,
    /// The acts that somebody was told are missing.
    named: Acts,
    done: Vec<(&'static str, &'static str)>,
}

impl Team {
    fn honest(&mut self, who: &Clone, rng: &mut Rng, step: usize) -> &'static str {
        match rng.u32(0..4) {
            0 => {
                let note = format!("{} {step}", who.name);
                who.try_ugat(&["case", "note", "R-1", &note]);
                "note"
            }
            1 => {
                let reference = format!("{}-{step}", who.name);
                who.try_ugat(&["case", "start", "pr09", "--ref", &reference]);
                "start"
            }
            _ => {
                self.sync(who);
                "sync"
            }
        }
    }

    /// As it is done in the field: what is refused is mended as it says, and tried again.
    fn sync(&mut self, who: &Clone) -> bool {
        for _ in 0..4 {
            let said = who.try_ugat(&["--json", "store", "sync"]);
            self.named.extend(crate::acts::named(&said));
            if said.code == 0 {
                self.shared.extend(committed(who, "HEAD"));
                return true;
            }
            self.named.extend(missing(who).0);
            who.try_ugat(&["store", "repair", "--yes"]);
            if said.err.contains("git-conflict") {
                who.commit("settled");
            }
        }
        false
    }

    /// Everybody exchanges until nothing moves, and then nothing that was shared is missing.
    fn end(&mut self, team: &[Clone], seed: u64) {
        let told = format!("UGAT_HISTORY_SEED={seed}: {:?}", self.done);
        for _ in 0..2 {
            for who in team {
                let _ = fs::remove_file(who.path().join(".git/info/attributes"));
                assert!(self.sync(who), "{told}: {}", {
                    let said = who.try_ugat(&["store", "sync"]);
                    format!("{}: {}{}", who.name, said.out, said.err)
                });
            }
        }
        let mut missing_from: BTreeMap<&str, Acts> = BTreeMap::new();
        for who in team {
            missing_from.insert(who.name, &self.shared - &acts(who));
        }
        for (name, gone) in &missing_from {
            let unnamed = gone - &self.named;
            assert!(unnamed.is_empty(), "{told}: {name}: {unnamed:?}");
        }
        let first = acts(&team[0]);
        assert!(team.iter().all(|who| acts(who) == first), "{told}");
        assert!(
            missing_from.values().all(Acts::is_empty),
            "{told}: {missing_from:?}"
        );
    }
}

/// Damages, deletes, reverts, pushes by force, overrides attributes, and shares it by git alone.
fn careless(who: &Clone, rng: &mut Rng, step: usize) -> &'static str {
    let journals = who.journals();
    let Some(journal) = rng.choice(&journals) else {
        return "nothing";
    };
    // What was in no commit when it was damaged, nobody can give back.
    committed_if_any(who);
    match rng.u32(0..7) {
        0 => {
            without_a_line(journal, rng);
            by_git(who);
            "cut"
        }
        1 => {
            fs::remove_file(journal).expect("it is there");
            by_git(who);
            "remove"
        }
        2 => {
            if !who.try_git(&["revert", "--no-edit", "HEAD"]) {
                who.try_git(&["revert", "--abort"]);
            }
            by_git(who);
            "revert"
        }
        3 => {
            who.try_ugat(&["case", "note", "R-1", &format!("a la fuerza {step}")]);
            who.commit("mine");
            who.try_git(&["push", "-q", "--force", "origin", "HEAD:main"]);
            "force"
        }
        4 => {
            let file = who.path().join(".git/info/attributes");
            fs::write(file, "*.jsonl merge=binary\n").expect("a file");
            who.try_git(&["pull", "-q", "--no-rebase", "--no-edit", "-X", "ours"]);
            who.try_git(&["checkout", "-q", "--ours", "--", "cases"]);
            by_git(who);
            "attributes"
        }
        5 => {
            fs::write(journal, "basura\n").expect("it can be written");
            by_git(who);
            "overwrite"
        }
        _ => {
            who.git(&["fetch", "-q"]);
            who.try_git(&["merge", "-q", "--no-edit", "-s", "ours", "origin/main"]);
            by_git(who);
            "one side"
        }
    }
}

/// Commits all and pushes it, as the branch is.
fn by_git(who: &Clone) {
    who.commit("by hand");
    if !who.try_git(&["push", "-q", "origin", "HEAD:main"]) {
        if !who.try_git(&["pull", "-q", "--no-rebase", "--no-edit"]) {
            who.commit("settled by hand");
        }
        who.try_git(&["push", "-q", "origin", "HEAD:main"]);
    }
}
