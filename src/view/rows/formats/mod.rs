//! The formats of tables, one a file: each writes a table, and knows of no answer.

pub mod csv;
pub mod markdown;
pub mod terminal;
