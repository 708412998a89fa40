//! Whether git treats the files of a store as it must, asked of git itself: what counts is the
//! effect of all its attributes and ignore rules, wherever they are written.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::io;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use crate::store::care::tree::Tree;
use crate::store::care::{Attribute, AttributeSource, Damage, Finding, Ignoring, Remark};
use crate::store::case;
use crate::store::definitions::text;
use crate::store::file_kind::FileKind;
use crate::store::git::Git;
use crate::store::{Store, StoreFault};

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
    /// What git lacks or does to the files of the store that it must not; nothing where the store is
    /// in no repository.
    ///
    /// # Errors
    /// Where a folder cannot be listed.
    pub fn git_findings(&self) -> Result<Vec<Finding>, StoreFault> {
        let git = Git::around(self.root());
        Ok(git_effects(self, git.as_ref(), &Tree::of(self)?))
    }
}

/// What git lacks, else what it does to journals and pinned definitions that it must not.
pub fn git_effects(store: &Store, git: Option<&Git>, tree: &Tree) -> Vec<Finding> {
    let lacking = store.lacking_git_lines();
    let Some(git) = git.filter(|_| lacking.is_empty()) else {
        return lacking
            .into_iter()
            .map(|(name, lines)| {
                Finding::about(store, &store.root().join(name), Remark::GitLines(lines))
            })
            .collect();
    };
    let journals = tree.journals.values().flatten();
    let mut paths: Vec<PathBuf> = journals.map(|leaf| store.relative(&leaf.path)).collect();
    // What git does is asked for the next case of each year as well.
    let years: BTreeSet<String> = paths
        .iter()
        .filter(|path| path.components().count() == 3)
        .filter_map(|path| path.iter().nth(1)?.to_str().map(str::to_owned))
        .chain(["9999".to_owned()])
        .collect();
    let next = |year: String| PathBuf::from(format!("cases/{year}/pr00-000000000000.jsonl"));
    paths.extend(years.into_iter().map(next));
    let pinned = case::listed(&store.pinned_folder()).unwrap_or_default();
    paths.extend(pinned.iter().map(|pinned| store.relative(&pinned.path)));
    // The check of the history says why git cannot be asked.
    effects_on(store, git, &paths).unwrap_or_default()
}

/// What git would do to these files of a store, relative to its root, that it must not.
pub fn effects_on(store: &Store, git: &Git, paths: &[PathBuf]) -> io::Result<Vec<Finding>> {
    let mut found = attributes(store, git, paths)?;
    found.extend(ignores(store, git, paths)?);
    Ok(found)
}

fn attributes(store: &Store, git: &Git, paths: &[PathBuf]) -> io::Result<Vec<Finding>> {
    let check = [&["check-attr", "--stdin", "-z"], &ASKED[..]].concat();
    let ran = git.run_on(&listed(git, paths), &check)?.well()?;
    let fields: Vec<&[u8]> = ran.out.split(|byte| *byte == 0).collect();
    let mut wrong: BTreeMap<(String, String), (PathBuf, &'static str, usize)> = BTreeMap::new();
    for field in fields.chunks_exact(3) {
        let path = PathBuf::from(OsStr::from_bytes(field[0]));
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
            let attribute = Attribute {
                source: source(git, &path, &name),
                name,
                found,
                wanted,
                files,
            };
            Finding::about(
                store,
                &store.root().join(path),
                Damage::Attribute(attribute),
            )
        });
    Ok(found.collect())
}

fn ignores(store: &Store, git: &Git, paths: &[PathBuf]) -> io::Result<Vec<Finding>> {
    // With its index git looks each path up among all that it tracks, one after the other.
    let check = ["check-ignore", "--no-index", "--stdin", "-z", "-v"];
    let ran = git.run_on(&listed(git, paths), &check)?;
    if ran.out.is_empty() {
        return Ok(Vec::new());
    }
    let tracked = git.run(&["ls-files", "-z"])?.well()?.paths();
    let tracked: BTreeSet<&PathBuf> = tracked.iter().collect();
    let fields: Vec<&[u8]> = ran.out.split(|byte| *byte == 0).collect();
    let mut found = Vec::new();
    for field in fields.chunks_exact(4) {
        let text = |at: usize| String::from_utf8_lossy(field[at]).into_owned();
        let path = PathBuf::from(OsStr::from_bytes(field[3]));
        let ignoring = Ignoring {
            source: text(0),
            line: text(1),
            pattern: text(2),
        };
        // Git lists exceptions from a rule as well, and no rule holds for what is tracked.
        if !ignoring.pattern.starts_with('!') && !tracked.contains(&path) {
            let path = store.root().join(git.seen(&path).unwrap_or(&path));
            found.push(Finding::about(store, &path, Damage::Ignored(ignoring)));
        }
    }
    Ok(found)
}

/// What `.gitattributes` of a store says of an attribute of a file, where git has another value that
/// would do harm.
fn wanted(kind: &FileKind, name: &str, value: &str) -> Option<&'static str> {
    let is_set = !matches!(value, "unspecified" | "unset");
    match (kind, name) {
        (FileKind::Journal(_), "merge") => (value != "union").then_some("merge=union"),
        // A given file may be kept by a filter, as LFS does with large ones.
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

/// The strongest file that names an attribute.
fn source(git: &Git, path: &Path, name: &str) -> AttributeSource {
    let names = |file: &Path| {
        // Git reads no more of a file of attributes than this does.
        let text = text(file.parent().unwrap_or(file), file);
        text.is_ok_and(|text| text.contains(name) || text.contains("binary"))
    };
    if let Ok(ran) = git.run(&["rev-parse", "--git-path", "info/attributes"]) {
        let info = git.top().join(ran.text());
        if names(&info) {
            return AttributeSource::Info(info);
        }
    }
    git.path(path)
        .ancestors()
        .skip(1)
        .map(|folder| folder.join(".gitattributes"))
        .find(|file| names(&git.top().join(file)))
        .map_or(AttributeSource::User, AttributeSource::Tree)
}
