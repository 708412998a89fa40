//! The care of a store: everything that is wrong with it, and what mends it.

mod acceptance;
mod ancestry;
mod attribute;
mod baseline;
mod checked_commits;
mod finding;
mod git_effects;
mod git_leftovers;
mod idle;
mod inspect;
mod journal_repair;
mod lacking;
mod lost_acts;
mod mend;
mod own_files;
mod pins;
mod plan;
mod recovery;
mod repair;
mod source;
mod tree;
mod verify;

pub use acceptance::Acceptance;
pub(in crate::store) use ancestry::Kin;
pub use attribute::{Attribute, AttributeSource, Ignoring};
pub use baseline::Against;
pub use finding::{ActsLost, Damage, Finding, Pin, Remark, Unseen, Went, What};
pub use idle::IdleSetting;
pub use lacking::{Lacked, Lacking};
pub use plan::{Change, Left, Mend};
pub use verify::{Scope, Verified};
