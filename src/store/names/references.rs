//! Which references a case may bear: none that means something else, and none that another bears.

use std::fs::File;
use std::io::ErrorKind;

use crate::model::{CaseId, Line, normal};
use crate::store::definitions::file::text;
use crate::store::definitions::versions::{claimed, parted};
use crate::store::names::name::Sought;
use crate::store::{Names, Store, StoreFault, shipped};
use crate::words::matching;

/// The fewest characters by which a case is called by the beginning of its id.
const FEWEST: usize = 4;

/// What a text means already that is no reference for that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// `.`: the only open case.
    OnlyOpen,
    /// `-`: standard input.
    StandardInput,
    Procedure,
    /// The id of a case, or what can only be the beginning of one.
    CaseId,
}

/// Who is called by a reference already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// Cases that bear it.
    By(Vec<CaseId>),
    /// A case whose id begins so.
    AsId(CaseId),
}

/// Keeps others on this machine from giving references, until it is dropped. Without it where the
/// file system has no locks.
#[derive(Debug)]
pub struct Held(#[expect(dead_code, reason = "the lock goes with the file")] Option<File>);

/// What texts mean in a store.
#[derive(Debug)]
pub struct Meanings {
    /// How procedures are called.
    procedures: Vec<String>,
}

impl Meanings {
    /// What a text means that is to be a reference.
    pub fn of(&self, reference: &Line) -> Option<Meaning> {
        let lower = matching(reference.as_str());
        let digits = lower.as_bytes();
        match lower.as_str() {
            "." => return Some(Meaning::OnlyOpen),
            "-" => return Some(Meaning::StandardInput),
            _ => {}
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

impl Store {
    /// What texts mean here, procedures of the store by what their files claim.
    pub fn meanings(&self) -> Meanings {
        let shipped = shipped::all().iter();
        let mut procedures: Vec<String> = shipped
            .flat_map(|one| {
                let code = claimed(one.text, "code").unwrap_or_default();
                [key(one.id), key(code), key(&normal(code))]
            })
            .collect();
        let own = self.own_files().unwrap_or_default();
        for text in own.iter().filter_map(|path| text(self.root(), path).ok()) {
            let claims = ["id", "code"].map(|name| claimed(&text, name));
            let claims = claims.into_iter().flatten();
            procedures.extend(claims.flat_map(|claim| [key(claim), key(&normal(claim))]));
        }
        procedures.retain(|name| !name.is_empty());
        Meanings { procedures }
    }

    /// Who is called by a reference already, beside the case that is to bear it.
    ///
    /// # Errors
    /// Where journals cannot be read that may bear it.
    pub fn taken(
        &self,
        reference: &Line,
        bearer: Option<&CaseId>,
    ) -> Result<Option<Taken>, StoreFault> {
        let sought = self.settled_as(reference.as_str().trim())?;
        sought.taken(reference, bearer)
    }

    /// Waits until nobody else on this machine gives a reference to a case.
    ///
    /// # Errors
    /// Where somebody does so without end.
    pub fn hold_references(&self) -> Result<Held, StoreFault> {
        let root = self.root();
        let Ok(folder) = File::open(root) else {
            return Ok(Held(None));
        };
        match self.patience.lock(&folder, root) {
            Ok(()) => Ok(Held(Some(folder))),
            Err(error) if error.kind() == ErrorKind::TimedOut => {
                Err(StoreFault::locking(root)(error))
            }
            Err(_) => Ok(Held(None)),
        }
    }
}

impl Names {
    /// The same as [`Store::taken`], where many are asked for.
    pub fn taken(
        &self,
        reference: &Line,
        bearer: Option<&CaseId>,
    ) -> Result<Option<Taken>, StoreFault> {
        let sought = self.bearing(reference.as_str().trim(), is_name(reference));
        sought.taken(reference, bearer)
    }
}

impl Sought {
    fn taken(self, reference: &Line, bearer: Option<&CaseId>) -> Result<Option<Taken>, StoreFault> {
        let ids = self.referred.into_iter().map(|entry| entry.id);
        let others: Vec<CaseId> = ids.filter(|id| Some(id) != bearer).collect();
        if !others.is_empty() {
            return Ok(Some(Taken::By(others)));
        }
        if let Some(unread) = self.unread.filter(|unread| unread.fault().is_exhausted()) {
            return Err(unread.fault());
        }
        let begun = self.begun.into_iter().filter(|_| is_name(reference));
        let mut begun = begun.map(|entry| entry.id);
        Ok(begun.find(|id| Some(id) != bearer).map(Taken::AsId))
    }
}

/// Whether it is long enough to be taken for the beginning of an id.
fn is_name(reference: &Line) -> bool {
    reference.as_str().trim().len() >= FEWEST
}

/// A name of a procedure without what people leave out or put in: `PR-05` and `pr5` are one.
fn key(named: &str) -> String {
    let mut key = String::with_capacity(named.len());
    let mut in_number = false;
    for character in matching(named).chars().filter(|one| one.is_alphanumeric()) {
        // Zeros that lead a number are none.
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

    use super::{Meaning, Taken};
    use crate::model::Line;
    use crate::testing::store::{begun, open, store};

    #[test]
    fn what_means_something_else_is_no_reference() {
        let (folder, store) = store();
        fs::create_dir_all(store.procedures_folder()).expect("a folder");
        let own = "id = \"alta-usuarios\"\ncode = 'DGE/P-12'\n";
        fs::write(store.procedures_folder().join("own.toml"), own).expect("a file");
        let store = open(&folder);
        let meanings = store.meanings();
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
            store.taken(&reference, bearer).expect("all can be read")
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
