//! The gate: the rule that a push, a commit about to be made, or what came in from others must keep.
//! Git alone is read, never a work tree; what a store looks like on the disk is checked in `care`.

mod commits;
mod contents;
mod definitions;
mod hook;
mod names;
mod proposal;
mod push;
mod refusal;

pub use hook::Hooked;
pub use proposal::Proposal;
pub use push::{Gate, Update};
pub use refusal::{FileFault, JournalFault, NameFault, Refusal, Unfit};
