//! The care of a store: everything that is wrong with it, and what mends it.

mod attribute;
mod bed;
mod effect;
mod finding;
mod former;
mod inspect;
mod kept;
mod kin;
mod mend;
mod past;
mod plan;
mod repair;
mod source;
mod tree;
mod verify;

pub use attribute::{Attribute, AttributeSource, Ignoring};
pub use finding::{ActsLost, Damage, Finding, Pin, Remark, Unseen, What};
pub(in crate::store) use kin::Kin;
pub use plan::{Change, Mend};
pub use verify::Verified;
