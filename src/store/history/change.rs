//! What git says of changed files: the raw format of its differences, with NUL between the fields.

use std::ffi::OsStr;
use std::io;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use crate::model::CaseId;
use crate::store::git::Git;
use crate::store::history::ObjectId;

/// A file of a store as two states of it have it, or more where it was merged.
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

/// A commit as people are told of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Commit {
    pub id: ObjectId,
    pub author: String,
}

/// What a file is to a store, by its path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// The journal of a case.
    Journal(CaseId),
    /// A definition that cases run under.
    Pinned,
    /// Given to a case.
    File(CaseId),
    /// Settings, own procedures, what git has to know, or nothing of a store.
    Other,
}

/// What a path, relative to the root, is to a store.
pub fn kept(path: &Path) -> Kept {
    let parts: Vec<&OsStr> = path.iter().collect();
    let case = |name: &OsStr| CaseId::parse(name.to_str()?).ok();
    let stem = |name: &OsStr| {
        let name = name.to_str()?.strip_suffix(".jsonl")?;
        CaseId::parse(name).ok()
    };
    match parts.as_slice() {
        [cases, .., file] if *cases == "cases" && stem(file).is_some() => {
            stem(file).map_or(Kept::Other, Kept::Journal)
        }
        [cases, _, folder, _, ..] if *cases == "cases" => {
            case(folder).map_or(Kept::Other, Kept::File)
        }
        [procedures, pinned, _] if *procedures == "procedures" && *pinned == "pinned" => {
            Kept::Pinned
        }
        _ => Kept::Other,
    }
}

/// The format of a commit in front of its changes, as [`changes`] reads it.
pub const COMMIT: &str = "--format=format:%x01%H%x02%an%x03";

/// The changes of a store's files that a command of git tells: `log`, `diff-tree` or `diff-index`
/// with `--raw -z --no-abbrev`. What lies outside of the store is left out.
///
/// # Errors
/// Where git cannot be run, or refuses.
pub fn changes<A: AsRef<OsStr>>(
    git: &Git,
    input: &[u8],
    command: &[A],
) -> io::Result<Vec<Changed>> {
    let ran = git.run_on(input, command)?;
    if !ran.is_well() {
        return Err(io::Error::other(ran.said.join("\n")));
    }
    Ok(parsed(&ran.out)
        .into_iter()
        .filter_map(|changed| {
            let path = git.seen(&changed.path)?.to_owned();
            Some(Changed { path, ..changed })
        })
        .collect())
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
        let path = fields.next().unwrap_or_default();
        let path = PathBuf::from(OsStr::from_bytes(path));
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

/// As many colons as there are parents, a mode more, an object more, then what happened.
fn of_fields(field: &[u8], path: PathBuf, commit: Option<&Commit>) -> Option<Changed> {
    let parents = field.iter().take_while(|byte| **byte == b':').count();
    let text = std::str::from_utf8(&field[parents..]).ok()?;
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    let (modes, rest) = words.split_at_checked(parents + 1)?;
    let objects = rest.get(..=parents)?.iter();
    let mut objects = objects
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
    use std::path::Path;

    use super::{Kept, kept, parsed};
    use crate::model::CaseId;

    #[test]
    fn a_file_is_told_by_its_path() {
        #[track_caller]
        fn case(path: &str, expected: &Kept) {
            assert_eq!(kept(Path::new(path)), *expected, "{path}");
        }
        let id = CaseId::parse("pr07-7q3kdm2xw4ta").expect("an id");
        let journal = Kept::Journal(id.clone());
        case("cases/2026/pr07-7q3kdm2xw4ta.jsonl", &journal);
        case("cases/pr07-7q3kdm2xw4ta.jsonl", &journal);
        let file = Kept::File(id);
        case("cases/2026/pr07-7q3kdm2xw4ta/a.pdf", &file);
        case("cases/2026/pr07-7q3kdm2xw4ta/b/a.pdf", &file);
        case("procedures/pinned/a.toml", &Kept::Pinned);
        for other in [
            "ugat.toml",
            "cases/2026/x.jsonl",
            "procedures/a.toml",
            "x/cases/2026/pr07-7q3kdm2xw4ta.jsonl",
        ] {
            case(other, &Kept::Other);
        }
    }

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
