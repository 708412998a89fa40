//! The care of a store: everything that is wrong with it, and what mends it.

mod accept;
mod against;
mod around;
mod attribute;
mod effect;
mod finding;
mod former;
mod good;
mod idle;
mod inspect;
mod journal_repair;
mod kept;
mod kin;
mod lacking;
mod mend;
mod own;
mod past;
mod plan;
mod repair;
mod source;
mod tree;
mod verify;

pub use accept::Acceptance;
pub use against::Against;
pub use attribute::{Attribute, AttributeSource, Ignoring};
pub use finding::{ActsLost, Damage, Finding, Pin, Remark, Unseen, Went, What};
pub use idle::IdleSetting;
pub(in crate::store) use kin::Kin;
pub use lacking::{Lacked, Lacking};
pub use plan::{Change, Left, Mend};
pub use verify::{Scope, Verified};
