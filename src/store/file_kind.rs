//! What a file is to a store, by where it lies.

use std::ffi::OsStr;
use std::path::Path;

use crate::model::CaseId;

/// What a file is to a store, by where it lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// `ugat.toml`.
    Settings,
    /// `.gitattributes` or `.gitignore` of the root.
    ForGit,
    /// The journal of a case, in the folder of a year.
    Journal(CaseId),
    /// Named as a journal is, where none is read.
    Misplaced(CaseId),
    /// In the folder of a case.
    Given(CaseId),
    /// A definition that cases run under.
    Pinned,
    /// An own procedure, catalogue, form, template or schema.
    Own,
    Other,
}

impl FileKind {
    /// What a path, relative to the root, is to a store.
    pub fn of(path: &Path) -> Self {
        let parts: Option<Vec<&str>> = path.iter().map(OsStr::to_str).collect();
        match parts.as_deref() {
            Some(["ugat.toml"]) => Self::Settings,
            Some([".gitattributes" | ".gitignore"]) => Self::ForGit,
            Some(["cases", rest @ ..]) => Self::of_cases(rest),
            Some(["procedures", "pinned", file]) if ends(file, "toml") => Self::Pinned,
            Some(["procedures", file] | ["procedures", "forms", file]) if ends(file, "toml") => {
                Self::Own
            }
            Some(["procedures", "templates", file]) if ends(file, "md") => Self::Own,
            Some(["procedures", "schema", file]) if ends(file, "json") => Self::Own,
            Some(_) | None => Self::Other,
        }
    }

    fn of_cases(parts: &[&str]) -> Self {
        let journal = |file: &str| CaseId::parse(file.strip_suffix(".jsonl")?).ok();
        let case = |folder: &str| CaseId::parse(folder).ok();
        match parts {
            [year, file] if is_year(year) => journal(file).map_or(Self::Other, Self::Journal),
            [year, folder, _] if is_year(year) && case(folder).is_some() => {
                case(folder).map_or(Self::Other, Self::Given)
            }
            [.., file] => journal(file).map_or(Self::Other, Self::Misplaced),
            [] => Self::Other,
        }
    }

    /// The case whose journal it is.
    pub fn journal(self) -> Option<CaseId> {
        let Self::Journal(case) = self else {
            return None;
        };
        Some(case)
    }

    /// The case that it is of.
    pub const fn case(&self) -> Option<&CaseId> {
        match self {
            Self::Journal(case) | Self::Misplaced(case) | Self::Given(case) => Some(case),
            Self::Settings | Self::ForGit | Self::Pinned | Self::Own | Self::Other => None,
        }
    }
}

fn ends(file: &str, ending: &str) -> bool {
    let found = Path::new(file).extension();
    found.is_some_and(|found| found == ending) && !file.starts_with('.')
}

fn is_year(folder: &str) -> bool {
    folder.len() == 4 && folder.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::FileKind;
    use crate::model::CaseId;

    #[test]
    fn a_file_is_told_by_where_it_lies() {
        #[track_caller]
        fn all(paths: &[&str], expected: &FileKind) {
            for path in paths {
                assert_eq!(FileKind::of(Path::new(path)), *expected, "{path}");
            }
        }
        let id = CaseId::parse("pr07-7q3kdm2xw4ta").expect("an id");
        all(&["ugat.toml"], &FileKind::Settings);
        all(&[".gitattributes", ".gitignore"], &FileKind::ForGit);
        let journal = FileKind::Journal(id.clone());
        all(&["cases/2026/pr07-7q3kdm2xw4ta.jsonl"], &journal);
        let misplaced = FileKind::Misplaced(id.clone());
        all(
            &[
                "cases/pr07-7q3kdm2xw4ta.jsonl",
                "cases/x/pr07-7q3kdm2xw4ta.jsonl",
                "cases/2026/x/pr07-7q3kdm2xw4ta.jsonl",
            ],
            &misplaced,
        );
        let given = FileKind::Given(id);
        all(&["cases/2026/pr07-7q3kdm2xw4ta/a.pdf"], &given);
        all(
            &["procedures/pinned/pr07-v2-3fa9c1d20b7e.toml"],
            &FileKind::Pinned,
        );
        let own = [
            "procedures/x.toml",
            "procedures/forms/x.toml",
            "procedures/templates/acta.es.md",
            "procedures/schema/procedure.json",
        ];
        all(&own, &FileKind::Own);
        let others = [
            "cases/.gitattributes",
            "cases/2026/.DS_Store",
            "cases/2026/pr07-7q3kdm2xw4ta/a/b.pdf",
            "procedures/.x.toml",
            "procedures/pinned/x.txt",
            "README.md",
            "x/ugat.toml",
        ];
        all(&others, &FileKind::Other);
    }
}
