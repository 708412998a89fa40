//! Arguments in, an answer out: the only layer that knows clap, the clock and the environment.
//! Everything that comes from the world or goes to it passes through [`env::Env`]. Each group of
//! commands has a folder, beside what they share: `input`, `session`, `failure` and `help`. What is
//! decided on a case lies in the engine, how an answer looks in the view.

pub mod answer;
mod arguments;
mod branch;
pub mod bulk;
pub mod case;
pub mod catalogue;
mod colour;
mod columns;
pub mod completions;
pub mod env;
pub mod failure;
pub mod form;
mod general;
pub mod help;
mod home;
pub mod inbox;
pub mod input;
mod language;
pub mod manual;
mod out;
pub mod procedure;
pub mod report;
mod run;
pub mod schema;
mod session;
mod short;
pub mod store;
mod unparsed;

pub use general::General;
pub use run::run;
