//! The cases of a store, one by one: how their journals are listed, read and written, with the files
//! beside them. How a case is found by a name lies in `names`, what spares reading it in `index`.

mod attachment;
mod beginning;
mod bulk;
mod cases;
mod continuation;
mod entry;
mod file_name;
pub mod journal_bytes;
mod listing;
mod misplaced;
mod record;
mod signature;
mod write;

pub use attachment::{Attachment, FileState, file_state, files_folder};
pub use beginning::Beginning;
pub use bulk::Bulk;
pub use continuation::{Ahead, Continuation};
pub use entry::{Entry, Listed, Year, listed};
pub use journal_bytes::JournalBytes;
pub use listing::{Listing, Lookup, entries, referred_like_ids};
pub use misplaced::{Misplaced, Shelves, case_in, home_first, lies_in, year_of};
pub use record::Record;
pub use signature::Signature;
pub use write::{TRIES, WriteFault};
