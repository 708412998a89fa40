//! A push as git describes it to a `pre-receive` hook.

use std::io;
use std::path::{Path, PathBuf};

use crate::model::budget::{PUSH_BYTES, PUSHED_FILE_BYTES};
use crate::store::file_kind::FileKind;
use crate::store::gate::proposal::files_of;
use crate::store::gate::{FileFault, Proposal, Refusal, Unfit};
use crate::store::git::Git;
use crate::store::history::ObjectId;

/// One line of that: a name that is to mean another commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Update {
    /// Nothing where the name is new.
    pub old: Option<ObjectId>,
    /// Nothing where the name goes.
    pub new: Option<ObjectId>,
    pub name: String,
}

/// The gate of a repository.
#[derive(Debug)]
pub struct Gate {
    git: Git,
    /// Whether the settings that come, not the former ones, say what may be missing.
    accepting: bool,
}

impl Update {
    /// From `OLD NEW REF`.
    pub fn parse(line: &str) -> Option<Self> {
        let mut words = line.split_ascii_whitespace();
        let (old, new, name) = (words.next()?, words.next()?, words.next()?);
        let there = |id: ObjectId| (!id.is_null()).then_some(id);
        words.next().is_none().then_some(Self {
            old: there(ObjectId::parse(old)?),
            new: there(ObjectId::parse(new)?),
            name: name.to_owned(),
        })
    }
}

impl Gate {
    /// The gate of the repository that git has called this program in, or that a folder is.
    pub fn of(folder: &Path, in_hook: bool) -> Self {
        let around = || Git::around(folder).map(|git| git.at("".as_ref()));
        Self::of_git(match in_hook {
            true => Git::of_hook(folder),
            false => around().unwrap_or_else(|| Git::of_bare(folder)),
        })
    }

    pub(in crate::store) const fn of_git(git: Git) -> Self {
        Self {
            git,
            accepting: false,
        }
    }

    /// The gate where the settings have come in already.
    pub(in crate::store) const fn accepting(mut self) -> Self {
        self.accepting = true;
        self
    }

    /// The branch that a store in it lives on: that of `HEAD`.
    pub fn branch(&self) -> io::Result<String> {
        let ran = self.git.run(&["symbolic-ref", "HEAD"])?.well()?;
        Ok(ran.text())
    }

    /// The commits of a range `BASE..HEAD`.
    pub fn range(&self, base: &str, head: &str) -> io::Result<Option<Update>> {
        let (old, new) = (self.git.commit(base)?, self.git.commit(head)?);
        let name = head.to_owned();
        Ok(match (&old, &new) {
            (None, _) if !base.is_empty() => None,
            (_, None) => None,
            (_, Some(_)) => Some(Update { old, new, name }),
        })
    }

    /// Holds one update to the rule, cheap checks first.
    pub fn hold(&self, update: Update) -> io::Result<Vec<Refusal>> {
        let Some(new) = update.new else {
            return Ok(vec![Refusal::of_all(Unfit::Deleted)]);
        };
        let mut refusals = Vec::new();
        for root in self.roots(update.old.as_ref().unwrap_or(&new))? {
            refusals.extend(self.hold_range(root, update.old.clone(), new.clone())?);
        }
        Ok(refusals)
    }

    /// Holds what is staged to the rule, as the next commit of a store whose root lies below the top.
    pub fn hold_staged(&self, root: PathBuf) -> io::Result<Vec<Refusal>> {
        let proposal = Proposal {
            git: &self.git,
            old: self.git.tip()?,
            new: None,
            root,
        };
        proposal.held(self.accepting)
    }

    /// Holds all between two commits to the rule, for a store whose root lies below the top.
    pub(in crate::store) fn hold_range(
        &self,
        root: PathBuf,
        old: Option<ObjectId>,
        new: ObjectId,
    ) -> io::Result<Vec<Refusal>> {
        let proposal = Proposal {
            git: &self.git,
            old,
            new: Some(new),
            root,
        };
        proposal.held(self.accepting)
    }

    /// Where the stores of a repository are: the outermost folders with settings.
    fn roots(&self, commit: &ObjectId) -> io::Result<Vec<PathBuf>> {
        let mut roots: Vec<PathBuf> = files_of(&self.git, commit)?
            .iter()
            .filter(|path| path.ends_with("ugat.toml"))
            .filter_map(|path| path.parent().map(Path::to_owned))
            .collect();
        roots.sort();
        let mut outermost: Vec<PathBuf> = Vec::new();
        for root in roots {
            if !outermost.iter().any(|outer| root.starts_with(outer)) {
                outermost.push(root);
            }
        }
        Ok(outermost)
    }
}

impl Proposal<'_> {
    /// Everything for which it is not let in.
    fn held(&self, accepting: bool) -> io::Result<Vec<Refusal>> {
        let former = self.former_settings()?;
        let by_commit = self.commit_by_commit()?;
        let changed = self.changed()?;
        let mut refused: Vec<Refusal> = self.forward_held()?.into_iter().collect();
        refused.extend(self.names_held(&by_commit, &former.gate_allow));
        refused.extend(self.twins_held(&changed)?);
        refused.extend(self.sizes_held(&by_commit, PUSHED_FILE_BYTES, PUSH_BYTES)?);
        if refused
            .iter()
            .any(|one| matches!(one.what, Unfit::Large { .. }))
        {
            return Ok(refused);
        }
        let brings_settings = changed.iter().any(|one| {
            let path = self.seen(&one.path);
            path.is_some_and(|path| FileKind::of(path) == FileKind::Settings)
        });
        let now_accepted = match brings_settings {
            true => self.settings()?.accepted,
            false => former.accepted.clone(),
        };
        let accepted = match accepting {
            true => &now_accepted,
            false => &former.accepted,
        };
        refused.extend(self.settings_held(&changed)?);
        refused.extend(self.kept_held(&changed, accepted)?);
        refused.extend(self.journals_held(&changed, accepted, &now_accepted)?);
        refused.extend(self.definitions_held(&changed)?);
        if *accepted != now_accepted && refused.iter().any(|one| one.what.is_damage()) {
            refused.push(self.refusal(Path::new("ugat.toml"), FileFault::AcceptedHere));
        }
        Ok(refused)
    }
}
