//! What was read of journals before, kept so that what has not changed need not be read again.
//! Derived, checked against the file system, and never believed where anything about it is odd.

mod current;
mod directory;
mod extent;
pub mod fingerprint;
mod names;
mod outlines;
mod pair;
pub mod parallel;
mod sealed;
mod stamp;
mod summary;
mod writer;

pub use current::CurrentIndex;
pub use directory::Folder;
pub use extent::{Extent, Row};
pub use names::{Kind, Name};
pub use outlines::Sketched;
pub use pair::{Index, Known, Layer, hash_of};
pub use sealed::{Pieces, Sealing};
pub use stamp::Stamp;
pub use summary::{FreshSummary, Summary};
pub use writer::IndexedCase;
