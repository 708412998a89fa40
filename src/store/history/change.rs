//! What git says of changed files: the raw format of its differences, with NUL between the fields.

use std::ffi::OsStr;
use std::io;
use std::os::unix::ffi::OsStrExt as _;
use std::path::PathBuf;

use crate::store::git::Git;
use crate::store::history::ObjectId;

/// A file as two states of a store have it, or more where it was merged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Relative to the root of the store.
    pub path: PathBuf,
    /// Before, one for each parent of a merge; null where it was not there.
    pub old: Vec<ObjectId>,
    /// After; null where it is not there any more, or git has not stored it.
    pub new: ObjectId,
    /// The mode after, in octal: `100644` of a plain file, `000000` of none.
    pub mode: String,
    /// The commit that changed it, where that was asked for.
    pub commit: Option<Commit>,
}

/// The mode of a submodule.
pub const SUBMODULE: &str = "160000";

/// A commit as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Commit {
    pub id: ObjectId,
    pub author: String,
}

/// The format of a commit in front of its changes, as [`changes`] reads it.
pub const COMMIT: &str = "--format=format:%x01%H%x02%an%x03";

/// What has git print changes as [`changes`] reads them.
pub const RAW: [&str; 4] = ["--raw", "-z", "--no-abbrev", "--no-renames"];

/// The command for the changes between two trees or commits, or of one against all its parents.
pub fn diff_tree<'w>(revisions: &[&'w str]) -> Vec<&'w str> {
    [&["diff-tree", "-r"], &RAW[..], revisions].concat()
}

/// The changes of a store's files that a command of git prints: `log`, `diff-tree` or `diff-index`
/// with `--raw -z --no-abbrev`. What lies outside of the store is left out.
pub fn changes<A: AsRef<OsStr>>(
    git: &Git,
    input: &[u8],
    command: &[A],
) -> io::Result<Vec<Changed>> {
    let ran = git.run_on(input, command)?;
    if !ran.is_well() {
        return Err(io::Error::other(ran.said.join("\n")));
    }
    let seen = |changed: Changed| {
        let path = git.seen(&changed.path)?.to_owned();
        Some(Changed { path, ..changed })
    };
    Ok(parsed(&ran.out).into_iter().filter_map(seen).collect())
}

fn parsed(out: &[u8]) -> Vec<Changed> {
    let mut found = Vec::new();
    let mut commit = None;
    let mut fields = out.split(|byte| *byte == 0);
    while let Some(field) = fields.next() {
        let field = match field.first() {
            Some(1) => {
                let end = field.iter().position(|byte| *byte == 3);
                let (head, rest) = field.split_at(end.unwrap_or(field.len()));
                commit = of_head(&head[1..]);
                rest.get(1..).unwrap_or_default().trim_ascii_start()
            }
            _ => field.trim_ascii_start(),
        };
        if field.first() != Some(&b':') {
            continue;
        }
        let path = PathBuf::from(OsStr::from_bytes(fields.next().unwrap_or_default()));
        found.extend(of_fields(field, path, commit.as_ref()));
    }
    found
}

fn of_head(head: &[u8]) -> Option<Commit> {
    let head = String::from_utf8_lossy(head);
    let (id, author) = head.split_once('\u{2}')?;
    Some(Commit {
        id: ObjectId::parse(id)?,
        author: author.to_owned(),
    })
}

/// Parses a colon for each parent, then the modes and the objects of the parents and the result.
fn of_fields(field: &[u8], path: PathBuf, commit: Option<&Commit>) -> Option<Changed> {
    let parents = field.iter().take_while(|byte| **byte == b':').count();
    let text = std::str::from_utf8(&field[parents..]).ok()?;
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    let (modes, rest) = words.split_at_checked(parents + 1)?;
    let mut objects = rest
        .get(..=parents)?
        .iter()
        .map(|digits| ObjectId::parse(digits))
        .collect::<Option<Vec<_>>>()?;
    Some(Changed {
        path,
        new: objects.pop()?,
        old: objects,
        mode: (*modes.last()?).to_owned(),
        commit: commit.cloned(),
    })
}

#[cfg(test)]
mod tests {
    use super::parsed;

    #[test]
    fn changes_are_read_with_every_parent_and_with_their_commit() {
        let (a, b, c) = ("a".repeat(40), "b".repeat(40), "c".repeat(40));
        let out = format!(
            "\u{1}{c}\u{2}Ana\u{3}\n::100644 100644 100644 {a} {b} {c} MM\0cases/x\0\
             \0\u{1}{b}\u{2}Luis Poma\u{3}\n:000000 100644 {zero} {a} A\0d e\0\
             :100644 000000 {a} {zero} D\0f\0",
            zero = "0".repeat(40)
        );
        let told: Vec<String> = parsed(out.as_bytes())
            .iter()
            .map(|one| {
                let commit = one.commit.as_ref().expect("it was asked for");
                let old: Vec<&str> = one.old.iter().map(|old| &old.as_str()[..1]).collect();
                let (new, by) = (&one.new.as_str()[..1], &commit.author);
                format!("{} {old:?} {new} {} {by}", one.path.display(), one.mode)
            })
            .collect();
        assert_eq!(
            told,
            [
                "cases/x [\"a\", \"b\"] c 100644 Ana",
                "d e [\"0\"] a 100644 Luis Poma",
                "f [\"a\"] 0 000000 Luis Poma"
            ]
        );
    }
}
