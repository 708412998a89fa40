//! What is shown of forms.

pub mod check;
pub mod fault;
pub mod page;
pub mod template;
pub mod view;
pub mod wording;
