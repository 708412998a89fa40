//! The user's cache: answers that take long to find and can be found again. Nothing in it is ever
//! needed, and an entry with any fault counts as missing.

use std::fs::{self, DirBuilder, File, Metadata};
use std::io::{Read as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rustix::fs::{Mode, OFlags};

use crate::model::Digest;

/// The most bytes of an entry.
const MOST: u64 = 64 * 1024;

/// The permissions by which anybody but the user could write.
const OTHERS_WRITE: u32 = 0o022;

/// The name of an entry: what is kept, and of what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CacheEntry {
    /// A plain word; with the version of the rules by which it was found, where they may change.
    pub kind: &'static str,
    pub of: Digest,
}

/// The user's cache folder, as far as a store uses it.
#[derive(Clone, Debug, Default)]
pub struct Cache {
    /// As it was given; nothing where there is none.
    given: Option<PathBuf>,
    /// What is in there could have been pushed by somebody.
    outside: PathBuf,
    /// The folder where it may be used, once it was asked for.
    usable: OnceLock<Option<PathBuf>>,
}

impl Cache {
    /// In this folder, unless it lies in the store of this root or in the repository around it:
    /// there others could bring what is believed of it.
    pub fn new(folder: Option<PathBuf>, root: &Path) -> Self {
        Self {
            given: folder,
            outside: root.to_owned(),
            usable: OnceLock::new(),
        }
    }

    /// What was kept under this name.
    pub fn read(&self, entry: CacheEntry) -> Option<Vec<u8>> {
        let folder = self.usable()?;
        let own = fs::symlink_metadata(folder).ok();
        own.filter(|found| found.is_dir() && is_the_users(found))?;
        let name = entry.name();
        let kept = read_own(&folder.join(&name))?;
        // A file that was cut short, altered or renamed does not bear its own seal.
        let (seal, body) = kept.split_at_checked(Digest::DIGITS)?;
        (seal == seal_of(&name, body).digits()).then(|| body.to_owned())
    }

    /// Keeps something under this name, in place of what was kept there. That it cannot be kept is
    /// no failure.
    pub fn write(&self, entry: CacheEntry, body: &[u8]) {
        let length = u64::try_from(body.len() + Digest::DIGITS);
        if length.is_ok_and(|length| length <= MOST)
            && let Some(folder) = self.usable()
        {
            let _ = write_own(folder, &entry.name(), body);
        }
    }

    fn usable(&self) -> Option<&Path> {
        let usable = self.usable.get_or_init(|| {
            let given = self.given.as_ref()?;
            let folder = resolved(given)?;
            let root = resolved(&self.outside)?;
            let repository = root.ancestors().find(|above| above.join(".git").exists());
            let theirs = repository.unwrap_or(&root);
            (!folder.starts_with(theirs)).then_some(folder)
        });
        usable.as_deref()
    }
}

impl CacheEntry {
    fn name(self) -> String {
        format!("{}-{}", self.kind, self.of)
    }
}

fn seal_of(name: &str, body: &[u8]) -> Digest {
    Digest::of(&[name.as_bytes(), b"\n", body].concat())
}

/// A path with every link followed, also where the end of it is not there yet.
fn resolved(path: &Path) -> Option<PathBuf> {
    let there = path.ancestors().find_map(|above| {
        let found = fs::canonicalize(above).ok()?;
        Some((found, path.strip_prefix(above).ok()?))
    });
    let (found, rest) = there?;
    Some(found.join(rest))
}

/// Whether it belongs to whoever runs the program, and nobody else may write to it.
fn is_the_users(found: &Metadata) -> bool {
    found.uid() == rustix::process::geteuid().as_raw() && found.mode() & OTHERS_WRITE == 0
}

/// The bytes of a file of the user's own, which is reached by no link and not too long.
fn read_own(path: &Path) -> Option<Vec<u8>> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let file = File::from(rustix::fs::open(path, flags, Mode::empty()).ok()?);
    let found = file.metadata().ok()?;
    if !found.is_file() || !is_the_users(&found) || found.len() > MOST {
        return None;
    }
    let mut bytes = Vec::new();
    file.take(MOST).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

fn write_own(folder: &Path, name: &str, body: &[u8]) -> std::io::Result<()> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)?;
    let found = fs::symlink_metadata(folder)?;
    if !found.is_dir() || !is_the_users(&found) {
        return Ok(());
    }
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(&seal_of(name, body).digits())?;
    file.write_all(body)?;
    file.persist(folder.join(name))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    use std::path::Path;

    use super::{Cache, CacheEntry, MOST};
    use crate::model::Digest;

    fn entry(of: &str) -> CacheEntry {
        let of = Digest::of(of.as_bytes());
        CacheEntry {
            kind: "proof-1",
            of,
        }
    }

    fn path(folder: &Path, of: &str) -> std::path::PathBuf {
        folder.join("ugat").join(entry(of).name())
    }

    fn cache(folder: &Path) -> Cache {
        Cache::new(Some(folder.join("ugat")), &folder.join("store"))
    }

    fn most() -> usize {
        usize::try_from(MOST).expect("it fits")
    }

    fn mode(path: &Path) -> u32 {
        let found = fs::metadata(path).expect("it is there");
        found.permissions().mode() & 0o777
    }

    #[test]
    fn what_was_kept_is_read_again_and_is_the_users_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let kept = cache(folder.path());
        assert_eq!(kept.read(entry("a")), None);
        assert!(
            !folder.path().join("ugat").exists(),
            "reading makes nothing"
        );
        kept.write(entry("a"), b"sound");
        kept.write(entry("a"), b"sound again");
        assert_eq!(
            cache(folder.path()).read(entry("a")),
            Some(b"sound again".into())
        );
        assert_eq!(kept.read(entry("b")), None);
        assert_eq!(mode(&folder.path().join("ugat")), 0o700);
        assert_eq!(mode(&path(folder.path(), "a")), 0o600);
        let files = fs::read_dir(folder.path().join("ugat")).expect("a folder");
        assert_eq!(files.count(), 1);
    }

    /// What is kept of `a` once something was done to it, and what is kept after it is written anew.
    #[track_caller]
    fn spoilt(spoil: impl Fn(&Path), mends: bool) {
        let folder = tempfile::tempdir().expect("a folder");
        let kept = cache(folder.path());
        kept.write(entry("a"), b"sound");
        kept.write(entry("b"), b"not sound");
        spoil(folder.path());
        assert_eq!(kept.read(entry("a")), None);
        kept.write(entry("a"), b"sound");
        assert_eq!(kept.read(entry("a")).is_some(), mends);
    }

    #[test]
    fn whatever_is_not_as_it_was_written_counts_as_not_there() {
        let a = |folder: &Path| path(folder, "a");
        let bytes = |folder: &Path| fs::read(a(folder)).expect("it is there");
        let write = |folder: &Path, bytes: &[u8]| fs::write(a(folder), bytes).expect("a file");
        spoilt(|folder| write(folder, b""), true);
        spoilt(|folder| write(folder, &bytes(folder)[..20]), true);
        spoilt(|folder| write(folder, &bytes(folder)[..66]), true);
        spoilt(
            |folder| write(folder, &[bytes(folder), vec![b'!']].concat()),
            true,
        );
        spoilt(|folder| write(folder, &[0; 200]), true);
        spoilt(|folder| write(folder, &vec![b'a'; most() + 1]), true);
        spoilt(
            |folder| fs::rename(path(folder, "b"), a(folder)).expect("renamed"),
            true,
        );
        let replace = |folder: &Path, make: &dyn Fn(&Path)| {
            fs::remove_file(a(folder)).expect("it is there");
            make(&a(folder));
        };
        spoilt(
            |folder| {
                let elsewhere = folder.join("elsewhere");
                fs::copy(a(folder), &elsewhere).expect("a copy");
                replace(folder, &|path| symlink(&elsewhere, path).expect("a link"));
            },
            true,
        );
        spoilt(
            |folder| replace(folder, &|path| symlink("/dev/zero", path).expect("a link")),
            true,
        );
        spoilt(
            |folder| replace(folder, &|path| fs::create_dir(path).expect("a folder")),
            false,
        );
        let permit = |path: &Path, mode| {
            fs::set_permissions(path, Permissions::from_mode(mode)).expect("permitted");
        };
        spoilt(|folder| permit(&a(folder), 0o622), true);
        spoilt(|folder| permit(&folder.join("ugat"), 0o777), false);
        let instead = |folder: &Path| {
            fs::remove_dir_all(folder.join("ugat")).expect("it is there");
            fs::write(folder.join("ugat"), "").expect("a file");
        };
        spoilt(instead, false);
    }

    #[test]
    fn nothing_is_kept_where_a_push_could_bring_it() {
        #[track_caller]
        fn case(repository: Option<&str>, store: &str, kept: &str, expected: bool) {
            let folder = tempfile::tempdir().expect("a folder");
            let at = |name: &str| folder.path().join(name);
            fs::create_dir_all(at(store)).expect("a folder");
            symlink(at(store), at("link")).expect("a link");
            if let Some(repository) = repository {
                fs::create_dir_all(at(repository).join(".git")).expect("a folder");
            }
            let cache = Cache::new(Some(at(kept)), &at(store));
            cache.write(entry("a"), b"sound");
            assert_eq!(cache.read(entry("a")).is_some(), expected, "{kept}");
            assert_eq!(at(kept).exists(), expected, "{kept}");
        }
        case(None, "home/cases", "home/.cache/ugat", true);
        case(None, "home/cases", "home/cases/.cache/ugat", false);
        case(None, "home/cases", "link/.cache/ugat", false);
        case(None, "home", "home/.cache/ugat", false);
        case(
            Some("home/repo"),
            "home/repo/cases",
            "home/repo/.cache/ugat",
            false,
        );
        case(
            Some("home/repo"),
            "home/repo/cases",
            "home/.cache/ugat",
            true,
        );
        case(Some("home"), "other/cases", "home/.cache/ugat", true);
    }

    #[test]
    fn without_a_folder_nothing_is_kept_and_nothing_fails() {
        let cache = Cache::new(None, Path::new("/"));
        cache.write(entry("a"), b"sound");
        assert_eq!(cache.read(entry("a")), None);
        assert_eq!(Cache::default().read(entry("a")), None);
    }

    #[test]
    fn what_is_too_long_is_not_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let kept = cache(folder.path());
        kept.write(entry("a"), &vec![0; most() - Digest::DIGITS]);
        assert!(kept.read(entry("a")).is_some());
        kept.write(entry("b"), &vec![0; most() - Digest::DIGITS + 1]);
        assert_eq!(kept.read(entry("b")), None);
    }
}
