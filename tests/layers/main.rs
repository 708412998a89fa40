//! Who may use whom: the layers, the files of one layer, and what is the command line's alone.

mod circles;
mod source;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use circles::Graph;
use source::{Named, Source};

/// Each layer with those it may use, beside itself and `words`.
const LAYERS: [(&str, &[&str]); 9] = [
    ("words", &[]),
    ("model", &[]),
    ("definition", &["model"]),
    ("engine", &["model"]),
    ("form", &["model"]),
    ("journal", &["model"]),
    ("store", &["model", "definition", "engine", "journal"]),
    ("view", &["model", "definition", "engine", "form"]),
    (
        "cli",
        &[
            "model",
            "definition",
            "engine",
            "form",
            "journal",
            "store",
            "view",
        ],
    ),
];

/// What ties the layers together.
const ROOTS: [&str; 3] = ["build", "lib", "main"];

/// What is known to the command line alone.
const OF_THE_COMMAND_LINE: [&[&str]; 8] = [
    &["clap"],
    &["chrono", "Local"],
    &["chrono", "Utc", "now"],
    &["std", "env"],
    &["std", "process"],
    &["std", "time", "Instant"],
    &["std", "time", "SystemTime"],
    &["std", "time", "UNIX_EPOCH"],
];

/// The most lines of a file, its tests aside.
const LONGEST: usize = 400;

/// The files of `src` by their path below it, those for tests alone left out.
fn sources() -> BTreeMap<String, Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = BTreeMap::new();
    read(&root, &root, &mut files);
    let for_tests: Vec<String> = files
        .iter()
        .flat_map(|(file, source)| {
            let folder = circles::folder_of_children(file);
            let modules = source.test_modules.iter();
            modules.map(move |module| format!("{folder}{module}"))
        })
        .collect();
    let is_for_tests = |file: &str| {
        let modules = for_tests.iter();
        let mut inside = modules.filter_map(|module| file.strip_prefix(module.as_str()));
        inside.any(|rest| rest == ".rs" || rest.starts_with('/'))
    };
    files.retain(|file, _| !is_for_tests(file));
    files
}

fn read(root: &Path, folder: &Path, files: &mut BTreeMap<String, Source>) {
    for entry in fs::read_dir(folder).expect("the sources are there") {
        let path = entry.expect("they can be listed").path();
        if path.is_dir() {
            read(root, &path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).expect("they can be read");
            let below = path.strip_prefix(root).expect("it lies below");
            let name = below.to_str().expect("names are UTF-8").replace('\\', "/");
            files.insert(name, Source::of(&text));
        }
    }
}

fn layer_of(file: &str) -> &str {
    file.split(['/', '.']).next().expect("a split has a part")
}

fn starts_with(path: &[String], stem: &[&str]) -> bool {
    path.len() >= stem.len() && path.iter().zip(stem).all(|(one, other)| one == other)
}

/// Every file with each path that it names, `judge` saying what is wrong with it.
#[track_caller]
fn no_path_is_wrong(judge: impl Fn(&str, &Named) -> Option<String>) {
    let mut wrong = Vec::new();
    for (file, source) in sources() {
        if ROOTS.contains(&layer_of(&file)) {
            continue;
        }
        for named in &source.paths {
            if let Some(fault) = judge(layer_of(&file), named) {
                let line = named.line;
                wrong.push(format!("src/{file}:{line}: {fault}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_layer_uses_only_those_listed_beside_it() {
    let allowed: BTreeMap<&str, &[&str]> = LAYERS.into_iter().collect();
    no_path_is_wrong(|layer, named| {
        let [first, used, ..] = named.path.as_slice() else {
            return None;
        };
        // The macro for bilingual texts is written in `words`.
        let used = if used == "text" { "words" } else { used };
        let Some(uses) = allowed.get(layer) else {
            return Some(format!("`{layer}` is no layer"));
        };
        let fits = used == layer || used == "words" || uses.contains(&used);
        (first == "crate" && !fits).then(|| format!("`{layer}` may not use `{used}`"))
    });
}

#[test]
fn paths_start_at_the_crate() {
    no_path_is_wrong(|_, named| {
        let relative = named.path[0] == "super";
        relative.then(|| format!("`{}` starts elsewhere", named.path.join("::")))
    });
}

#[test]
fn clap_the_clock_and_the_environment_are_the_command_line_s_alone() {
    no_path_is_wrong(|layer, named| {
        let reserved = OF_THE_COMMAND_LINE
            .iter()
            .any(|stem| starts_with(&named.path, stem));
        // The store runs git as a program of its own.
        let is_git = layer == "store" && named.path[..2] == ["std", "process"];
        (layer != "cli" && reserved && !is_git).then(|| {
            let path = named.path.join("::");
            format!("`{layer}` may not use `{path}`")
        })
    });
}

#[test]
fn no_file_is_longer_than_one_reads_at_once() {
    let long: Vec<String> = sources()
        .iter()
        .filter(|(_, source)| source.lines > LONGEST)
        .map(|(file, source)| format!("src/{file}: {} lines", source.lines))
        .collect();
    assert!(long.is_empty(), "\n{}", long.join("\n"));
}

#[test]
fn no_files_of_a_layer_use_each_other_in_a_circle() {
    let sources = sources();
    let circles = Graph::of(&sources).circles();
    let shown: Vec<String> = circles.iter().map(|circle| circle.join(" ↔ ")).collect();
    assert!(shown.is_empty(), "\n{}", shown.join("\n"));
}

#[test]
fn every_file_that_the_guide_to_the_source_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let guide = fs::read_to_string(root.join("src/README.md")).expect("the guide is there");
    let code = guide.split('`').skip(1).step_by(2);
    let paths = code.filter(|code| code.contains('/') && !code.contains([' ', '\n']));
    let missing: Vec<&str> = paths
        .filter(|path| !root.join("src").join(path).exists() && !root.join(path).exists())
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
}
