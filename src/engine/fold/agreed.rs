use crate::engine::fold::outcome::Outcome;
use crate::engine::fold::run::Work;

/// By what settled ready work is taken in turn: the smallest `seq` of a write on it, a move after
/// anything else, then activity and item.
pub type Turn = (u64, bool, Work);

/// What the writes on an item come to, where those that stand agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agreed<'r> {
    pub outcome: &'r Outcome,
    pub attempt: u32,
    pub turn: Turn,
}

/// What a replay asks of the registers.
pub trait Ask<'r> {
    fn agreed(&self, work: Work) -> Option<Agreed<'r>>;

    /// Whether an item that was taken so is otherwise in what it is compared with.
    fn differs(&mut self, work: Work, agreed: Agreed<'r>) -> bool;
}
