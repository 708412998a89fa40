//! What a store has beside its cases: procedures, shipped, its own and pinned, each checked and
//! proved before a case runs under it; templates and settings. How TOML becomes a procedure is the
//! layer `definition`'s.

mod addition;
pub mod checked;
mod definition;
pub mod file;
mod head;
pub mod pinned;
pub mod proofs;
mod readable;
pub mod settings;
pub mod shipped;
mod templates;
pub mod verdict;
pub mod versions;

pub use addition::Added;
pub use definition::Definition;
pub use readable::readable;
pub use templates::Template;
pub use versions::{Origin, Versions};
