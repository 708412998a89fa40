//! The README, the topics of help and the files of `examples` are sessions at a shell: each
//! `$ command` of a `console` block is run, and prints what stands below it, a last line `[exit 1]`
//! naming a code that is not 0. All commands of a file share one shell in one empty home, whose path
//! is shown as `/home/ana`; the language is English, or Spanish where the file ends in `.es.md`.
//! A block that is a file, by `toml file=NAME` or a first line `# file: NAME`, is written to the
//! current folder. `<!-- env: KEY=VALUE -->` sets a variable. `UPDATE_EXPECTED=1` rewrites what is
//! said to be printed.

mod answers;
mod difference;
#[path = "../tools/known.rs"]
mod known;
mod proposals;
mod schemas;
mod script;
mod session;

use std::collections::BTreeSet;
use std::env;
use std::fs;

use std::path::{Path, PathBuf};
use std::thread;

use difference::difference;
use proposals::{Proposal, leads_on, proposals};
use script::{Script, Step};
use session::{Session, missing_tool};

fn under_root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[expect(
    clippy::disallowed_methods,
    reason = "a test is told to rewrite what it expects"
)]
fn is_update() -> bool {
    env::var_os("UPDATE_EXPECTED").is_some()
}

/// What a file says that is not so; nothing where all of it is.
fn untrue(path: &Path) -> Result<(), String> {
    let name = path.file_name().expect("a file has a name");
    let name = name.to_str().expect("its name is UTF-8");
    let script = Script::parse(&read(path))?;
    if let Some(missing) = missing_tool(&script) {
        return passed_over(path, missing);
    }
    let printed = Session::run(&script, name)?;
    if is_update() {
        let text = script.with(printed.into_iter())?;
        fs::write(path, text).expect("it can be written");
        return Ok(());
    }
    let mut wrong = Vec::new();
    for (step, printed) in script.steps().zip(&printed) {
        if step.expected != *printed {
            let shown = difference(&step.expected, printed);
            wrong.push(format!("line {}\n{}{shown}", step.line, step.shown));
        }
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(wrong.join("\n"))
    }
}

/// A session that needs a program which is not there: a fault where every change is checked, a word
/// on any other machine.
#[expect(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a test says what it does not test"
)]
fn passed_over(path: &Path, missing: String) -> Result<(), String> {
    if env::var_os("CI").is_some() {
        return Err(missing);
    }
    eprintln!("{}, passed over, {missing}", path.display());
    Ok(())
}

/// The commands that a file proposes and that lead nowhere: that end with the same error, or with any
/// where they were said to come next.
fn leading_nowhere(path: &Path) -> Result<Vec<String>, String> {
    let name = path.file_name().expect("a file has a name");
    let name = name.to_str().expect("its name is UTF-8");
    let script = Script::parse(&read(path))?;
    if missing_tool(&script).is_some() {
        return Ok(Vec::new());
    }
    let steps: Vec<&Step> = script.steps().collect();
    let mut known = BTreeSet::new();
    let proposed: Vec<Vec<Proposal>> = steps
        .iter()
        .map(|step| {
            let all = proposals(&step.command, &step.expected).into_iter();
            all.filter(|one| known.insert(one.command.clone()))
                .collect()
        })
        .collect();
    let followed = Session::followed(&script, name, &proposed)?;
    let mut wrong = Vec::new();
    for ((step, proposed), followed) in steps.iter().zip(&proposed).zip(&followed) {
        for (one, printed) in proposed.iter().zip(followed) {
            let ended = i32::from(printed.ends_with("[exit 2]\n")) * 2;
            if !leads_on(&step.command, &step.expected, printed, ended) {
                let (line, shown) = (step.line, &one.shown);
                wrong.push(format!(
                    "line {line}: `{shown}`\n$ {}\n{printed}",
                    one.command
                ));
            }
        }
    }
    Ok(wrong)
}

#[test]
fn every_command_that_is_proposed_leads_on() {
    let files = [
        pages("examples"),
        pages(TOPICS),
        vec![under_root("README.md")],
    ]
    .concat();
    let wrong: Vec<String> = thread::scope(|scope| {
        let half = files.len().div_ceil(2);
        let parts = files.chunks(half).map(|part| {
            scope.spawn(move || {
                let wrong = part.iter().map(|path| match leading_nowhere(path) {
                    Ok(wrong) => (path, wrong),
                    Err(fault) => (path, vec![fault]),
                });
                let shown = |(path, wrong): (&PathBuf, Vec<String>)| {
                    let path = path.display();
                    wrong
                        .into_iter()
                        .map(move |one| format!("{path}, {one}"))
                        .collect::<Vec<_>>()
                };
                wrong.flat_map(shown).collect::<Vec<_>>()
            })
        });
        let parts: Vec<_> = parts.collect();
        parts
            .into_iter()
            .flat_map(|part| part.join().expect("it ends"))
            .collect()
    });
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[track_caller]
fn all_true(files: &[PathBuf]) {
    let wrong: Vec<String> = files
        .iter()
        .filter_map(|path| {
            let wrong = untrue(path).err()?;
            Some(format!("{}, {wrong}", path.display()))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The Markdown files of a folder, in order.
fn pages(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(under_root(folder)).expect("the folder is there");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("they can be listed").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "there is no page in {folder}");
    files
}

const TOPICS: &str = "src/cli/help/topics";

#[test]
fn every_walkthrough_prints_what_it_says() {
    all_true(&pages("examples"));
}

#[test]
fn the_readme_prints_what_it_says() {
    all_true(&[under_root("README.md")]);
}

#[test]
fn every_topic_of_help_prints_what_it_says() {
    all_true(&pages(TOPICS));
}

#[test]
fn both_languages_of_a_topic_run_the_same_number_of_commands() {
    let commands = |path: &Path| {
        let script = Script::parse(&read(path)).expect("it is a session");
        script.steps().count()
    };
    for pair in pages(TOPICS).chunks(2) {
        assert_eq!(commands(&pair[0]), commands(&pair[1]), "{pair:?}");
    }
}

#[test]
fn what_the_readme_and_the_topics_ask_of_cargo_is_run_for_every_change() {
    let readme = read(&under_root("README.md"));
    let runs = read(&under_root(".ci/run"));
    // The first `cargo run` is taken from the README itself.
    let first = readme.lines().find(|line| line.starts_with("cargo run "));
    let topics = pages(TOPICS)
        .iter()
        .map(|path| read(path))
        .collect::<String>();
    let asked = readme.lines().chain(topics.lines());
    for command in asked.filter(|line| line.starts_with("cargo ")) {
        // A benchmark is run in short, with more behind its command.
        let is_run = runs.lines().any(|line| line.trim().starts_with(command));
        assert!(is_run || Some(command) == first, "`{command}` is not run");
    }
}
