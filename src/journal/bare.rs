/// The mark that some editors write before UTF-8 text.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// A line without its line end, blanks around it and byte order marks, which a union of files can
/// carry before any line.
pub fn bare(line: &[u8]) -> &[u8] {
    let text = line.trim_ascii();
    match text.strip_prefix(BYTE_ORDER_MARK) {
        Some(text) => bare(text),
        None => text,
    }
}

/// Whether a line begins with a byte order mark.
pub fn starts_with_bom(line: &[u8]) -> bool {
    line.trim_ascii_start().starts_with(BYTE_ORDER_MARK)
}
