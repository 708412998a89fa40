use crate::journal::LONGEST_LINE;
use crate::journal::wire::{EventWire, FORMAT, LineWire, NewerWire};
use crate::model::{Act, CaseId, Event, EventId, ProcedureId};

/// What a journal holds, and what is wrong with it. The order of lines and lines that stand twice
/// mean nothing.
#[derive(Clone, Debug, Default)]
pub struct Journal {
    /// The events that can be believed, each once, the start first; none where there is no start.
    pub events: Vec<Event>,
    /// Lines that were left out, in order.
    pub bad: Vec<BadLine>,
    /// Events that others come after and that are not there.
    pub missing: Vec<EventId>,
    pub tail: Tail,
    /// Something that only a later version of the program understands.
    pub newer: Option<Newer>,
}

/// What follows the last line end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tail {
    #[default]
    Nothing,
    /// A whole event that wants only its line end.
    Event,
    /// A write that was cut short: where it begins, and its bytes.
    Torn { from: usize, bytes: usize },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Newer {
    /// An event of this version of the format.
    Format(u32),
    /// An act of this name.
    Act(String),
}

/// A line that was left out; lines are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    pub line: usize,
    pub fault: LineFault,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineFault {
    TooLong {
        bytes: usize,
    },
    /// No event: what the reader of JSON says, and at which column.
    NotAnEvent {
        column: usize,
        because: String,
    },
    ConflictMarker,
    /// The id is not that of the bytes.
    Hash {
        stated: String,
        found: EventId,
    },
    /// Not 1 + the largest `seq` in `after`.
    Seq {
        stated: u64,
        expected: u64,
    },
    /// It comes after nothing and is not the start of this case.
    OtherStart,
}

struct Found {
    line: usize,
    event: Event,
}

impl Journal {
    /// Reads the bytes of the journal of this case; never fails, and says what it left out.
    pub fn read(bytes: &[u8], case: &CaseId) -> Self {
        let mut journal = Self::default();
        let whole = bytes
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |end| end + 1);
        let mut found = Vec::with_capacity(whole / 250 + 1);
        let mut line = 0;
        for text in bytes[..whole].split_inclusive(|byte| *byte == b'\n') {
            line += 1;
            journal.take(line, text.trim_ascii(), &mut found);
        }
        journal.take_tail(line + 1, whole, &bytes[whole..], &mut found);
        found.sort_by_key(|found| (found.event.seq, found.event.id));
        found.dedup_by_key(|found| found.event.id);
        journal.check(found, case);
        journal.bad.sort_by_key(|bad| bad.line);
        journal
    }

    /// The same with a line that has been appended to it, sound as the writer made it.
    #[must_use]
    pub fn with_line(mut self, line: &str) -> Self {
        if let Ok(event) = self.event(line.trim().as_bytes()) {
            self.events.push(event);
        }
        self.tail = Tail::Nothing;
        self
    }

    /// Whether nothing stands in the way of writing to it.
    pub fn is_sound(&self) -> bool {
        self.bad.is_empty() && self.missing.is_empty()
    }

    fn take(&mut self, line: usize, text: &[u8], found: &mut Vec<Found>) {
        if text.is_empty() {
            return;
        }
        match self.event(text) {
            Ok(event) => found.push(Found { line, event }),
            Err(fault) => self.bad.push(BadLine { line, fault }),
        }
    }

    fn take_tail(&mut self, line: usize, from: usize, tail: &[u8], found: &mut Vec<Found>) {
        if tail.trim_ascii().is_empty() {
            return;
        }
        match self.event(tail.trim_ascii()) {
            Ok(event) => {
                found.push(Found { line, event });
                self.tail = Tail::Event;
            }
            Err(_) => {
                let bytes = tail.len();
                self.tail = Tail::Torn { from, bytes };
            }
        }
    }

    fn event(&mut self, text: &[u8]) -> Result<Event, LineFault> {
        if text.len() > LONGEST_LINE {
            return Err(LineFault::TooLong { bytes: text.len() });
        }
        if let Some(event) = as_written(text) {
            return Ok(event);
        }
        let line: LineWire =
            serde_json::from_slice(text).map_err(|error| not_json(text, &error))?;
        let raw = line.event.get();
        let id = EventId::of(raw.as_bytes());
        if EventId::parse(&line.id) != Some(id) {
            return Err(LineFault::Hash {
                stated: line.id.into_owned(),
                found: id,
            });
        }
        let read = serde_json::from_str::<EventWire>(raw);
        let event = match read {
            Ok(wire) if wire.v == FORMAT => wire.into_event(id),
            Ok(_) | Err(_) => match serde_json::from_str::<NewerWire>(raw) {
                Ok(wire) if wire.v > FORMAT => {
                    self.newer = Some(Newer::Format(wire.v));
                    wire.into_event(id)
                }
                Ok(_) | Err(_) => return Err(not_an_event(&read)),
            },
        };
        let event = event.map_err(|_| LineFault::NotAnEvent {
            column: 1,
            because: "no such moment".into(),
        })?;
        if let (Act::Unknown { name }, None) = (&event.did, &self.newer) {
            self.newer = Some(Newer::Act(name.clone()));
        }
        Ok(event)
    }

    /// Leaves out what cannot be believed, and keeps the rest if the start of the case is there.
    fn check(&mut self, found: Vec<Found>, case: &CaseId) {
        let mut seqs: Vec<(EventId, u64)> = found
            .iter()
            .map(|found| (found.event.id, found.event.seq))
            .collect();
        seqs.sort_unstable();
        let seq_of = |id: &EventId| {
            let place = seqs.binary_search_by_key(id, |(id, _)| *id).ok()?;
            Some(seqs[place].1)
        };
        for Found { line, event } in found {
            match fault(&event, case, seq_of) {
                Some(fault) => self.bad.push(BadLine { line, fault }),
                None => self.events.push(event),
            }
        }
        if !self
            .events
            .first()
            .is_some_and(|first| first.after.is_empty())
        {
            self.events.clear();
        }
        self.missing = missing(&self.events);
    }
}

/// The event of a line that stands exactly as this program writes it, read in one go; nothing
/// where anything about it is otherwise.
fn as_written(text: &[u8]) -> Option<Event> {
    let rest = text.strip_prefix(b"{\"id\":\"")?;
    let (stated, rest) = rest.split_at_checked(40)?;
    let raw = rest.strip_prefix(b"\",\"event\":")?.strip_suffix(b"}")?;
    let id = EventId::parse(std::str::from_utf8(stated).ok()?)?;
    if EventId::of(raw) != id {
        return None;
    }
    let wire: EventWire = serde_json::from_slice(raw).ok()?;
    let known = wire.v == FORMAT && !wire.is_unknown();
    known.then(|| wire.into_event(id).ok())?
}

fn fault(
    event: &Event,
    case: &CaseId,
    seq_of: impl Fn(&EventId) -> Option<u64>,
) -> Option<LineFault> {
    if event.after.is_empty() {
        return (!starts(event, case)).then_some(LineFault::OtherStart);
    }
    let seqs: Option<Vec<u64>> = event.after.iter().map(seq_of).collect();
    let expected = match seqs {
        Some(seqs) => seqs.into_iter().max().unwrap_or(0).saturating_add(1),
        None => event.seq.max(2),
    };
    (event.seq != expected).then_some(LineFault::Seq {
        stated: event.seq,
        expected,
    })
}

/// Whether an event is the one from which the case has its id.
fn starts(event: &Event, case: &CaseId) -> bool {
    let Act::Started(start) = &event.did else {
        return false;
    };
    let procedure = ProcedureId::parse(start.procedure.as_str());
    let id = procedure.map(|procedure| CaseId::of(procedure, &event.id));
    event.seq == 1 && id.as_ref() == Ok(case)
}

fn missing(events: &[Event]) -> Vec<EventId> {
    let mut there: Vec<EventId> = events.iter().map(|event| event.id).collect();
    there.sort_unstable();
    let parents = events.iter().flat_map(|event| &event.after);
    let mut missing: Vec<EventId> = parents
        .filter(|id| there.binary_search(id).is_err())
        .copied()
        .collect();
    missing.sort_unstable();
    missing.dedup();
    missing
}

fn not_json(text: &[u8], error: &serde_json::Error) -> LineFault {
    let markers: [&[u8]; 4] = [b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||"];
    if markers.iter().any(|marker| text.starts_with(marker)) {
        return LineFault::ConflictMarker;
    }
    LineFault::NotAnEvent {
        column: error.column(),
        because: error.to_string(),
    }
}

fn not_an_event(read: &Result<EventWire, serde_json::Error>) -> LineFault {
    let (column, because) = match read {
        Ok(wire) => (1, format!("no such version of the format: {}", wire.v)),
        Err(error) => (error.column(), error.to_string()),
    };
    LineFault::NotAnEvent { column, because }
}
