//! The care of a store: everything that is wrong with it, and what mends it.

mod against;
mod around;
mod attribute;
mod bed;
mod effect;
mod finding;
mod former;
mod inspect;
mod kept;
mod kin;
mod mend;
mod own;
mod past;
mod plan;
mod repair;
mod source;
mod tree;
mod verify;

pub use against::{Against, Lacked, Lacking};
pub use attribute::{Attribute, AttributeSource, Ignoring};
pub use finding::{ActsLost, Damage, Finding, Pin, Remark, Unseen, What};
pub(in crate::store) use kin::Kin;
pub use own::IdleSetting;
pub use plan::{Change, Mend};
pub use verify::{Scope, Verified};
