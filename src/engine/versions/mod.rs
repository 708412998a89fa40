//! Versions of a procedure: their difference, and a case that moves from one to another.

pub mod counterpart;
pub mod difference;
pub mod migrate;
