//! Text that people enter: names, lines and prose, checked where they come in.

use std::borrow::Cow;
use std::fmt;

use compact_str::CompactString;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::words::{hostile, is_direction_override, is_ignorable, with_plain_line_ends};

/// A kind of entered text and its limits.
pub trait Entered {
    /// The most bytes of UTF-8.
    const MOST: usize;
    /// Whether it may have line ends and tabs.
    const MANY_LINES: bool;
}

/// Why entered text is refused; places count characters from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum EnteredFault {
    #[error("it is empty")]
    Empty,
    #[error("it has {bytes} bytes, more than {most}")]
    TooLong { bytes: usize, most: usize },
    #[error("character {place} is U+{:04X}, which cannot stand in it", *character as u32)]
    Hostile { place: usize, character: char },
}

fn check<T: Entered>(text: &str) -> Result<CompactString, EnteredFault> {
    let plain = if T::MANY_LINES {
        prose(text)
    } else {
        Cow::Borrowed(text)
    };
    let text = plain.trim();
    if text.is_empty() {
        return Err(EnteredFault::Empty);
    }
    if text.len() > T::MOST {
        let (bytes, most) = (text.len(), T::MOST);
        return Err(EnteredFault::TooLong { bytes, most });
    }
    let refused = |character: char| {
        hostile(character) && !(T::MANY_LINES && matches!(character, '\n' | '\t'))
    };
    let mut characters = text.chars().zip(1..);
    match characters.find(|(character, _)| refused(*character)) {
        Some((character, place)) => Err(EnteredFault::Hostile { place, character }),
        None => Ok(text.into()),
    }
}

/// A text with plain line ends, and without the invisible characters that other programs paste in:
/// soft hyphens, joiners, direction marks. Direction overrides stay, to be refused.
fn prose(text: &str) -> Cow<'_, str> {
    let goes = |character: char| is_ignorable(character) && !is_direction_override(character);
    if text.contains(goes) {
        Cow::Owned(with_plain_line_ends(&text.replace(goes, "")).into_owned())
    } else {
        with_plain_line_ends(text)
    }
}

macro_rules! entered {
    ($(#[doc = $doc:literal] $name:ident $most:expr, $lines:literal)+) => {$(
        #[doc = $doc]
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub struct $name(CompactString);

        impl Entered for $name {
            const MOST: usize = $most;
            const MANY_LINES: bool = $lines;
        }

        impl $name {
            /// Entered text, trimmed.
            ///
            /// # Errors
            /// Where it is empty, too long, or has a hostile character.
            pub fn parse(text: &str) -> Result<Self, EnteredFault> {
                check::<Self>(text).map(Self)
            }

            /// Text from a journal, unchecked: it stays as it is and is escaped when shown.
            pub fn recorded(text: impl Into<CompactString>) -> Self {
                Self(text.into())
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.pad(&self.0)
            }
        }
    )+};
}

entered! {
    /// The name of a person who acts.
    Actor 500, false
    /// One line: an entity, a title, a reference.
    Line 500, false
    /// A note or a reason, of one line or several.
    Prose 64 * 1024, true
}

#[cfg(test)]
mod tests {
    use super::{EnteredFault, Line, Prose};

    #[test]
    fn text_is_kept_as_typed_but_for_the_blanks_around_it() {
        assert_eq!(
            Line::parse("  Ministerio  X ").map(|line| line.to_string()),
            Ok("Ministerio  X".into())
        );
        assert_eq!(
            Prose::parse("uno\r\n\tdos\rtres\n").map(|prose| prose.to_string()),
            Ok("uno\n\tdos\ntres".into())
        );
    }

    #[test]
    fn what_nobody_sees_is_left_out_of_a_note_and_refused_in_a_line() {
        for unseen in "\u{ad}\u{200b}\u{2060}\u{feff}\u{fe0f}\u{3164}\u{e0041}".chars() {
            let text = format!("in{unseen}forme");
            let note = Prose::parse(&text).map(|prose| prose.to_string());
            assert_eq!(note, Ok("informe".into()));
            let (place, character) = (3, unseen);
            let refused = Err(EnteredFault::Hostile { place, character });
            assert_eq!(Line::parse(&text), refused);
        }
        assert_eq!(Prose::parse("\u{200b}"), Err(EnteredFault::Empty));
        assert!(Prose::parse("a\u{202e}b").is_err());
    }

    #[test]
    fn text_that_is_empty_endless_or_steers_a_terminal_is_refused() {
        #[track_caller]
        fn case(text: &str, expected: EnteredFault) {
            assert_eq!(Line::parse(text), Err(expected));
        }
        case(" \t", EnteredFault::Empty);
        case(
            &"x".repeat(501),
            EnteredFault::TooLong {
                bytes: 501,
                most: 500,
            },
        );
        case(
            "a\nb",
            EnteredFault::Hostile {
                place: 2,
                character: '\n',
            },
        );
        case(
            "ab\u{202e}",
            EnteredFault::Hostile {
                place: 3,
                character: '\u{202e}',
            },
        );
        assert_eq!(
            Prose::parse("\u{1b}[2J"),
            Err(EnteredFault::Hostile {
                place: 1,
                character: '\u{1b}'
            })
        );
    }
}
