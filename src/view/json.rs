use std::cell::RefCell;

use bytes::BytesMut;
use bytestring::ByteString;
use serde::{Serialize, Serializer};

use crate::model::{CaseId, Moment};
use crate::words::{JsonFormatter, may_have_hostile};

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

impl Serialize for Spelled<Moment> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.spelled(|text| serializer.serialize_str(text))
    }
}

impl Serialize for Spelled<&CaseId> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.spelled())
    }
}

/// How many bytes of lines are allocated at once.
const KEPT_TOGETHER: usize = 64 * 1024;

/// An answer as one line of JSON with its line end, free of hostile characters.
pub fn json<T: Serialize + ?Sized>(answer: &T) -> String {
    let mut line = Vec::new();
    write_line(answer, &mut line);
    String::from_utf8(line).expect("JSON is UTF-8")
}

/// The same as what is kept of one of many, with others in one allocation.
pub fn json_kept<T: Serialize + ?Sized>(answer: &T) -> ByteString {
    thread_local! {
        /// What is written first, and what of it is kept.
        static LINES: RefCell<(Vec<u8>, BytesMut)> = {
            RefCell::new((Vec::new(), BytesMut::with_capacity(KEPT_TOGETHER)))
        };
    }
    LINES.with_borrow_mut(|(line, kept)| {
        line.clear();
        write_line(answer, line);
        kept.extend_from_slice(line);
        let kept = kept.split().freeze();
        kept.try_into().expect("JSON is UTF-8")
    })
}

fn write_line<T: Serialize + ?Sized>(answer: &T, line: &mut Vec<u8>) {
    const IN_MEMORY: &str = "an answer has string keys and is written to memory";
    serde_json::to_writer(&mut *line, answer).expect(IN_MEMORY);
    if may_have_hostile(line) {
        line.clear();
        let mut serializer = serde_json::Serializer::with_formatter(&mut *line, JsonFormatter);
        answer.serialize(&mut serializer).expect(IN_MEMORY);
    }
    line.push(b'\n');
}

#[cfg(test)]
mod tests {
    use super::{json, json_kept};

    #[test]
    fn json_is_one_line_that_cannot_steer_a_terminal() {
        assert_eq!(json(&["a\u{1b}[2J", "b"]), "[\"a\\u001b[2J\",\"b\"]\n");
    }

    #[test]
    fn what_is_kept_of_each_is_its_own() {
        let kept = ["uno", "dos", ""].map(json_kept);
        assert_eq!(kept, ["\"uno\"\n", "\"dos\"\n", "\"\"\n"]);
    }
}
