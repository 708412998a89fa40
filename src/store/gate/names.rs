//! The names and kinds of files that commits may bring.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use crate::store::file_kind::FileKind;
use crate::store::gate::{NameFault, Proposal, Refusal};
use crate::store::history::{Changed, ObjectId, SUBMODULE};
use crate::words::{hostile, matching};

impl Proposal<'_> {
    /// Holds the names of files that a commit, or what is staged, brings.
    pub fn names_held(&self, changed: &[Changed], allow: &[String]) -> Vec<Refusal> {
        let brought = changed.iter().filter(|one| !one.new.is_null());
        let refused = brought.filter_map(|one| {
            let path = self.seen(&one.path)?;
            let what = unfit(path, &one.mode, allow)?;
            Some(Refusal {
                commit: one.commit.clone(),
                ..self.refusal(path, what)
            })
        });
        refused.collect()
    }

    /// Holds that no two names of the proposed state can be taken for each other.
    pub fn twins_held(&self, changed: &[Changed]) -> io::Result<Vec<Refusal>> {
        let brought: Vec<&Path> = changed
            .iter()
            .filter(|one| !one.new.is_null() && one.old.iter().all(ObjectId::is_null))
            .filter_map(|one| self.seen(&one.path))
            .collect();
        if brought.is_empty() {
            return Ok(Vec::new());
        }
        let folded = |path: &Path| matching(&path.to_string_lossy());
        let mut names: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
        for path in self.paths()? {
            names.entry(folded(&path)).or_default().push(path);
        }
        let twins = brought.into_iter().filter_map(|path| {
            let same = names.get(&folded(path))?;
            let twin = same.iter().find(|other| *other != path)?;
            Some(self.refusal(path, NameFault::Twin(twin.clone())))
        });
        Ok(twins.collect())
    }
}

/// Why a file may not be in a store.
fn unfit(path: &Path, mode: &str, allow: &[String]) -> Option<NameFault> {
    let Some(name) = path.to_str().filter(|name| !name.contains(hostile)) else {
        return Some(NameFault::Unseen);
    };
    match mode {
        "120000" => return Some(NameFault::Link),
        SUBMODULE => return Some(NameFault::Submodule),
        _ => {}
    }
    match FileKind::of(path) {
        FileKind::Misplaced(_) => Some(NameFault::Misplaced),
        FileKind::Other if is_derived(path) => Some(NameFault::Derived),
        FileKind::Other if !is_allowed(name, allow) => Some(NameFault::NoStoreFile),
        FileKind::Other
        | FileKind::Settings
        | FileKind::ForGit
        | FileKind::Journal(_)
        | FileKind::Given(_)
        | FileKind::Pinned
        | FileKind::Own => None,
    }
}

fn is_derived(path: &Path) -> bool {
    let first = path.iter().next();
    first.is_some_and(|first| first == ".ugat" || first == "lost+found")
}

/// Whether the settings allow a file: by its whole path, or a folder that it is in, named with `/`
/// at its end. Files that configure git or a store are never allowed in this way.
fn is_allowed(name: &str, allow: &[String]) -> bool {
    let last = name.rsplit('/').next().unwrap_or(name);
    let goes_by = [".gitattributes", ".gitignore", ".gitmodules", "ugat.toml"];
    let part_of_repository = ["HEAD", "config", "commondir"];
    if goes_by.contains(&last) || part_of_repository.contains(&last) {
        return false;
    }
    if name.starts_with("cases/") || name.starts_with("procedures/") {
        return false;
    }
    allow.iter().any(|allowed| match allowed.ends_with('/') {
        true => name.starts_with(allowed.as_str()),
        false => name == allowed,
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::unfit;

    #[test]
    fn a_file_fits_by_its_name_and_kind() {
        #[track_caller]
        fn case(path: &str, mode: &str, expected: &str) {
            let allow = ["README.md".to_owned(), ".github/".to_owned()];
            let found = unfit(Path::new(path), mode, &allow);
            let found = found.map_or_else(|| "fits".to_owned(), |found| format!("{found:?}"));
            assert_eq!(found, expected, "{path}");
        }
        case("cases/2026/pr07-7q3kdm2xw4ta.jsonl", "100644", "fits");
        case("cases/2026/pr07-7q3kdm2xw4ta.jsonl", "120000", "Link");
        case("cases/2026/pr07-7q3kdm2xw4ta", "160000", "Submodule");
        case("cases/pr07-7q3kdm2xw4ta.jsonl", "100644", "Misplaced");
        case("cases/.gitattributes", "100644", "NoStoreFile");
        case("cases/2026/.DS_Store", "100644", "NoStoreFile");
        case(".ugat/index", "100644", "Derived");
        case("lost+found/x.jsonl", "100644", "Derived");
        case("README.md", "100644", "fits");
        case("docs/README.md", "100644", "NoStoreFile");
        case(".github/workflows/x.yml", "100644", "fits");
        case(".github/.gitattributes", "100644", "NoStoreFile");
        case(".github/HEAD", "100644", "NoStoreFile");
        case("ugat.toml", "100644", "fits");
        case("procedures/u1.toml", "100644", "fits");
        case("procedures/u1.sh", "100755", "NoStoreFile");
        case("a\u{202e}b", "100644", "Unseen");
    }
}
