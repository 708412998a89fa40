//! Journals only grow: in whatever way acts are lost that git has, they are named, nothing of it is
//! shared, and a repair gives them back.

use std::fs;

use crate::acts::{acts, committed, lines, missing, named, put, relative};
use crate::clones::{Clone, Hub};

/// A shared store with a case of some acts, one commit each, and another case; looked through once.
fn shared() -> Option<(Hub, Clone)> {
    let hub = Hub::new()?;
    let ana = hub.first("ana");
    ana.begin();
    ana.ugat(&["case", "start", "pr09", "--ref", "R-2"]);
    for activity in ["16", "17", "19"] {
        ana.ugat(&["case", "advance", "R-1", activity]);
        ana.commit(activity);
    }
    ana.push();
    assert_eq!(missing(&ana).1, 0);
    Some((hub, ana))
}

/// Loses acts in some way; whether it is committed by hand or not, every one is named, sync shares
/// nothing of it, and a repair gives all of them back, which sync then shares.
#[track_caller]
fn lost(does: impl Fn(&Clone)) {
    for by_hand in [false, true] {
        let Some((_hub, ana)) = shared() else {
            return;
        };
        let before = acts(&ana);
        does(&ana);
        if by_hand {
            ana.commit_forced("by hand");
        }
        let gone = &before - &acts(&ana);
        assert!(!gone.is_empty());
        let (told, code) = missing(&ana);
        assert_eq!((&told & &gone, code), (gone.clone(), 3));
        let pushed = ana.told(&["rev-parse", "origin/main"]);
        let said = ana.try_ugat(&["--json", "store", "sync"]);
        assert_eq!(said.code, 3, "{}{}", said.out, said.err);
        assert!(named(&said).is_superset(&gone), "{}", said.err);
        ana.git(&["fetch", "-q"]);
        assert_eq!(ana.told(&["rev-parse", "origin/main"]), pushed);
        let said = ana.try_ugat(&["store", "repair", "--yes"]);
        assert!(acts(&ana).is_superset(&before), "{}{}", said.out, said.err);
        let (told, code) = missing(&ana);
        assert_eq!((told.len(), code), (0, 0), "{}{}", said.out, said.err);
        let said = ana.try_ugat(&["store", "sync"]);
        assert_eq!(said.code, 0, "{}{}", said.out, said.err);
        assert!(committed(&ana, "origin/main").is_superset(&before));
    }
}

#[test]
fn lines_that_are_cut_off_or_out() {
    lost(|ana| put(ana, &lines(ana)[..3]));
    lost(|ana| put(ana, &[&lines(ana)[..2], &lines(ana)[3..]].concat()));
    lost(|ana| put(ana, &lines(ana)[..1]));
}

#[test]
fn a_journal_that_is_removed_emptied_or_overwritten() {
    lost(|ana| fs::remove_file(ana.journal()).expect("it is there"));
    lost(|ana| fs::write(ana.journal(), "").expect("it can be written"));
    lost(|ana| fs::write(ana.journal(), "nothing of a case\n").expect("it can be written"));
    lost(|ana| fs::write(ana.journal(), [0, 159, 255, 7].repeat(40)).expect("it can be written"));
    lost(|ana| {
        let all = lines(ana).concat();
        let wide: Vec<u8> = all.encode_utf16().flat_map(u16::to_le_bytes).collect();
        fs::write(ana.journal(), [&[0xff, 0xfe][..], &wide].concat()).expect("it can be written");
    });
    lost(|ana| fs::remove_dir_all(ana.path().join("cases")).expect("it is there"));
}

#[test]
fn a_former_state_that_is_put_in_place_of_the_last() {
    lost(|ana| {
        let journal = relative(ana, &ana.journal());
        let journals = ana.journals();
        for path in journals {
            let path = relative(ana, &path);
            ana.try_git(&["checkout", "-q", "HEAD~2", "--", &path]);
        }
        assert!(!journal.is_empty());
    });
    lost(|ana| ana.git(&["revert", "--no-edit", "HEAD"]));
    lost(|ana| ana.git(&["read-tree", "-u", "--reset", "HEAD~3"]));
}

/// One journal of the two that has acts of R-1.
fn of_first_case(clone: &Clone) -> std::path::PathBuf {
    let journals = clone.journals().into_iter();
    let mut of_first = journals.filter(|path| path.display().to_string().contains("pr07-"));
    of_first.next().expect("it is there")
}

#[test]
fn a_merge_that_takes_one_side_alone() {
    for strategy in [["-s", "ours"], ["-X", "ours"]] {
        let Some((hub, ana)) = shared() else {
            return;
        };
        let luis = hub.clone("luis");
        luis.ugat(&["case", "note", "R-1", "de Luis"]);
        luis.commit("luis");
        luis.push();
        let theirs = acts(&luis);
        ana.ugat(&["case", "note", "R-1", "de Ana"]);
        // Without the union, one side of a conflict is taken.
        fs::write(ana.path().join(".git/info/attributes"), "*.jsonl merge\n").expect("a file");
        ana.commit("ana");
        ana.git(&["fetch", "-q"]);
        let merge = ["merge", "-q", "--no-edit", strategy[0], strategy[1]];
        ana.git(&[&merge[..], &["origin/main"]].concat());
        let gone = &theirs - &acts(&ana);
        assert_eq!(gone.len(), 1);
        let said = ana.try_ugat(&["--json", "store", "verify"]);
        assert_eq!((named(&said), said.code), (gone, 3), "{}", said.out);
        let merged = ana.told(&["rev-parse", "HEAD"]);
        assert!(said.out.contains(merged.trim()), "{}", said.out);
        fs::remove_file(ana.path().join(".git/info/attributes")).expect("it is there");
        ana.ugat(&["store", "repair", "--yes"]);
        ana.ugat(&["store", "sync"]);
        assert!(acts(&ana).is_superset(&theirs));
    }
}

#[test]
fn what_others_have_pushed_is_named_when_it_comes_in_and_is_given_back() {
    let Some((hub, ana)) = shared() else {
        return;
    };
    let luis = hub.clone("luis");
    let all = acts(&luis);
    let journal = of_first_case(&luis);
    let text = fs::read_to_string(&journal).expect("it is there");
    let kept: Vec<&str> = text.split_inclusive('\n').take(4).collect();
    fs::write(&journal, kept.concat()).expect("it can be written");
    luis.commit("cut");
    luis.push();
    let gone = &all - &acts(&luis);
    ana.ugat(&["case", "note", "R-2", "de Ana"]);
    let said = ana.try_ugat(&["--json", "store", "sync"]);
    assert_eq!(said.code, 3, "{}", said.err);
    assert_eq!(named(&said), gone);
    assert!(said.err.contains("acts-lost"), "{}", said.err);
    ana.ugat(&["store", "repair", "--yes"]);
    ana.ugat(&["store", "sync"]);
    // Whose own clone lacks what it had before has it mended first.
    luis.ugat(&["store", "repair", "--yes"]);
    luis.ugat(&["store", "sync"]);
    assert!(acts(&luis).is_superset(&all));
    assert_eq!(missing(&luis).1, 0);
}

#[test]
fn lines_in_another_order_or_twice_lose_nothing() {
    let Some((_hub, ana)) = shared() else {
        return;
    };
    let mut all = lines(&ana);
    all.reverse();
    all.push(all[0].clone());
    put(&ana, &all);
    let (told, code) = missing(&ana);
    assert_eq!((told.len(), code), (0, 0));
    ana.ugat(&["store", "sync"]);
}
