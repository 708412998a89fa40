//! What is shown of a store: findings, repairs, synchronisation.

pub mod findings;
pub mod repairs;
pub mod synced;
