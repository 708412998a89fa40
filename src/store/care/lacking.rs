use crate::model::Event;

/// What a commit has, and the store lacks.
#[derive(Clone, Debug)]
pub struct Lacking {
    /// The commit, as it was named.
    pub named: String,
    /// Whether it is in the history of the commit at work: else a merge of it brings what is lacking.
    pub is_past: bool,
    pub what: Lacked,
}

#[derive(Clone, Debug)]
pub enum Lacked {
    /// Acts of a case; whether it has a journal at all.
    Acts { acts: Vec<Event>, is_gone: bool },
    /// A file.
    File,
    /// A file as it was.
    Content,
}
