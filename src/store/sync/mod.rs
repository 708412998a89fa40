//! The exchange of a store with others: what changed here, what is committed of it, what comes in, and
//! what is given on. The rule for it lies in `gate`; the calls of git in `git`.

mod changed;
mod exchange;
mod fault;
mod here;
mod holding;
mod received;

pub use exchange::{Exchange, Upstream};
pub use fault::{Doing as GitDoing, SyncFault};
pub use here::{Here, Unsaved};
pub use received::Received;
