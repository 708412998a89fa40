//! Checks, proves and compiles the procedures that come with the program, so that no start has to.

#[expect(
    dead_code,
    unused_imports,
    reason = "the build needs a part of each layer"
)]
mod definition;
#[expect(
    dead_code,
    unused_imports,
    reason = "the build needs a part of each layer"
)]
mod engine;
#[expect(
    dead_code,
    unused_imports,
    reason = "the build needs a part of each layer"
)]
mod model;
#[expect(
    dead_code,
    unused_imports,
    reason = "the build needs a part of each layer"
)]
mod words;

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use definition::Catalogue;
use engine::Net;

const PROCEDURES: [&str; 4] = ["pr05", "pr06", "pr07", "pr09"];

#[expect(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    reason = "cargo talks to a build by its environment and its output"
)]
fn main() {
    for watched in [
        "procedures",
        "src/words",
        "src/model",
        "src/definition",
        "src/engine",
    ] {
        println!("cargo::rerun-if-changed={watched}");
    }
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo names the folder");
    let folder = Path::new(&root).join("procedures");
    let out = env::var("OUT_DIR").expect("cargo names a folder for output");
    let read = |name: &str| {
        let path = folder.join(name);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let catalogue = Catalogue::load(&read("roles.toml"), &read("outputs.toml"))
        .unwrap_or_else(|problems| panic!("the catalogues have problems: {problems:#?}"));
    let mut source = String::new();
    for catalogue in ["roles", "outputs"] {
        let path = folder.join(format!("{catalogue}.toml"));
        let name = catalogue.to_uppercase();
        writeln!(source, "const {name}: &str = {};", included(&path)).expect("text grows");
    }
    source.push_str("const SHIPPED: &[Shipped] = &[\n");
    for id in PROCEDURES {
        let text = read(&format!("{id}.toml"));
        let loaded = definition::load(&text, &catalogue)
            .unwrap_or_else(|problems| panic!("{id}.toml has problems: {problems:#?}"));
        let procedure = loaded.procedure;
        let net = Net::of(&procedure);
        let proof = engine::prove(&procedure, &net)
            .unwrap_or_else(|refused| panic!("{id}.toml is not sound: {refused:#?}"));
        let compiled = Path::new(&out).join(format!("{id}.json"));
        fs::write(&compiled, definition::compiled::write(&procedure)).expect("output is written");
        let distances = Path::new(&out).join(format!("{id}.distances"));
        fs::write(&distances, engine::distances(&procedure, &net)).expect("output is written");
        let path = folder.join(format!("{id}.toml"));
        writeln!(
            source,
            "Shipped {{ id: {id:?}, version: {}, digest: \"{}\", text: {}, \
             compiled: {}, distances: {}, markings: {} }},",
            procedure.version,
            procedure.digest,
            included(&path),
            included(&compiled),
            included(&distances),
            proof.markings
        )
        .expect("text grows");
    }
    source.push_str("];\n");
    fs::write(Path::new(&out).join("shipped.rs"), source).expect("output is written");
}

fn included(path: &Path) -> String {
    let path = path.to_str().expect("cargo's folders are UTF-8");
    format!("include_str!({path:?})")
}
