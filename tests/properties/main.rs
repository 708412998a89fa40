//! What must hold of every sound procedure and of every case: flow, replay and merging.

mod clones;
mod flow;
mod naive;
mod procedures;
mod replay;
