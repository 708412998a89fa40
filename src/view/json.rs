use std::fmt;

use serde::{Serialize, Serializer};

use crate::words::JsonFormatter;

/// An object whose keys stand in the order given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ordered<K, V>(pub Vec<(K, V)>);

impl<K: Serialize, V: Serialize> Serialize for Ordered<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

/// Something as JSON gives it that people would read: a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spelled<T>(pub T);

impl<T: fmt::Display> Serialize for Spelled<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// An answer as one line of JSON with its line end, free of hostile characters.
pub fn json<T: Serialize + ?Sized>(answer: &T) -> String {
    let mut line = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut line, JsonFormatter);
    answer
        .serialize(&mut serializer)
        .expect("an answer has string keys and is written to memory");
    line.push(b'\n');
    String::from_utf8(line).expect("JSON is UTF-8")
}

#[cfg(test)]
mod tests {
    use super::json;

    #[test]
    fn json_is_one_line_that_cannot_steer_a_terminal() {
        assert_eq!(json(&["a\u{1b}[2J", "b"]), "[\"a\\u001b[2J\",\"b\"]\n");
    }
}
