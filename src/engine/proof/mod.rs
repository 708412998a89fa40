//! The procedure as a net: markings, what they lead to, and proofs about them. Events and people
//! are not here.

pub mod effort;
pub mod explore;
pub mod explored;
pub mod marking;
pub mod net;
pub mod refused;
pub mod set;
