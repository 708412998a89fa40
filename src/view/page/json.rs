//! Answers as JSON.

use serde::{Serialize, Serializer};

use crate::model::{CaseId, Moment};
use crate::words::{JsonFormatter, may_have_hostile};

/// An object whose keys keep the order given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ordered<K, V>(pub Vec<(K, V)>);

impl<K: Serialize, V: Serialize> Serialize for Ordered<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

/// Serialises a value as its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spelled<T>(pub T);

impl Serialize for Spelled<Moment> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.with_text(|text| serializer.serialize_str(text))
    }
}

impl Serialize for Spelled<&CaseId> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.to_compact())
    }
}

/// An answer as one line of JSON with its line end, without hostile characters.
pub fn json<T: Serialize + ?Sized>(answer: &T) -> String {
    let mut line = Vec::new();
    write_line(answer, &mut line);
    String::from_utf8(line).expect("JSON is UTF-8")
}

/// Appends an answer as one line of JSON.
pub fn write_line<T: Serialize + ?Sized>(answer: &T, lines: &mut Vec<u8>) {
    const IN_MEMORY: &str = "an answer has string keys and is written to memory";
    let begin = lines.len();
    serde_json::to_writer(&mut *lines, answer).expect(IN_MEMORY);
    if may_have_hostile(&lines[begin..]) {
        lines.truncate(begin);
        let mut serializer = serde_json::Serializer::with_formatter(&mut *lines, JsonFormatter);
        answer.serialize(&mut serializer).expect(IN_MEMORY);
    }
    lines.push(b'\n');
}

#[cfg(test)]
mod tests {
    use super::{json, write_line};

    #[test]
    fn json_is_one_line_that_cannot_steer_a_terminal() {
        assert_eq!(json(&["a\u{1b}[2J", "b"]), "[\"a\\u001b[2J\",\"b\"]\n");
    }

    #[test]
    fn a_line_is_added_to_others_as_it_is_alone() {
        let mut lines = Vec::new();
        for text in ["uno", "a\u{1b}b", "dos"] {
            write_line(text, &mut lines);
        }
        assert_eq!(lines, b"\"uno\"\n\"a\\u001bb\"\n\"dos\"\n");
    }
}
