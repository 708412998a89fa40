//! Text folded for the search for secrets, with a way back to the bytes of the original.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::words::canonical::bare;
use crate::words::unseen::is_ignorable;

/// A text in lower case, without accents (precomposed or combining) and invisible characters. Each
/// character keeps its byte offset in the original.
pub struct Folded<'t> {
    text: &'t str,
    characters: Vec<(char, usize)>,
}

impl<'t> Folded<'t> {
    pub fn of(text: &'t str) -> Self {
        let mut characters = Vec::with_capacity(text.len());
        for (place, character) in text.char_indices() {
            if is_combining_mark(character) || is_ignorable(character) {
                continue;
            }
            characters.push((bare(character), place));
        }
        Self { text, characters }
    }

    pub fn len(&self) -> usize {
        self.characters.len()
    }

    /// The character at a place; a line end after the last.
    pub fn at(&self, place: usize) -> char {
        self.characters.get(place).map_or('\n', |(one, _)| *one)
    }

    /// The end of the run of letters and digits at a place.
    pub fn word_end(&self, start: usize) -> usize {
        let mut end = start;
        while self.at(end).is_alphanumeric() {
            end += 1;
        }
        end
    }

    /// The folded characters of a range.
    pub fn word(&self, range: Range<usize>) -> String {
        self.characters[range].iter().map(|(one, _)| *one).collect()
    }

    /// The bytes of the original that a range stands for.
    pub fn bytes(&self, range: Range<usize>) -> Range<usize> {
        let offset = |place| {
            self.characters
                .get(place)
                .map_or(self.text.len(), |(_, at)| *at)
        };
        offset(range.start)..offset(range.end)
    }

    /// The original text of a range, without combining and invisible characters.
    pub fn written(&self, range: Range<usize>) -> String {
        self.text[self.bytes(range)]
            .chars()
            .filter(|one| !is_combining_mark(*one) && !is_ignorable(*one))
            .nfkc()
            .collect()
    }
}
