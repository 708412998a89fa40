//! `ugat` tracks cases of official procedures: a procedure is a checked TOML file, a case is one
//! append-only journal of events, and its state is what folding them gives.
//!
//! The layers, each using only those before it: [`words`], [`model`], [`definition`] and
//! [`engine`], [`form`] and [`journal`], [`store`], [`view`], [`cli`].

pub mod cli;
pub mod definition;
pub mod engine;
pub mod form;
pub mod journal;
pub mod model;
pub mod store;
pub mod view;
pub mod words;
