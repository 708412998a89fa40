use crate::definition::activity::activity;
use crate::definition::catalogue::Catalogue;
use crate::definition::check::check;
use crate::definition::finish::finish;
use crate::definition::heading::{declarations, heading};
use crate::definition::misfit::Misfit;
use crate::definition::part::Part;
use crate::definition::places::Places;
use crate::definition::problem::{Problem, Reason, sort};
use crate::definition::reader::{Fields, Reader};
use crate::definition::syntax::{self, Tree};
use crate::definition::written::Written;
use crate::model::{Digest, OutputKind, Procedure, ResultKey, RoleId};

/// A procedure whose file has nothing wrong with it, before it is proved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    pub procedure: Procedure,
    pub places: Places,
}

/// The most bytes of a file.
const MOST: usize = 1024 * 1024;

/// Reads a procedure from the text of its file.
///
/// # Errors
/// Everything that is wrong with it, in order of place.
pub fn load(text: &str, catalogue: &Catalogue) -> Result<Loaded, Vec<Problem>> {
    if text.len() > MOST {
        let reason = Reason::FileTooLarge {
            bytes: text.len(),
            most: MOST,
        };
        return Err(vec![Problem { span: 0..0, reason }]);
    }
    let tree = syntax::parse(text);
    let mut reader = Reader::new(text);
    let fields = reader.fields(tree.root.get_ref(), Part::Procedure, 0..0);
    let written = read(&mut reader, &fields, tree.whole);
    if tree.whole {
        check(&mut reader, &written, catalogue);
    } else {
        keep_certain(&mut reader.problems, &tree);
    }
    reader.problems.extend(tree.problems);
    if reader.problems.is_empty() {
        let places = Places::of(text, &written.activities);
        let procedure = finish(written, catalogue, Digest::of(text.as_bytes()))
            .expect("a file with nothing wrong has every part");
        return Ok(Loaded { procedure, places });
    }
    sort(&mut reader.problems);
    Err(reader.problems)
}

fn read(reader: &mut Reader, fields: &Fields, whole: bool) -> Written {
    let tables = reader.tables(fields, "activity", Part::Activity);
    if whole && !fields.has("activity") {
        reader.report(&fields.place, Misfit::NoActivity);
    }
    Written {
        heading: heading(reader, fields),
        roles: declarations(reader, fields, "role", RoleId::parse),
        outputs: declarations(reader, fields, "output", OutputKind::parse),
        endings: declarations(reader, fields, "ending", ResultKey::parse),
        activities: tables
            .iter()
            .map(|fields| activity(reader, fields))
            .collect(),
    }
}

/// Behind a fault of syntax nothing is certain, and before it nothing that may stand behind it.
fn keep_certain(problems: &mut Vec<Problem>, tree: &Tree) {
    let first = tree
        .problems
        .iter()
        .map(|problem| problem.span.start)
        .min()
        .unwrap_or(0);
    problems.retain(|problem| {
        let may_stand_behind = matches!(
            problem.reason,
            Reason::MissingKey { .. }
                | Reason::MissingLanguage(_)
                | Reason::Misfit(Misfit::TooFewAnswers { .. })
        );
        problem.span.end < first && !may_stand_behind
    });
}
