//! What sync pulls is held to the rules of a gate: damage stops it, and the rest is named.

use std::fs;

use crate::acts::missing;
use crate::clones::{Clone, Hub};

fn shared() -> Option<(Hub, Clone, Clone)> {
    let hub = Hub::new()?;
    let ana = hub.first("ana");
    ana.begin();
    ana.push();
    let luis = hub.clone("luis");
    Some((hub, ana, luis))
}

/// Luis pushes something by git alone; sync of Ana ends with this code and says this.
#[track_caller]
fn pulled(does: impl Fn(&Clone), code: i32, told: &[&str]) -> Option<(Hub, Clone)> {
    let (hub, ana, luis) = shared()?;
    does(&luis);
    luis.commit_forced("by git");
    luis.push();
    ana.ugat(&["case", "note", "R-1", "de Ana"]);
    let said = ana.try_ugat(&["--json", "store", "sync"]);
    assert_eq!(said.code, code, "{}{}", said.out, said.err);
    for part in told {
        let all = said.out.clone() + &said.err;
        assert!(all.contains(part), "{part}: {all}");
    }
    Some((hub, ana))
}

#[test]
fn what_is_no_file_of_a_store_is_named_and_stops_nothing() {
    let notes = |luis: &Clone| fs::write(luis.path().join("notas.txt"), "x").expect("a file");
    let Some((hub, ana)) = pulled(
        notes,
        0,
        &["\"unfit\":[{\"path\":\"notas.txt\"", "no-store-file"],
    ) else {
        return;
    };
    // It was said once; what is here is shared.
    let said = ana.ugat(&["--json", "store", "sync"]);
    assert!(said.contains("\"unfit\":[]"), "{said}");
    let eva = hub.clone("eva");
    assert_eq!(missing(&eva).1, 0);
}

#[test]
fn who_took_an_act_out_is_named_and_not_who_merged_it() {
    let cut = |luis: &Clone| {
        let text = fs::read_to_string(luis.journal()).expect("it is there");
        let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
        lines.remove(1);
        fs::write(luis.journal(), lines.concat()).expect("a file");
    };
    let Some((_hub, ana)) = pulled(cut, 3, &["\"kind\":\"acts-lost\""]) else {
        return;
    };
    let cut = ana.told(&["rev-parse", "origin/main"]);
    let blamed = format!("\"commit\":{{\"id\":\"{}\"", cut.trim());
    for command in ["verify", "sync"] {
        let said = ana.try_ugat(&["--json", "store", command]);
        let all = said.out + &said.err;
        assert!(all.contains(&blamed), "{blamed}: {all}");
    }
    ana.ugat(&["store", "repair", "--yes"]);
    ana.ugat(&["store", "sync"]);
    assert_eq!(missing(&ana).1, 0);
}

#[test]
fn damage_that_comes_in_stops_it_and_is_mended_as_it_says() {
    let garbage = |luis: &Clone| {
        let text = fs::read_to_string(luis.journal()).expect("it is there");
        fs::write(luis.journal(), text + "basura\n").expect("a file");
    };
    let Some((_hub, ana)) = pulled(
        garbage,
        3,
        &["\"kind\":\"damaged\"", "ugat store repair --yes"],
    ) else {
        return;
    };
    ana.ugat(&["store", "repair", "--yes"]);
    ana.ugat(&["store", "sync"]);
    assert_eq!(missing(&ana).1, 0);
}

#[test]
fn a_pinned_definition_that_was_altered_or_taken_away_is_given_back() {
    let pinned = |luis: &Clone| {
        let folder = luis.path().join("procedures/pinned");
        let file = fs::read_dir(folder).expect("it is there").next();
        file.expect("one").expect("it is listed").path()
    };
    for remove in [false, true] {
        let does = |luis: &Clone| match remove {
            true => fs::remove_file(pinned(luis)).expect("it is there"),
            false => fs::write(pinned(luis), "id = \"x\"\n").expect("a file"),
        };
        let Some((_hub, ana)) = pulled(does, 3, &["nothing was passed on"]) else {
            return;
        };
        ana.ugat(&["store", "repair", "--yes"]);
        ana.ugat(&["store", "sync"]);
        assert_eq!(missing(&ana).1, 0);
    }
}

#[test]
fn damage_that_was_committed_by_hand_is_not_given_on() {
    let Some((_hub, ana, _luis)) = shared() else {
        return;
    };
    ana.ugat(&["store", "sync"]);
    let text = fs::read_to_string(ana.journal()).expect("it is there");
    fs::write(ana.journal(), text + "basura\n").expect("a file");
    ana.commit("by hand");
    for _ in 0..2 {
        let said = ana.try_ugat(&["store", "sync"]);
        assert_eq!(said.code, 3, "{}", said.err);
    }
    ana.ugat(&["store", "repair", "--yes"]);
    ana.ugat(&["store", "sync"]);
    assert_eq!(missing(&ana).1, 0);
}
