//! What a store has beside its cases: procedures, shipped, its own and pinned, each checked and
//! proved before a case runs under it; templates and settings. How TOML becomes a procedure is the
//! layer `definition`'s.

mod addition;
mod checked;
mod definition;
mod file;
mod head;
mod pin;
mod pinned;
mod proofs;
mod readable;
mod retirement;
mod rewriting;
pub mod settings;
pub mod shipped;
mod templates;
mod verdict;
mod versions;

pub use addition::Added;
pub use definition::Definition;
pub use file::{decoded_text, pinned_folder, procedures_folder, text, toml_files, unmarked};
pub use head::Head;
pub use pin::Pin;
pub use pinned::{PINNED, Pinned};
pub use proofs::Proofs;
pub use readable::{readable, readable_text};
pub use rewriting::rewrite;
pub use settings::SETTINGS;
pub use shipped::Shipped;
pub use templates::Template;
pub use verdict::{Unproved, Verdict};
pub use versions::{Origin, Versions, claimed, is_called, parted};
