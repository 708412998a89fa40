//! The decimal digits of all scripts, by their value.

/// Where the digits of a script begin, each at zero: `General_Category=Nd` of Unicode 17, without
/// ASCII and what is a compatibility form of it.
const ZEROS: [u32; 68] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6,
    0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50,
    0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0x104a0,
    0x10d30, 0x10d40, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650,
    0x116c0, 0x116d0, 0x116da, 0x11730, 0x118e0, 0x11950, 0x11bf0, 0x11c50, 0x11d50, 0x11da0,
    0x11de0, 0x11f50, 0x16130, 0x16a60, 0x16ac0, 0x16b50, 0x16d70, 0x1e140, 0x1e2f0, 0x1e4f0,
    0x1e5f1, 0x1e950,
];

/// The digit of ASCII that has the value of this one; any other character as it is.
pub fn with_plain_digit(character: char) -> char {
    if character.is_ascii() {
        return character;
    }
    let code = u32::from(character);
    let behind = ZEROS.partition_point(|zero| *zero <= code);
    let value = behind.checked_sub(1).map(|place| code - ZEROS[place]);
    let digit = value.and_then(|value| char::from_digit(value, 10));
    digit.unwrap_or(character)
}

#[cfg(test)]
mod tests {
    use super::{ZEROS, with_plain_digit};

    #[test]
    fn a_digit_of_any_script_is_one_of_ascii_and_nothing_else_is() {
        assert!(ZEROS.is_sorted());
        let plain = |text: &str| text.chars().map(with_plain_digit).collect::<String>();
        assert_eq!(plain("\u{661}\u{662}\u{663} \u{96f}"), "123 9");
        assert_eq!(plain("a7-\u{f1}\u{65f}\u{66a}"), "a7-\u{f1}\u{65f}\u{66a}");
    }
}
