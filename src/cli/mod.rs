//! Arguments in, an answer out: the only layer that knows clap, the clock and the environment.
//! Everything that comes from the world or goes to it passes through [`env::Env`].

pub mod acting;
pub mod answer;
mod arguments;
mod branch;
pub mod bulk;
pub mod case;
pub mod cause;
mod checked;
pub mod choice;
mod colour;
pub mod completions;
mod damage;
mod damage_fault;
mod denied;
pub mod documents;
pub mod env;
pub mod failure;
mod fault;
mod file;
mod file_fault;
pub mod form;
mod gathered;
mod general;
mod given;
pub mod help;
mod helped;
pub mod inbox;
pub mod input;
mod language;
mod looks_secret;
pub mod manual;
mod misuse;
mod over_fault;
pub mod procedure;
mod procedure_fault;
mod progress;
pub mod prompt;
mod reference;
mod reference_book;
mod refusal;
mod refusal_off_path;
pub mod report;
pub mod rows;
mod run;
mod session;
pub mod store;
#[cfg(test)]
mod talked;
pub mod typed;
mod unparsed;

pub use general::General;
pub use run::run;
