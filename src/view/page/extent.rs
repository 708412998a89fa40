use crate::view::page::look::width;
use crate::view::page::plain::lines;

/// The columns of the widest line and of the widest word of a text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Extent {
    pub line: usize,
    pub word: usize,
}

impl Extent {
    pub fn of(text: &str) -> Self {
        let text = lines(text);
        let widest = |parts: &mut dyn Iterator<Item = &str>| parts.map(width).max().unwrap_or(0);
        Self {
            line: widest(&mut text.lines()),
            word: widest(&mut text.split_whitespace()),
        }
    }

    pub fn or(self, other: Self) -> Self {
        Self {
            line: self.line.max(other.line),
            word: self.word.max(other.word),
        }
    }
}
