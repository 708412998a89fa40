use crate::engine::fold::outcome::Outcome;
use crate::engine::fold::run::Work;

/// The order in which settled ready work is taken: by the smallest `seq` of a write on it, moves
/// after anything else of the same `seq`, then by activity and item.
pub type Turn = (u64, bool, Work);

/// The agreed outcome of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agreed<'r> {
    pub outcome: &'r Outcome,
    pub attempt: u32,
    pub turn: Turn,
}

/// The registers as a replay asks them.
pub trait Ask<'r> {
    fn agreed(&self, work: Work) -> Option<Agreed<'r>>;

    /// Whether an item taken with this outcome differs in the fold it is compared with.
    fn differs(&mut self, work: Work, agreed: Agreed<'r>) -> bool;
}
