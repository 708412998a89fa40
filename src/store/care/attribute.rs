//! Attributes and ignore rules of git that would harm the files of a store.

use std::path::PathBuf;

/// An attribute that would change what a file holds, or how two versions of it are merged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    pub name: String,
    pub found: String,
    /// As `.gitattributes` of a store has it.
    pub wanted: &'static str,
    /// How many files it concerns.
    pub files: usize,
    /// Where it is most likely written.
    pub source: AttributeSource,
}

/// Where attributes are written, the strongest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttributeSource {
    /// `.git/info/attributes` of this clone.
    Info(PathBuf),
    /// A `.gitattributes`, relative to the top of the work tree.
    Tree(PathBuf),
    /// The file that the user's configuration names.
    User,
}

/// A rule by which git leaves a file out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignoring {
    /// The file with the rule, as git names it, and the line.
    pub source: String,
    pub line: String,
    pub pattern: String,
}
