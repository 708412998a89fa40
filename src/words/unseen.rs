/// Whether a character takes no place of its own where it is shown, so that two texts can look
/// the same and differ: `Default_Ignorable_Code_Point` of Unicode 17 (DerivedCoreProperties.txt),
/// and the few other blanks and marks that nobody sees.
///
/// Of the others: marks of annotations, the empty pattern of Braille, the empty head of a note, and
/// the format controls of hieroglyphs.
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

/// Whether a character turns the direction of what follows it.
pub const fn turns(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a Greek or Cyrillic letter looks like a Latin one: those of the table of confusable
/// characters of Unicode (UTS 39, confusables.txt) that stand for one Latin letter.
pub const fn is_lookalike(character: char) -> bool {
    matches!(
        character,
        '\u{391}'
            | '\u{392}'
            | '\u{395}'
            | '\u{396}'
            | '\u{397}'
            | '\u{399}'
            | '\u{39a}'
            | '\u{39c}'
            | '\u{39d}'
            | '\u{39f}'
            | '\u{3a1}'
            | '\u{3a4}'
            | '\u{3a5}'
            | '\u{3a7}'
            | '\u{3b1}'
            | '\u{3b3}'
            | '\u{3b7}'
            | '\u{3b9}'
            | '\u{3ba}'
            | '\u{3bd}'
            | '\u{3bf}'
            | '\u{3c1}'
            | '\u{3c4}'
            | '\u{3c5}'
            | '\u{3c7}'
            | '\u{3c9}'
            | '\u{3f3}'
            | '\u{3f9}'
            | '\u{405}'
            | '\u{406}'
            | '\u{408}'
            | '\u{410}'
            | '\u{412}'
            | '\u{415}'
            | '\u{41a}'
            | '\u{41c}'
            | '\u{41d}'
            | '\u{41e}'
            | '\u{420}'
            | '\u{421}'
            | '\u{422}'
            | '\u{423}'
            | '\u{425}'
            | '\u{430}'
            | '\u{432}'
            | '\u{435}'
            | '\u{43a}'
            | '\u{43c}'
            | '\u{43d}'
            | '\u{43e}'
            | '\u{440}'
            | '\u{441}'
            | '\u{442}'
            | '\u{443}'
            | '\u{445}'
            | '\u{455}'
            | '\u{456}'
            | '\u{458}'
            | '\u{4ae}'
            | '\u{4bb}'
            | '\u{4c0}'
            | '\u{4cf}'
            | '\u{501}'
            | '\u{50c}'
            | '\u{51a}'
            | '\u{51b}'
            | '\u{51c}'
            | '\u{51d}'
    )
}
