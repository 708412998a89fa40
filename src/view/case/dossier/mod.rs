//! The dossier of a case: its answer, its page and their parts. How a document is laid out lies in
//! `page::document`.

pub mod page;
pub mod parts;
pub mod together;
pub mod view;
