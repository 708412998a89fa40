//! Who may act, and the marks on acts that the rules would not have accepted. The table of people
//! itself is in `model`.

pub mod capacity;
pub mod claim;
pub mod mark;
pub mod marks;
pub mod oddity;
pub mod reach;
pub mod signatures;
