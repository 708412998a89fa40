/// The place of the first byte like this one. Many are looked at at a time: the compiler needs few
/// instructions for a chunk without branches.
pub fn find(byte: u8, text: &[u8]) -> Option<usize> {
    let (chunks, _) = text.as_chunks::<16>();
    let holds = |chunk: &[u8; 16]| {
        let mut found = false;
        for other in chunk {
            found |= *other == byte;
        }
        found
    };
    let before = chunks.iter().take_while(|chunk| !holds(chunk)).count() * 16;
    let place = text[before..].iter().position(|other| *other == byte)?;
    Some(before + place)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::find;

    proptest! {
        #[test]
        fn the_first_is_found_wherever_it_stands(text in "[a-c]{0,60}") {
            let expected = text.find('c');
            prop_assert_eq!(find(b'c', text.as_bytes()), expected);
        }
    }
}
