//! The fast path for the commonest events, written exactly as this program writes them: reading is
//! most of the cost of a bulk answer. It must read what [`EventWire`](super::wire::EventWire) reads.

use chrono::{DateTime, Utc};

use crate::journal::scan::find_near;
use crate::journal::wire::recorded_at;
use crate::model::{
    Act, ActivityNumber, Actor, AnswerKey, Completion, Digest, Event, EventId, Few, ItemId, Line,
    Moment, Output, OutputKind, ProcedureId, Prose, RoleId, Start,
};

/// The start or completion in a text without escapes; `None` for any other text, valid or not.
pub fn event(text: &str, id: EventId) -> Option<Event> {
    // Controls and escapes are ruled out in one pass, not string by string.
    let (least, escapes) = text.bytes().fold((u8::MAX, 0), |(least, escapes), byte| {
        (least.min(byte), escapes | u8::from(byte == b'\\'))
    });
    let is_plain = least >= b' ' && escapes == 0;
    let mut plain = is_plain.then_some(Plain { left: text })?;
    plain.pass("{\"v\":1,\"after\":[")?;
    let mut after = Few::new();
    plain.rest_of_list(|plain| {
        after.push(EventId::parse(plain.digits(EventId::DIGITS)?)?);
        Some(())
    })?;
    plain.pass(",\"seq\":")?;
    let seq = plain.number()?;
    plain.pass(",\"at\":")?;
    let at = plain.string()?;
    plain.pass(",\"rec\":")?;
    let rec = plain.string()?;
    let (at, rec) = times(at, rec)?;
    plain.pass(",\"by\":")?;
    let by = plain.string()?;
    let role = plain.string_after(",\"as\":")?;
    let on_behalf = plain.string_after(",\"for\":")?;
    let authority = plain.string_after(",\"authority\":")?;
    plain.pass(",\"did\":{")?;
    let did = match plain.pass("\"completed\":") {
        Some(()) => Act::Completed(plain.completed()?),
        None => Act::Started(plain.started()?),
    };
    (plain.left == "}}").then_some(())?;
    Some(Event {
        id,
        after,
        seq,
        at,
        rec,
        by: Actor::recorded(by),
        role: role.map(RoleId::recorded),
        on_behalf: on_behalf.map(Actor::recorded),
        authority: authority.map(Line::recorded),
        not_secret: false,
        did,
    })
}

/// When something happened and when it was recorded: nearly always the same text.
fn times(at: &str, rec: &str) -> Option<(Moment, DateTime<Utc>)> {
    let happened = Moment::parse(at).ok()?;
    let recorded = match happened {
        Moment::Time(time) if at == rec => time.to_utc(),
        Moment::Time(_) | Moment::Day(_) => recorded_at(rec).ok()?,
    };
    Some((happened, recorded))
}

/// The text left to read.
struct Plain<'t> {
    left: &'t str,
}

impl<'t> Plain<'t> {
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "with the expected text known at the call, it compiles to a few comparisons"
    )]
    fn pass(&mut self, expected: &str) -> Option<()> {
        self.left = self.left.strip_prefix(expected)?;
        Some(())
    }

    /// The string after a key, if the key is there.
    #[inline]
    #[expect(
        clippy::option_option,
        reason = "an absent key is read as `None`; an unexpected value ends the fast path"
    )]
    fn string_after(&mut self, key: &str) -> Option<Option<&'t str>> {
        match self.pass(key) {
            Some(()) => self.string().map(Some),
            None => Some(None),
        }
    }

    /// Reads the items of an opened list.
    #[inline]
    fn rest_of_list(&mut self, mut read: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        if self.pass("]").is_some() {
            return Some(());
        }
        loop {
            read(self)?;
            if self.pass("]").is_some() {
                return Some(());
            }
            self.pass(",")?;
        }
    }

    /// Reads the list after a key; an empty list is left out with its key.
    #[inline]
    fn list_after(&mut self, key: &str, read: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        match self.pass(key) {
            Some(()) => self.rest_of_list(read),
            None => Some(()),
        }
    }

    fn number(&mut self) -> Option<u64> {
        let end = self.left.bytes().position(|byte| !byte.is_ascii_digit())?;
        let (digits, left) = self.left.split_at(end);
        self.left = left;
        let is_plain = digits == "0" || !digits.starts_with('0');
        is_plain.then(|| digits.parse().ok())?
    }

    fn string(&mut self) -> Option<&'t str> {
        self.pass("\"")?;
        let end = find_near(b'"', self.left.as_bytes())?;
        let (string, left) = self.left.split_at(end);
        self.left = &left[1..];
        Some(string)
    }

    /// A string of `length` bytes.
    #[inline]
    fn digits(&mut self, length: usize) -> Option<&'t str> {
        self.pass("\"")?;
        let (digits, left) = self.left.split_at_checked(length)?;
        self.left = left;
        self.pass("\"")?;
        Some(digits)
    }

    fn started(&mut self) -> Option<Start> {
        self.pass("\"started\":{\"procedure\":")?;
        let procedure = ProcedureId::recorded(self.string()?);
        self.pass(",\"version\":")?;
        let version = u32::try_from(self.number()?).ok()?;
        self.pass(",\"digest\":")?;
        let digest = Digest::parse(self.digits(Digest::DIGITS)?)?;
        let mut entities = Vec::new();
        self.list_after(",\"entities\":[", |plain| {
            entities.push(Line::recorded(plain.string()?));
            Some(())
        })?;
        let title = self.string_after(",\"title\":")?;
        let reference = self.string_after(",\"ref\":")?;
        self.pass(",\"nonce\":")?;
        let nonce = self.string()?.to_owned();
        self.pass("}")?;
        Some(Start {
            procedure,
            version,
            digest,
            entities,
            title: title.map(Line::recorded),
            reference: reference.map(Line::recorded),
            nonce,
        })
    }

    fn completed(&mut self) -> Option<Completion> {
        self.pass("{\"activity\":")?;
        let activity = u8::try_from(self.number()?).ok()?;
        self.pass(",\"item\":")?;
        let item = self.digits(ItemId::DIGITS)?;
        let mut done = Completion {
            activity: ActivityNumber::new(activity)?,
            item: ItemId::parse(item)?,
            answers: Few::new(),
            outputs: Vec::new(),
            entities: Vec::new(),
            note: None,
        };
        self.list_after(",\"answers\":[", |plain| {
            done.answers.push(AnswerKey::recorded(plain.string()?));
            Some(())
        })?;
        self.list_after(",\"outputs\":[", |plain| {
            if done.outputs.is_empty() {
                // Nearly always there is only one.
                done.outputs.reserve_exact(1);
            }
            done.outputs.push(plain.output()?);
            Some(())
        })?;
        self.list_after(",\"entities\":[", |plain| {
            done.entities.push(Line::recorded(plain.string()?));
            Some(())
        })?;
        done.note = self.string_after(",\"note\":")?.map(Prose::recorded);
        self.pass("}")?;
        Some(done)
    }

    fn output(&mut self) -> Option<Output> {
        self.pass("{\"kind\":")?;
        let mut output = Output::of(OutputKind::recorded(self.string()?));
        let reference = self.string_after(",\"reference\":")?;
        output.reference = reference.map(Line::recorded);
        let file = self.string_after(",\"file\":")?;
        output.file = file.map(Into::into);
        if self.pass(",\"sha256\":").is_some() {
            output.sha256 = Some(Digest::parse(self.digits(Digest::DIGITS)?)?);
        }
        self.pass("}")?;
        Some(output)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::Index;

    use super::event;
    use crate::journal::wire::EventWire;
    use crate::model::{Event, EventId};

    const WHOLE: &str = r#"{"v":1,"after":["2d711642b726b04401627ca9fbac32f5c8530fb1","4a33eacd5fa65f2b2e284a33eacd5fa65f2b2e28"],"seq":20,"at":"2026-03-02T10:12:00-04:00","rec":"2026-03-02T14:12:05Z","by":"Ana Q.","as":"profesional-ait","for":"Luis P.","authority":"MEM-3/2026","did":{"completed":{"activity":5,"item":"4a33eacd5fa65f2b2e28","answers":["yes","no"],"outputs":[{"kind":"correo","reference":"CITE-12/2026","file":"a.pdf","sha256":"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"},{"kind":"flujo"}],"entities":["Entidad Ñ"],"note":"uno"}}}"#;
    const SHORT: &str = r#"{"v":1,"after":[],"seq":0,"at":"2026-03-02","rec":"2026-03-02T14:12:05Z","by":"","did":{"completed":{"activity":5,"item":"4a33eacd5fa65f2b2e28"}}}"#;

    const STARTED: &str = r#"{"v":1,"after":[],"seq":1,"at":"2026-03-02T14:12:05Z","rec":"2026-03-02T14:12:05Z","by":"Ana Q.","did":{"started":{"procedure":"pr07","version":2,"digest":"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb","entities":["Ministerio X","Entidad Ñ"],"title":"Uno","ref":"CITE-1/2026","nonce":"5b1f"}}}"#;

    fn id() -> EventId {
        EventId::of(b"whatever")
    }

    fn by_the_wire(text: &str) -> Option<Event> {
        let wire: EventWire = serde_json::from_str(text).ok()?;
        wire.into_event(id()).ok()
    }

    #[test]
    fn what_stands_as_it_is_written_reads_as_by_the_types_of_the_wire() {
        for text in [WHOLE, SHORT, STARTED] {
            let read = event(text, id());
            assert!(read.is_some());
            assert_eq!(read, by_the_wire(text));
        }
    }

    #[test]
    fn what_has_escapes_or_fields_of_other_kinds_is_left_to_the_wire() {
        for (part, other) in [
            ("uno", r"u\no"),
            (r#""sha256""#, r#""date":"2026-03-01","sha256""#),
            (r#","did""#, r#","not_secret":true,"did""#),
            (r#""v":1"#, r#""v": 1"#),
            (r#""seq":20"#, r#""seq":020"#),
            ("completed", "returned"),
            ("}}}", r#"},"more":1}}"#),
        ] {
            assert_eq!(event(&WHOLE.replacen(part, other, 1), id()), None);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]

        /// After any change of the text, the fast path reads what the wire types read, or nothing.
        #[test]
        fn nothing_else_is_read_than_by_the_types_of_the_wire(
            whole in prop_oneof![Just(WHOLE), Just(STARTED)],
            place: Index,
            cut in 0..3_usize,
            put in r#"[\x00-\x7f]{0,2}|Ñ|[0-9a-f"{}\[\],:\\]"#,
        ) {
            let place = place.index(whole.len());
            let end = (place + cut).min(whole.len());
            if whole.is_char_boundary(place) && whole.is_char_boundary(end) {
                let text = format!("{}{put}{}", &whole[..place], &whole[end..]);
                if let Some(read) = event(&text, id()) {
                    prop_assert_eq!(Some(read), by_the_wire(&text));
                }
            }
        }
    }
}
