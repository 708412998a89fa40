//! The answers and pages on procedures and on the manual. Problems of definitions lie in `problem`.

pub mod added;
pub mod catalogue;
pub mod course;
pub mod difference;
pub mod difference_page;
pub mod glossary;
pub mod lanes;
pub mod manual;
pub mod named;
pub mod picture;
pub mod readings;
pub mod text;
pub mod view;
pub mod wording;
