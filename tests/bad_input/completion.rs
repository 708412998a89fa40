//! Completion in real shells, whatever stands in the store: it says nothing, writes nothing, steers
//! no terminal, and what it puts on the line is one word that runs nothing.

use std::fs;

use crate::journals::pushed;
use crate::tools::has;
use crate::world::{LANGUAGES, World};

/// What a shell that somebody types in is started by, and what it is told first: a command that
/// shows how many words it was given, and the last.
const SHELLS: [(&str, &str, &str); 2] = [
    (
        "bash",
        "bash --norc --noprofile -i",
        "eval \"$(ugat completions bash)\"",
    ),
    (
        "zsh",
        "zsh -f -i",
        "autoload -Uz compinit; compinit -u -D; eval \"$(ugat completions zsh)\"; setopt no_beep",
    ),
];

/// Types a line and the tab key in a terminal of its own, puts the command before it, and prints
/// what the terminal has shown.
const TYPED: &str = r#"
zmodload zsh/zpty
zpty shell "$CALL"
zpty -w shell "$SETUP; PS1=; words() { printf '<%s|%s>DO''NE' \$# \"\${@: -1}\"; }; printf 'REA''DY'"
zpty -r -m shell seen '*READY*'
zpty -n -w shell "$LINE"$'\t\x01words \n'
zpty -r -m shell seen '*DONE*'
print -r -- $seen
"#;

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// What a terminal shows in which this is typed, and then the tab key.
fn typed(world: &World, (call, setup): (&str, &str), line: &str) -> String {
    fs::write(world.home().join("typed"), TYPED).expect("a file");
    let script = format!(
        "export CALL={} SETUP={} LINE={} TERM=dumb LC_ALL=C.UTF-8; timeout 60 zsh -f ~/typed",
        quoted(call),
        quoted(setup),
        quoted(line)
    );
    world.script("en", &script).out
}

/// What fish offers, a line each, what is said of it behind a tab.
fn offered_by_fish(world: &World, language: &str, line: &str) -> Vec<String> {
    let told = "ugat completions fish | source; complete -C \"$LINE\"";
    let script = format!(
        "export LINE={} LC_ALL=C.UTF-8; fish --no-config -c {}",
        quoted(line),
        quoted(told)
    );
    let said = world.script(language, &script);
    assert_eq!((said.exit, &*said.err), (Some(0), ""), "{line}");
    said.out.lines().map(str::to_owned).collect()
}

/// What the program offers for the last of some words.
fn offered(world: &World, words: &[&str]) -> Vec<String> {
    let asked = [&["completions", "fish", "--", "ugat"], words].concat();
    let said = world.ok(&asked);
    said.out.lines().map(str::to_owned).collect()
}

#[test]
fn the_shells_complete_a_line_to_the_word_that_is_meant() {
    if !has("zsh") {
        return;
    }
    let world = World::done(4);
    let hostile = "Nota $(touch pwned) `touch pwned`; \"a\" \\ & 100%F{red}";
    world.ok(&["case", "start", "pr06", "--entity", "E", "--ref", hostile]);
    let before = world.store();
    let before = fs::read_dir(before).expect("a folder").count();
    for (name, call, setup) in SHELLS {
        let case = |line: &str, words: usize, last: &str| {
            let shown = typed(&world, (call, setup), line);
            let expected = format!("<{words}|{last}>DONE");
            assert!(shown.contains(&expected), "{name}, {line}: {shown}");
        };
        case("ugat case adv", 3, "advance");
        case("ugat case advance HR-1 16 --outp", 6, "--output");
        case(
            "ugat case advance HR-1 16 --output acta-cap",
            7,
            "acta-capacitacion=",
        );
        case("ugat case advance HR-1 5 --answer y", 7, "yes");
        case("ugat case log Nota", 4, hostile);
        case("ugat case log 'Nota", 4, hostile);
        case("ugat case log \"Nota", 4, hostile);
        case("ugat --store=./proc", 2, "--store=./procedures/");
    }
    let after = fs::read_dir(world.store()).expect("a folder").count();
    assert_eq!(before, after, "nothing was run");
}

#[test]
fn zsh_shows_what_a_case_is_beside_its_name() {
    if !has("zsh") {
        return;
    }
    let world = World::done(0);
    world.ok(&[
        "case",
        "start",
        "pr06",
        "--ref",
        "HR-2",
        "--entity",
        "%F{red}Ministerio Y",
    ]);
    let (_, call, setup) = SHELLS[1];
    let shown = typed(&world, (call, setup), "ugat case log ");
    for about in [
        "HR-1 · Ministerio X · open",
        "HR-2 · %F{red}Ministerio Y · open",
    ] {
        assert!(shown.contains(about), "{shown}");
    }
}

#[test]
fn fish_offers_words_with_what_is_said_of_them() {
    if !has("fish") {
        return;
    }
    let world = World::done(4);
    let case = |language: &str, line: &str, expected: &[&str]| {
        assert_eq!(offered_by_fish(&world, language, line), expected, "{line}");
    };
    case(
        "es",
        "ugat case adv",
        &["advance\tDa por hecha una actividad lista"],
    );
    case(
        "en",
        "ugat case log HR",
        &["HR-1\tHR-1 · Ministerio X · open"],
    );
    case(
        "es",
        "ugat case advance HR-1 --answer ",
        &["yes\tSí", "no\tNo"],
    );
    case(
        "en",
        "ugat --lang es case advance HR-1 1",
        &[
            "16\tCapacitar en el uso y coordinar la puesta en producción · Profesional…",
            "17\tCapacitar en la arquitectura y el código, con la entidad · UPAT",
            "19\tEnviar el informe del diseño al AIT con nota interna · UPAT",
        ],
    );
    case(
        "en",
        "echo x | ugat case advance HR-1 16 --output acta-cap",
        &["acta-capacitacion=\tTraining record · of this activity"],
    );
}

#[test]
fn the_store_is_that_of_the_line_then_of_the_environment_then_of_the_folder() {
    if !has("bash") {
        return;
    }
    let world = World::done(0);
    let other = world.home().join("otro");
    let other = other.to_str().expect("UTF-8");
    assert_eq!(world.run("en", &["store", "init", other]).exit, Some(0));
    world.ok(&[
        "--store", other, "case", "start", "pr06", "--ref", "HR-1-bis", "--entity", "Y",
    ]);
    let here = "HR-1\tHR-1 · Ministerio X · open";
    let there = "HR-1-bis\tHR-1-bis · Y · open";
    assert_eq!(offered(&world, &["case", "log", "hr"]), [here]);
    for line in [
        &["--store", other, "case", "log", "hr"][..],
        &["case", "log", "--store", other, "hr"],
        &["case", "log", &format!("--store={other}"), "hr"],
        &["case", "--store", "~/otro", "log", "hr"],
    ] {
        assert_eq!(offered(&world, line), [there], "{line:?}");
    }
    let script = "UGAT_STORE=~/otro ugat completions fish -- ugat case log hr";
    assert_eq!(world.script("en", script).out, format!("{there}\n"));
}

#[test]
fn what_was_pushed_steers_no_terminal_and_is_never_typed() {
    let world = World::done(0);
    let id = pushed(&world, "\"a\\u001b[2J\\u009b31m\\u202e\\u0007\\r\\n\\tx\"");
    let short = id[5..9].to_owned();
    let shown = "a\\u{1b}[2J\\u{9b}31m\\u{202e}\\u{7}\\u{d}\\u{a}\\u{9}x · a\\u{1b}[2J\\u{9b}31…";
    assert_eq!(
        offered(&world, &["case", "log", ""]),
        [format!("{short}\t{shown}")]
    );
    assert_eq!(
        offered(&world, &["case", "log", "a"]),
        [""; 0],
        "its reference"
    );
    let events = offered(&world, &["case", "correct", &short, ""]);
    assert_eq!(events.len(), 2, "{events:?}");
    let world = World::done(0);
    pushed(&world, &format!("\"{}\"", "x".repeat(200_000)));
    assert_eq!(
        offered(&world, &["case", "log", "x"]),
        [""; 0],
        "it has no end"
    );
}

#[test]
fn nothing_is_said_or_written_whatever_is_wrong_with_the_store() {
    let world = World::done(4);
    let damage: [(&str, &[u8]); 3] = [
        ("casos/procedures/own.toml", b"id = \"pr07\"\n= \xff"),
        ("casos/cases/2026/pr07-000000000000.jsonl", b"\xff\xfe{\n\n"),
        ("casos/ugat.toml", b"outputs = 7\n"),
    ];
    for (file, bytes) in damage {
        let path = world.home().join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
        let before = world.tree();
        for line in [
            &["case", "log", ""][..],
            &["case", "advance", "HR-1", ""],
            &["case", "advance", "0000", ""],
            &["case", "advance", "HR-1", "5", "--answer", ""],
            &["case", "advance", "HR-1", "99", "--output", ""],
            &["case", "undo", "HR-1", ""],
            &["case", "start", ""],
            &["case", "list", "--role", ""],
            &["--store", "/nowhere", "case", "log", ""],
            &["form", "check", "/nowhere/x"],
            &["--lang", "qu", "case", "log", ""],
            &["--", "--", "\u{1b}[2J", ""],
            &["--no-such=", "case", "\u{0}x"[1..].as_ref(), ""],
        ] {
            for shell in ["bash", "zsh", "fish"] {
                for language in LANGUAGES {
                    let asked = [&["completions", shell, "--", "ugat"], line].concat();
                    let said = world.run(language, &asked);
                    assert_eq!((said.exit, &*said.err), (Some(0), ""), "{line:?}");
                }
            }
        }
        assert!(world.tree() == before, "completing never writes");
    }
    let own = offered(&world, &["case", "start", "pr0"]);
    assert_eq!(
        own.len(),
        4,
        "what comes with the program is offered without a store"
    );
}
