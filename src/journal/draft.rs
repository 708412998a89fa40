//! Drafts: events that get their id and their line when they are sealed.

use std::borrow::Cow;

use chrono::{DateTime, SecondsFormat, Utc};

use crate::journal::wire::{EventWire, FORMAT};
use crate::model::{Act, Actor, EventId, Few, Line, Moment, RoleId};

/// An event before it has an id.
#[derive(Clone, Debug)]
pub struct Draft {
    pub after: Few<EventId>,
    pub seq: u64,
    pub at: Moment,
    pub rec: DateTime<Utc>,
    pub by: Actor,
    pub role: Option<RoleId>,
    pub on_behalf: Option<Actor>,
    pub authority: Option<Line>,
    pub not_secret: bool,
    pub did: Act,
}

impl Draft {
    /// The id of the event and its line with the final newline.
    pub fn sealed(&self) -> (EventId, String) {
        let wire = EventWire::from(self);
        let event = serde_json::to_string(&wire).expect("an event is plain data");
        let id = EventId::of(event.as_bytes());
        (id, format!("{{\"id\":\"{id}\",\"event\":{event}}}\n"))
    }
}

impl<'a> From<&'a Draft> for EventWire<'a> {
    fn from(draft: &'a Draft) -> Self {
        Self {
            v: FORMAT,
            after: draft.after.clone(),
            seq: draft.seq,
            at: draft.at.to_string().into(),
            rec: draft.rec.to_rfc3339_opts(SecondsFormat::Secs, true).into(),
            by: draft.by.as_str().into(),
            role: draft.role.as_ref().map(|role| role.as_str().into()),
            on_behalf: draft.on_behalf.as_ref().map(|name| name.as_str().into()),
            authority: draft.authority.as_ref().map(|text| text.as_str().into()),
            not_secret: draft.not_secret,
            did: Cow::Borrowed(&draft.did),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, NaiveDate};

    use super::Draft;
    use crate::journal::Journal;
    use crate::model::{
        Act, ActName, ActivityNumber, Actor, AnswerKey, CaseId, Completion, Correction, Digest,
        EventId, Few, FieldKey, FieldValue, FormId, FormRecord, ItemId, Keeping, Line, Migration,
        Moment, Output, OutputKind, ProcedureId, Prose, Redirection, Restoration, Retraction,
        Return, RoleId, Start, Subject, Turn, Undoing, Waiver,
    };

    fn draft(seq: u64, after: Vec<EventId>, did: Act) -> Draft {
        Draft {
            after: after.into(),
            seq,
            at: Moment::parse("2026-03-02T10:12:00-04:00").expect("a moment"),
            rec: DateTime::parse_from_rfc3339("2026-03-02T14:12:05Z")
                .expect("a time")
                .to_utc(),
            by: Actor::parse("Ana Q.").expect("a name"),
            role: None,
            on_behalf: None,
            authority: None,
            not_secret: false,
            did,
        }
    }

    fn start() -> Act {
        Act::Started(Start {
            procedure: ProcedureId::parse("pr07").expect("a key"),
            version: 2,
            digest: Digest::of(b"the file"),
            entities: vec![Line::parse("Ministerio X").expect("a line")],
            title: None,
            reference: Some(Line::parse("HR-77/2026").expect("a line")),
            nonce: "5b1f".into(),
        })
    }

    fn number(number: u8) -> ActivityNumber {
        ActivityNumber::new(number).expect("1 to 128")
    }

    fn outputs() -> Vec<Output> {
        vec![Output {
            reference: Some(Line::parse("CITE-12/2026").expect("a line")),
            file: Some("cases/2026/pr07-0123456789ab/a.pdf".into()),
            sha256: Some(Digest::of(b"a")),
            ..Output::of(OutputKind::parse("correo").expect("a key"))
        }]
    }

    fn form() -> Output {
        let key = |text: &str| FieldKey::parse(text).expect("a key");
        let one = |text: &str| FieldValue::One(text.into());
        let many = FieldValue::Many(vec!["profile".into(), "openid".into()]);
        Output {
            date: NaiveDate::from_ymd_opt(2026, 3, 1),
            note: Some(Line::parse("por correo").expect("a line")),
            form: Some(Box::new(FormRecord {
                form: FormId::parse("anexo-2").expect("a key"),
                digest: Digest::of(b"f"),
                values: vec![
                    (key("uri"), one("https://a.bo/")),
                    (key("refresh-token"), FieldValue::Flag(false)),
                    (key("scopes"), many),
                ],
                personal: vec![(key("ci"), one("4839201 LP"))],
                secrets: vec![key("token")],
            })),
            ..Output::of(OutputKind::parse("formulario-solicitud").expect("a key"))
        }
    }

    #[track_caller]
    fn case(draft: &Draft, event: &str) {
        let (id, line) = draft.sealed();
        assert_eq!(id, EventId::of(event.as_bytes()));
        assert_eq!(line, format!("{{\"id\":\"{id}\",\"event\":{event}}}\n"));
        let (_, first) = self::draft(1, Vec::new(), start()).sealed();
        let case = CaseId::of(
            ProcedureId::parse("pr07").expect("a key"),
            &self::draft(1, Vec::new(), start()).sealed().0,
        );
        let journal = Journal::read(format!("{first}{line}").as_bytes(), &case);
        let read = journal.events.last().expect("the line reads back");
        assert_eq!((read.id, &read.did), (id, &draft.did));
    }

    #[test]
    fn a_line_is_written_as_it_always_was() {
        let item = ItemId::of(b"item");
        let first = EventId::of(b"x");
        case(
            &draft(1, Vec::new(), start()),
            r#"{"v":1,"after":[],"seq":1,"at":"2026-03-02T10:12:00-04:00","rec":"2026-03-02T14:12:05Z","by":"Ana Q.","did":{"started":{"procedure":"pr07","version":2,"digest":"994659de87f727ddcde75df44314f31d7f367b3bff347e852f390530f29720c7","entities":["Ministerio X"],"ref":"HR-77/2026","nonce":"5b1f"}}}"#,
        );
        case(
            &Draft {
                at: Moment::parse("2026-03-02").expect("a moment"),
                role: Some(RoleId::parse("profesional-ait").expect("a key")),
                on_behalf: Some(Actor::parse("Luis P.").expect("a name")),
                authority: Some(Line::parse("MEM-3/2026").expect("a line")),
                not_secret: true,
                ..draft(
                    2,
                    vec![first],
                    Act::Completed(Completion {
                        activity: number(5),
                        item,
                        answers: [AnswerKey::parse("yes").expect("a key")].into(),
                        outputs: outputs(),
                        entities: vec![Line::parse("Entidad Y").expect("a line")],
                        note: Some(Prose::parse("uno\ndos").expect("a note")),
                    }),
                )
            },
            r#"{"v":1,"after":["2d711642b726b04401627ca9fbac32f5c8530fb1"],"seq":2,"at":"2026-03-02","rec":"2026-03-02T14:12:05Z","by":"Ana Q.","as":"profesional-ait","for":"Luis P.","authority":"MEM-3/2026","not_secret":true,"did":{"completed":{"activity":5,"item":"4a33eacd5fa65f2b2e28","answers":["yes"],"outputs":[{"kind":"correo","reference":"CITE-12/2026","file":"cases/2026/pr07-0123456789ab/a.pdf","sha256":"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"}],"entities":["Entidad Y"],"note":"uno\ndos"}}}"#,
        );
        let attached = Act::Attached {
            activity: number(9),
            item,
            outputs: vec![form()],
        };
        case(
            &draft(2, vec![first], attached),
            r#"{"v":1,"after":["2d711642b726b04401627ca9fbac32f5c8530fb1"],"seq":2,"at":"2026-03-02T10:12:00-04:00","rec":"2026-03-02T14:12:05Z","by":"Ana Q.","did":{"attached":{"activity":9,"item":"4a33eacd5fa65f2b2e28","outputs":[{"kind":"formulario-solicitud","date":"2026-03-01","note":"por correo","form":{"id":"anexo-2","digest":"252f10c83610ebca1a059c0bae8255eba2f95be4d1d7bcfa89d7248a82d9f111","values":{"uri":"https://a.bo/","refresh-token":false,"scopes":["profile","openid"]},"personal":{"ci":"4839201 LP"},"secrets":["token"]}}]}}}"#,
        );
    }

    /// Acts of a name; the compiler asks for one of a new name.
    fn acts(name: &ActName) -> Vec<Act> {
        let (item, event) = (ItemId::of(b"item"), EventId::of(b"x"));
        let prose = |text: &str| Prose::parse(text).expect("prose");
        let reason = prose("se revisó");
        let kept = |subject, activity| {
            Act::Kept(Keeping {
                subject,
                activity,
                event,
                reason: prose("se revisó"),
            })
        };
        let turned = |turn| Act::Turned {
            turn,
            reason: prose("se revisó"),
        };
        match name {
            ActName::Started => vec![start()],
            ActName::Completed => vec![Act::Completed(Completion {
                activity: number(5),
                item,
                answers: Few::new(),
                outputs: Vec::new(),
                entities: Vec::new(),
                note: None,
            })],
            ActName::Returned => vec![Act::Returned(Return {
                activity: number(8),
                item,
                to: number(7),
                reason: prose("falta la firma"),
            })],
            ActName::Redirected => vec![Act::Redirected(Redirection {
                activity: number(5),
                item,
                to: vec![number(7), number(9)],
                reason,
            })],
            ActName::Undone => vec![Act::Undone(Undoing {
                activity: number(5),
                item,
                event,
                reason,
            })],
            ActName::Kept => vec![
                kept(Subject::Item(item), Some(number(5))),
                kept(Subject::Version(item), None),
                kept(Subject::Case, None),
            ],
            ActName::Suspended => vec![turned(Turn::Suspended)],
            ActName::Resumed => vec![turned(Turn::Resumed)],
            ActName::Cancelled => vec![turned(Turn::Cancelled)],
            ActName::Reopened => vec![turned(Turn::Reopened)],
            ActName::Migrated => vec![Act::Migrated(Migration {
                from: item,
                version: 3,
                digest: Digest::of(b"a"),
                map: vec![(number(9), number(10))],
                reason,
            })],
            ActName::Attached
            | ActName::Waived
            | ActName::Retracted
            | ActName::Restored
            | ActName::Noted
            | ActName::Corrected
            | ActName::Assigned
            | ActName::Labelled
            | ActName::Unlabelled
            | ActName::Linked
            | ActName::Unknown(_) => vec![beside(name, item, event, reason)],
        }
    }

    /// Sample acts that write on nothing.
    fn beside(name: &ActName, item: ItemId, event: EventId, reason: Prose) -> Act {
        let prose = |text: &str| Prose::parse(text).expect("prose");
        match name {
            ActName::Attached => Act::Attached {
                activity: number(5),
                item,
                outputs: outputs(),
            },
            ActName::Waived => Act::Waived(Waiver {
                activity: number(5),
                item,
                kind: OutputKind::recorded("correo"),
                reason,
            }),
            ActName::Retracted => Act::Retracted(Retraction {
                activity: number(5),
                item,
                kind: OutputKind::recorded("correo"),
                reference: Some(Line::parse("CITE-12/2026").expect("a line")),
                events: vec![event],
                reason,
            }),
            ActName::Restored => Act::Restored(Restoration {
                activity: number(5),
                item,
                event,
                reason,
            }),
            ActName::Noted => Act::Noted {
                note: prose("llamó la entidad"),
            },
            ActName::Corrected => Act::Corrected(Correction {
                event,
                at: Some(Moment::parse("2026-03-01").expect("a day")),
                outputs: outputs(),
                note: Some(prose("nota")),
                entities: vec![Line::parse("Entidad Y").expect("a line")],
                title: Some(Line::parse("título").expect("a line")),
                reference: Some(Line::parse("HR-78/2026").expect("a line")),
                reason,
            }),
            ActName::Assigned => Act::Assigned {
                activity: number(5),
                item,
                person: Actor::parse("Eva R.").expect("a name"),
            },
            ActName::Labelled => Act::Labelled {
                labels: vec![Line::parse("Urgente").expect("a line")],
            },
            ActName::Unlabelled => Act::Unlabelled {
                labels: vec![(Line::parse("Urgente").expect("a line"), event)],
            },
            ActName::Linked => Act::Linked {
                case: CaseId::parse("pr05-0123456789ab").expect("a case"),
                kind: Some(Line::parse("informe de cierre").expect("a line")),
            },
            ActName::Unknown(name) => Act::Unknown { name: name.clone() },
            ActName::Started
            | ActName::Completed
            | ActName::Returned
            | ActName::Redirected
            | ActName::Undone
            | ActName::Kept
            | ActName::Suspended
            | ActName::Resumed
            | ActName::Cancelled
            | ActName::Reopened
            | ActName::Migrated => unreachable!("it writes on something"),
        }
    }

    /// The texts of these acts.
    fn texts(name: &ActName) -> Vec<&'static str> {
        match name {
            ActName::Started => vec![
                r#"{"started":{"procedure":"pr07","version":2,"digest":"994659de87f727ddcde75df44314f31d7f367b3bff347e852f390530f29720c7","entities":["Ministerio X"],"ref":"HR-77/2026","nonce":"5b1f"}}"#,
            ],
            ActName::Completed => {
                vec![r#"{"completed":{"activity":5,"item":"4a33eacd5fa65f2b2e28"}}"#]
            }
            ActName::Returned => vec![
                r#"{"returned":{"activity":8,"item":"4a33eacd5fa65f2b2e28","to":7,"reason":"falta la firma"}}"#,
            ],
            ActName::Redirected => vec![
                r#"{"redirected":{"activity":5,"item":"4a33eacd5fa65f2b2e28","to":[7,9],"reason":"se revisó"}}"#,
            ],
            ActName::Undone => vec![
                r#"{"undone":{"activity":5,"item":"4a33eacd5fa65f2b2e28","event":"2d711642b726b04401627ca9fbac32f5c8530fb1","reason":"se revisó"}}"#,
            ],
            ActName::Kept => vec![
                r#"{"kept":{"activity":5,"item":"4a33eacd5fa65f2b2e28","event":"2d711642b726b04401627ca9fbac32f5c8530fb1","reason":"se revisó"}}"#,
                r#"{"kept":{"version":"4a33eacd5fa65f2b2e28","event":"2d711642b726b04401627ca9fbac32f5c8530fb1","reason":"se revisó"}}"#,
                r#"{"kept":{"event":"2d711642b726b04401627ca9fbac32f5c8530fb1","reason":"se revisó"}}"#,
            ],
            ActName::Suspended => vec![r#"{"suspended":{"reason":"se revisó"}}"#],
            ActName::Resumed => vec![r#"{"resumed":{"reason":"se revisó"}}"#],
            ActName::Cancelled => vec![r#"{"cancelled":{"reason":"se revisó"}}"#],
            ActName::Reopened => vec![r#"{"reopened":{"reason":"se revisó"}}"#],
            ActName::Migrated => vec![
                r#"{"migrated":{"from":"4a33eacd5fa65f2b2e28","version":3,"digest":"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb","map":[[9,10]],"reason":"se revisó"}}"#,
            ],
            ActName::Attached => vec![
                r#"{"attached":{"activity":5,"item":"4a33eacd5fa65f2b2e28","outputs":[{"kind":"correo","reference":"CITE-12/2026","file":"cases/2026/pr07-0123456789ab/a.pdf","sha256":"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"}]}}"#,
            ],
            ActName::Waived => vec![
                r#"{"waived":{"activity":5,"item":"4a33eacd5fa65f2b2e28","kind":"correo","reason":"se revisó"}}"#,
            ],
            ActName::Retracted => vec![
                r#"{"retracted":{"activity":5,"item":"4a33eacd5fa65f2b2e28","kind":"correo","reference":"CITE-12/2026","events":["2d711642b726b04401627ca9fbac32f5c8530fb1"],"reason":"se revisó"}}"#,
            ],
            ActName::Restored => vec![
                r#"{"restored":{"activity":5,"item":"4a33eacd5fa65f2b2e28","event":"2d711642b726b04401627ca9fbac32f5c8530fb1","reason":"se revisó"}}"#,
            ],
            ActName::Noted => vec![r#"{"noted":{"note":"llamó la entidad"}}"#],
            ActName::Corrected => vec![
                r#"{"corrected":{"event":"2d711642b726b04401627ca9fbac32f5c8530fb1","at":"2026-03-01","outputs":[{"kind":"correo","reference":"CITE-12/2026","file":"cases/2026/pr07-0123456789ab/a.pdf","sha256":"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"}],"note":"nota","entities":["Entidad Y"],"title":"título","ref":"HR-78/2026","reason":"se revisó"}}"#,
            ],
            ActName::Assigned => vec![
                r#"{"assigned":{"activity":5,"item":"4a33eacd5fa65f2b2e28","person":"Eva R."}}"#,
            ],
            ActName::Labelled => vec![r#"{"labelled":{"labels":["Urgente"]}}"#],
            ActName::Unlabelled => vec![
                r#"{"unlabelled":{"labels":[["Urgente","2d711642b726b04401627ca9fbac32f5c8530fb1"]]}}"#,
            ],
            ActName::Linked => {
                vec![r#"{"linked":{"case":"pr05-0123456789ab","kind":"informe de cierre"}}"#]
            }
            ActName::Unknown(_) => vec![r#"{"later":null}"#],
        }
    }

    #[test]
    fn every_act_is_written_as_it_always_was_and_reads_back() {
        let later = [ActName::Unknown("later".into())];
        for name in ActName::KNOWN.iter().chain(&later) {
            let (acts, texts) = (acts(name), texts(name));
            assert_eq!(acts.len(), texts.len());
            for (act, text) in acts.into_iter().zip(texts) {
                assert_eq!(act.name(), *name);
                assert_eq!(serde_json::to_string(&act).expect("an act"), text);
                assert_eq!(serde_json::from_str::<Act>(text).expect("an act"), act);
            }
        }
    }
}
