//! What was read of journals before, kept so that what has not changed need not be read again.
//! Derived, checked against the file system, and never believed where anything about it is odd.

mod directory;
mod extent;
mod keep;
mod kept;
mod names;
mod pair;
mod sealed;
mod stamp;

pub use directory::Folder;
pub use extent::{Extent, Row};
pub use keep::Keeping;
pub use kept::{Fresh, Kept};
pub use names::{Kind, Name};
pub use pair::{Index, Known, Layer, hash_of};
pub use sealed::{Pieces, Sealing};
pub use stamp::Stamp;
