//! The root of a store: how it is found, opened and made, and where its folders are.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rustix::fs::{Access, access};

use crate::definition::LONGEST_FILE;
use crate::journal::Patience;
use crate::model::{Accepted, Digest, Settings};
use crate::store::definitions::{
    Proofs, SETTINGS, Verdict, pinned_folder, procedures_folder, settings,
};
use crate::store::durable::{new_file, outer_folder};
use crate::store::index::CurrentIndex;
use crate::store::{Cache, Doing, FirstSettings, Result, StoreFault, opening};

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
    /// The verdicts on the definitions that were asked for, by digest.
    pub(super) verdicts: Mutex<BTreeMap<Digest, Verdict>>,
    pub(super) proofs: Proofs,
    pub(super) index: CurrentIndex,
    /// What is kept for the user outside of it.
    pub cache: Cache,
    /// How it waits for what other programs have locked.
    pub patience: Patience,
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
    pub fn find(wanted: &Wanted) -> Result<Self> {
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

    /// Whether there is a store.
    pub fn is_there(&self) -> bool {
        match self {
            Self::There(_) => true,
            Self::Own(path) => is_root(path),
        }
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
    pub fn open(place: &Place) -> Result<Self> {
        match Self::open_anyway(place) {
            (store, None) => Ok(store),
            (_, Some(fault)) => Err(fault),
        }
    }

    /// Opens a store, with the usual settings where its own cannot be read, and why they cannot.
    pub fn open_anyway(place: &Place) -> (Self, Option<StoreFault>) {
        let root = place.path().to_owned();
        let (settings, fault) = match settings::load(&root) {
            Ok(settings) => (settings, None),
            Err(fault) => (Settings::default(), Some(fault)),
        };
        let store = Self {
            index: CurrentIndex::of(&root),
            root,
            settings,
            verdicts: Mutex::default(),
            proofs: Proofs::default(),
            cache: Cache::default(),
            patience: Patience::default(),
        };
        (store, fault)
    }

    /// What may be missing of the store by its settings as they are now.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn accepted_now(&self) -> Result<Accepted> {
        Ok(self.anew()?.settings.accepted)
    }

    /// The store with its settings as they are now.
    pub(super) fn anew(&self) -> Result<Self> {
        Ok(Self {
            cache: self.cache.clone(),
            ..Self::open(&Place::There(self.root.clone()))?
        })
    }

    /// With a folder outside of it for what is kept for the user, where there is one.
    pub fn keeping_in(mut self, cache: Option<PathBuf>) -> Self {
        self.cache = Cache::new(cache, &self.root);
        self
    }

    /// Makes a store, or adds what one lacks; nothing that is there is changed otherwise.
    ///
    /// # Errors
    /// Where a file cannot be made.
    pub fn init(root: &Path) -> Result<Initialised> {
        Self::init_with(root, FirstSettings::default())
    }

    /// The same with what is given for its settings, where it has none yet.
    ///
    /// # Errors
    /// Where a file cannot be made.
    pub fn init_with(root: &Path, given: FirstSettings) -> Result<Initialised> {
        outer_folder(root)?;
        let mut changed = Vec::new();
        let settings = root.join(SETTINGS);
        if !settings.exists() {
            new_file(&settings, given.written().as_bytes())?;
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

    /// Waits until no other program has locked a file or folder, and locks it until what is given
    /// is dropped; nothing where it cannot be locked.
    pub(super) fn lock_if_possible(&self, path: &Path) -> Result<Option<File>> {
        let Ok(file) = File::open(path) else {
            return Ok(None);
        };
        match self.patience.lock(&file, path) {
            Ok(()) => Ok(Some(file)),
            Err(error) if error.kind() == ErrorKind::TimedOut => {
                Err(StoreFault::locking(path)(error))
            }
            Err(_) => Ok(None),
        }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folders of the store that cannot be written to.
    pub fn unwritable(&self) -> Vec<PathBuf> {
        let folders = [
            self.root.clone(),
            self.cases_folder(),
            self.root.join(".ugat"),
        ];
        let wanted = Access::WRITE_OK | Access::EXEC_OK;
        let is_closed = |path: &PathBuf| path.is_dir() && access(path, wanted).is_err();
        folders.into_iter().filter(is_closed).collect()
    }

    /// The lines that git has to know and that its files lack; nothing where the store is in no
    /// repository.
    pub(super) fn lacking_git_lines(&self) -> Vec<(&'static str, Vec<&'static str>)> {
        let mut above = self.root.ancestors();
        if !above.any(|folder| folder.join(".git").exists()) {
            return Vec::new();
        }
        let lacking = |(name, lines): &(&'static str, &[&'static str])| {
            let text = git_lines(&self.root.join(name)).unwrap_or_default();
            (*name, lacking(&text, lines))
        };
        GIT.iter()
            .map(lacking)
            .filter(|(_, lines)| !lines.is_empty())
            .collect()
    }

    /// A path in it, relative to its root.
    pub(super) fn relative(&self, path: &Path) -> PathBuf {
        path.strip_prefix(&self.root).unwrap_or(path).to_owned()
    }

    pub(super) fn cases_folder(&self) -> PathBuf {
        self.root.join("cases")
    }

    pub(super) fn procedures_folder(&self) -> PathBuf {
        procedures_folder(&self.root)
    }

    pub(super) fn pinned_folder(&self) -> PathBuf {
        pinned_folder(&self.root)
    }

    pub(super) fn lost_folder(&self) -> PathBuf {
        self.root.join("lost+found")
    }
}

/// The lines that a file for git, at this path in a store, lacks with this text.
pub(super) fn lacking_lines(path: &Path, text: &str) -> Vec<&'static str> {
    let file = GIT.iter().find(|(name, _)| path == Path::new(name));
    file.map_or_else(Vec::new, |(_, lines)| lacking(text, lines))
}

/// The lines that a text does not have.
fn lacking<'l>(text: &str, lines: &[&'l str]) -> Vec<&'l str> {
    let has = |line: &str| text.lines().any(|there| there.trim() == line);
    lines.iter().filter(|line| !has(line)).copied().collect()
}

fn is_root(folder: &Path) -> bool {
    folder.join(SETTINGS).is_file()
}

/// What a file says that git reads, as far as it is text.
fn git_lines(path: &Path) -> Result<String> {
    let root = path.parent().unwrap_or(path);
    let bytes = opening::bytes(root, path, LONGEST_FILE)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Adds the lines that a file lacks at its end; says whether there were any.
fn add_lines(path: &Path, lines: &[&str]) -> Result<bool> {
    let before = match git_lines(path) {
        Ok(text) => text,
        Err(fault) if fault.is_not_found() => String::new(),
        Err(fault) => return Err(fault),
    };
    let lacking = lacking(&before, lines);
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

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::path::PathBuf;

    use super::{Place, Store, Wanted};
    use crate::store::{FirstSettings, StoreFault};

    #[test]
    fn a_new_store_has_its_settings_and_what_git_has_to_know() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join("a/b");
        let made = Store::init(&root).expect("it is made");
        assert_eq!(made.changed, ["ugat.toml", ".gitattributes", ".gitignore"]);
        let read = |name: &str| fs::read_to_string(root.join(name)).expect("it is there");
        assert_eq!(read("ugat.toml"), FirstSettings::default().written());
        assert_eq!(
            read(".gitattributes"),
            "cases/** -text\ncases/*/*.jsonl merge=union\nprocedures/** -text\n"
        );
        assert_eq!(read(".gitignore"), "/.ugat/\n/lost+found/\n");
        assert_eq!(Store::init(&root).expect("it is there").changed, [""; 0]);
    }

    #[test]
    fn making_a_store_adds_what_is_missing_and_changes_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        fs::write(path("ugat.toml"), "outputs = \"required\"\n").expect("a file");
        fs::write(
            path(".gitattributes"),
            "*.pdf binary\r\ncases/** -text \r\n# fin",
        )
        .expect("a file");
        fs::write(path(".gitignore"), "").expect("a file");
        let made = Store::init(folder.path()).expect("it is made");
        assert_eq!(made.changed, [".gitattributes", ".gitignore"]);
        let read = |name: &str| fs::read_to_string(path(name)).expect("it is there");
        assert_eq!(read("ugat.toml"), "outputs = \"required\"\n");
        assert_eq!(
            read(".gitattributes"),
            "*.pdf binary\r\ncases/** -text \r\n# fin\n\
             cases/*/*.jsonl merge=union\nprocedures/** -text\n"
        );
        assert_eq!(read(".gitignore"), "/.ugat/\n/lost+found/\n");
    }

    #[test]
    fn a_store_may_lie_behind_a_link_and_its_files_may_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        fs::create_dir(&real).expect("a folder");
        symlink(&real, &link).expect("a link");
        Store::init(&link).expect("it is made");
        let profile = folder.path().join("profile");
        fs::write(&profile, "PATH=/bin\n").expect("a file");
        fs::remove_file(real.join(".gitignore")).expect("it is there");
        symlink(&profile, real.join(".gitignore")).expect("a link");
        match Store::init(&real) {
            Err(StoreFault::Link(path)) => assert_eq!(path, real.join(".gitignore")),
            other => panic!("{other:?}"),
        }
        assert_eq!(
            fs::read_to_string(profile).expect("it is there"),
            "PATH=/bin\n"
        );
    }

    #[test]
    fn the_store_is_the_one_named_else_the_nearest_upwards_else_ones_own() {
        let folder = tempfile::tempdir().expect("a folder");
        let named = folder.path().join("named");
        let around = folder.path().join("around");
        Store::init(&named).expect("it is made");
        Store::init(&around).expect("it is made");
        let inside = around.join("cases/2026");
        fs::create_dir_all(&inside).expect("a folder");
        let data = PathBuf::from("/home/ana/.local/share");
        let wanted = Wanted {
            named: None,
            environment: None,
            current: inside,
            data: Some(data.clone()),
        };
        let place = |wanted: Wanted| Place::find(&wanted).expect("there is one");
        assert_eq!(place(wanted.clone()), Place::There(around.clone()));
        let environment = Some(around);
        let current = folder.path().to_owned();
        let wanted = Wanted { current, ..wanted };
        assert_eq!(place(wanted.clone()), Place::Own(data.join("ugat")));
        let by_name = Wanted {
            named: Some(named.clone()),
            environment: environment.clone(),
            ..wanted.clone()
        };
        assert_eq!(place(by_name), Place::There(named));
        let gone = Some(folder.path().join("gone"));
        let named_badly = Wanted {
            named: gone.clone(),
            environment,
            ..wanted.clone()
        };
        assert!(matches!(
            Place::find(&named_badly),
            Err(StoreFault::NotAStore(path)) if Some(&path) == gone.as_ref()
        ));
        let homeless = Wanted {
            data: None,
            ..wanted
        };
        assert!(matches!(Place::find(&homeless), Err(StoreFault::NoHome)));
    }
}
