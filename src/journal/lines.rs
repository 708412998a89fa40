//! A journal line by line, for repair and for checks of a history.

use crate::journal::LineFault;
use crate::journal::bare::{bare, starts_with_bom};
use crate::journal::read::{event_of, may_be_event};
use crate::model::Event;

/// The journal as stored, for repair, without empty lines.
#[derive(Clone, Debug, Default)]
pub struct Lines<'b> {
    pub lines: Vec<JournalLine<'b>>,
    /// The torn tail: what follows the last line end and is no event.
    pub torn: Option<&'b [u8]>,
    /// Whether a line ends in CR LF.
    pub carriage_returns: bool,
    /// Whether a line begins with a byte order mark.
    pub byte_order_marks: bool,
}

#[derive(Clone, Debug)]
pub struct JournalLine<'b> {
    /// From 1.
    pub number: usize,
    /// Without line end, blanks and byte order mark.
    pub text: &'b [u8],
    /// The event of the line, of whatever case.
    pub holds: Result<Event, LineFault>,
}

impl<'b> Lines<'b> {
    /// Never fails: a line without an event is a line as well.
    pub fn of(bytes: &'b [u8]) -> Self {
        let torn = torn(bytes);
        let whole = &bytes[..bytes.len() - torn.map_or(0, <[u8]>::len)];
        Self {
            lines: JournalLine::each(whole).collect(),
            torn,
            carriage_returns: has_carriage_returns(bytes),
            byte_order_marks: has_byte_order_marks(bytes),
        }
    }

    /// The lines that hold an event.
    pub fn events(&self) -> impl Iterator<Item = (&JournalLine<'b>, &Event)> {
        let lines = self.lines.iter();
        lines.filter_map(|line| Some((line, line.holds.as_ref().ok()?)))
    }
}

impl<'b> JournalLine<'b> {
    /// The lines of a journal, without empty ones.
    pub fn each(bytes: &'b [u8]) -> impl Iterator<Item = Self> {
        Self::that(bytes, |text| !text.is_empty())
    }

    /// The lines that may hold an event; others cost next to nothing.
    pub fn promising(bytes: &'b [u8]) -> impl Iterator<Item = Self> {
        Self::that(bytes, may_be_event)
    }

    fn that(bytes: &'b [u8], wanted: impl Fn(&[u8]) -> bool) -> impl Iterator<Item = Self> {
        let numbered = bytes.split_inclusive(|byte| *byte == b'\n').zip(1..);
        numbered.filter_map(move |(written, number)| {
            let text = bare(written);
            wanted(text).then(|| Self {
                number,
                text,
                holds: event_of(text).map(|(event, _)| event),
            })
        })
    }

    /// The line as it is written back, with its line end.
    pub fn whole(&self) -> Vec<u8> {
        [self.text, b"\n"].concat()
    }
}

/// The torn tail: what follows the last line end and is no event.
pub fn torn(bytes: &[u8]) -> Option<&[u8]> {
    let tail = bytes.rsplit(|byte| *byte == b'\n').next()?;
    let text = bare(tail);
    (!text.is_empty() && event_of(text).is_err()).then_some(tail)
}

/// Whether a line begins with a byte order mark.
pub fn has_byte_order_marks(bytes: &[u8]) -> bool {
    bytes.split(|byte| *byte == b'\n').any(starts_with_bom)
}

/// Whether a line ends in CR LF.
pub fn has_carriage_returns(bytes: &[u8]) -> bool {
    bytes.windows(2).any(|two| two == b"\r\n")
}

#[cfg(test)]
mod tests {
    use super::Lines;
    use crate::journal::LineFault;
    use crate::model::EventId;

    fn line(note: &str) -> String {
        let event = format!(
            "{{\"v\":1,\"after\":[],\"seq\":2,\"at\":\"2026-03-02\",\
             \"rec\":\"2026-03-02T14:12:05Z\",\"by\":\"Ana\",\"did\":{{\"noted\":{{\"note\":\"{note}\"}}}}}}"
        );
        let id = EventId::of(event.as_bytes());
        format!("{{\"id\":\"{id}\",\"event\":{event}}}")
    }

    #[test]
    fn every_line_is_reported_with_what_it_holds() {
        let text = format!(
            "{}\n<<<<<<< HEAD\r\n\n  {}\r\nx\n{{\"id\":",
            line("uno"),
            line("dos")
        );
        let lines = Lines::of(text.as_bytes());
        let numbers: Vec<usize> = lines.lines.iter().map(|line| line.number).collect();
        assert_eq!(numbers, [1, 2, 4, 5]);
        assert_eq!(lines.torn, Some(&b"{\"id\":"[..]));
        assert!(lines.carriage_returns);
        assert!(matches!(
            lines.lines[1].holds,
            Err(LineFault::ConflictMarker)
        ));
        assert!(matches!(
            lines.lines[3].holds,
            Err(LineFault::NotAnEvent(_))
        ));
        let events: Vec<usize> = lines.events().map(|(line, _)| line.number).collect();
        assert_eq!(events, [1, 4]);
        assert_eq!(lines.lines[2].whole(), (line("dos") + "\n").into_bytes());
    }

    #[test]
    fn a_tail_that_is_an_event_is_a_line() {
        let text = line("uno");
        let lines = Lines::of(text.as_bytes());
        assert_eq!((lines.lines.len(), lines.torn), (1, None));
    }
}
