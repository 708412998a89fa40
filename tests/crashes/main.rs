//! The program killed, or its disk made to fail, at every call by which it writes, syncs, links,
//! renames or makes something: what was acknowledged is there, no line is broken, and the next
//! command works. Where processes may not be traced these tests are passed over with a word.

#[path = "../bad_input/world.rs"]
#[expect(dead_code, reason = "shared with the tests of bad input")]
mod world;

mod injected;

use injected::{Fault, Scene};
use world::World;

/// What each command is and what it leaves where it succeeds: a word of the log, or of a file.
const SCENES: [Scene; 6] = [
    Scene {
        name: "case start",
        before: "",
        command: "ugat case start pr09 --ref NEW-1",
        effect: "NEW-1",
    },
    Scene {
        name: "case advance",
        before: "",
        command: "ugat case advance HR-1 5 --answer yes --output correo=NEW-1",
        effect: "NEW-1",
    },
    Scene {
        name: "case advance --file",
        before: "printf 'the report' > informe.txt",
        command: "ugat case advance HR-1 19 --output informe-tecnico=NEW-1 \
                  --file informe-tecnico=informe.txt",
        effect: "NEW-1",
    },
    Scene {
        name: "case attach --file",
        before: "printf 'the plan' > plan.txt",
        command: "ugat case attach HR-1 4 --output plan-transferencia=NEW-1 \
                  --file plan-transferencia=plan.txt",
        effect: "NEW-1",
    },
    Scene {
        name: "case note after a torn line",
        before: "printf '{\"id\":\"12' >> cases/2026/pr07-*.jsonl",
        command: "ugat case note HR-1 NEW-1",
        effect: "NEW-1",
    },
    Scene {
        name: "store init",
        before: "mkdir other",
        command: "ugat store init other",
        effect: "other",
    },
];

#[test]
fn killed_at_every_call_nothing_acknowledged_is_lost() {
    let injected = injected::all(&SCENES, Fault::Kill);
    assert!(injected.is_none_or(|count| count >= 45), "{injected:?}");
}

/// A store in a repository, with a branch on which the journal has one line more.
fn branched(world: &World) {
    let made = world.script(
        "en",
        "git init -q -b main && git config user.name Ana && git config user.email a@example.org \
         && git add -A && git commit -qm one && git checkout -q -b other \
         && ugat case note HR-1 THERE >/dev/null && git commit -qam two && git checkout -q main",
    );
    assert_eq!(made.exit, Some(0), "{}", made.err);
}

#[test]
fn a_journal_that_git_replaces_in_the_middle_of_a_write_holds_what_was_acknowledged() {
    if !injected::permitted() {
        return;
    }
    // Before the line is written the file is as git knows it, and git puts another in its place.
    for replacing in ["git checkout -q other", "git pull -q --no-edit . other"] {
        let world = World::done(4);
        branched(&world);
        let said = world.script(
            "en",
            &format!(
                "strace -qq -o trace -e inject=write:delay_enter=700000:when=1 \
                 ugat case note HR-1 HERE >/dev/null & writer=$!; sleep 0.3; \
                 {replacing} || exit 9; wait $writer"
            ),
        );
        assert_eq!(said.exit, Some(0), "{replacing}: {}", said.err);
        let log = world.ok(&["--json", "case", "log", "HR-1"]);
        for note in ["HERE", "THERE"] {
            assert!(log.out.contains(note), "{replacing}: {note} is gone");
        }
    }
}

#[test]
fn a_clock_that_jumps_back_a_year_orders_nothing() {
    let world = World::done(4);
    let said = world.script(
        "en",
        "export UGAT_NOW=2025-03-02T10:12:00-04:00; \
         ugat case advance HR-1 5 --answer yes >/dev/null && ugat case advance HR-1 6 >/dev/null",
    );
    assert_eq!(said.exit, Some(0), "{}", said.err);
    let status = world.ok(&["--json", "case", "status", "HR-1"]);
    let status: serde_json::Value = serde_json::from_str(&status.out).expect("JSON");
    let done = status["done"].as_array().expect("work that was done");
    let numbers: Vec<_> = done
        .iter()
        .filter_map(|one| one["activity"].as_u64())
        .collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6]);
}

#[test]
fn where_every_call_fails_once_nothing_is_said_to_be_done_that_is_not() {
    for fault in [Fault::Error("EIO"), Fault::Error("ENOSPC")] {
        let injected = injected::all(&SCENES, fault);
        assert!(injected.is_none_or(|count| count >= 45), "{injected:?}");
    }
}
