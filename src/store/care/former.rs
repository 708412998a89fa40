//! Where the store keeps what was: what was taken out of it before, and the history of git.

use std::collections::BTreeSet;
use std::fs;

use crate::journal::Lines;
use crate::model::{CaseId, EventId};
use crate::store::entry::listed;
use crate::store::git::Git;
use crate::store::{Store, StoreFault};

impl Store {
    /// The lines of these events that are found beside the journals; each event once.
    pub(in crate::store) fn former_lines(
        &self,
        case: &CaseId,
        wanted: &BTreeSet<EventId>,
    ) -> Result<Vec<Vec<u8>>, StoreFault> {
        let mut wanted = wanted.clone();
        let mut found = Vec::new();
        for lost in listed(&self.lost_folder())? {
            if lost.kind.is_file() {
                pick(
                    &fs::read(&lost.path).unwrap_or_default(),
                    &mut wanted,
                    &mut found,
                );
            }
        }
        if !wanted.is_empty() {
            pick(&self.added_in_history(case), &mut wanted, &mut found);
        }
        Ok(found)
    }

    /// Every line that a commit of this clone has ever added to the journal of a case; nothing
    /// where there is no history to ask.
    fn added_in_history(&self, case: &CaseId) -> Vec<u8> {
        let Some(git) = Git::around(self.root()) else {
            return Vec::new();
        };
        let below = git.path("cases").display().to_string();
        let journals = format!(":(glob){}/**/{case}.jsonl", glob_escaped(&below));
        let ran = git.run(&[
            "log",
            "--all",
            "--reflog",
            "-m",
            "--patch",
            "--unified=0",
            "--format=",
            "--text",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
            "--no-renames",
            "--",
            &journals,
        ]);
        let shown = ran.map(|ran| ran.out).unwrap_or_default();
        let lines = shown.split_inclusive(|byte| *byte == b'\n');
        let added = lines.filter_map(|line| line.strip_prefix(b"+"));
        added.flatten().copied().collect()
    }
}

/// A path as git takes it in a pattern.
fn glob_escaped(path: &str) -> String {
    let special = |character| matches!(character, '*' | '?' | '[' | '\\');
    let escape = |character| {
        special(character)
            .then_some('\\')
            .into_iter()
            .chain([character])
    };
    path.chars().flat_map(escape).collect()
}

/// Takes the lines of those events that are still wanted.
fn pick(bytes: &[u8], wanted: &mut BTreeSet<EventId>, found: &mut Vec<Vec<u8>>) {
    let lines = Lines::of(bytes);
    for (line, event) in lines.events() {
        if wanted.remove(&event.id) {
            found.push(line.whole());
        }
    }
}
