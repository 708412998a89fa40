use std::ops::Range;

use crate::words::phrase::{is_combining, without_accent};
use crate::words::unseen::is_ignorable;

/// A text as it is searched: small letters without accents, whether these are part of a letter or
/// characters of their own, and without what cannot be seen. Every character knows the bytes of
/// the text that it stands for.
pub struct Folded<'t> {
    text: &'t str,
    characters: Vec<(char, usize)>,
}

impl<'t> Folded<'t> {
    pub fn of(text: &'t str) -> Self {
        let mut characters = Vec::with_capacity(text.len());
        for (place, character) in text.char_indices() {
            if is_combining(character) || is_ignorable(character) {
                continue;
            }
            let plain = without_accent(half_width(character));
            let small = plain.to_lowercase().next().unwrap_or(plain);
            characters.push((small, place));
        }
        Self { text, characters }
    }

    pub fn len(&self) -> usize {
        self.characters.len()
    }

    /// The character at a place, and a line end behind the last.
    pub fn at(&self, place: usize) -> char {
        self.characters.get(place).map_or('\n', |(one, _)| *one)
    }

    /// The end of the letters and digits that begin at a place.
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

    /// The bytes of the text that a range stands for.
    pub fn bytes(&self, range: Range<usize>) -> Range<usize> {
        let begin = |place: usize| {
            let found = self.characters.get(place);
            found.map_or(self.text.len(), |(_, place)| *place)
        };
        begin(range.start)..begin(range.end)
    }

    /// The text as it was written, without what is left out.
    pub fn written(&self, range: Range<usize>) -> String {
        let seen = |one: &char| !is_combining(*one) && !is_ignorable(*one);
        let written = self.text[self.bytes(range)].chars();
        written.filter(seen).map(half_width).collect()
    }
}

/// The plain form of the wide letters, digits and signs of East Asian text.
fn half_width(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character)
        }
        other => other,
    }
}
