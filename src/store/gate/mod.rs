//! What is let in: the rule by which a push, a commit that is about to be made, or what came in from
//! others is held. Git alone is read, never a work tree.

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
