//! The build script: checks, proves and compiles the shipped procedures, so that no start has to.

#![expect(
    dead_code,
    unused_imports,
    reason = "the build needs a part of each layer"
)]

mod definition;
mod engine;
mod model;
mod words;

use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context as _, Result, anyhow, ensure};

use definition::Catalogue;
use engine::Net;

const PROCEDURES: [&str; 4] = ["pr05", "pr06", "pr07", "pr09"];
const FORMS: [&str; 3] = ["anexo-1", "anexo-2", "anexo-3"];

/// The folders that a build reads and writes.
struct Folders {
    procedures: PathBuf,
    out: PathBuf,
}

fn main() -> Result<()> {
    watch(&[
        "procedures",
        "src/build.rs",
        "src/words",
        "src/model",
        "src/definition",
        "src/engine",
        "src/journal",
        "src/store",
        "Cargo.lock",
    ]);
    let folders = Folders::of_build()?;
    let (roles, outputs) = (folders.read("roles.toml")?, folders.read("outputs.toml")?);
    let catalogue = Catalogue::load(&roles, &outputs)
        .map_err(|problems| anyhow!("the catalogues have problems: {problems:#?}"))?;
    let (catalogue, forms) = with_forms(&folders, catalogue)?;
    let mut source = String::from("const SHIPPED: &[Shipped] = &[\n");
    for id in PROCEDURES {
        source += &shipped(&folders, id, &catalogue)?;
    }
    source += "];\n";
    for name in ["roles", "outputs", "manual"] {
        let file = included("str", &folders.procedures.join(format!("{name}.toml")))?;
        source += &format!("const {}: &str = {file};\n", name.to_uppercase());
    }
    source += &forms;
    toml::from_str::<model::Manual>(folders.read("manual.toml")?.leak()).context("manual.toml")?;
    folders.write("shipped.rs", &source)?;
    folders.write("fingerprint.rs", &fingerprint()?)?;
    Ok(())
}

/// A digest of all that the meaning of a journal depends on: a build trusts only indexes that were
/// derived under the same digest.
fn fingerprint() -> Result<String> {
    let mut files = vec![PathBuf::from("Cargo.lock")];
    for layer in ["words", "model", "definition", "engine", "journal", "store"] {
        add_files(&Path::new("src").join(layer), &mut files)?;
    }
    add_files(Path::new("procedures"), &mut files)?;
    files.sort();
    let mut all = Vec::new();
    for file in files {
        let bytes = fs::read(&file).with_context(|| format!("cannot read `{}`", file.display()))?;
        all.extend(model::Digest::of(&bytes).bytes());
    }
    let digest = model::Digest::of(&all);
    let leading = &digest.bytes()[..16];
    Ok(format!("pub const BUILD: [u8; 16] = {leading:?};\n"))
}

fn add_files(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let unlisted = || format!("cannot list `{}`", folder.display());
    for entry in fs::read_dir(folder).with_context(unlisted)? {
        let path = entry?.path();
        if path.is_dir() {
            add_files(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

#[expect(
    clippy::disallowed_macros,
    reason = "cargo reads what a build script prints"
)]
fn watch(folders: &[&str]) {
    for folder in folders {
        println!("cargo::rerun-if-changed={folder}");
    }
}

/// Checks the forms; gives the catalogue with them, and their source.
fn with_forms(folders: &Folders, catalogue: Catalogue) -> Result<(Catalogue, String)> {
    let mut source = String::from("const FORMS: &[(&str, &str)] = &[\n");
    let mut ids = Vec::new();
    for id in FORMS {
        let name = format!("forms/{id}.toml");
        let form = definition::form(&folders.read(&name)?)
            .map_err(|problems| anyhow!("{name} has problems: {problems:#?}"))?;
        let (output, own_id) = (&form.output, &form.id);
        let is_known = catalogue.kinds.iter().any(|kind| kind.id == *output);
        ensure!(
            is_known,
            "{name} is given as `{output}`, which no catalogue knows"
        );
        ensure!(own_id.as_str() == id, "{name} calls itself `{own_id}`");
        let text = included("str", &folders.procedures.join(&name))?;
        source += &format!("({id:?}, {text}),\n");
        ids.push(form.id);
    }
    source += "];\n";
    Ok((catalogue.with_forms(ids), source))
}

/// Checks, proves and compiles one procedure; gives its source.
fn shipped(folders: &Folders, id: &str, catalogue: &Catalogue) -> Result<String> {
    let name = format!("{id}.toml");
    let loaded = definition::load(&folders.read(&name)?, catalogue)
        .map_err(|problems| anyhow!("{name} has problems: {problems:#?}"))?;
    let procedure = loaded.procedure;
    let net = Net::of(&procedure);
    let proof = engine::prove(&procedure, &net)
        .map_err(|refused| anyhow!("{name} is not sound: {refused:#?}"))?;
    let compiled = definition::compiled::write(&procedure);
    let compiled = folders.write(&format!("{id}.compiled"), &compiled)?;
    let distances = engine::distances(&procedure, &net);
    let distances = folders.write(&format!("{id}.distances"), &distances)?;
    Ok(format!(
        "Shipped {{ id: {id:?}, version: {}, digest: \"{}\", text: {}, compiled: {}, \
         distances: {}, markings: {} }},\n",
        procedure.version,
        procedure.digest,
        included("str", &folders.procedures.join(&name))?,
        included("bytes", &compiled)?,
        included("str", &distances)?,
        proof.markings,
    ))
}

impl Folders {
    #[expect(
        clippy::disallowed_methods,
        reason = "cargo passes folders to a build script in its environment"
    )]
    fn of_build() -> Result<Self> {
        let root = env::var("CARGO_MANIFEST_DIR").context("cargo names the folder")?;
        let out = env::var("OUT_DIR").context("cargo names a folder for output")?;
        Ok(Self {
            procedures: Path::new(&root).join("procedures"),
            out: out.into(),
        })
    }

    fn read(&self, name: &str) -> Result<String> {
        let path = self.procedures.join(name);
        fs::read_to_string(&path).with_context(|| format!("cannot read `{}`", path.display()))
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> Result<PathBuf> {
        let path = self.out.join(name);
        fs::write(&path, bytes).with_context(|| format!("cannot write `{}`", path.display()))?;
        Ok(path)
    }
}

/// The source that includes a file in the program, as `str` or as `bytes`.
fn included(kind: &str, path: &Path) -> Result<String> {
    let path = path.to_str().context("cargo's folders are not UTF-8")?;
    Ok(format!("include_{kind}!({path:?})"))
}
