use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::Mutex;

use crate::model::Digest;
use crate::store::durable::{folder, new_file};
use crate::store::{Definition, Doing, Settings, StoreFault};

/// The file that marks the root of a store.
const SETTINGS: &str = "ugat.toml";

const FIRST_SETTINGS: &str = "\
# Ajustes de este registro de casos de ugat · Settings of this ugat store
#
# outputs = \"required\"              # avanzar exige las salidas · advancing requires the outputs
# entities = [\"Ministerio X\"]       # nombres de entidades de la unidad · the unit's entity names
";

/// What git has to know of the files: which lines each of its two files must have.
const GIT: [(&str, &[&str]); 2] = [
    (
        ".gitattributes",
        &[
            "cases/** -text",
            "cases/*/*.jsonl merge=union",
            "procedures/** -text",
        ],
    ),
    (".gitignore", &["/.ugat/", "/lost+found/"]),
];

/// Where a store may be looked for, in order.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Named on the command line.
    pub named: Option<PathBuf>,
    /// Named by the environment.
    pub environment: Option<PathBuf>,
    /// The folder from which to look upwards.
    pub current: PathBuf,
    /// The user's own data folder.
    pub data: Option<PathBuf>,
}

/// Where the store is, and how it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// By name or by looking upwards: it is there.
    There(PathBuf),
    /// The user's own, made on first use.
    Own(PathBuf),
}

/// A folder with journals, pinned procedures and settings.
#[derive(Debug)]
pub struct Store {
    root: PathBuf,
    pub settings: Settings,
    pub(super) definitions: Mutex<BTreeMap<Digest, Arc<Definition>>>,
}

/// What making a store has added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Initialised {
    pub root: PathBuf,
    /// The files that were made or to which lines were added.
    pub changed: Vec<String>,
}

impl Place {
    /// # Errors
    /// Where a named folder is no store, or there is no folder for one's own.
    pub fn find(wanted: &Wanted) -> Result<Self, StoreFault> {
        if let Some(named) = wanted.named.as_ref().or(wanted.environment.as_ref()) {
            return if is_root(named) {
                Ok(Self::There(named.clone()))
            } else {
                Err(StoreFault::NotAStore(named.clone()))
            };
        }
        if let Some(above) = wanted.current.ancestors().find(|folder| is_root(folder)) {
            return Ok(Self::There(above.to_owned()));
        }
        let data = wanted.data.as_ref().ok_or(StoreFault::NoHome)?;
        Ok(Self::Own(data.join("ugat")))
    }

    pub fn path(&self) -> &Path {
        match self {
            Self::There(path) | Self::Own(path) => path,
        }
    }
}

impl Store {
    /// Opens what is there; a store of one's own that was never used is an empty one.
    ///
    /// # Errors
    /// Where its settings cannot be read.
    pub fn open(place: &Place) -> Result<Self, StoreFault> {
        let root = place.path().to_owned();
        let settings = Settings::load(&root.join(SETTINGS))?;
        Ok(Self {
            root,
            settings,
            definitions: Mutex::default(),
        })
    }

    /// Makes a store, or adds what one lacks; nothing that is there is changed otherwise.
    ///
    /// # Errors
    /// Where a file cannot be made.
    pub fn init(root: &Path) -> Result<Initialised, StoreFault> {
        folder(root)?;
        let mut changed = Vec::new();
        let settings = root.join(SETTINGS);
        if !settings.exists() {
            new_file(&settings, FIRST_SETTINGS.as_bytes())?;
            changed.push(SETTINGS.to_owned());
        }
        for (name, lines) in GIT {
            if add_lines(&root.join(name), lines)? {
                changed.push(name.to_owned());
            }
        }
        Ok(Initialised {
            root: root.to_owned(),
            changed,
        })
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    pub(super) fn cases_folder(&self) -> PathBuf {
        self.root.join("cases")
    }

    pub(super) fn procedures_folder(&self) -> PathBuf {
        self.root.join("procedures")
    }

    pub(super) fn pinned_folder(&self) -> PathBuf {
        self.procedures_folder().join("pinned")
    }

    pub(super) fn lost_folder(&self) -> PathBuf {
        self.root.join("lost+found")
    }
}

fn is_root(folder: &Path) -> bool {
    folder.join(SETTINGS).is_file()
}

/// Adds the lines that a file lacks at its end; says whether there were any.
fn add_lines(path: &Path, lines: &[&str]) -> Result<bool, StoreFault> {
    let before = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(StoreFault::io(Doing::Read, path)(error)),
    };
    let lacking: Vec<&str> = lines
        .iter()
        .filter(|line| !before.lines().any(|there| there.trim() == **line))
        .copied()
        .collect();
    if lacking.is_empty() {
        return Ok(false);
    }
    let gap = if before.is_empty() || before.ends_with('\n') {
        ""
    } else {
        "\n"
    };
    let added = format!("{gap}{}\n", lacking.join("\n"));
    if before.is_empty() && !path.exists() {
        new_file(path, added.as_bytes())?;
        return Ok(true);
    }
    let mut file = fs::OpenOptions::new()
        .append(true)
        .open(path)
        .map_err(StoreFault::io(Doing::Write, path))?;
    std::io::Write::write_all(&mut file, added.as_bytes())
        .and_then(|()| file.sync_all())
        .map_err(StoreFault::io(Doing::Write, path))?;
    Ok(true)
}
