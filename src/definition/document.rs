//! The reading of a whole file: its size, its syntax, its parts, then what must hold between them.

use crate::definition::misfit::Misfit;
use crate::definition::part::Part;
use crate::definition::problem::{Problem, Reason};
use crate::definition::reader::{Fields, Reader};
use crate::definition::syntax::{self, Tree};

/// The most bytes of a file.
pub use crate::model::budget::FILE_BYTES as LONGEST_FILE;

/// Reads the parts of a file and, unless its syntax is broken, checks them against each other.
///
/// # Errors
/// All problems of the file, in order of place.
pub fn document<T>(
    text: &str,
    part: Part,
    read: impl FnOnce(&mut Reader, &Fields) -> T,
    check: impl FnOnce(&mut Reader, &T),
) -> Result<T, Vec<Problem>> {
    check_size(text)?;
    let tree = syntax::parse(text);
    let mut reader = Reader::new(text);
    let fields = reader.fields(tree.root.get_ref(), part, 0..0);
    let written = read(&mut reader, &fields);
    if tree.whole {
        check(&mut reader, &written);
    } else {
        keep_certain(&mut reader.problems, &tree);
    }
    reader.finish(tree.problems)?;
    Ok(written)
}

pub fn check_size(text: &str) -> Result<(), Vec<Problem>> {
    let (bytes, most) = (text.len(), LONGEST_FILE);
    if bytes <= most {
        return Ok(());
    }
    let reason = Reason::FileTooLarge { bytes, most };
    Err(vec![Problem { span: 0..0, reason }])
}

/// Drops the problems that a syntax error makes uncertain: all after it, and whatever is missing,
/// which may stand after it.
fn keep_certain(problems: &mut Vec<Problem>, tree: &Tree) {
    let starts = tree.problems.iter().map(|problem| problem.span.start);
    let first = starts.min().unwrap_or(0);
    problems.retain(|problem| {
        let may_follow = matches!(
            problem.reason,
            Reason::MissingKey { .. }
                | Reason::MissingLanguage(_)
                | Reason::Misfit(Misfit::NoActivity | Misfit::TooFewAnswers { .. })
        );
        problem.span.end < first && !may_follow
    });
}
