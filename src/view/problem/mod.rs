//! Problems of a definition: each with its place, its sentence and what helps.

pub mod check;
pub mod file_check;
pub mod hint;
pub mod misfit;
pub mod name;
pub mod reason;
pub mod refused;
pub mod refused_words;
pub mod report;
pub mod setting_fault;
pub mod snippet;
pub mod syntax;
