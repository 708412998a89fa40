//! Reading a journal: the events that can be believed, and the faults of the other lines.

use std::collections::BTreeSet;

use serde_json::error::Category;
use strum::IntoStaticStr;

use crate::journal::bare::bare;
use crate::journal::scan::find;
use crate::journal::unchecked::{EventIndex, Unchecked};
use crate::journal::wire::{EventWire, FORMAT, LineWire, NewerWire};
use crate::journal::{LONGEST_LINE, plain};
use crate::model::budget::{DAMAGE_LISTED, Over};
use crate::model::{Act, CaseId, Event, EventId, ProcedureId};

/// A journal as read, with its faults. The order of lines and duplicate lines mean nothing.
#[derive(Clone, Debug, Default)]
pub struct Journal {
    /// The valid events, each once, the start first; none where the start is missing.
    pub events: Vec<Event>,
    /// The first lines left out, in order.
    pub bad: Vec<BadLine>,
    /// How many more lines were left out.
    pub more_bad: usize,
    /// The ids of missing parents.
    pub missing: Vec<EventId>,
    pub tail: Tail,
    /// Something that only a later version of the program understands.
    pub newer: Option<Newer>,
    /// The budget that it exceeds; reading may have stopped there.
    pub over: Option<Over>,
}

/// What follows the last line end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tail {
    #[default]
    Nothing,
    /// A whole event that lacks only its line end.
    Event,
    /// A partial write: its offset and its bytes.
    Torn { from: usize, bytes: usize },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Newer {
    /// An event in this later version of the format.
    Format(u32),
    /// An act of this unknown name.
    Act(String),
}

/// A line that was left out; lines count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    pub line: usize,
    pub fault: LineFault,
}

#[derive(Clone, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum LineFault {
    TooLong {
        bytes: usize,
    },
    #[strum(serialize = "no-event")]
    NotAnEvent(Misread),
    ConflictMarker,
    /// The id is not the hash of the event's bytes.
    #[strum(serialize = "altered")]
    Hash {
        stated: String,
        found: EventId,
    },
    /// Not 1 + the largest `seq` in `after`.
    #[strum(serialize = "wrong-seq")]
    Seq {
        stated: u64,
        expected: u64,
    },
    /// It has no parents or is a start, but is not the start of this case.
    OtherStart,
}

/// Why a line is no event; columns count bytes from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misread {
    /// Not JSON, from this column on.
    Json { column: usize },
    /// JSON, but not an event at this column.
    Form { column: usize },
    /// A version of the format that never existed.
    Format(u32),
    /// A value that is no valid time, or an act with such a value.
    Time,
}

impl Journal {
    /// Reads the bytes of the journal of this case. It never fails, and lists what it left out.
    pub fn read(bytes: &[u8], case: &CaseId) -> Self {
        let mut journal = Self::default();
        let mut found = Unchecked::default();
        found.events.reserve(bytes.len() / 250 + 1);
        let (mut line, mut whole) = (0, 0);
        for text in lines(bytes) {
            line += 1;
            whole += text.len();
            journal.take(line, bare(text), &mut found);
            if found.is_over() {
                journal.over = Some(Over::Events);
                return journal;
            }
        }
        journal.take_tail(line + 1, whole, &bytes[whole..], &mut found);
        found.put_in_order();
        journal.over = found.over();
        journal.check(found, case);
        journal.bad.sort_by_key(|bad| bad.line);
        journal.more_bad += journal.bad.len().saturating_sub(DAMAGE_LISTED);
        journal.bad.truncate(DAMAGE_LISTED);
        journal
    }

    /// Whether the journal may be written to.
    pub fn is_sound(&self) -> bool {
        self.bad.is_empty() && self.missing.is_empty()
    }

    /// The journal with the loss of these events accepted.
    #[must_use]
    pub fn accepting(mut self, accepted: &BTreeSet<EventId>) -> Self {
        self.missing.retain(|id| !accepted.contains(id));
        self
    }

    fn take(&mut self, line: usize, text: &[u8], found: &mut Unchecked) {
        if text.is_empty() {
            return;
        }
        let is_listed = self.bad.len() < DAMAGE_LISTED;
        if !is_listed && !may_be_event(text) {
            self.more_bad += 1;
        } else if let Err(fault) = self.add(line, text, found) {
            match is_listed {
                true => self.bad.push(BadLine { line, fault }),
                false => self.more_bad += 1,
            }
        }
    }

    fn take_tail(&mut self, line: usize, from: usize, tail: &[u8], found: &mut Unchecked) {
        let text = bare(tail);
        if text.is_empty() {
            return;
        }
        match self.add(line, text, found) {
            Ok(()) => self.tail = Tail::Event,
            Err(_) => {
                let bytes = tail.len();
                self.tail = Tail::Torn { from, bytes };
            }
        }
    }

    /// Adds the event of a line.
    fn add(&mut self, line: usize, text: &[u8], found: &mut Unchecked) -> Result<(), LineFault> {
        // Fast path without a `Result`: events are large to move.
        if let Some(event) = as_written(text) {
            found.push(line, event);
            return Ok(());
        }
        let (event, newer) = written_otherwise(text)?;
        self.newer = newer
            .filter(|newer| matches!(newer, Newer::Format(_)) || self.newer.is_none())
            .or_else(|| self.newer.take());
        found.push(line, event);
        Ok(())
    }

    /// Drops the events with a fault, and all events where the start of the case is missing.
    fn check(&mut self, found: Unchecked, case: &CaseId) {
        let Unchecked { events, lines } = found;
        let places = EventIndex::of(&events);
        let faults: Vec<(usize, LineFault)> = (0..events.len())
            .filter_map(|place| {
                let seq_of = |id: &EventId| Some(events[places.find(id, place)?].seq);
                Some((place, fault(&events[place], case, seq_of)?))
            })
            .collect();
        let is_valid = |place: &usize| faults.binary_search_by_key(place, |(at, _)| *at).is_err();
        self.missing = (0..events.len())
            .filter(is_valid)
            .flat_map(|place| events[place].after.iter().map(move |id| (id, place)))
            .filter(|(id, place)| !places.find(id, *place).is_some_and(|at| is_valid(&at)))
            .map(|(id, _)| *id)
            .collect();
        self.missing.sort_unstable();
        self.missing.dedup();
        self.events = events;
        let (mut faults, mut lines) =
            (faults.into_iter().peekable(), lines.into_iter().enumerate());
        self.events.retain(|_| {
            let (place, line) = lines.next().expect("an event has a line");
            let fault = faults.next_if(|(at, _)| *at == place);
            let bad = fault.map(|(_, fault)| BadLine { line, fault });
            let is_valid = bad.is_none();
            self.bad.extend(bad);
            is_valid
        });
        let first = self.events.first();
        if !first.is_some_and(|first| first.after.is_empty()) {
            self.events.clear();
        }
    }
}

/// Whether a line is worth parsing: without this test, a file of tiny lines would take as long as
/// a file of events a hundred times its size.
pub fn may_be_event(text: &[u8]) -> bool {
    text.len() > EventId::DIGITS && text.starts_with(b"{")
}

/// The complete lines, each with its line end.
fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let (line, after) = rest.split_at(find(b'\n', rest)? + 1);
        rest = after;
        Some(line)
    })
}

/// The event of one line without its line end, of whatever case, and what in it only a later
/// version of the program understands.
pub fn event_of(text: &[u8]) -> Result<(Event, Option<Newer>), LineFault> {
    as_written(text).map_or_else(|| written_otherwise(text), |event| Ok((event, None)))
}

/// The event of a line that is not written exactly as this program writes it.
fn written_otherwise(text: &[u8]) -> Result<(Event, Option<Newer>), LineFault> {
    if text.len() > LONGEST_LINE {
        return Err(LineFault::TooLong { bytes: text.len() });
    }
    let line: LineWire = serde_json::from_slice(text).map_err(|error| not_json(text, &error))?;
    let raw = line.event.get();
    let id = EventId::of(raw.as_bytes());
    if EventId::parse(&line.id) != Some(id) {
        let (stated, found) = (line.id.into_owned(), id);
        return Err(LineFault::Hash { stated, found });
    }
    let read = serde_json::from_str::<EventWire>(raw);
    let (event, format) = match read {
        Ok(wire) if wire.v == FORMAT => (wire.into_event(id), None),
        Ok(_) | Err(_) => match serde_json::from_str::<NewerWire>(raw) {
            Ok(wire) if wire.v > FORMAT => {
                let newer = Some(Newer::Format(wire.v));
                (wire.into_event(id), newer)
            }
            Ok(_) | Err(_) => return Err(not_an_event(text, raw, &read)),
        },
    };
    let event = event.map_err(|_| LineFault::NotAnEvent(Misread::Time))?;
    let newer = match (&event.did, format) {
        (Act::Unknown { name }, None) => Some(Newer::Act(name.clone())),
        (_, format) => format,
    };
    Ok((event, newer))
}

/// The event of a line that is written exactly as this program writes it; `None` for any other,
/// valid or not.
pub fn as_written(text: &[u8]) -> Option<Event> {
    let text = (text.len() <= LONGEST_LINE).then_some(text)?;
    let text = std::str::from_utf8(text).ok()?;
    let rest = text.strip_prefix("{\"id\":\"")?;
    let (stated, rest) = rest.split_at_checked(EventId::DIGITS)?;
    let raw = rest.strip_prefix("\",\"event\":")?.strip_suffix('}')?;
    let id = EventId::parse(stated)?;
    // Blanks around the event are not hashed, so such a line takes the slow path.
    if !raw.starts_with('{') || !raw.ends_with('}') || EventId::of(raw.as_bytes()) != id {
        return None;
    }
    if let Some(event) = plain::event(raw, id) {
        return Some(event);
    }
    let wire: EventWire = serde_json::from_str(raw).ok()?;
    let known = wire.v == FORMAT && !wire.is_unknown();
    known.then(|| wire.into_event(id).ok())?
}

fn fault(
    event: &Event,
    case: &CaseId,
    seq_of: impl Fn(&EventId) -> Option<u64>,
) -> Option<LineFault> {
    // A journal has one start, and the case's id derives from it.
    if event.after.is_empty() || event.did.start().is_some() {
        let is_start = case_started_by(event).as_ref() == Some(case);
        return (!is_start).then_some(LineFault::OtherStart);
    }
    let mut seqs = event.after.iter().map(seq_of);
    let largest = seqs.try_fold(1, |largest, seq| seq.map(|seq| seq.max(largest)));
    let (stated, expected) = match largest {
        Some(largest) => (event.seq, largest.saturating_add(1)),
        // With a parent missing, any `seq` but that of a start may be right.
        None => (event.seq, event.seq.max(2)),
    };
    (stated != expected).then_some(LineFault::Seq { stated, expected })
}

/// The case that an event starts, if it is a start.
pub fn case_started_by(event: &Event) -> Option<CaseId> {
    let start = event.did.start()?;
    let procedure = ProcedureId::parse(start.procedure.as_str()).ok()?;
    let begins = event.seq == 1 && event.after.is_empty();
    begins.then(|| CaseId::of(procedure, &event.id))
}

fn not_json(text: &[u8], error: &serde_json::Error) -> LineFault {
    let markers: [&[u8]; 4] = [b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||"];
    if markers.iter().any(|marker| text.starts_with(marker)) {
        return LineFault::ConflictMarker;
    }
    LineFault::NotAnEvent(misread(error, 0))
}

fn not_an_event(
    text: &[u8],
    event: &str,
    read: &Result<EventWire, serde_json::Error>,
) -> LineFault {
    LineFault::NotAnEvent(match read {
        Ok(wire) => Misread::Format(wire.v),
        Err(error) => misread(error, event.as_ptr().addr() - text.as_ptr().addr()),
    })
}

/// The fault that the JSON parser found in a part of the line after `before` bytes.
fn misread(error: &serde_json::Error, before: usize) -> Misread {
    let column = before + error.column();
    match error.classify() {
        Category::Data => Misread::Form { column },
        Category::Io | Category::Syntax | Category::Eof => Misread::Json { column },
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{BadLine, Journal, LineFault, Misread, Newer, Tail};
    use crate::journal::{LONGEST_LINE, Lines};
    use crate::model::{Act, CaseId, EventId, ProcedureId};

    fn sealed(event: &str) -> String {
        let id = EventId::of(event.as_bytes());
        format!("{{\"id\":\"{id}\",\"event\":{event}}}\n")
    }

    fn event(seq: u64, after: &[EventId], did: &str) -> String {
        let after: Vec<String> = after.iter().map(|id| format!("\"{id}\"")).collect();
        let after = after.join(",");
        format!(
            "{{\"v\":1,\"after\":[{after}],\"seq\":{seq},\"at\":\"2026-03-02\",\
             \"rec\":\"2026-03-02T14:12:05Z\",\"by\":\"Ana Q.\",\"did\":{did}}}"
        )
    }

    fn started(nonce: &str) -> String {
        let digest = "0".repeat(64);
        event(
            1,
            &[],
            &format!(
                "{{\"started\":{{\"procedure\":\"pr07\",\"version\":2,\
                 \"digest\":\"{digest}\",\"nonce\":\"{nonce}\"}}}}"
            ),
        )
    }

    fn noted(seq: u64, after: &[EventId], note: &str) -> String {
        event(
            seq,
            after,
            &format!("{{\"noted\":{{\"note\":\"{note}\"}}}}"),
        )
    }

    fn id(event: &str) -> EventId {
        EventId::of(event.as_bytes())
    }

    fn start() -> EventId {
        id(&started("5b1f"))
    }

    fn this_case() -> CaseId {
        CaseId::of(ProcedureId::parse("pr07").expect("a key"), &start())
    }

    /// A start, two notes that did not see each other, and one that saw both.
    fn lines() -> Vec<String> {
        let (left, right) = (noted(2, &[start()], "uno"), noted(2, &[start()], "dos"));
        let last = noted(3, &[id(&left), id(&right)], "tres");
        [started("5b1f"), left, right, last]
            .iter()
            .map(|event| sealed(event))
            .collect()
    }

    fn read(text: impl AsRef<[u8]>) -> Journal {
        Journal::read(text.as_ref(), &this_case())
    }

    fn ids(journal: &Journal) -> Vec<EventId> {
        journal.events.iter().map(|event| event.id).collect()
    }

    fn all() -> Vec<EventId> {
        ids(&read(lines().concat()))
    }

    /// Reads the four lines with this one as the third.
    #[track_caller]
    fn left_out(line: &[u8], fault: LineFault) {
        let lines = lines();
        let mut bytes = lines[..2].concat().into_bytes();
        bytes.extend(line);
        bytes.extend(b"\n");
        bytes.extend(lines[2..].concat().bytes());
        let journal = read(&bytes);
        assert_eq!(journal.bad, [BadLine { line: 3, fault }]);
        assert_eq!(ids(&journal), all());
        assert!(!journal.is_sound());
        assert_eq!(journal.newer, None);
    }

    #[test]
    fn a_whole_journal_reads_to_its_events_in_order() {
        let journal = read(lines().concat());
        assert!(journal.is_sound());
        assert_eq!(journal.tail, Tail::Nothing);
        assert_eq!(journal.newer, None);
        let seqs: Vec<u64> = journal.events.iter().map(|event| event.seq).collect();
        assert_eq!(seqs, [1, 2, 2, 3]);
    }

    proptest! {
        #[test]
        fn any_order_of_lines_and_any_line_twice_reads_to_the_same_events(
            order in Just((0..4).collect::<Vec<usize>>()).prop_shuffle(),
            twice in proptest::collection::vec(0..4_usize, 0..6),
            at in 0..4_usize,
        ) {
            let lines = lines();
            let mut chosen = order;
            for line in twice {
                chosen.insert(at, line);
            }
            let text: String = chosen.iter().map(|line| lines[*line].as_str()).collect();
            let journal = read(&text);
            prop_assert!(journal.is_sound());
            prop_assert_eq!(journal.events, read(lines.concat()).events);
        }

        #[test]
        fn every_beginning_of_a_journal_reads_to_its_whole_lines(cut in 0..4_usize, part in 0.0..1.0_f64) {
            let lines = lines();
            let next = &lines[cut];
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a line")]
            let length = (part * (next.len() - 1) as f64) as usize;
            let whole = lines[..cut].concat();
            let journal = read(format!("{whole}{}", &next[..length]));
            prop_assert!(journal.is_sound());
            prop_assert_eq!(&journal.events, &read(&whole).events);
            let torn = Tail::Torn { from: whole.len(), bytes: length };
            prop_assert_eq!(journal.tail, if length == 0 { Tail::Nothing } else { torn });
        }
    }

    #[test]
    fn carriage_returns_blank_lines_and_blanks_around_lines_mean_nothing() {
        let crlf = lines().concat().replace('\n', "\r\n");
        let blank = format!("\n  \r\n{}\n\t\n", lines().join("\n \n"));
        for text in [crlf, blank] {
            let journal = read(&text);
            assert!(journal.is_sound(), "{:?}", journal.bad);
            assert_eq!(ids(&journal), all());
            assert_eq!(journal.tail, Tail::Nothing);
        }
    }

    proptest! {
        #[test]
        fn byte_order_marks_before_lines_mean_nothing(
            marks in proptest::collection::vec(0..3_usize, 5),
            ends in proptest::bool::ANY,
        ) {
            let (mut text, end) = (String::new(), if ends { "\n" } else { "" });
            for (line, marks) in lines().iter().zip(&marks) {
                text += &"\u{feff} ".repeat(*marks);
                text += line;
            }
            text += &"\u{feff}".repeat(marks[4]);
            text += end;
            let journal = read(&text);
            prop_assert!(journal.is_sound(), "{:?}", journal.bad);
            prop_assert_eq!(ids(&journal), all());
            prop_assert_eq!(journal.tail, Tail::Nothing);
            let bare = Lines::of(text.as_bytes());
            let marked = marks.iter().any(|marks| *marks > 0);
            prop_assert_eq!((bare.lines.len(), bare.byte_order_marks), (4, marked));
        }
    }

    #[test]
    fn a_tail_that_is_a_whole_event_counts() {
        let text = lines().concat();
        let journal = read(text.trim_end());
        assert_eq!((ids(&journal), journal.tail), (all(), Tail::Event));
        assert!(journal.is_sound());
    }

    #[test]
    fn a_tail_that_was_cut_short_does_not_count() {
        let whole = lines()[..3].concat();
        for tail in [&lines()[3][..50], "{", "\0\0\0\0", "<<<<<<< HEAD"] {
            let journal = read(format!("{whole}{tail}"));
            assert!(journal.is_sound());
            assert_eq!(ids(&journal), ids(&read(&whole)));
            let (from, bytes) = (whole.len(), tail.len());
            assert_eq!(journal.tail, Tail::Torn { from, bytes });
        }
        assert_eq!(read(format!("{whole} \t")).tail, Tail::Nothing);
    }

    #[test]
    fn an_empty_or_wholly_torn_journal_has_no_event_and_no_damage() {
        for (text, tail) in [
            ("", Tail::Nothing),
            ("\n\n", Tail::Nothing),
            ("{\"id\":\"", Tail::Torn { from: 0, bytes: 7 }),
        ] {
            let journal = read(text);
            assert!(journal.is_sound());
            assert_eq!((ids(&journal), journal.tail), (Vec::new(), tail));
        }
    }

    #[test]
    fn a_line_that_is_no_event_is_left_out_and_named() {
        #[track_caller]
        fn case(line: &str, misread: Misread) {
            left_out(line.as_bytes(), LineFault::NotAnEvent(misread));
        }
        case("hola", Misread::Json { column: 1 });
        case("{\"id\":\"a\"", Misread::Json { column: 9 });
        case("[]", Misread::Form { column: 2 });
        case("{\"id\":\"a\"}", Misread::Form { column: 10 });
        case(
            sealed("{\"v\":1,\"seq\":\"2\"}").trim(),
            Misread::Form { column: 73 },
        );
        let note = noted(2, &[start()], "uno");
        case(
            sealed(&note.replace("\"v\":1", "\"v\":0")).trim(),
            Misread::Format(0),
        );
        case(
            sealed(&note.replace("2026-03-02\"", "2026-02-30\"")).trim(),
            Misread::Time,
        );
        case(
            sealed(&note.replace("14:12:05Z", "24:12:05Z")).trim(),
            Misread::Time,
        );
        let nested = "[".repeat(100_000);
        case(&nested, Misread::Form { column: 1 });
        case(
            &format!("{{\"x\":{nested}"),
            Misread::Json { column: 100_005 },
        );
    }

    #[test]
    fn a_line_that_is_not_utf8_is_left_out() {
        let mut line = lines()[3].trim().as_bytes().to_vec();
        let place = line.len() - 8;
        line[place] = 0xff;
        let journal = read([lines().concat().as_bytes(), &line, b"\n"].concat());
        assert_eq!(journal.bad.len(), 1);
        assert_eq!(journal.bad[0].line, 5);
        assert!(matches!(
            journal.bad[0].fault,
            LineFault::NotAnEvent(Misread::Json { .. })
        ));
        assert_eq!(ids(&journal), all());
    }

    #[test]
    fn a_key_that_stands_twice_is_refused() {
        let note = noted(2, &[start()], "uno");
        let (first, second) = (id(&note), id(&noted(2, &[start()], "dos")));
        for line in [
            format!("{{\"id\":\"{first}\",\"event\":{note},\"event\":{note}}}"),
            format!("{{\"id\":\"{second}\",\"id\":\"{first}\",\"event\":{note}}}"),
            sealed(&note.replace("\"seq\":2", "\"seq\":2,\"seq\":2")),
            sealed(&note.replace("\"uno\"", "\"uno\",\"note\":\"dos\"")),
            sealed(&note.replace("\"uno\"}", "\"uno\"},\"noted\":{\"note\":\"dos\"}")),
        ] {
            let journal = read(lines().concat() + line.trim() + "\n");
            assert_eq!(journal.bad.len(), 1, "{line}");
            assert!(
                matches!(
                    journal.bad[0].fault,
                    LineFault::NotAnEvent(Misread::Form { .. })
                ),
                "{line}: {:?}",
                journal.bad
            );
        }
    }

    #[test]
    fn a_conflict_marker_of_git_is_distinguished_from_other_damage() {
        for marker in ["<<<<<<< HEAD", "=======", ">>>>>>> otra", "||||||| base"] {
            left_out(marker.as_bytes(), LineFault::ConflictMarker);
        }
    }

    #[test]
    fn one_flipped_byte_is_found() {
        let note = noted(2, &[start()], "uno");
        let line = sealed(&note).replace("uno", "unO");
        left_out(
            line.trim().as_bytes(),
            LineFault::Hash {
                stated: id(&note).to_string(),
                found: id(&note.replace("uno", "unO")),
            },
        );
        left_out(
            format!("{{\"id\":\"\u{1b}[2J\",\"event\":{note}}}")
                .replace('\u{1b}', "\\u001b")
                .as_bytes(),
            LineFault::Hash {
                stated: "\u{1b}[2J".into(),
                found: id(&note),
            },
        );
    }

    #[test]
    fn the_id_is_that_of_the_event_without_the_blanks_around_it() {
        let spaced = format!(" {} ", noted(2, &[start()], "cuatro"));
        left_out(
            sealed(&spaced).trim().as_bytes(),
            LineFault::Hash {
                stated: id(&spaced).to_string(),
                found: id(spaced.trim()),
            },
        );
        let line = format!(
            "{{ \"event\" : {} , \"id\" : \"{}\" }}\n",
            spaced.trim(),
            id(spaced.trim())
        );
        assert!(read(lines().concat() + &line).is_sound());
    }

    #[test]
    fn a_seq_that_does_not_follow_is_found() {
        for (stated, expected) in [(1, 2), (3, 2), (0, 2), (u64::MAX, 2)] {
            left_out(
                sealed(&noted(stated, &[start()], "x")).trim().as_bytes(),
                LineFault::Seq { stated, expected },
            );
        }
    }

    #[test]
    fn another_start_is_found_and_takes_nothing_with_it() {
        left_out(
            sealed(&started("otro")).trim().as_bytes(),
            LineFault::OtherStart,
        );
        left_out(
            sealed(&noted(1, &[], "x")).trim().as_bytes(),
            LineFault::OtherStart,
        );
        let digest = "0".repeat(64);
        let later = format!(
            "{{\"started\":{{\"procedure\":\"pr07\",\"version\":2,\
             \"digest\":\"{digest}\",\"nonce\":\"5b1f\"}}}}"
        );
        let later = event(4, &[all()[3]], &later);
        left_out(sealed(&later).trim().as_bytes(), LineFault::OtherStart);
        for number in 0..16 {
            let other = noted(0, &[], &number.to_string());
            let child = noted(1, &[id(&other)], "x");
            let journal = read(lines().concat() + &sealed(&other) + &sealed(&child));
            assert_eq!(
                journal.bad,
                [
                    BadLine {
                        line: 5,
                        fault: LineFault::OtherStart
                    },
                    BadLine {
                        line: 6,
                        fault: LineFault::Seq {
                            stated: 1,
                            expected: 2
                        }
                    }
                ]
            );
            assert_eq!(ids(&journal), all());
        }
    }

    #[test]
    fn without_its_start_a_journal_has_no_events() {
        let journal = read(lines()[1..].concat());
        assert_eq!(ids(&journal), []);
        assert_eq!((journal.bad, journal.missing), (vec![], vec![start()]));
    }

    #[test]
    fn an_event_whose_parent_is_missing_is_kept_and_the_parent_named() {
        let lines = lines();
        let journal = read([&*lines[0], &*lines[1], &*lines[3]].concat());
        assert_eq!(journal.events.len(), 3);
        assert_eq!(journal.missing, [id(&noted(2, &[start()], "dos"))]);
        assert_eq!(journal.bad, []);
        assert!(!journal.is_sound());
        let far = noted(u64::MAX, &[id("not there")], "x");
        let journal = read(lines.concat() + &sealed(&far));
        assert_eq!(journal.missing, [id("not there")]);
        assert_eq!(journal.events.len(), 5);
    }

    #[test]
    fn what_is_newer_is_kept_and_named() {
        let format = noted(4, &[all()[3]], "x").replace("\"v\":1", "\"v\":2");
        let other_form = format.replace("{\"noted\":{\"note\":\"x\"}}", "[\"x\"]");
        for event in [format, other_form] {
            let journal = read(lines().concat() + &sealed(&event));
            assert_eq!(journal.newer, Some(Newer::Format(2)));
            assert!(journal.is_sound());
            assert_eq!(journal.events[4].did, Act::Unknown { name: "v2".into() });
        }
        let act = event(4, &[all()[3]], "{\"frozen\":{\"to\":[1,{}]}}");
        let journal = read(lines().concat() + &sealed(&act));
        assert_eq!(journal.newer, Some(Newer::Act("frozen".into())));
        assert!(journal.is_sound());
        assert_eq!(journal.events.len(), 5);
    }

    #[test]
    fn fields_that_are_not_known_survive_inside_the_event_and_beside_it() {
        let note = noted(4, &[all()[3]], "x");
        let inside = note
            .replace("\"seq\"", "\"priority\":{\"a\":[1]},\"seq\"")
            .replace("\"note\"", "\"colour\":null,\"note\"");
        let line = sealed(&inside);
        let before = line.replacen('{', "{\"signature\":\"s\",", 1);
        let behind = format!("{},\"signature\":{{}}}}\n", &line[..line.len() - 2]);
        for line in [line, before, behind] {
            let journal = read(lines().concat() + &line);
            assert!(journal.is_sound(), "{line}: {:?}", journal.bad);
            assert_eq!(journal.newer, None);
            assert_eq!(journal.events[4].id, id(&inside));
        }
    }

    #[test]
    fn a_line_may_have_one_mebibyte_and_no_byte_more() {
        let line = |note: usize| sealed(&noted(4, &[all()[3]], &"x".repeat(note)));
        let longest = LONGEST_LINE + 1 - line(0).len();
        let journal = read(lines().concat() + &line(longest));
        assert!(journal.is_sound());
        assert_eq!(journal.events.len(), 5);
        left_out(
            line(longest + 1).trim().as_bytes(),
            LineFault::TooLong {
                bytes: LONGEST_LINE + 1,
            },
        );
    }
}
