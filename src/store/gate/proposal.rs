//! A state of a store in git that is proposed to follow another, and how files of both are read.

use std::io;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use crate::store::gate::{Refusal, Unfit};
use crate::store::git::Git;
use crate::store::history::{Changed, ObjectId, RAW, Versions, changes, diff_tree};

/// What is proposed: from one state of the repository to another.
pub struct Proposal<'g> {
    pub git: &'g Git,
    /// The commit that it starts from; nothing where there was none.
    pub old: Option<ObjectId>,
    /// The commit that it leads to; nothing for what is staged.
    pub new: Option<ObjectId>,
    /// Where the store is below the top, empty where it is the top.
    pub root: PathBuf,
}

impl Proposal<'_> {
    /// The files of the whole repository that are otherwise in both states.
    pub fn changed(&self) -> io::Result<Vec<Changed>> {
        let old = match &self.old {
            Some(old) => old.as_str().to_owned(),
            None => self.git.empty_tree()?,
        };
        let command = match &self.new {
            Some(new) => diff_tree(&[&old, new.as_str()]),
            None => [&["diff-index", "--cached"], &RAW[..], &[&old]].concat(),
        };
        changes(self.git, b"", &command)
    }

    /// Every version of a journal or pinned definition that the store must not fall behind.
    pub fn versions(&self) -> io::Result<Versions> {
        let below = self.git.clone().at(&self.root);
        match &self.new {
            Some(new) => Versions::committed(&below, self.old.as_ref(), new.as_str()),
            None => match &self.old {
                Some(old) => Versions::default().and_unlike_staged(&below, old),
                None => Ok(Versions::default()),
            },
        }
    }

    /// Where a path of the repository lies in the store; nothing where it lies outside.
    pub fn seen<'p>(&self, path: &'p Path) -> Option<&'p Path> {
        path.strip_prefix(&self.root).ok()
    }

    /// Reads files of the proposed state by their paths in the store.
    pub fn read(&self, paths: &[PathBuf]) -> io::Result<Vec<Option<Vec<u8>>>> {
        let mut found = vec![None; paths.len()];
        self.each(paths, |place, bytes| found[place] = bytes)?;
        Ok(found)
    }

    /// Reads files of the proposed state one after the other, so that only one is in memory.
    pub fn each(
        &self,
        paths: &[PathBuf],
        take: impl FnMut(usize, Option<Vec<u8>>),
    ) -> io::Result<()> {
        let state = self.new.as_ref().map_or("", ObjectId::as_str);
        self.each_of(state, paths, take)
    }

    /// Reads files of the state that it starts from.
    pub fn read_old(&self, paths: &[PathBuf]) -> io::Result<Vec<Option<Vec<u8>>>> {
        let mut found = vec![None; paths.len()];
        if let Some(old) = &self.old {
            self.each_of(old.as_str(), paths, |place, bytes| found[place] = bytes)?;
        }
        Ok(found)
    }

    /// A name with a line end cannot be asked for in this way, and is refused as a name: the file
    /// counts as not there.
    fn each_of(
        &self,
        state: &str,
        paths: &[PathBuf],
        mut take: impl FnMut(usize, Option<Vec<u8>>),
    ) -> io::Result<()> {
        let is_plain = |path: &PathBuf| !path.as_os_str().as_bytes().contains(&b'\n');
        let (plain, odd): (Vec<usize>, Vec<usize>) =
            (0..paths.len()).partition(|place| is_plain(&paths[*place]));
        for place in odd {
            take(place, None);
        }
        let mut names = Vec::new();
        for place in &plain {
            names.extend_from_slice(state.as_bytes());
            names.push(b':');
            names.extend_from_slice(self.root.join(&paths[*place]).as_os_str().as_bytes());
            names.push(b'\n');
        }
        let take = |place: usize, bytes| take(plain[place], bytes);
        self.git.named_objects(&names, plain.len(), take)
    }

    /// Every path of the proposed state below the root of the store, as seen from there.
    pub fn paths(&self) -> io::Result<Vec<PathBuf>> {
        let all = match &self.new {
            Some(new) => files_of(self.git, new)?,
            None => self
                .git
                .run(&["ls-files", "-z", "--cached"])?
                .well()?
                .paths(),
        };
        let seen = all.iter().filter_map(|path| self.seen(path));
        Ok(seen.map(Path::to_owned).collect())
    }

    /// Something about a file of the store.
    pub fn refusal(&self, path: &Path, what: impl Into<Unfit>) -> Refusal {
        Refusal {
            path: Some(self.root.join(path)),
            commit: None,
            what: what.into(),
        }
    }
}

/// The paths of all files of a commit.
pub fn files_of(git: &Git, commit: &ObjectId) -> io::Result<Vec<PathBuf>> {
    let tree = ["ls-tree", "-r", "-z", "--name-only", "--full-tree"];
    let words = [&tree[..], &[commit.as_str()]].concat();
    Ok(git.run(&words)?.well()?.paths())
}
