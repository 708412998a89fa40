//! Where things live: the root, the procedures known there, the cases, and the one way in which
//! something is written: lock, read, fold, decide, append, sync.

mod addition;
mod attachment;
mod bulk;
mod cache;
mod care;
mod cases;
mod continuation;
mod definition;
mod definition_file;
mod definitions;
mod durable;
mod entry;
mod fault;
mod file_kind;
mod fingerprint;
mod gate;
mod git;
mod head;
mod history;
mod index;
mod journal_bytes;
mod judged;
mod listing;
mod meant;
mod misplaced;
mod names;
mod naming;
mod opening;
mod outlines;
mod parallel;
mod pinned;
mod proofs;
mod readable;
mod record;
mod references;
mod root;
mod settings;
pub mod shipped;
mod signature;
mod sync;
mod templates;
mod versions;
mod write;

pub use addition::Added;
pub use attachment::{Attachment, FileState, file_state};
pub use bulk::Bulk;
pub use cache::{Cache, CacheEntry};
pub use care::{
    Acceptance, ActsLost, Against, Attribute, AttributeSource, Change, Damage, Finding,
    IdleSetting, Ignoring, Lacked, Lacking, Left, Mend, Remark, Scope, Unseen, Verified, Went,
    What,
};
pub use continuation::{Ahead, Continuation};
pub use definition::Definition;
pub use entry::{Entry, shortest};
pub use fault::{Astray, Doing, StoreFault, is_exhausted};
pub use gate::{FileFault, Gate, Hooked, JournalFault, NameFault, Refusal, Unfit, Update};
pub use git::Git;
pub use listing::Listing;
pub use misplaced::Misplaced;
pub use names::Names;
pub use outlines::Sketched;
pub use record::Record;
pub use references::{Held, Meaning, Meanings, Taken};
pub use root::{Place, Store, Wanted};
pub use signature::Signature;
pub use sync::{Exchange, GitDoing, Here, Received, SyncFault, Unsaved, Upstream};
pub use templates::Template;
pub use versions::{Origin, Versions};
pub use write::{Beginning, WriteFault, files_folder};
