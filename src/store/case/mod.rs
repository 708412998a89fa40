//! The cases of a store, one by one: how their journals are listed, read and written, with the files
//! beside them. How a case is found by a name lies in `names`, what spares reading it in `index`.

mod attachment;
mod beginning;
mod bulk;
mod cases;
mod continuation;
pub mod entry;
pub mod journal_bytes;
pub mod listing;
pub mod misplaced;
mod record;
mod signature;
pub mod write;

pub use attachment::{Attachment, FileState, file_state, files_folder};
pub use beginning::Beginning;
pub use bulk::Bulk;
pub use continuation::{Ahead, Continuation};
pub use entry::{Entry, shortest};
pub use listing::Listing;
pub use misplaced::Misplaced;
pub use record::Record;
pub use signature::Signature;
pub use write::WriteFault;
