//! Who may act, and what the acts of a case say that the rules would not have taken.

pub mod capacity;
pub mod claim;
pub mod mark;
pub mod marks;
pub mod oddity;
pub mod signatures;
