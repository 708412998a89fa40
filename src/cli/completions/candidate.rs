use crate::view::cut;
use crate::words::{escaped, hostile, matching};

/// A word that may be typed, and a remark about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub value: String,
    pub about: String,
}

/// The most bytes of a word that is offered.
const LONGEST: usize = 500;
/// The most columns of a remark.
const WIDEST: usize = 70;

impl Candidate {
    /// Nothing where the word could steer a terminal, or is too long; the remark is made harmless.
    pub fn new(value: impl Into<String>, about: &str) -> Option<Self> {
        let value = value.into();
        let about = cut(&escaped(about), WIDEST);
        let has_length = (1..=LONGEST).contains(&value.len());
        let is_plain = has_length && !value.contains(hostile);
        is_plain.then_some(Self { value, about })
    }

    /// Whether it begins as typed, whatever the case and accents.
    pub fn begins(&self, typed: &str) -> bool {
        matching(&self.value).starts_with(&matching(typed))
    }

    /// Puts a prefix before it, such as `--store=`.
    pub fn behind(mut self, before: &str) -> Self {
        self.value.insert_str(0, before);
        self
    }
}
