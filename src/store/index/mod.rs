//! Speed: the index of what was read of journals before, so that unchanged journals are not read again,
//! and work on all processors. The index is derived, checked against the file system, and not believed
//! where anything about it is odd. What a journal means is read in `case`.

mod current;
mod directory;
mod extent;
mod fingerprint;
mod names;
mod outlines;
mod pair;
mod parallel;
mod sealed;
mod stamp;
mod summary;
mod writer;

pub use current::CurrentIndex;
pub use directory::{Block, Directory, Folder};
pub use extent::{Extent, Row};
pub use fingerprint::BUILD;
pub use names::{Kind, Name, TOGETHER, reference_record};
pub use outlines::Sketched;
pub use pair::{Index, Known, LIKE_IDS, Layer, hash_of};
pub use parallel::{in_parts, on_all_processors};
pub use sealed::{Pieces, Sealed, Sealing, unsealed};
pub use stamp::{Stamp, Tick};
pub use summary::{FreshSummary, NO_REFERENCE, Summary, UNREAD};
pub use writer::IndexedCase;
