//! Where things live: the root of a store, and around it what the folders hold. `case` reads and
//! writes one case, `names` finds cases by what people call them, `definitions` has the procedures
//! and settings, `index` what makes reading fast, `care` what is wrong with a store and its repair,
//! `history` what git has of it, `gate` the rule for pushes, `sync` the exchange with others.
//!
//! What a case means is the engine's; the bytes of a journal are the journal's; nothing is shown here.

mod cache;
mod care;
mod case;
mod definitions;
mod durable;
mod fault;
mod file_kind;
mod first_settings;
mod gate;
mod git;
mod history;
mod index;
mod names;
mod opening;
mod parts;
mod root;
mod sync;

pub use cache::{Cache, CacheEntry};
pub use care::{
    Acceptance, ActsLost, Attribute, AttributeSource, Baseline, Change, Damage, Finding,
    IdleSetting, Ignoring, Lacked, Lacking, Left, Mend, Remark, Scope, Unseen, Verified, Went,
    What, ambiguous_references, roles_of_nobody, taken_out,
};
pub use case::{
    Ahead, Attachment, Beginning, Bulk, Continuation, Entry, FileState, Listing, Misplaced, Record,
    Signature, WriteFault, file_state, files_folder,
};
pub use definitions::{
    Added, Definition, Origin, Pin, SETTINGS, Template, Versions, parted, readable, readable_text,
    shipped,
};
pub use fault::{Astray, Doing, Result, StoreFault, is_exhausted};
pub use first_settings::FirstSettings;
pub use gate::{FileFault, Gate, Hooked, JournalFault, NameFault, Refusal, Unfit, Update};
pub use git::Git;
pub use index::Sketched;
pub use names::{
    LikeIds, Meaning, Meanings, Names, ReferenceLock, Taken, candidates, is_too_short, plain_match,
};
pub use root::{Place, Store, Wanted};
pub use sync::{Exchange, GitDoing, Here, Received, SyncFault, Unsaved, Upstream};
