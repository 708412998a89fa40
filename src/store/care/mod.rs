//! The care of a store: everything that is wrong with it, and its repair. What git remembers is looked
//! up in `history`; a single case is read and written in `case`.

mod acceptance;
mod ancestry;
mod attribute;
mod baseline;
mod checked_commits;
mod finding;
mod git_effects;
mod git_leftovers;
mod given_files;
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
mod references;
mod repair;
mod source;
mod tree;
mod verify;

pub use acceptance::{Acceptance, taken_out};
pub(in crate::store) use ancestry::Ancestry;
pub use attribute::{Attribute, AttributeSource, Ignoring};
pub use baseline::Baseline;
pub(in crate::store) use checked_commits::CommitCache;
pub use finding::{ActsLost, Damage, Finding, Remark, Unseen, Went, What};
pub use idle::IdleSetting;
pub use lacking::{Lacked, Lacking};
pub(in crate::store) use lost_acts::lost_to_history;
pub(in crate::store) use mend::mends;
pub use own_files::roles_of_nobody;
pub use plan::{Change, Left, Mend};
pub use references::ambiguous_references;
pub(in crate::store) use repair::repair;
pub use verify::{Scope, Verified};
pub(in crate::store) use verify::{unshareable, verify};
