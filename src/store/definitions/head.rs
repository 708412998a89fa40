//! What a definition calls itself, read from the beginning of its file.

use std::path::Path;

use crate::model::{Procedure, ProcedureId};
use crate::store::definitions::text;
use crate::store::opening::{at_most, opened_within};

/// The most bytes that are read of a file to see what it calls itself.
const HEAD: usize = 16 * 1024;

/// What a definition says of itself before its first activity; nothing of it is checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    pub id: ProcedureId,
    pub code: String,
    pub version: u32,
}

impl Head {
    /// Of a file of the store itself; nothing where its beginning does not say it plainly.
    pub fn read(root: &Path, path: &Path) -> Option<Self> {
        let bytes = at_most(&opened_within(root, path).ok()?, HEAD).ok()?;
        let begun = std::str::from_utf8(&bytes).ok().and_then(before_tables);
        match begun {
            Some(begun) => Self::of(begun),
            None => Self::of(before_tables(&text(root, path).ok()?)?),
        }
    }

    pub fn of_procedure(procedure: &Procedure) -> Self {
        Self {
            id: procedure.id.clone(),
            code: procedure.code.clone(),
            version: procedure.version,
        }
    }

    fn of(text: &str) -> Option<Self> {
        let said: toml::Table = toml::from_str(text.trim_start_matches('\u{feff}')).ok()?;
        let word = |key: &str| said.get(key).and_then(toml::Value::as_str);
        let version = said.get("version").and_then(toml::Value::as_integer)?;
        Some(Self {
            id: ProcedureId::parse(word("id")?).ok()?,
            code: word("code").unwrap_or_default().to_owned(),
            version: u32::try_from(version).ok()?,
        })
    }
}

/// What stands before the first table of a TOML file; nothing where there is none.
fn before_tables(text: &str) -> Option<&str> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with('[') {
            return Some(&text[..at]);
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::Head;

    #[test]
    fn what_a_file_calls_itself_is_read_without_the_rest_of_it() {
        #[track_caller]
        fn case(text: &str, expected: Option<(&str, &str, u32)>) {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("a.toml");
            fs::write(&path, text).expect("a file");
            let head = Head::read(folder.path(), &path);
            let head = head.as_ref();
            let found = head.map(|head| (head.id.as_str(), &*head.code, head.version));
            assert_eq!(found, expected);
        }
        let plain = "id = \"a\"\ncode = \"X/A\"\nversion = 3\n";
        case(
            &format!("{plain}[[activity]]\nnot even TOML"),
            Some(("a", "X/A", 3)),
        );
        let late = format!("# {}\n{plain} [[activity]]\n", "x".repeat(20_000));
        case(&late, Some(("a", "X/A", 3)));
        case(
            &format!("\u{feff}{plain}[[activity]]\n"),
            Some(("a", "X/A", 3)),
        );
        let hidden = "source = \"\"\"\nid = \"b\"\n\"\"\"\nid = \"a\"\nversion = 1\n[[activity]]\n";
        case(hidden, Some(("a", "", 1)));
        // Only the whole file says what these are.
        case(
            "source = \"\"\"\n[x\n\"\"\"\nid = \"a\"\nversion = 1\n[[activity]]\n",
            None,
        );
        case(plain, None);
        case("id = \"a\"\nversion = \"1\"\n[[activity]]\n", None);
        case("", None);
    }
}
