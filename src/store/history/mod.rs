//! What git's history has of a store, and the rule for it: journals only grow. The files of a store are
//! compared here with a commit, the index or all of history; what is found is reported in `care`.

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
