//! The program killed, or its disk made to fail, at every call by which it writes, syncs, links,
//! renames or makes something: what was acknowledged is there, no line is broken, and the next
//! command works. Where processes may not be traced these tests are passed over with a word.

#[path = "../bad_input/world.rs"]
#[expect(dead_code, reason = "shared with the tests of bad input")]
mod world;

mod injected;

use injected::{Fault, Scene};
use world::World;

/// What each command is, and how one sees that it has succeeded.
const SCENES: [Scene; 10] = [
    Scene {
        name: "case start",
        before: "",
        folder: ".",
        command: "ugat case start pr09 --ref NEW-1",
        effect: "ugat case list --json | grep -q NEW-1",
    },
    Scene {
        name: "the first case start",
        before: "",
        folder: "..",
        command: "ugat case start pr09 --ref NEW-1",
        effect: "ugat case list --json | grep -q NEW-1 && ugat store verify",
    },
    Scene {
        name: "case advance",
        before: "",
        folder: ".",
        command: "ugat case advance HR-1 5 --answer yes --output correo=NEW-1",
        effect: "ugat case log HR-1 --json | grep -q NEW-1",
    },
    Scene {
        name: "case advance --file",
        before: "printf 'the report' > informe.txt",
        folder: ".",
        command: "ugat case advance HR-1 19 --output informe-tecnico=NEW-1 \
                  --file informe-tecnico=informe.txt",
        effect: "ugat case outputs HR-1 --check --json | grep -q NEW-1",
    },
    Scene {
        name: "case attach --file",
        before: "printf 'the plan' > plan.txt",
        folder: ".",
        command: "ugat case attach HR-1 4 --output plan-transferencia=NEW-1 \
                  --file plan-transferencia=plan.txt",
        effect: "ugat case outputs HR-1 --check --json | grep -q NEW-1",
    },
    Scene {
        name: "case note after a torn line",
        before: "printf '{\"id\":\"12' >> cases/2026/pr07-*.jsonl",
        folder: ".",
        command: "ugat case note HR-1 NEW-1",
        effect: "ugat case log HR-1 --json | grep -q NEW-1",
    },
    Scene {
        name: "batch",
        before: "printf '%s\\n' '{\"do\":\"start\",\"name\":\"a\",\"procedure\":\"pr09\",\"ref\":\"NEW-1\",\"again\":true}' \
                 '{\"do\":\"note\",\"case\":\"HR-1\",\"text\":\"NEW-2\"}' \
                 '{\"do\":\"advance\",\"case\":\"a\",\"activity\":1}' \
                 '{\"do\":\"note\",\"case\":\"HR-1\",\"text\":\"NEW-3\"}' > acts.ndjson",
        folder: ".",
        command: "ugat batch acts.ndjson",
        // Each case has all of its lines or none.
        effect: "two() { for journal in \"$@\"; do \
                 [ $(grep -c 'NEW-1\\|completed' $journal) = 2 ] || exit 9; done; }; \
                 two $(grep -l NEW-1 cases/2026/pr09-*.jsonl); \
                 known=$(grep -c 'NEW-[23]' cases/2026/pr07-*.jsonl); \
                 [ $((known % 2)) = 0 ] || exit 9; \
                 [ $known != 0 ] && grep -q NEW-1 cases/2026/pr09-*.jsonl",
    },
    Scene {
        name: "procedure add",
        before: "sed 's/^version = .*/version = 9/' procedures/pinned/pr07-*.toml > pr07.toml",
        folder: ".",
        command: "ugat procedure add pr07.toml",
        effect: "ugat procedure show pr07@9",
    },
    Scene {
        name: "store init",
        before: "mkdir other",
        folder: ".",
        command: "ugat store init other/place",
        effect: "cat other/place/{ugat.toml,.gitattributes,.gitignore}",
    },
    Scene {
        name: "store repair",
        before: "journal=$(echo cases/2026/pr07-*.jsonl); line=$(tail -n 1 $journal); \
                 printf '%s\\n{\"id\":\"12' \"$line\" >> $journal",
        folder: ".",
        command: "ugat store repair --yes",
        effect: "[ -z \"$(sort cases/2026/pr07-*.jsonl | uniq -d)\" ]",
    },
];

/// The row of the topic `safety` on a fault says no more times than it was injected.
#[track_caller]
fn holds_to_the_topic(named: &str, injected: Option<usize>) {
    let said: usize = row(named)[3].parse().expect("a number of times");
    assert!(
        injected.is_none_or(|count| count >= said),
        "{named}: {said} times in the topic, {injected:?} here"
    );
}

/// The cells of a row of the topic, behind an empty one.
#[track_caller]
fn row(named: &str) -> Vec<&'static str> {
    let mut lines = include_str!("../../src/cli/help/topics/safety.en.md").lines();
    let row = lines.find(|line| line.starts_with(&format!("| {named} |")));
    let row = row.unwrap_or_else(|| panic!("the topic has no row on {named}"));
    row.split('|').map(str::trim).collect()
}

#[test]
fn the_topic_of_safety_names_every_fault_and_what_it_was_injected_into() {
    for scene in &SCENES {
        assert!(row("killed")[2].contains(scene.name), "{}", scene.name);
    }
    for fault in [
        "`EIO`",
        "`ENOSPC`",
        "`git checkout`, `git pull`, `git checkout -f`, a rename",
        "a clock that jumps back a year",
        "50 processes at once",
        "bytes harmed at random",
    ] {
        row(fault);
    }
}

#[test]
fn killed_at_every_call_nothing_acknowledged_is_lost() {
    holds_to_the_topic("killed", injected::all(&SCENES, Fault::Kill));
}

#[test]
fn where_every_call_fails_once_nothing_is_said_to_be_done() {
    holds_to_the_topic("`EIO`", injected::all(&SCENES, Fault::Error("EIO")));
}

#[test]
fn where_there_is_no_room_for_a_call_nothing_is_said_to_be_done() {
    holds_to_the_topic("`ENOSPC`", injected::all(&SCENES, Fault::Error("ENOSPC")));
}

/// Kills a command before each folder that it syncs; the next one, which finds there what was made
/// in it, syncs it too. Gives how many folders that were.
#[track_caller]
fn syncs_again(world: impl Fn() -> World, command: &str) -> usize {
    let mut folders = 0;
    for which in 1.. {
        let world = world();
        let traced = |options: &str| {
            let strace = format!("strace -f -y -qq -o trace -e trace=fsync {options} {command}");
            let said = world.script("en", &format!("{strace}; exit $?"));
            let trace = std::fs::read_to_string(world.store().join("trace")).expect("a trace");
            let paths = trace.lines().filter_map(|line| {
                let path = line.split_once("fsync(")?.1.split_once('<')?.1;
                Some(path.split_once('>')?.0.to_owned())
            });
            (said, paths.collect::<Vec<_>>())
        };
        let (said, before) = traced(&format!("-e inject=fsync:signal=KILL:when={which}"));
        if said.exit == Some(0) {
            break;
        }
        let unsynced = before.last().expect("it was killed at one");
        // A file that is not linked yet is made anew.
        if std::path::Path::new(unsynced).is_dir() {
            let (said, after) = traced("-E UGAT_SEED=2");
            assert_eq!(said.exit, Some(0), "{command}: {}", said.err);
            assert!(after.contains(unsynced), "{command}: {unsynced}");
            folders += 1;
        }
    }
    folders
}

#[test]
fn what_a_killed_command_has_made_is_synced_by_the_next_one() {
    if !injected::permitted() {
        return;
    }
    let start = "ugat case start pr07 --entity X";
    assert_eq!(syncs_again(World::empty, start), 6);
    let planned = || {
        let world = World::done(4);
        std::fs::write(world.store().join("plan.txt"), "the plan").expect("a file");
        world
    };
    let attach = "ugat case attach HR-1 4 --file plan-transferencia=plan.txt";
    assert_eq!(syncs_again(planned, attach), 4);
}

/// A store in a repository, with a branch on which the journal has one line more.
fn branched(world: &World) {
    let made = world.script(
        "en",
        "git init -q -b main && git config user.name Ana && git config user.email a@example.org \
         && git add -A && git commit -qm one && git checkout -q -b other \
         && ugat case note HR-1 theirs >/dev/null && git commit -qam two && git checkout -q main",
    );
    assert_eq!(made.exit, Some(0), "{}", made.err);
}

/// Replaces the journal while a note is held up at a call, and looks for it in what is there then.
#[track_caller]
fn replaced(held_up_at: &str, until: &str, replacing: &str, left: &[&str]) {
    let world = World::done(4);
    branched(&world);
    let said = world.script(
        "en",
        &format!(
            "journal=$(echo cases/2026/pr07-*.jsonl); cp $journal older
             strace -f -qq -o trace -e inject={held_up_at}:delay_enter=1500000:when=1 \
                 ugat case note HR-1 mine >/dev/null & writer=$!
             for time in {{1..200}}; do {until} && break; sleep 0.02; done
             sleep 0.1; {replacing} || exit 9
             wait $writer"
        ),
    );
    assert_eq!(said.exit, Some(0), "{replacing}: {}", said.err);
    let log = world.ok(&["--json", "case", "log", "HR-1"]);
    for note in left {
        assert!(log.out.contains(note), "{replacing}: {note} is gone");
    }
}

#[test]
fn a_journal_that_git_replaces_before_a_line_is_written_gets_it() {
    if !injected::permitted() {
        return;
    }
    // Until the line is written the file is as git knows it, and git puts another in its place.
    let locked = "! flock -n $journal true";
    for replacing in ["git checkout -q other", "git pull -q --no-edit . other"] {
        replaced("write", locked, replacing, &["mine", "theirs"]);
    }
}

#[test]
fn a_journal_that_is_replaced_before_a_line_is_synced_gets_it_again() {
    if !injected::permitted() {
        return;
    }
    let written = "grep -q mine $journal";
    replaced("fdatasync", written, "mv older $journal", &["mine"]);
    let forced = "git checkout -qf other";
    replaced("fdatasync", written, forced, &["mine", "theirs"]);
}

#[test]
fn a_clock_that_jumps_back_a_year_orders_nothing() {
    let world = World::done(4);
    for advance in [&["5", "--answer", "yes"][..], &["6"]] {
        let mut command = world.command("en");
        command.args(["case", "advance", "HR-1"]).args(advance);
        command.env("UGAT_NOW", "2025-03-02T10:12:00-04:00");
        let done = command.output().expect("it runs");
        assert!(done.status.success(), "{done:?}");
    }
    let status = world.ok(&["--json", "case", "status", "HR-1"]);
    let status: serde_json::Value = serde_json::from_str(&status.out).expect("JSON");
    let done = status["done"].as_array().expect("work that was done");
    let numbers: Vec<_> = done
        .iter()
        .filter_map(|one| one["activity"].as_u64())
        .collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6]);
}
