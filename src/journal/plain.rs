//! Reads the commonest events where they stand letter for letter as this program writes them: most
//! of what a bulk answer costs is reading.

use crate::journal::wire::recorded_at;
use crate::model::{
    Act, ActivityNumber, Actor, AnswerKey, Completion, Digest, Event, EventId, Few, ItemId, Line,
    Moment, Output, OutputKind, Prose, RoleId,
};

/// The completion that stands in a text, every string of it without escapes; nothing where
/// anything is otherwise, which says nothing about the text.
pub fn completion(text: &str, id: EventId) -> Option<Event> {
    // Neither a control nor an escape stands anywhere: looked at in one go, not string by string.
    let (least, escapes) = text.bytes().fold((u8::MAX, 0), |(least, escapes), byte| {
        (least.min(byte), escapes | u8::from(byte == b'\\'))
    });
    let is_plain = least >= b' ' && escapes == 0;
    let mut plain = is_plain.then_some(Plain { left: text })?;
    plain.pass("{\"v\":1,\"after\":[")?;
    let after = plain.list(Plain::event_id)?;
    let seq = plain.pass(",\"seq\":").and_then(|()| plain.number())?;
    let at = plain.after(",\"at\":", Plain::string)?;
    let rec = plain.after(",\"rec\":", Plain::string)?;
    let by = plain.after(",\"by\":", Plain::string)?;
    let role = plain.maybe(",\"as\":", Plain::string)?;
    let on_behalf = plain.maybe(",\"for\":", Plain::string)?;
    let authority = plain.maybe(",\"authority\":", Plain::string)?;
    let done = plain.after(",\"did\":{\"completed\":{", Plain::completed)?;
    (plain.left == "}}}").then_some(())?;
    Some(Event {
        id,
        after,
        seq,
        at: Moment::parse(at).ok()?,
        rec: recorded_at(rec).ok()?,
        by: Actor::recorded(by),
        role: role.map(RoleId::recorded),
        on_behalf: on_behalf.map(Actor::recorded),
        authority: authority.map(Line::recorded),
        not_secret: false,
        did: Act::Completed(done),
    })
}

/// What is left to read.
struct Plain<'t> {
    left: &'t str,
}

impl<'t> Plain<'t> {
    fn pass(&mut self, expected: &str) -> Option<()> {
        self.left = self.left.strip_prefix(expected)?;
        Some(())
    }

    fn after<T>(&mut self, key: &str, read: impl Fn(&mut Self) -> Option<T>) -> Option<T> {
        self.pass(key)?;
        read(self)
    }

    /// What stands after a key, where the key is there.
    #[expect(
        clippy::option_option,
        reason = "a key that is not there is read as such; a value that is otherwise is not read"
    )]
    fn maybe<T>(&mut self, key: &str, read: impl Fn(&mut Self) -> Option<T>) -> Option<Option<T>> {
        match self.pass(key) {
            Some(()) => read(self).map(Some),
            None => Some(None),
        }
    }

    /// The rest of a list that was opened.
    fn list<T>(&mut self, read: impl Fn(&mut Self) -> Option<T>) -> Option<Few<T>> {
        let mut items = Few::new();
        while self.pass("]").is_none() {
            if !items.is_empty() {
                self.pass(",")?;
            }
            items.push(read(self)?);
        }
        Some(items)
    }

    /// A list that is left out where it is empty.
    fn list_after<T>(
        &mut self,
        key: &str,
        read: impl Fn(&mut Self) -> Option<T>,
    ) -> Option<Few<T>> {
        let list = self.maybe(key, |plain| plain.list(&read))?;
        Some(list.unwrap_or_default())
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
        let end = self.left.bytes().position(|byte| byte == b'"')?;
        let (string, left) = self.left.split_at(end);
        self.left = &left[1..];
        Some(string)
    }

    fn event_id(&mut self) -> Option<EventId> {
        EventId::parse(self.string()?)
    }

    fn activity(&mut self) -> Option<ActivityNumber> {
        let number = self.number()?;
        ActivityNumber::new(u8::try_from(number).ok()?)
    }

    fn completed(&mut self) -> Option<Completion> {
        Some(Completion {
            activity: self.after("\"activity\":", Self::activity)?,
            item: ItemId::parse(self.after(",\"item\":", Self::string)?)?,
            answers: self.list_after(",\"answers\":[", |plain| {
                plain.string().map(AnswerKey::recorded)
            })?,
            outputs: self.list_after(",\"outputs\":[", Self::output)?.into_vec(),
            entities: self
                .list_after(",\"entities\":[", |plain| {
                    plain.string().map(Line::recorded)
                })?
                .into_vec(),
            note: self.maybe(",\"note\":", Self::string)?.map(Prose::recorded),
        })
    }

    fn output(&mut self) -> Option<Output> {
        let mut output = Output::of(OutputKind::recorded(
            self.after("{\"kind\":", Self::string)?,
        ));
        let reference = self.maybe(",\"reference\":", Self::string)?;
        output.reference = reference.map(Line::recorded);
        let file = self.maybe(",\"file\":", Self::string)?;
        output.file = file.map(Into::into);
        output.sha256 = self.maybe(",\"sha256\":", |plain| Digest::parse(plain.string()?))?;
        self.pass("}")?;
        Some(output)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::completion;
    use crate::journal::wire::EventWire;
    use crate::model::{Event, EventId};

    const WHOLE: &str = r#"{"v":1,"after":["2d711642b726b04401627ca9fbac32f5c8530fb1","4a33eacd5fa65f2b2e284a33eacd5fa65f2b2e28"],"seq":20,"at":"2026-03-02T10:12:00-04:00","rec":"2026-03-02T14:12:05Z","by":"Ana Q.","as":"profesional-ait","for":"Luis P.","authority":"MEM-3/2026","did":{"completed":{"activity":5,"item":"4a33eacd5fa65f2b2e28","answers":["yes","no"],"outputs":[{"kind":"correo","reference":"CITE-12/2026","file":"a.pdf","sha256":"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"},{"kind":"flujo"}],"entities":["Entidad Ñ"],"note":"uno"}}}"#;
    const SHORT: &str = r#"{"v":1,"after":[],"seq":0,"at":"2026-03-02","rec":"2026-03-02T14:12:05Z","by":"","did":{"completed":{"activity":5,"item":"4a33eacd5fa65f2b2e28"}}}"#;

    fn id() -> EventId {
        EventId::of(b"whatever")
    }

    fn by_the_wire(text: &str) -> Option<Event> {
        let wire: EventWire = serde_json::from_str(text).ok()?;
        wire.into_event(id()).ok()
    }

    #[test]
    fn a_completion_reads_as_by_the_types_of_the_wire() {
        for text in [WHOLE, SHORT] {
            let read = completion(text, id());
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
            assert_eq!(completion(&WHOLE.replacen(part, other, 1), id()), None);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]

        /// Whatever is changed: what is read is what the types of the wire read.
        #[test]
        fn nothing_else_is_read_than_by_the_types_of_the_wire(
            place in 0..WHOLE.len(),
            cut in 0..3_usize,
            put in r#"[\x00-\x7f]{0,2}|Ñ|[0-9a-f"{}\[\],:\\]"#,
        ) {
            let end = (place + cut).min(WHOLE.len());
            if WHOLE.is_char_boundary(place) && WHOLE.is_char_boundary(end) {
                let text = format!("{}{put}{}", &WHOLE[..place], &WHOLE[end..]);
                if let Some(read) = completion(&text, id()) {
                    prop_assert_eq!(Some(read), by_the_wire(&text));
                }
            }
        }
    }
}
