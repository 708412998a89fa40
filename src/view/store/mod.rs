//! The answers on a store as a whole: findings, repairs, synchronisation. What concerns one case
//! lies in `case`.

pub mod checkup;
pub mod findings;
pub mod repairs;
pub mod synced;
