//! Problems of files, each with its place, its sentence and its hint. Finding them is the work of
//! `definition` and `engine`; faults in the values of forms lie in `form`.

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
