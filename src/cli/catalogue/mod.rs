//! `ugat roles` and `ugat kinds`: the keys of the catalogue, one file a command.

mod chosen;
mod kinds;
mod roles;

pub use kinds::Kinds;
pub use roles::Roles;
