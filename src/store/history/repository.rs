//! What kind of repository a store is in, as far as its history can be looked at.

use std::io;

use crate::store::git::{Git, Ran, words};
use crate::store::history::{Commit, ObjectId};

impl Git {
    /// The commit at work; nothing where nothing was ever committed.
    pub fn tip(&self) -> io::Result<Option<ObjectId>> {
        self.commit("HEAD")
    }

    /// The commit that a name means; nothing where there is none.
    pub fn commit(&self, name: &str) -> io::Result<Option<ObjectId>> {
        let name = format!("{name}^{{commit}}");
        let mut parse = words("rev-parse --verify --quiet --end-of-options");
        parse.push(&name);
        let ran = self.run(&parse)?;
        let is_other = |line: &String| line.contains("expected commit type");
        if !ran.is_well() && (ran.said.is_empty() || ran.said.iter().any(is_other)) {
            return Ok(None);
        }
        Ok(ObjectId::parse(&ran.well()?.text()))
    }

    /// Whether the clone has only the last commits.
    pub fn is_shallow(&self) -> io::Result<bool> {
        let shallow = ["rev-parse", "--is-shallow-repository"];
        Ok(self.run(&shallow)?.well()?.text() == "true")
    }

    /// Whether only a part of the files is meant to be in the work tree.
    pub fn is_sparse(&self) -> io::Result<bool> {
        let ran = self.run(&["config", "--bool", "core.sparseCheckout"])?;
        Ok(ran.text() == "true")
    }

    /// The tree of no files, in the format of the repository.
    pub fn empty_tree(&self) -> io::Result<String> {
        let hash = ["hash-object", "-t", "tree", "--stdin"];
        Ok(self.run(&hash)?.well()?.text())
    }

    /// A commit as it is shown.
    pub fn told_commit(&self, id: &ObjectId) -> io::Result<Commit> {
        let log = ["log", "-1", "--format=%an", id.as_str()];
        Ok(Commit {
            id: id.clone(),
            author: self.run(&log)?.well()?.text(),
        })
    }

    /// Whether a branch, here or as it was fetched, or a tag has a commit in its history.
    pub fn is_named(&self, id: &ObjectId) -> io::Result<bool> {
        let contains = ["for-each-ref", "--count=1", "--contains", id.as_str()];
        Ok(!self.run(&contains)?.well()?.out.is_empty())
    }

    /// Whether this clone was at a commit, as far as git remembers.
    pub fn was_at(&self, id: &ObjectId) -> io::Result<bool> {
        let ran = self.run(&["rev-list", "--walk-reflogs", "HEAD"])?;
        Ok(ran.text().lines().any(|line| line == id.as_str()))
    }

    /// Whether one commit is in the history of another.
    pub fn is_ancestor(&self, one: &ObjectId, of: &ObjectId) -> io::Result<bool> {
        let ran = self.run(&["merge-base", "--is-ancestor", one.as_str(), of.as_str()])?;
        Ok(ran.is_well())
    }
}

impl Ran {
    /// What ran, where it went well.
    pub fn well(self) -> io::Result<Self> {
        match self.is_well() {
            true => Ok(self),
            false => Err(io::Error::other(self.told().join("\n"))),
        }
    }
}
