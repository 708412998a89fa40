use crate::view::cut;
use crate::words::{escaped, hostile, matching};

/// What may be typed, and what is said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub value: String,
    pub about: String,
}

/// As many bytes as anybody has typed for them.
const LONGEST: usize = 500;
/// As many columns as are said of one.
const WIDEST: usize = 70;

impl Candidate {
    /// Nothing where what would be typed could steer a terminal or has no end; what is said cannot.
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

    /// The same behind what stands before it in one word.
    pub fn behind(mut self, before: &str) -> Self {
        self.value.insert_str(0, before);
        self
    }
}
