use crate::view::page::plain::{in_markdown, in_order};
use crate::view::rows::side::Side;

/// One place of a table, escaped only where it is written; line ends are kept.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    shown: Box<str>,
    exact: Option<Box<str>>,
}

impl Cell {
    #[expect(
        clippy::needless_pass_by_value,
        reason = "made from numbers and names alike"
    )]
    pub fn new(shown: impl ToString) -> Self {
        Self {
            shown: shown.to_string().into(),
            exact: None,
        }
    }

    /// Nothing, where there is nothing.
    pub fn maybe(shown: Option<impl ToString>) -> Self {
        shown.map_or_else(Self::default, Self::new)
    }

    /// What CSV holds where people read something shorter: the whole id, the day of an age, a key.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "made from numbers and names alike"
    )]
    #[must_use]
    pub fn exactly(mut self, exact: impl ToString) -> Self {
        self.exact = Some(exact.to_string().into());
        self
    }

    /// As people read it.
    pub(in crate::view) fn shown(&self) -> &str {
        &self.shown
    }

    /// The same as Markdown that holds no markup.
    pub(in crate::view) fn markdown(&self) -> String {
        in_markdown(&self.shown)
    }

    pub(in crate::view) fn number(&self) -> Option<u64> {
        self.shown.parse().ok()
    }

    /// A bar for its number, the longest of them for the largest; some of one where it is anything
    /// at all.
    pub(in crate::view) fn bar(&self, largest: u64, longest: usize) -> String {
        let number = self.number().unwrap_or(0);
        let length = number.saturating_mul(longest as u64);
        "█".repeat(usize::try_from(length.div_ceil(largest)).unwrap_or(longest))
    }

    /// As what it is ordered in a column of this side: a number, else a text.
    pub(in crate::view) fn order(&self, side: Side) -> (Option<i64>, String) {
        let number = match side {
            Side::Left => None,
            Side::Right => self.shown.parse().ok(),
        };
        (number, in_order(self.exact()))
    }

    /// As scripts read it.
    pub(in crate::view) fn exact(&self) -> &str {
        self.exact.as_deref().unwrap_or(&self.shown)
    }
}
