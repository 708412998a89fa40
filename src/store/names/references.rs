//! Which references a case may bear: none that means something else, and none that another bears.

use std::borrow::Cow;
use std::fs::File;

use crate::model::{CaseId, Line, normal};
use crate::store::definitions::{claimed, parted, text};
use crate::store::names::Matches;
use crate::store::{Names, Store, StoreFault, shipped};
use crate::words::matching;

/// What a text means already, so that it cannot be a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// `.`: the only open case.
    OnlyOpen,
    /// `-`: standard input.
    StandardInput,
    Procedure,
    /// Nothing: it has neither letter nor digit, as `...` or `—` where nothing is known.
    Nothing,
    /// The id of a case, or what can only be the beginning of one.
    CaseId,
}

/// Who bears a reference already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// Cases that bear it.
    By(Vec<CaseId>),
    /// A case whose id begins with it.
    AsId(CaseId),
}

/// Keeps others on this machine from giving references until it is dropped; empty where the file system
/// has no locks.
#[derive(Debug)]
pub struct ReferenceLock(#[expect(dead_code, reason = "the lock goes with the file")] Option<File>);

/// What texts mean in a store.
#[derive(Debug)]
pub struct Meanings {
    /// How procedures are called.
    procedures: Vec<String>,
}

impl Meanings {
    /// What a text that is to be a reference means already.
    pub fn of(&self, reference: &Line) -> Option<Meaning> {
        let lower = matching(reference.as_str());
        let digits = lower.as_bytes();
        match lower.as_str() {
            "." => return Some(Meaning::OnlyOpen),
            "-" => return Some(Meaning::StandardInput),
            _ => {}
        }
        if !lower.contains(char::is_alphanumeric) {
            return Some(Meaning::Nothing);
        }
        let is_suffix = digits.len() == CaseId::LENGTH
            && CaseId::leading_of(&lower).is_some()
            && digits.iter().any(u8::is_ascii_digit)
            && digits.iter().any(u8::is_ascii_alphabetic);
        if is_suffix || CaseId::parse(&lower).is_ok() {
            return Some(Meaning::CaseId);
        }
        let is_one = |text: &str| self.procedures.contains(&key(text)) || is_numbered(&key(text));
        if is_one(parted(&lower).0) {
            return Some(Meaning::Procedure);
        }
        let (procedure, rest) = lower.rsplit_once('-')?;
        let begins = rest.len() <= CaseId::LENGTH && CaseId::leading_of(rest).is_some();
        (begins && is_one(procedure)).then_some(Meaning::CaseId)
    }
}

impl Meanings {
    /// What texts mean in a store, its own procedures by what their files claim.
    pub fn in_store(store: &Store) -> Self {
        let mut texts: Vec<Cow<str>> = shipped::all()
            .iter()
            .map(|one| Cow::Borrowed(one.text))
            .collect();
        let own = store.own_files().unwrap_or_default();
        let read = own.iter().filter_map(|path| text(store.root(), path).ok());
        texts.extend(read.map(Cow::Owned));
        let claims = texts
            .iter()
            .flat_map(|text| ["id", "code"].map(|name| claimed(text, name)))
            .flatten();
        let mut procedures: Vec<String> = claims
            .flat_map(|claim| [key(claim), key(&normal(claim))])
            .collect();
        procedures.retain(|name| !name.is_empty());
        Self { procedures }
    }
}

impl Taken {
    /// Who bears a reference already, beside the case that is to bear it.
    ///
    /// # Errors
    /// Where journals cannot be read that may bear it.
    pub fn find(
        store: &Store,
        reference: &Line,
        bearer: Option<&CaseId>,
    ) -> Result<Option<Self>, StoreFault> {
        let matches = store.settled_as(reference.as_str().trim())?;
        Self::among(matches, reference, bearer)
    }

    /// The same, where many are asked for.
    pub fn find_by(
        names: &Names,
        reference: &Line,
        bearer: Option<&CaseId>,
    ) -> Result<Option<Self>, StoreFault> {
        let matches = names.bearing(reference.as_str().trim(), is_name(reference));
        Self::among(matches, reference, bearer)
    }

    fn among(
        matches: Matches,
        reference: &Line,
        bearer: Option<&CaseId>,
    ) -> Result<Option<Self>, StoreFault> {
        let is_other = |id: &CaseId| Some(id) != bearer;
        let ids = matches.referred.into_iter().map(|entry| entry.id);
        let others: Vec<CaseId> = ids.filter(is_other).collect();
        if !others.is_empty() {
            return Ok(Some(Self::By(others)));
        }
        if let Some(fault) = matches.unread.filter(StoreFault::is_exhausted) {
            return Err(fault);
        }
        let begun = matches.begun.into_iter().filter(|_| is_name(reference));
        Ok(begun.map(|entry| entry.id).find(is_other).map(Self::AsId))
    }
}

impl ReferenceLock {
    /// Waits until nobody else on this machine gives a reference to a case.
    ///
    /// # Errors
    /// Where somebody does so without end.
    pub fn hold(store: &Store) -> Result<Self, StoreFault> {
        store.lock_if_possible(store.root()).map(Self)
    }
}

/// Whether it is long enough to be taken for the beginning of an id.
fn is_name(reference: &Line) -> bool {
    reference.as_str().trim().len() >= CaseId::SHORTEST
}

/// A name of a procedure without what people leave out or put in: `PR-05` and `pr5` are one.
fn key(named: &str) -> String {
    let mut key = String::with_capacity(named.len());
    let mut in_number = false;
    for character in matching(named).chars().filter(|one| one.is_alphanumeric()) {
        // Leading zeros of a number are left out.
        if character != '0' || in_number {
            in_number = character.is_ascii_digit();
            key.push(character);
        }
    }
    key
}

/// Whether it is `pr` and a number: a procedure of the manual, of this version or another.
fn is_numbered(key: &str) -> bool {
    let number = key.strip_prefix("pr").unwrap_or_default();
    (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Meaning, Meanings, Taken};
    use crate::model::Line;
    use crate::testing::store::{begun, open, store};

    #[test]
    fn what_means_something_else_is_no_reference() {
        let (folder, store) = store();
        fs::create_dir_all(store.procedures_folder()).expect("a folder");
        let own = "id = \"alta-usuarios\"\ncode = 'DGE/P-12'\n";
        fs::write(store.procedures_folder().join("own.toml"), own).expect("a file");
        let store = open(&folder);
        let meanings = Meanings::in_store(&store);
        let meaning = |text: &str| meanings.of(&Line::parse(text).expect("a line"));
        for (expected, texts) in [
            (Some(Meaning::OnlyOpen), &[".", " . "][..]),
            (Some(Meaning::StandardInput), &["-"]),
            (
                Some(Meaning::Procedure),
                &[
                    "pr05",
                    "PR-5",
                    "PR 05",
                    "Pr5",
                    "PR07",
                    "pr07@2",
                    "pr05-",
                    "UGAT/AIT-PR7",
                    "PR12",
                    "ugat/ait -pr09",
                    "alta-usuarios",
                    "ALTA USUARIOS",
                    "DGE/P-12",
                ],
            ),
            (
                Some(Meaning::CaseId),
                &[
                    "pr07-7q3kdm2xw4ta",
                    "PR07-7Q3KDM2XW4TA",
                    "7q3kdm2xw4ta",
                    "pr07-7q3k",
                    "otra-7q3kdm2xw4ta",
                    "alta-usuarios-7q3k",
                ],
            ),
            (
                None,
                &[
                    "HR-77/2026",
                    "HR-7",
                    "hr77",
                    "2026",
                    "77",
                    "AGETIC/NE/0012/2026",
                    "CITE-5",
                    "nota",
                    "MINISTERIO",
                    "R-1",
                    "pr",
                    "PR-5/2026",
                    "202600012345",
                    "informe pr05",
                    "agradecemos1",
                    "abcdefghjkmn",
                    "7q3k",
                ],
            ),
        ] {
            for text in texts {
                assert_eq!(meaning(text), expected, "{text}");
            }
        }
    }

    #[test]
    fn a_reference_is_taken_by_whoever_is_called_so_but_for_its_bearer() {
        let (_folder, store) = store();
        let one = begun(&store, "1", Some("Nota  Única")).id;
        let taken = |text: &str, bearer| {
            let reference = Line::parse(text).expect("a line");
            Taken::find(&store, &reference, bearer).expect("all can be read")
        };
        assert_eq!(
            taken("nota unica", None),
            Some(Taken::By(vec![one.clone()]))
        );
        assert_eq!(taken("nota unica", Some(&one)), None);
        assert_eq!(taken("nota", None), None);
        for digits in [4, 7] {
            let digits = &one.suffix()[..digits];
            assert_eq!(taken(digits, None), Some(Taken::AsId(one.clone())));
            assert_eq!(taken(digits, Some(&one)), None);
        }
        assert_eq!(taken(&one.suffix()[..3], None), None);
        let other = begun(&store, "2", Some("nota unica")).id;
        let mut both = vec![one.clone(), other.clone()];
        both.sort();
        assert_eq!(taken("Nota Única", None), Some(Taken::By(both)));
        assert_eq!(
            taken("Nota Única", Some(&one)),
            Some(Taken::By(vec![other]))
        );
    }
}
