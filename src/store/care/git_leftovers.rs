//! What a merge or a push may leave in a store: paths that git could not merge, and folders that git
//! would take for repositories of their own.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use crate::model::ProcedureId;
use crate::store::care::own_files::OwnProcedures;
use crate::store::care::{Damage, Finding};
use crate::store::definitions::{claimed, text};
use crate::store::file_kind::FileKind;
use crate::store::git::Git;
use crate::store::{Doing, Result, Store, StoreFault};

/// The files of a store that git could not merge, and that nobody has settled since.
pub fn unmerged_files(store: &Store, git: &Git) -> Vec<Finding> {
    // The check of the history says why git cannot be asked.
    let unmerged = unmerged(git).unwrap_or_default();
    if unmerged.is_empty() {
        return Vec::new();
    }
    let in_rebase = matches!(git.under_way(), Ok(Some("rebase")));
    unmerged
        .into_iter()
        .map(|path| {
            let what = Damage::Unmerged {
                as_version: as_version(store, &path),
                in_rebase,
            };
            let case = FileKind::of(&path).case().cloned();
            Finding::about(store, &store.root().join(&path), what).of_case(case)
        })
        .collect()
}

/// The number that one of two versions of a procedure, which git could not merge in one file, can
/// take.
fn as_version(store: &Store, path: &Path) -> Option<(ProcedureId, u32)> {
    if path.parent() != Some(Path::new("procedures")) {
        return None;
    }
    let text = text(store.root(), &store.root().join(path)).ok()?;
    let id = ProcedureId::parse(claimed(&text, "id")?).ok()?;
    let stated = text.lines().filter_map(|line| {
        let (key, value) = line.split_once('=')?;
        (key.trim() == "version").then(|| value.trim().parse::<u32>().ok())?
    });
    let next = stated.max().unwrap_or(0).saturating_add(1);
    let free = OwnProcedures::of(store).ok()?.free_version(&id).max(next);
    Some((id, free))
}

/// The folders from the top of the work tree down into the store that git would take for
/// repositories, and whose configuration some versions of it would then read.
pub fn repositories_inside(store: &Store, git: &Git) -> Result<Vec<Finding>> {
    let mut found: Vec<PathBuf> = git
        .path("")
        .ancestors()
        .skip(1)
        .map(|inner| git.top().join(inner))
        .filter(|folder| is_repository(folder))
        .collect();
    let mut folders = vec![store.root().to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).map_err(StoreFault::io(Doing::List, &folder))?;
        let mut has_head = false;
        for entry in entries {
            let entry = entry.map_err(StoreFault::io(Doing::List, &folder))?;
            let name = entry.file_name();
            has_head |= name == "HEAD";
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            if is_folder && name != ".git" {
                folders.push(entry.path());
            }
        }
        if has_head && is_repository(&folder) {
            found.push(folder);
        }
    }
    let finding = |folder: &PathBuf| {
        let mut finding = Finding::about(store, folder, Damage::RepositoryInside);
        if finding.file.as_os_str().is_empty() {
            finding.file = PathBuf::from(".");
        }
        finding
    };
    Ok(found.iter().map(finding).collect())
}

/// The paths, relative to the store, that git could not merge.
fn unmerged(git: &Git) -> io::Result<BTreeSet<PathBuf>> {
    let ran = git.run(&["ls-files", "-u", "-z"])?.well()?;
    let paths = ran.paths().into_iter().filter_map(|entry| {
        let bytes = entry.as_os_str().as_bytes();
        let at = bytes.iter().position(|byte| *byte == b'\t')?;
        let path = Path::new(OsStr::from_bytes(&bytes[at + 1..]));
        git.seen(path).map(Path::to_owned)
    });
    Ok(paths.collect())
}

/// Whether a folder has the parts by which git knows a repository.
fn is_repository(folder: &Path) -> bool {
    let is_there = |name: &str| folder.join(name).symlink_metadata().is_ok();
    is_there("HEAD") && (is_there("commondir") || (is_there("objects") && is_there("refs")))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::is_repository;

    #[test]
    fn a_folder_is_taken_for_a_repository_by_its_parts() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        assert!(!is_repository(folder.path()));
        fs::write(path("HEAD"), "ref: refs/heads/main\n").expect("a file");
        assert!(!is_repository(folder.path()));
        fs::create_dir(path("objects")).expect("a folder");
        assert!(!is_repository(folder.path()));
        fs::create_dir(path("refs")).expect("a folder");
        assert!(is_repository(folder.path()));
        fs::remove_dir(path("refs")).expect("it is there");
        fs::write(path("commondir"), "../x\n").expect("a file");
        assert!(is_repository(folder.path()));
    }
}
