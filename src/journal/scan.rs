/// A one in every byte.
const ONES: u64 = u64::from_ne_bytes([1; 8]);

/// The place of the first such byte; fast where it is far.
pub fn find(byte: u8, text: &[u8]) -> Option<usize> {
    // Without branches the compiler vectorises each chunk.
    let (chunks, _) = text.as_chunks::<64>();
    let holds = |chunk: &[u8; 64]| {
        let mut holds = false;
        for other in chunk {
            holds |= *other == byte;
        }
        holds
    };
    let before = chunks.iter().take_while(|chunk| !holds(chunk)).count() * 64;
    Some(before + find_near(byte, &text[before..])?)
}

/// The place of the first such byte; fast where it is near. It tests eight bytes at a time.
pub fn find_near(byte: u8, text: &[u8]) -> Option<usize> {
    let wanted = u64::from(byte) * ONES;
    let (words, rest) = text.as_chunks::<8>();
    for (place, word) in words.iter().enumerate() {
        // A matching byte becomes 0, and the lowest byte to borrow in the subtraction is a 0 byte.
        let other = u64::from_le_bytes(*word) ^ wanted;
        let found = other.wrapping_sub(ONES) & !other & (0x80 * ONES);
        if found != 0 {
            return Some(place * 8 + found.trailing_zeros() as usize / 8);
        }
    }
    let place = rest.iter().position(|other| *other == byte)?;
    Some(words.len() * 8 + place)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{find, find_near};

    proptest! {
        #[test]
        fn the_first_is_found_wherever_it_stands(text in "[a-c]{0,200}", bytes: Vec<u8>) {
            prop_assert_eq!(find(b'c', text.as_bytes()), text.find('c'));
            prop_assert_eq!(find_near(b'c', text.as_bytes()), text.find('c'));
            for byte in [b'"', b'\n', 0, 0xff] {
                let expected = bytes.iter().position(|other| *other == byte);
                prop_assert_eq!(find(byte, &bytes), expected);
                prop_assert_eq!(find_near(byte, &bytes), expected);
            }
        }
    }
}
