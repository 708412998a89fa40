//! The directory of a file of the index: what it holds, and of which folders.

use serde::{Deserialize, Serialize};

use crate::store::index::{BUILD, Extent, Stamp};

/// What a file of the index holds, and of what.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Directory {
    /// That of the program which wrote it: no other reads it.
    build: [u8; 16],
    /// Of a file that lies over another: the stamp of that one.
    pub beneath: Option<Stamp>,
    /// The folders of the years, in order.
    pub folders: Vec<Folder>,
    /// The procedures that the names of cases begin with, in order.
    pub procedures: Vec<String>,
    /// The names of cases, in order.
    pub names: Vec<Block>,
    /// Which case has which reference, in order of their hashes.
    pub references: Vec<Block>,
    /// How many names there are.
    pub count: usize,
}

/// The folder of a year as it was listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Folder {
    pub name: String,
    /// Nothing where it changed while it was listed.
    pub stamp: Option<Stamp>,
}

/// Records of one length, in order.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Block {
    /// What the first of them is found by.
    pub first: Vec<u8>,
    pub extent: Extent,
}

impl Directory {
    /// Of these folders, with nothing in it yet.
    pub fn of(folders: Vec<Folder>, beneath: Option<Stamp>) -> Self {
        Self {
            build: BUILD,
            beneath,
            folders,
            ..Self::default()
        }
    }

    pub fn is_of_this_build(&self) -> bool {
        self.build == BUILD
    }
}
