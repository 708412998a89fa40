//! The dossier of a case: its answer, its page and the parts of it.

pub mod page;
pub mod parts;
pub mod view;
