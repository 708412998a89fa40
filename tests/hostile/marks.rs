//! Acts with right ids that say what is not so: they count, and are marked wherever they are shown.

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::Write as _;

use chrono::{DateTime, Utc};
use serde_json::Value;
use ugat::{
    Act, ActivityNumber, Actor, CaseId, Completion, Correction, Digest, EventId, Few, ItemId, Line,
    Moment, Output, OutputKind, Prose, RoleId,
};
use ugat::{Draft, Journal};

use crate::world::World;

const PEOPLE: &str = "\
[[people]]
name = \"Ana Quispe\"
roles = [\"unidad-sustantiva\"]

[[people]]
name = \"Rosa Choque\"
until = 2026-02-28
roles = [\"unidad-sustantiva\"]

[[people]]
name = \"Luis Poma\"
roles = [{ role = \"unidad-sustantiva\", from = 2026-03-03 }, \"jefe-ugat\"]
substitutes = [{ name = \"Eva Rocha\", from = 2026-03-01, until = 2026-03-02 }]

[[people]]
name = \"Eva Rocha\"
";

/// A store with people, a case in which activity 1 is ready, and its journal.
struct Told {
    world: World,
    /// The event after which others come.
    head: EventId,
    item: ItemId,
    seq: u64,
}

impl Told {
    fn begun() -> Self {
        let mut world = World::empty();
        fs::write(world.store().join("ugat.toml"), PEOPLE).expect("it is ours");
        world.start();
        let case = CaseId::parse(world.case.as_deref().expect("it has begun")).expect("an id");
        let journal = Journal::read(&fs::read(world.journal()).expect("it is there"), &case);
        let head = journal.events[0].id;
        let status: Value = said(&world, &["case", "status", ".", "--json"]);
        let item = status["ready"][0]["item"].as_str().expect("it is ready");
        Self {
            item: ItemId::parse(item).expect("an item"),
            seq: 2,
            head,
            world,
        }
    }

    /// An honest act of the day, to be made less so.
    fn draft(&self, did: Act) -> Draft {
        Draft {
            after: Few::from([self.head]),
            seq: self.seq,
            at: Moment::parse("2026-03-02T10:30:00-04:00").expect("a moment"),
            rec: time("2026-03-02T14:30:00Z"),
            by: Actor::recorded("Ana Quispe"),
            role: None,
            on_behalf: None,
            authority: None,
            not_secret: false,
            did,
        }
    }

    fn completed(&self, outputs: Vec<Output>) -> Act {
        Act::Completed(Completion {
            activity: number(1),
            item: self.item,
            answers: Few::new(),
            outputs,
            entities: Vec::new(),
            note: None,
        })
    }

    fn push(&mut self, draft: &Draft) -> EventId {
        let (id, line) = draft.sealed();
        let journal = OpenOptions::new().append(true).open(self.world.journal());
        let written = journal.and_then(|mut journal| journal.write_all(line.as_bytes()));
        written.expect("it is ours");
        (self.head, self.seq) = (id, self.seq + 1);
        id
    }

    fn file(&self, name: &str) -> String {
        let case = self.world.case.as_deref().expect("it has begun");
        let file = format!("cases/2026/{case}/{name}");
        let path = self.world.store().join(&file);
        fs::create_dir_all(path.parent().expect("it is below")).expect("a folder");
        fs::write(path, "x").expect("it is ours");
        file
    }

    /// The kinds of marks of every page that names acts.
    fn pages(&self) -> [(&'static str, BTreeSet<String>); 4] {
        let status = said(&self.world, &["case", "status", ".", "--json"]);
        let log = said(&self.world, &["case", "log", ".", "--json"]);
        let dossier = said(&self.world, &["case", "dossier", ".", "--json"]);
        let report = said(&self.world, &["report", "deviations", "--json"]);
        let known = |kind: &str| KINDS.contains(&kind);
        let rows = report["rows"]
            .as_array()
            .or_else(|| report["groups"].as_array());
        let rows = rows.unwrap_or_else(|| panic!("{report}")).iter();
        let counted = rows.filter_map(|row| row["kind"].as_str());
        let counted = counted.filter(|kind| known(kind)).map(str::to_owned);
        [
            ("status", kinds(&status["marked"])),
            ("log", kinds(&log["events"])),
            ("dossier", kinds(&dossier["acts"])),
            ("report deviations", counted.collect()),
        ]
    }

    /// What verify finds, and how it ends.
    fn verified(&self) -> (Option<i32>, BTreeSet<String>) {
        let verified = self.world.run("en", &["store", "verify", "--json"]);
        let found: Value = serde_json::from_str(&verified.out).expect("JSON");
        let found = found["findings"].as_array().expect("a list").iter();
        let found = found.filter_map(|one| one["kind"].as_str());
        let found = found.filter(|kind| KINDS.contains(kind)).map(str::to_owned);
        (verified.exit, found.collect())
    }
}

const KINDS: [&str; 6] = [
    "not-in-people",
    "role-not-held",
    "assigned-unknown",
    "future",
    "before-parent",
    "file-elsewhere",
];

fn said(world: &World, args: &[&str]) -> Value {
    let said = world.run("en", args);
    serde_json::from_str(&said.out).unwrap_or_else(|_| panic!("{args:?}: {said:?}"))
}

/// The kinds of the marks of a list of acts; every act has a list of them.
fn kinds(acts: &Value) -> BTreeSet<String> {
    let acts = acts.as_array().expect("a list of acts").iter();
    let marks = acts.flat_map(|act| act["marks"].as_array().expect("a list of marks"));
    let kind = |mark: &Value| {
        assert!(mark["es"].is_string() && mark["en"].is_string(), "{mark}");
        mark["kind"].as_str().expect("a kind").to_owned()
    };
    marks.map(kind).collect()
}

fn number(number: u8) -> ActivityNumber {
    ActivityNumber::new(number).expect("a number")
}

fn time(text: &str) -> DateTime<Utc> {
    text.parse().expect("a time")
}

fn note() -> Act {
    Act::Noted {
        note: Prose::recorded("nota"),
    }
}

fn paper(file: Option<String>, sha256: Option<Digest>) -> Vec<Output> {
    let kind = OutputKind::recorded("nota-requerimiento");
    vec![Output {
        file,
        sha256,
        ..Output::of(kind)
    }]
}

/// A lie is an act made from an honest one; it is marked so on every page, and by verify.
#[track_caller]
fn case(expected: &str, lie: impl FnOnce(&Told) -> Draft) {
    acts(1, expected, lie);
}

/// The same of a lie by which so many acts are marked.
#[track_caller]
fn acts(number: u64, expected: &str, lie: impl FnOnce(&Told) -> Draft) {
    let mut told = Told::begun();
    let draft = lie(&told);
    told.push(&draft);
    let expected: BTreeSet<String> = [expected.to_owned()].into();
    for (page, found) in told.pages() {
        assert_eq!(found, expected, "{page}: {:?}", draft.did.name());
    }
    assert_eq!(told.verified(), (Some(0), expected));
    let list = said(&told.world, &["case", "list", "--json"]);
    assert_eq!(list["cases"][0]["marks"], number, "{list}");
    let table = told.world.ok(&["case", "list"]).out;
    assert!(table.contains("marked"), "{table}");
}

/// The honest acts of which the lies are made.
#[track_caller]
fn honest(act: impl FnOnce(&Told) -> Draft) {
    let mut told = Told::begun();
    let draft = act(&told);
    told.push(&draft);
    for (page, found) in told.pages() {
        assert_eq!(found, BTreeSet::new(), "{page}: {draft:?}");
    }
    assert_eq!(told.verified(), (Some(0), BTreeSet::new()));
    let list = said(&told.world, &["case", "list", "--json"]);
    assert_eq!(list["cases"][0]["marks"], 0, "{list}");
}

fn by(told: &Told, name: &str) -> Draft {
    Draft {
        by: Actor::recorded(name),
        ..told.draft(told.completed(Vec::new()))
    }
}

#[test]
fn an_act_by_somebody_who_is_not_in_the_table() {
    honest(|told| by(told, "Ana Quispe"));
    honest(|told| by(told, "ANA  quispé"));
    for name in [
        "Persona Ajena",
        "Ana Quisp\u{435}",
        "Ana\u{200b} Quispe",
        "Ana\u{34f} Quispe",
        "\u{391}na Quispe",
    ] {
        case("not-in-people", |told| by(told, name));
    }
    case("not-in-people", |told| Draft {
        by: Actor::recorded("X"),
        ..told.draft(note())
    });
}

#[test]
fn an_act_by_somebody_on_a_day_on_which_they_were_not_of_the_unit() {
    case("not-in-people", |told| by(told, "Rosa Choque"));
    case("not-in-people", |told| Draft {
        on_behalf: Some(Actor::recorded("Rosa Choque")),
        authority: Some(Line::recorded("MEM-3")),
        ..by(told, "Eva Rocha")
    });
}

#[test]
fn an_act_by_somebody_who_does_not_hold_the_role() {
    case("role-not-held", |told| by(told, "Eva Rocha"));
    // He holds it from the next day on.
    case("role-not-held", |told| by(told, "Luis Poma"));
    case("role-not-held", |told| Draft {
        role: Some(RoleId::recorded("jefe-ugat")),
        ..by(told, "Ana Quispe")
    });
    case("role-not-held", |told| Draft {
        role: Some(RoleId::recorded("jefe-ugat")),
        ..told.draft(note())
    });
    honest(|told| Draft {
        role: Some(RoleId::recorded("jefe-ugat")),
        by: Actor::recorded("Luis Poma"),
        ..told.draft(note())
    });
}

#[test]
fn an_act_on_anothers_behalf_without_an_authority_or_a_day_for_it() {
    let for_other = |told: &Told, by: &str, other: &str| Draft {
        by: Actor::recorded(by),
        on_behalf: Some(Actor::recorded(other)),
        ..told.draft(note())
    };
    honest(|told| for_other(told, "Eva Rocha", "Luis Poma"));
    case("role-not-held", |told| {
        for_other(told, "Ana Quispe", "Luis Poma")
    });
    case("role-not-held", |told| {
        for_other(told, "Ana Quispe", "Ministerio X")
    });
    case("role-not-held", |told| {
        for_other(told, "Ana Quispe", "Ana Quispe")
    });
    honest(|told| Draft {
        authority: Some(Line::recorded("MEM-3")),
        ..for_other(told, "Ana Quispe", "Ministerio X")
    });
}

#[test]
fn work_given_to_somebody_who_is_not_of_the_unit() {
    let assigned = |told: &Told, name: &str| {
        told.draft(Act::Assigned {
            activity: number(1),
            item: told.item,
            person: Actor::recorded(name),
        })
    };
    honest(|told| assigned(told, "Ana Quispe"));
    case("role-not-held", |told| assigned(told, "Eva Rocha"));
    case("assigned-unknown", |told| assigned(told, "Nadie"));
    case("assigned-unknown", |told| assigned(told, "Rosa Choque"));
}

#[test]
fn an_act_of_a_day_that_had_not_come() {
    let at = |told: &Told, at: &str| Draft {
        at: Moment::parse(at).expect("a moment"),
        ..told.draft(told.completed(Vec::new()))
    };
    honest(|told| at(told, "2026-03-02"));
    for later in [
        "2026-03-03",
        "2099-01-01",
        "2026-03-02T10:32:00-04:00",
        "9999-12-31",
    ] {
        case("future", |told| at(told, later));
    }
    // Where it was written down it was the next day already; where the unit is, it was not.
    case("future", |told| Draft {
        at: Moment::parse("2026-03-03").expect("a day"),
        rec: time("2026-03-03T02:00:00Z"),
        ..told.draft(note())
    });
    // Both the act that is said to be of another day and the one that says so.
    acts(2, "future", |told| {
        told.draft(Act::Corrected(Correction {
            event: told.head,
            at: Some(Moment::parse("2026-03-03").expect("a day")),
            outputs: Vec::new(),
            note: None,
            entities: Vec::new(),
            title: None,
            reference: None,
            reason: Prose::recorded("r"),
        }))
    });
}

#[test]
fn an_act_written_down_at_a_time_that_had_not_come() {
    let mut told = Told::begun();
    let late = Draft {
        rec: time("2099-01-01T00:00:00Z"),
        ..told.draft(note())
    };
    told.push(&late);
    // Nothing but the clock tells.
    let future: BTreeSet<String> = ["future".to_owned()].into();
    assert_eq!(told.verified(), (Some(0), future.clone()));
    assert_eq!(told.pages().map(|(_, kinds)| kinds.len()), [0; 4]);
    // Whoever has seen it tells as well.
    let next = told.draft(note());
    told.push(&next);
    for (page, found) in told.pages() {
        assert_eq!(found, future, "{page}");
    }
}

#[test]
fn an_act_of_a_day_before_that_of_what_it_follows() {
    let at = |told: &Told, at: &str, did| Draft {
        at: Moment::parse(at).expect("a moment"),
        ..told.draft(did)
    };
    honest(|told| at(told, "2026-03-02T08:00:00-04:00", note()));
    case("before-parent", |told| at(told, "2026-03-01", note()));
    case("before-parent", |told| {
        at(told, "2016-01-01", told.completed(Vec::new()))
    });
}

#[test]
fn a_file_that_is_none_of_the_case_or_has_no_digest() {
    let gives = |told: &Told, file: String, digest: bool| {
        let bytes = fs::read(told.world.store().join(&file)).expect("it is there");
        let digest = digest.then(|| Digest::of(&bytes));
        told.draft(told.completed(paper(Some(file), digest)))
    };
    honest(|told| gives(told, told.file("nota.pdf"), true));
    case("file-elsewhere", |told| {
        gives(told, told.file("nota.pdf"), false)
    });
    case("file-elsewhere", |told| {
        gives(told, "ugat.toml".to_owned(), true)
    });
    case("file-elsewhere", |told| {
        let file = told.file("nota.pdf");
        let other = file.replace("pr07-", "pr09-");
        let path = told.world.store().join(&other);
        fs::create_dir_all(path.parent().expect("it is below")).expect("a folder");
        fs::write(path, "x").expect("it is ours");
        gives(told, other, true)
    });
}

#[test]
fn a_marked_act_counts_as_any_other() {
    let mut told = Told::begun();
    let stranger = by(&told, "Persona Ajena");
    let event = told.push(&stranger);
    let status = said(&told.world, &["case", "status", ".", "--json"]);
    assert_eq!(status["done"][0]["event"], event.to_string());
    assert_eq!(
        status["done"][0]["marks"].to_string(),
        "[{\"en\":\"`Persona Ajena` is not in the table of people\",\
         \"es\":\"`Persona Ajena` no está en la tabla de personas\",\"kind\":\"not-in-people\"}]"
    );
    assert_eq!(status["started"]["marks"].to_string(), "[]");
    assert_eq!(status["ready"][0]["activity"], 2);
    let page = told.world.ok(&["case", "status", "."]).out;
    assert!(page.contains("Marked: it counts"), "{page}");
    // Without a table of people nobody is a stranger.
    fs::write(told.world.store().join("ugat.toml"), "").expect("it is ours");
    for (page, found) in told.pages() {
        assert_eq!(found, BTreeSet::new(), "{page}");
    }
    assert_eq!(told.verified(), (Some(0), BTreeSet::new()));
}
