//! What git's history has of a store, and the rule that holds for it: journals only grow. Whatever
//! the files of a store are compared with (a commit, the index, all of history), it is done here.

mod change;
mod growth;
mod losing;
mod object;
mod repository;
mod version;

pub use change::{COMMIT, Changed, Commit, RAW, SUBMODULE, changes, diff_tree};
pub use growth::{Lost, Shrunk};
pub use losing::{Losing, losing};
pub use object::ObjectId;
pub use version::{Journals, Remembered, Versions};
