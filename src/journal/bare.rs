/// What some editors put before a text in UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// What a line holds: without its line end, the blanks around it, and the byte order mark that an
/// editor puts before a file. In a union of files such a mark stands before any line.
pub fn bare(line: &[u8]) -> &[u8] {
    let text = line.trim_ascii();
    match text.strip_prefix(BYTE_ORDER_MARK) {
        Some(text) => bare(text),
        None => text,
    }
}

/// Whether a byte order mark stands before a line.
pub fn is_marked(line: &[u8]) -> bool {
    line.trim_ascii_start().starts_with(BYTE_ORDER_MARK)
}
