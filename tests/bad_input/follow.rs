//! Every command that a refusal proposes is run in a copy of the world in which it was proposed, and has
//! to lead on: to no error, or to another one.

use std::env;
use std::fs;
use std::path::Path;

use super::proposals::{leads_on, proposals};
use super::{HOME, World, path};

/// The most bytes of a world that is copied.
const MOST: u64 = 1 << 21;

impl World {
    /// Whether a script can be run here.
    pub fn runs_scripts() -> bool {
        is_there("bash")
    }

    /// Follows what was proposed where this call was refused.
    #[track_caller]
    pub fn follow(&self, language: &str, args: &[&str], printed: &str) {
        let is_plain = |word: &&str| !word.is_empty() && word.chars().all(is_plain);
        let word = |word: &&str| match is_plain(word) {
            true => (*word).to_owned(),
            false => format!("'{}'", word.replace('\'', "'\\''")),
        };
        let words: Vec<String> = args.iter().map(word).collect();
        let typed = format!("ugat {}", words.join(" "));
        // What goes on in git or needs other programs is followed where walkthroughs are.
        if size(&self.home()) > MOST || !is_there("bash") {
            return;
        }
        for proposal in proposals(&typed, printed) {
            // What lies elsewhere on the machine is not touched.
            if leads_away(&proposal.command) {
                continue;
            }
            let copy = self.copy();
            let said = copy.script(
                language,
                &format!("{SIDE_OF}\n{}", copy.own(&proposal.command)),
            );
            let ended = said.exit.unwrap_or(-1);
            let all = format!("{}{}", said.out, said.err);
            assert!(
                leads_on(&typed, printed, &all, ended),
                "$ {typed}\n{printed}$ {}\n{all}[exit {ended}]",
                proposal.command
            );
        }
    }
}

/// No event is at hand where a conflict was refused: what was proposed names none.
const SIDE_OF: &str = "side_of() { echo 00000000; }";

fn is_plain(character: char) -> bool {
    character.is_alphanumeric() || "./-_=:@".contains(character)
}

/// Whether a command names a path outside of the home of the world.
fn leads_away(command: &str) -> bool {
    let mut words = command.split(|one: char| one.is_whitespace() || "'\"=".contains(one));
    words.any(|word| word.starts_with('/') && !word.starts_with(HOME))
}

fn is_there(program: &str) -> bool {
    let path = path();
    let mut folders = env::split_paths(&path);
    folders.any(|folder| folder.join(program).is_file())
}

fn size(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).expect("a folder");
    let sizes = entries.map(|entry| {
        let entry = entry.expect("an entry");
        let about = fs::symlink_metadata(entry.path()).expect("it is there");
        match about.is_dir() {
            true => size(&entry.path()),
            false => about.len(),
        }
    });
    sizes.sum()
}
