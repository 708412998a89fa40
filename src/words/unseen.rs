//! Characters by how they are seen: invisible ones, direction overrides, lookalikes of Latin
//! letters.

/// Whether a character is invisible, so that two texts can look the same and differ:
/// `Default_Ignorable_Code_Point` of Unicode 17 (DerivedCoreProperties.txt), interlinear
/// annotation marks, the blank Braille pattern, the null notehead and the hieroglyph format
/// controls.
pub const fn is_ignorable(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{13430}'..='\u{1343f}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d159}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Whether a character changes the direction of the text after it.
pub const fn is_direction_override(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The Greek and Cyrillic letters that UTS 39 (confusables.txt) maps to one Latin letter, in order.
const LOOKALIKES: [u16; 68] = [
    0x391, 0x392, 0x395, 0x396, 0x397, 0x399, 0x39a, 0x39c, 0x39d, 0x39f, 0x3a1, 0x3a4, 0x3a5,
    0x3a7, 0x3b1, 0x3b3, 0x3b7, 0x3b9, 0x3ba, 0x3bd, 0x3bf, 0x3c1, 0x3c4, 0x3c5, 0x3c7, 0x3c9,
    0x3f3, 0x3f9, 0x405, 0x406, 0x408, 0x410, 0x412, 0x415, 0x41a, 0x41c, 0x41d, 0x41e, 0x420,
    0x421, 0x422, 0x423, 0x425, 0x430, 0x432, 0x435, 0x43a, 0x43c, 0x43d, 0x43e, 0x440, 0x441,
    0x442, 0x443, 0x445, 0x455, 0x456, 0x458, 0x4ae, 0x4bb, 0x4c0, 0x4cf, 0x501, 0x50c, 0x51a,
    0x51b, 0x51c, 0x51d,
];

/// Whether a Greek or Cyrillic letter looks like a Latin one.
pub fn is_lookalike(character: char) -> bool {
    u16::try_from(u32::from(character)).is_ok_and(|code| LOOKALIKES.binary_search(&code).is_ok())
}

/// Whether it is a Latin letter.
pub const fn is_latin(character: char) -> bool {
    character.is_ascii_alphabetic() || matches!(character, '\u{c0}'..='\u{24f}')
}
