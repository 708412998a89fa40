//! The shipped procedures as `procedure show` and `procedure list` print them, whole. To take a
//! changed text over after reading it: `UPDATE_EXPECTED=1 cargo test --test procedure_show`.

use std::env;
use std::fs;
use std::path::PathBuf;

use ugat::Language;
use ugat::Procedure;
use ugat::load;
use ugat::shipped;
use ugat::{
    Format, Layout, Look, ProcedureList, ProcedureView, Readings, json, picture, width, written,
};

fn under_root(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn read(path: &str) -> String {
    fs::read_to_string(under_root(path)).expect("a file of the repository")
}

fn shipped(id: &str) -> Procedure {
    let text = read(&format!("procedures/{id}.toml"));
    load(&text, shipped::catalogue())
        .expect("it is sound")
        .procedure
}

#[expect(
    clippy::disallowed_methods,
    reason = "a test is told to rewrite what it expects"
)]
#[track_caller]
fn pinned(name: &str, text: &str) {
    let path = format!("tests/expected/{name}");
    if env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(under_root(&path), text).expect("the expected text is written");
    }
    assert_eq!(read(&path), text, "{path}");
}

/// Without digests, which change with every byte of a file.
fn steady(text: String, procedures: &[Procedure]) -> String {
    procedures.iter().fold(text, |text, procedure| {
        text.replace(&procedure.digest.to_string(), "DIGEST")
    })
}

#[track_caller]
fn shown(id: &str, language: Language, readings: Readings) -> String {
    let procedure = shipped(id);
    let look = Look {
        language,
        width: 80,
    };
    let text = ProcedureView::of(&procedure).text(look, readings);
    for line in text.lines() {
        assert!(width(line) <= 80, "wider than the terminal: {line}");
    }
    text
}

#[test]
fn the_four_procedures_read_as_pages_in_both_languages() {
    for id in ["pr05", "pr06", "pr07", "pr09"] {
        for language in Language::ALL {
            let text = shown(id, language, Readings::Counted);
            pinned(
                &format!("procedure-show-{id}.{}.txt", language.tag()),
                &text,
            );
        }
    }
}

#[test]
fn readings_stand_beside_the_activity_that_they_are_about() {
    let text = shown("pr09", Language::Spanish, Readings::Told);
    pinned("procedure-show-pr09-readings.es.txt", &text);
    let text = shown("pr09", Language::English, Readings::Told);
    pinned("procedure-show-pr09-readings.en.txt", &text);
}

#[test]
fn a_procedure_is_one_line_of_json() {
    let procedures = [shipped("pr09")];
    let line = json(&ProcedureView::of(&procedures[0]));
    pinned("procedure-show-pr09.json", &steady(line, &procedures));
}

#[test]
fn the_list_is_written_in_every_format() {
    let procedures = ["pr05", "pr06", "pr07", "pr09"].map(shipped);
    let list = ProcedureList::of(&procedures);
    for language in Language::ALL {
        let look = Look {
            language,
            width: 80,
        };
        for (format, end) in [(Format::Table, "txt"), (Format::Markdown, "md")] {
            let name = format!("procedure-list.{}.{end}", language.tag());
            pinned(
                &name,
                &written(&list, &Layout::of(format), look).expect("it has those columns"),
            );
        }
    }
    let look = Look {
        language: Language::Spanish,
        width: 80,
    };
    for format in [Format::Json, Format::Ndjson, Format::Csv] {
        let name = format!("procedure-list.{}", format.name());
        let text = written(&list, &Layout::of(format), look).expect("it has those columns");
        pinned(&name, &steady(text, &procedures));
    }
}

#[test]
fn a_picture_is_never_wider_than_the_terminal() {
    for id in ["pr05", "pr06", "pr07", "pr09"] {
        let procedure = shipped(id);
        for columns in 24..=120 {
            for language in Language::ALL {
                let look = Look {
                    language,
                    width: columns,
                };
                let drawn = picture(&procedure, look);
                let widest = drawn.lines().map(width).max();
                assert!(widest <= Some(columns), "{id} at {columns}:\n{drawn}");
            }
        }
    }
}
