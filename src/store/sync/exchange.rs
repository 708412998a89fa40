//! An exchange with others, step by step: commit, fetch, merge, push.

use std::fs::File;
use std::os::unix::ffi::OsStrExt as _;
use std::thread::sleep;
use std::time::Duration;

use crate::store::care::CommitCache;
use crate::store::git::{Git, Ran, words};
use crate::store::history::ObjectId;
use crate::store::sync::{GitDoing, Here, SyncFault};
use crate::store::{Refusal, Store};

/// How often something is tried that others stood in the way of.
const TRIES: usize = 6;
/// The first pause between two tries.
const PAUSE: Duration = Duration::from_millis(100);

/// A store in a repository, to be exchanged with others.
#[derive(Debug)]
pub struct Exchange<'s> {
    pub(super) store: &'s Store,
    pub(super) git: Git,
    branch: String,
    /// The parent of what was committed here.
    pub(super) looked_at: Option<ObjectId>,
    /// Held to the end: one exchange at a time in one clone. Nothing where files cannot be locked.
    _turn: Option<File>,
}

/// The branch of another repository that the one at work follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upstream {
    pub remote: String,
    /// Its whole name there: `refs/heads/main`.
    pub branch: String,
}

impl<'s> Exchange<'s> {
    /// Looks whether a store can be exchanged with others as its repository is now; git may ask for
    /// a password on the terminal where somebody is there to answer.
    ///
    /// # Errors
    /// Where there is no git or no repository, or something was begun in it and not ended.
    pub fn open(store: &'s Store, asks: bool) -> Result<Self, SyncFault> {
        let git = Git::around(store.root())
            .ok_or(SyncFault::NoRepository)?
            .asking(asks);
        let inside = git.run(&["rev-parse", "--is-inside-work-tree"])?;
        if !inside.is_well() {
            return Err(SyncFault::Refused(inside.said));
        }
        let turn = store.lock_if_possible(&git.top().join(".git"))?;
        if let Some(command) = git.under_way()? {
            return Err(SyncFault::UnderWay(command));
        }
        Ok(Self {
            branch: git.branch()?.ok_or(SyncFault::Detached)?,
            store,
            git,
            looked_at: None,
            _turn: turn,
        })
    }

    /// The commit at work; nothing where nothing was ever committed.
    pub fn tip(&self) -> Result<Option<ObjectId>, SyncFault> {
        Ok(self.git.tip()?)
    }

    /// Commits what is the store's, and nothing else.
    pub fn commit(&mut self, here: &Here, message: &str) -> Result<(), SyncFault> {
        self.looked_at = self.git.tip()?;
        let mut paths = Vec::new();
        for path in &here.ours {
            paths.extend_from_slice(self.git.path(path).as_os_str().as_bytes());
            paths.push(0);
        }
        let from = ["--pathspec-from-file=-", "--pathspec-file-nul"];
        let run = |words: &[&str]| {
            let words = [&["--literal-pathspecs"], words, &from].concat();
            tried(GitDoing::Commit, || self.git.run_on(&paths, &words))
        };
        run(&["add", "--all"])?;
        match run(&["commit", "--quiet", "--message", message]) {
            // Somebody has committed all of it meanwhile.
            Err(SyncFault::Git { .. }) if self.here()?.ours.is_disjoint(&here.ours) => Ok(()),
            done => done,
        }
    }

    /// The branch that this one follows elsewhere.
    pub fn upstream(&self) -> Result<Upstream, SyncFault> {
        if let Some((remote, branch)) = self.git.followed(&self.branch)? {
            return Ok(Upstream { remote, branch });
        }
        let remote = self.git.remote()?;
        let branch = format!("refs/heads/{}", self.branch);
        let ask = |remote: &String| self.git.run(&["ls-remote", "--exit-code", remote, &branch]);
        let has_branch = match &remote {
            Some(remote) => ask(remote)?.is_well(),
            None => false,
        };
        Err(SyncFault::NoUpstream {
            branch: self.branch.clone(),
            remote,
            has_branch,
        })
    }

    /// Fetches what others have, without touching any file of the store; gives their commit, or
    /// nothing where the branch was never there.
    pub fn fetch(&self, upstream: &Upstream) -> Result<Option<ObjectId>, SyncFault> {
        let mut fetch = words("fetch --quiet --no-recurse-submodules --end-of-options");
        fetch.extend([upstream.remote.as_str(), upstream.branch.as_str()]);
        match tried(GitDoing::Fetch, || self.git.run(&fetch)) {
            Err(SyncFault::Git { said, .. })
                if said.iter().any(|line| is_without_branch(line))
                    && self.git.commit(&upstream.shown())?.is_none() =>
            {
                Ok(None)
            }
            fetched => fetched.and_then(|()| Ok(self.git.commit("FETCH_HEAD")?)),
        }
    }

    /// Merges what was fetched.
    pub fn merge(&self, upstream: &Upstream, theirs: &ObjectId) -> Result<(), SyncFault> {
        let message = format!("Merge {}", upstream.shown());
        let mut merge = words("merge --quiet --no-edit --ff -m");
        merge.extend([message.as_str(), theirs.as_str()]);
        match tried(GitDoing::Merge, || self.git.run(&merge)) {
            Err(SyncFault::Git { said, .. }) => {
                let unmerged = ["diff", "--name-only", "-z", "--diff-filter=U"];
                Err(SyncFault::Merge {
                    unmerged: self.git.run(&unmerged)?.paths(),
                    said,
                })
            }
            done => done,
        }
    }

    /// Gives others what is here. Where somebody was faster, what they gave comes first: then all
    /// that git said of it.
    pub fn push(&self, upstream: &Upstream) -> Result<Result<(), Vec<String>>, SyncFault> {
        let to = format!("HEAD:{}", upstream.branch);
        let push = ["push", "--quiet", "--end-of-options", &upstream.remote, &to];
        let pushed = self.git.run(&push)?;
        if pushed.is_well() {
            return Ok(Ok(()));
        }
        let said = pushed.told();
        match said.iter().any(|line| is_outrun(line)) {
            true => Ok(Err(said)),
            false => Err(SyncFault::Git {
                doing: GitDoing::Push,
                said,
            }),
        }
    }

    /// Takes in what others have and gives them what is here, and once more where somebody was
    /// faster. What came in is held to the rules of a gate before it is given on; gives what does
    /// not keep them, though nothing is lost by it.
    pub fn give_and_take(&self, upstream: &Upstream) -> Result<Vec<Refusal>, SyncFault> {
        let (mut unfit, mut pauses) = (Vec::new(), pauses());
        loop {
            let before = self.git.tip()?;
            let theirs = self.fetch(upstream)?;
            let since = self.since(theirs.as_ref())?;
            if let Some(theirs) = &theirs {
                self.merge(upstream, theirs)?;
            }
            match self.git.tip()? {
                Some(now) if before.as_ref() != Some(&now) => {
                    unfit.extend(self.hold_received(before, now)?);
                }
                Some(_) | None => {}
            }
            self.hold_given(since, theirs.as_ref())?;
            match self.push(upstream)? {
                Ok(()) => {
                    if let Some(tip) = self.git.tip()? {
                        CommitCache::of(&self.store.anew()?, &self.git).keep_exchanged(&tip);
                    }
                    return Ok(unfit);
                }
                Err(said) => match pauses.next() {
                    Some(pause) => sleep(pause),
                    None => return Err(SyncFault::Outrun(said)),
                },
            }
        }
    }
}

impl Upstream {
    /// As people call it: `origin/main`.
    pub fn shown(&self) -> String {
        let branch = self.branch.strip_prefix("refs/heads/");
        format!("{}/{}", self.remote, branch.unwrap_or(&self.branch))
    }
}

/// Runs git, and again after a pause where another git was at work.
fn tried(doing: GitDoing, run: impl Fn() -> std::io::Result<Ran>) -> Result<(), SyncFault> {
    let mut pauses = pauses();
    loop {
        let ran = run()?;
        if ran.is_well() {
            return Ok(());
        }
        let said = ran.told();
        let is_locked = said.iter().any(|line| is_locked(line));
        match pauses.next().filter(|_| is_locked) {
            Some(pause) => sleep(pause),
            None => return Err(SyncFault::Git { doing, said }),
        }
    }
}

/// The pauses between tries, each twice as long as the one before.
fn pauses() -> impl Iterator<Item = Duration> {
    std::iter::successors(Some(PAUSE), |pause| Some(*pause * 2)).take(TRIES - 1)
}

/// Whether git says that somebody else has pushed meanwhile, or is about to.
fn is_outrun(line: &str) -> bool {
    let rejected = line.contains("[rejected]") || line.contains("[remote rejected]");
    let meanwhile = [
        "fetch first",
        "non-fast-forward",
        "stale info",
        "cannot lock ref",
        "failed to update ref",
        "incorrect old value provided",
        "failed to lock",
    ];
    rejected && meanwhile.iter().any(|why| line.contains(why))
}

/// Whether git says that another repository has no branch of this name.
fn is_without_branch(line: &str) -> bool {
    line.contains("couldn't find remote ref")
}

/// Whether git says that another git is at work in the same repository.
fn is_locked(line: &str) -> bool {
    (line.contains(".lock'") && line.contains("File exists")) || line.contains("cannot lock ref")
}
