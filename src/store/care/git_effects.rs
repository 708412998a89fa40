//! Whether git treats the files of a store as it must, asked of git itself: what counts is the
//! effect of all its attributes and ignore rules, wherever they are written.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use crate::store::Store;
use crate::store::care::{Attribute, AttributeSource, Damage, Finding, Ignoring};
use crate::store::file_kind::FileKind;
use crate::store::git::Git;

/// The attributes that are asked for.
const ASKED: [&str; 6] = [
    "merge",
    "text",
    "filter",
    "working-tree-encoding",
    "ident",
    "eol",
];

impl Store {
    /// What git would do to these files of the store, relative to its root, that it must not.
    pub(in crate::store) fn effects_checked(
        &self,
        git: &Git,
        paths: &[PathBuf],
    ) -> io::Result<Vec<Finding>> {
        let mut found = self.attributes_checked(git, paths)?;
        found.extend(self.ignores_checked(git, paths)?);
        Ok(found)
    }

    fn attributes_checked(&self, git: &Git, paths: &[PathBuf]) -> io::Result<Vec<Finding>> {
        let check = ["check-attr", "--stdin", "-z"].into_iter().chain(ASKED);
        let check: Vec<&str> = check.collect();
        let ran = git.run_on(&listed(git, paths), &check)?.well()?;
        let fields: Vec<&[u8]> = ran.out.split(|byte| *byte == 0).collect();
        let mut wrong: BTreeMap<(String, String), (PathBuf, &'static str, usize)> = BTreeMap::new();
        for field in fields.chunks_exact(3) {
            let path = PathBuf::from(std::ffi::OsStr::from_bytes(field[0]));
            let text = |at: usize| String::from_utf8_lossy(field[at]).into_owned();
            let (name, value) = (text(1), text(2));
            let seen = git.seen(&path).unwrap_or(&path);
            if let Some(wanted) = wanted(&FileKind::of(seen), &name, &value) {
                let entry = wrong.entry((name, value));
                entry.or_insert((seen.to_owned(), wanted, 0)).2 += 1;
            }
        }
        let found = wrong
            .into_iter()
            .map(|((name, found), (path, wanted, files))| {
                let source = source(git, &path, &name);
                let attribute = Attribute {
                    name,
                    found,
                    wanted,
                    files,
                    source,
                };
                self.finding(&self.root().join(path), Damage::Attribute(attribute))
            });
        Ok(found.collect())
    }

    fn ignores_checked(&self, git: &Git, paths: &[PathBuf]) -> io::Result<Vec<Finding>> {
        // Left to itself git looks each path up among all that it tracks, one after the other.
        let check = ["check-ignore", "--no-index", "--stdin", "-z", "-v"];
        let ran = git.run_on(&listed(git, paths), &check)?;
        if ran.out.is_empty() {
            return Ok(Vec::new());
        }
        let tracked: BTreeSet<PathBuf> = git
            .run(&["ls-files", "-z"])?
            .well()?
            .paths()
            .into_iter()
            .collect();
        let fields: Vec<&[u8]> = ran.out.split(|byte| *byte == 0).collect();
        let mut found = Vec::new();
        for field in fields.chunks_exact(4) {
            let text = |at: usize| String::from_utf8_lossy(field[at]).into_owned();
            let path = PathBuf::from(std::ffi::OsStr::from_bytes(field[3]));
            let ignoring = Ignoring {
                source: text(0),
                line: text(1),
                pattern: text(2),
            };
            // A pattern that takes something out of a rule is told as well, and no rule holds for what
            // is tracked.
            if !ignoring.pattern.starts_with('!') && !tracked.contains(&path) {
                let path = self.root().join(git.seen(&path).unwrap_or(&path));
                found.push(self.finding(&path, Damage::Ignored(ignoring)));
            }
        }
        Ok(found)
    }

    /// The paths at which what git does to journals is asked, whether one lies there or not: beside
    /// every journal, and where the next case of a year will be.
    pub(in crate::store) fn probes(years: impl Iterator<Item = String>) -> Vec<PathBuf> {
        let probe = |year: String| PathBuf::from(format!("cases/{year}/pr00-000000000000.jsonl"));
        years.map(probe).collect()
    }
}

/// What `.gitattributes` of a store gives an attribute of a file, where that has another value which
/// matters.
fn wanted(kind: &FileKind, name: &str, value: &str) -> Option<&'static str> {
    let is_set = !matches!(value, "unspecified" | "unset");
    match (kind, name) {
        (FileKind::Journal(_), "merge") => (value != "union").then_some("merge=union"),
        // What was given may lie in another place, as LFS keeps large files.
        (FileKind::Other | FileKind::Settings | FileKind::ForGit, _)
        | (FileKind::Given(_), "filter") => None,
        (_, "text") => (value != "unset").then_some("-text"),
        (_, "filter") => is_set.then_some("-filter"),
        (_, "working-tree-encoding") => is_set.then_some("-working-tree-encoding"),
        (_, "ident") => is_set.then_some("-ident"),
        (_, _) => None,
    }
}

fn listed(git: &Git, paths: &[PathBuf]) -> Vec<u8> {
    let mut listed = Vec::new();
    for path in paths {
        listed.extend_from_slice(git.path(path).as_os_str().as_bytes());
        listed.push(0);
    }
    listed
}

/// The strongest file that speaks of an attribute.
fn source(git: &Git, path: &Path, name: &str) -> AttributeSource {
    let speaks = |file: &Path| {
        // As long as a file of attributes may be to git.
        let text = crate::store::definitions::file::text(file.parent().unwrap_or(file), file);
        text.is_ok_and(|text| text.contains(name) || text.contains("binary"))
    };
    let info = git.run(&["rev-parse", "--git-path", "info/attributes"]);
    let info = info.map(|ran| git.top().join(ran.text()));
    if let Some(info) = info.ok().filter(|info| speaks(info)) {
        return AttributeSource::Info(info);
    }
    let path = git.path(path);
    let above = path.ancestors().skip(1);
    let mut files = above.map(|folder| folder.join(".gitattributes"));
    let spoken = files.find(|file| speaks(&git.top().join(file)));
    spoken.map_or(AttributeSource::User, AttributeSource::Tree)
}
