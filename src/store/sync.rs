use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use crate::journal::Lines;
use crate::model::{CaseId, EventId};
use crate::store::git::{Git, Ran};
use crate::store::{Store, StoreFault};

/// What of a store is kept in git, and nothing else of the repository.
const OURS: [&str; 5] = [
    "cases",
    "procedures",
    "ugat.toml",
    ".gitattributes",
    ".gitignore",
];

/// A journal with events that git has not seen.
#[derive(Clone, Debug)]
pub struct Unsaved {
    pub case: CaseId,
    pub events: BTreeSet<EventId>,
}

/// Why an exchange with others stopped; git's own words with it, where it said some.
#[derive(Debug)]
pub enum SyncFault {
    Store(StoreFault),
    NoGit,
    NoRepository,
    /// No branch is checked out.
    Detached,
    /// A merge, a rebase or a pick was begun and not ended.
    UnderWay(&'static str),
    NoUpstream {
        branch: String,
        remote: Option<String>,
    },
    Commit(Vec<String>),
    /// With the files that git could not merge.
    Pull {
        said: Vec<String>,
        unmerged: Vec<PathBuf>,
    },
    Push(Vec<String>),
}

impl From<StoreFault> for SyncFault {
    fn from(fault: StoreFault) -> Self {
        Self::Store(fault)
    }
}

/// A store in a repository, to be exchanged with others.
#[derive(Debug)]
pub struct Exchange<'s> {
    store: &'s Store,
    git: Git,
    branch: String,
}

impl Store {
    /// Looks whether the store can be exchanged with others as its repository is now.
    ///
    /// # Errors
    /// Where there is no git or no repository, or something was begun in it and not ended.
    pub fn exchange(&self) -> Result<Exchange<'_>, SyncFault> {
        let git = Git::around(self.root()).ok_or(SyncFault::NoRepository)?;
        let inside = run(&git, &["rev-parse", "--is-inside-work-tree"])?;
        if !inside.is_well() {
            return Err(SyncFault::NoRepository);
        }
        for (file, what) in [
            ("MERGE_HEAD", "merge"),
            ("CHERRY_PICK_HEAD", "cherry-pick"),
            ("REVERT_HEAD", "revert"),
            ("rebase-merge", "rebase"),
            ("rebase-apply", "rebase"),
        ] {
            let path = run(&git, &["rev-parse", "--git-path", file])?.text();
            if git.top().join(path).exists() {
                return Err(SyncFault::UnderWay(what));
            }
        }
        let branch = run(&git, &["symbolic-ref", "-q", "--short", "HEAD"])?;
        if !branch.is_well() {
            return Err(SyncFault::Detached);
        }
        let branch = branch.text();
        Ok(Exchange {
            store: self,
            git,
            branch,
        })
    }
}

impl Exchange<'_> {
    /// The paths of the store that git has not seen as they are, relative to its root.
    ///
    /// # Errors
    /// Where git cannot be run.
    pub fn changed(&self) -> Result<Vec<PathBuf>, SyncFault> {
        let mut paths = self.listed(&["diff", "--name-only", "-z", "HEAD"])?;
        if paths.is_none() {
            // Nothing was ever committed.
            paths = self.listed(&["ls-files", "-z", "--cached"])?;
        }
        let others = self.listed(&["ls-files", "-z", "--others", "--exclude-standard"])?;
        let all = paths.into_iter().chain(others).flatten();
        let seen = |path: PathBuf| Some(self.git.seen(&path)?.to_owned());
        let all: BTreeSet<PathBuf> = all.filter_map(seen).collect();
        Ok(all.into_iter().collect())
    }

    /// The events of changed journals that git has not seen.
    ///
    /// # Errors
    /// Where git cannot be run.
    pub fn unsaved(&self, changed: &[PathBuf]) -> Result<Vec<Unsaved>, SyncFault> {
        let mut unsaved = Vec::new();
        for path in changed {
            let stem = path.file_stem().and_then(|stem| stem.to_str());
            let is_journal = path.extension().is_some_and(|ending| ending == "jsonl");
            let case = stem.and_then(|stem| CaseId::parse(stem).ok());
            let Some(case) = case.filter(|_| is_journal) else {
                continue;
            };
            let there = std::fs::read(self.store.root().join(path)).unwrap_or_default();
            let before = run(
                &self.git,
                &["show", &format!("HEAD:{}", self.git.path(path).display())],
            )?;
            let known = ids(&before.out);
            let events = ids(&there).difference(&known).copied().collect();
            unsaved.push(Unsaved { case, events });
        }
        Ok(unsaved)
    }

    /// Commits what is the store's, and nothing else.
    ///
    /// # Errors
    /// Where git does not take it.
    pub fn commit(&self, message: &str) -> Result<(), SyncFault> {
        let added = run(&self.git, &self.on_ours(&["add", "--all"]))?;
        if !added.is_well() {
            return Err(SyncFault::Commit(added.said));
        }
        let commit = ["commit", "--quiet", "--message", message];
        let done = run(&self.git, &self.on_ours(&commit))?;
        match done.is_well() {
            true => Ok(()),
            false => Err(SyncFault::Commit(done.told())),
        }
    }

    /// The branch that this one follows elsewhere.
    ///
    /// # Errors
    /// Where it follows none.
    pub fn upstream(&self) -> Result<String, SyncFault> {
        let upstream = run(&self.git, &["rev-parse", "--abbrev-ref", "@{upstream}"])?;
        if upstream.is_well() {
            return Ok(upstream.text());
        }
        let remotes = run(&self.git, &["remote"])?.text();
        let remote = remotes.lines().next().map(str::to_owned);
        let branch = self.branch.clone();
        Err(SyncFault::NoUpstream { branch, remote })
    }

    /// Takes in what others have, by a merge.
    ///
    /// # Errors
    /// Where git stops; the repository is then as it left it.
    pub fn pull(&self) -> Result<(), SyncFault> {
        let pulled = run(&self.git, &["pull", "--quiet", "--no-rebase", "--no-edit"])?;
        if pulled.is_well() {
            return Ok(());
        }
        let unmerged = ["diff", "--name-only", "-z", "--diff-filter=U"];
        Err(SyncFault::Pull {
            unmerged: run(&self.git, &unmerged)?.paths(),
            said: pulled.told(),
        })
    }

    /// Gives others what is here; where somebody was faster, takes theirs in first, once.
    ///
    /// # Errors
    /// Where git stops.
    pub fn push(&self) -> Result<(), SyncFault> {
        let pushed = run(&self.git, &["push", "--quiet"])?;
        if pushed.is_well() {
            return Ok(());
        }
        let outrun = |line: &String| line.contains("[rejected]") || line.contains("fetch first");
        if !pushed.said.iter().any(outrun) {
            return Err(SyncFault::Push(pushed.told()));
        }
        self.pull()?;
        let again = run(&self.git, &["push", "--quiet"])?;
        match again.is_well() {
            true => Ok(()),
            false => Err(SyncFault::Push(again.told())),
        }
    }

    /// The paths that git lists of what is the store's; nothing where it cannot.
    fn listed(&self, command: &[&str]) -> Result<Option<Vec<PathBuf>>, SyncFault> {
        let ran = run(&self.git, &self.on_ours(command))?;
        Ok(ran.is_well().then(|| ran.paths()))
    }

    /// A command of git with the paths of what is the store's, taken to the letter.
    fn on_ours(&self, command: &[&str]) -> Vec<OsString> {
        let root = self.store.root();
        let known = OURS.into_iter().filter(|name| root.join(name).exists());
        let literal = [OsString::from("--literal-pathspecs")].into_iter();
        literal
            .chain(command.iter().map(OsString::from))
            .chain([OsString::from("--")])
            .chain(known.map(|name| self.git.path(name).into_os_string()))
            .collect()
    }
}

fn run<A: AsRef<OsStr>>(git: &Git, command: &[A]) -> Result<Ran, SyncFault> {
    git.run(command).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => SyncFault::NoGit,
        _ => StoreFault::io(crate::store::Doing::Read, Path::new("git"))(error).into(),
    })
}

fn ids(bytes: &[u8]) -> BTreeSet<EventId> {
    let lines = Lines::of(bytes);
    lines.events().map(|(_, event)| event.id).collect()
}
