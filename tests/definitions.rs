//! Files with one mistake each, and the whole of what is said of them. `UPDATE_EXPECTED=1` writes
//! the expected texts anew.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use ugat::RoleId;
use ugat::{Catalogue, Problem, load, settings};
use ugat::{Language, hostile};
use ugat::{Manner, Source, problem_report, refused_report};
use ugat::{Net, prove};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/definitions")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn catalogue() -> Catalogue {
    let text = |name| read(&folder().join(name));
    Catalogue::load(&text("roles.catalogue"), &text("outputs.catalogue"))
        .expect("the catalogue is valid")
}

/// The fixtures, in order of name.
fn fixtures() -> Vec<PathBuf> {
    let entries = fs::read_dir(folder()).expect("the folder is there");
    let mut fixtures: Vec<PathBuf> = entries
        .map(|entry| entry.expect("it can be listed").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "toml")
        })
        .collect();
    fixtures.sort();
    fixtures
}

/// What is said of a file, in each language; nothing where nothing is wrong with it.
fn said(path: &Path, catalogue: &Catalogue) -> Vec<(Language, String)> {
    let text = read(path);
    let file = path
        .file_name()
        .expect("a fixture has a name")
        .to_string_lossy()
        .into_owned();
    let source = Source {
        file: &file,
        text: &text,
    };
    let loaded = load(&text, catalogue);
    let proof = loaded.as_ref().ok().map(|loaded| {
        let procedure = &loaded.procedure;
        prove(procedure, &Net::of(procedure))
    });
    let said = |language| {
        let manner = Manner {
            language,
            colour: false,
        };
        match (&loaded, &proof) {
            (Err(problems), _) => problem_report(source, problems, manner),
            (Ok(loaded), Some(Err(refused))) => refused_report(source, loaded, refused, manner),
            (Ok(_), _) => String::new(),
        }
    };
    Language::ALL
        .map(|language| (language, said(language)))
        .into()
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "a test has no environment but the real one"
)]
fn every_mistake_is_told_with_its_place_in_both_languages() {
    let catalogue = catalogue();
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let mut wrong = Vec::new();
    for path in fixtures() {
        for (language, found) in said(&path, &catalogue) {
            let expected = path.with_extension(format!("{}.txt", language.tag()));
            if update {
                fs::write(&expected, &found).expect("it can be written");
            }
            let expected_text = fs::read_to_string(&expected).unwrap_or_default();
            if found.is_empty() || found != expected_text {
                wrong.push(format!(
                    "{}\nfound:\n{found}\nexpected:\n{expected_text}",
                    expected.display()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn there_are_thirty_mistakes_at_least_and_no_expected_text_without_one() {
    let fixtures = fixtures();
    assert!(fixtures.len() >= 30, "{} fixtures", fixtures.len());
    for entry in fs::read_dir(folder()).expect("the folder is there") {
        let path = entry.expect("it can be listed").path();
        let name = path
            .file_name()
            .expect("a file has a name")
            .to_string_lossy()
            .into_owned();
        if let Some(base) = name
            .strip_suffix(".es.txt")
            .or_else(|| name.strip_suffix(".en.txt"))
        {
            assert!(
                folder().join(format!("{base}.toml")).exists(),
                "{name} expects nothing"
            );
        }
    }
}

/// One change to a text: so many characters from a place on give way to a piece.
fn changed(text: &str, (place, length, piece): (usize, usize, &str)) -> String {
    let characters: Vec<char> = text.chars().collect();
    let place = place % (characters.len() + 1);
    let end = (place + length).min(characters.len());
    let head: String = characters[..place].iter().collect();
    let tail: String = characters[end..].iter().collect();
    head + piece + &tail
}

const PIECES: [&str; 24] = [
    "",
    "\"",
    "'",
    "\"\"\"",
    "[",
    "]",
    "{",
    "}",
    "=",
    ",",
    "\n",
    "\r",
    "#",
    "\\",
    "\\x41",
    "é",
    "\u{202e}",
    "\u{1b}",
    "\u{0}",
    "[[activity]]\n",
    "next = [9]\n",
    "99999999999999999999",
    "-1",
    "\n[a.b]\n",
];

/// The settings of a store in which everything is said that can be.
const SETTINGS: &str = "\
outputs = \"required\"
entities = [\"Ministerio X\"]

[[people]]
name = \"Ana Quispe\"
email = \"ana.quispe@entidad.gob.bo\"
roles = [\"jefe\", \"profesional\"]
substitutes = [{ name = \"Luis Poma\", from = 2026-07-01, until = 2026-07-15 }]

[[people]]
name = \"Luis Poma\"
roles = \"profesional\"
";

fn harmless(text: &str, problems: &[Problem]) -> Result<(), TestCaseError> {
    for problem in problems {
        let place = text.get(problem.span.clone());
        prop_assert!(
            place.is_some_and(|place| !place.contains('\n')),
            "{problem:?}"
        );
    }
    prop_assert!(problems.is_sorted_by_key(|problem| problem.span.start));
    for language in Language::ALL {
        let source = Source {
            file: "demo.toml",
            text,
        };
        let manner = Manner {
            language,
            colour: false,
        };
        let report = problem_report(source, problems, manner);
        prop_assert!(!report.contains(|character| hostile(character) && character != '\n'));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_changed_in_a_file_is_told_in_its_place_and_harms_nothing(
        changes in prop::collection::vec((any::<usize>(), 0_usize..12, prop::sample::select(&PIECES[..])), 1..6)
    ) {
        let mut text = read(&folder().join("demo.procedure"));
        for change in changes {
            text = changed(&text, change);
        }
        let problems = load(&text, &catalogue()).err().unwrap_or_default();
        harmless(&text, &problems)?;
    }

    #[test]
    fn whatever_is_changed_in_settings_is_told_in_its_place_and_harms_nothing(
        changes in prop::collection::vec((any::<usize>(), 0_usize..12, prop::sample::select(&PIECES[..])), 1..6)
    ) {
        let mut text = SETTINGS.to_owned();
        let roles = ["jefe", "profesional"].map(|key| RoleId::parse(key).expect("a key"));
        prop_assert!(settings(&text, &roles).is_ok());
        for change in changes {
            text = changed(&text, change);
        }
        harmless(&text, &settings(&text, &roles).err().unwrap_or_default())?;
    }
}
