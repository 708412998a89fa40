//! Versions of a procedure: their differences, and the migration of a case between them.

pub mod counterpart;
pub mod difference;
pub mod migrate;
