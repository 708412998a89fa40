//! What is drawn with characters that are no letters, and what stands for it where only ASCII is
//! drawn: the one list of both.

use std::borrow::Cow;

/// A text with its lines, boxes, bars, arrows, bullets and ticks in ASCII, each as wide as it was but
/// for `…`. Letters stay.
pub fn drawn_in_ascii(text: &str) -> Cow<'_, str> {
    let is_drawn = |character| plain(character).is_some();
    if text.is_ascii() || !text.contains(is_drawn) {
        return Cow::Borrowed(text);
    }
    let mut drawn = String::with_capacity(text.len());
    for character in text.chars() {
        match plain(character) {
            Some(plain) => drawn.push_str(plain),
            None => drawn.push(character),
        }
    }
    Cow::Owned(drawn)
}

/// What stands for a character that is drawn; nothing where it is none.
const fn plain(character: char) -> Option<&'static str> {
    Some(match character {
        '─' | '━' | '═' | '╌' | '╴' | '╶' | '·' => "-",
        '│' | '┃' | '║' | '╎' | '╵' | '╷' => "|",
        '\u{2500}'..='\u{257f}' | '✓' | '✔' => "+",
        '░' | '▒' => ".",
        '\u{2580}'..='\u{259f}' => "#",
        '←' | '↩' | '↶' => "<",
        '↑' => "^",
        '↓' => "v",
        '↺' => "@",
        '\u{2190}'..='\u{21ff}' => ">",
        '●' | '•' => "*",
        '◇' => "?",
        '◆' => "!",
        '◈' => "%",
        '◎' => "o",
        '✗' | '✘' => "x",
        '…' => "...",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::drawn_in_ascii;

    #[test]
    fn what_is_drawn_is_drawn_in_ascii_and_letters_stay() {
        #[track_caller]
        fn case(text: &str, expected: &str) {
            assert_eq!(drawn_in_ascii(text), expected);
        }
        case("4 · Elaborar → 5", "4 - Elaborar > 5");
        case("├─╮ ●│◆ ↺ 3 ↶ ██░", "+-+ *|! @ 3 < ##.");
        case("✓ sí ✗ no …", "+ sí x no ...");
        case("«Ñandú» – 電子 €", "«Ñandú» – 電子 €");
    }
}
