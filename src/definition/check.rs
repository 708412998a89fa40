//! Checks across a procedure file: that its names are known, unique and used.

use std::collections::BTreeSet;

use crate::definition::catalogue::Catalogue;
use crate::definition::flow;
use crate::definition::misfit::Misfit;
use crate::definition::problem::{Named, Reason};
use crate::definition::reader::{Field, Marked, Reader};
use crate::definition::written::{Declaration, Written, WrittenActivity};
use crate::model::{AnswerKey, ResultKey};

/// Checks the parts of a file against each other and against the catalogue.
pub fn check(reader: &mut Reader, written: &Written, catalogue: &Catalogue) {
    let is_whole = reader.problems.is_empty();
    let finished = ResultKey::finished();
    let roles = catalogue.roles.iter().map(|role| &role.id);
    let kinds = catalogue.kinds.iter().map(|kind| &kind.id);
    let names = Names {
        roles: Known::of(reader, Named::Role, roles, &written.roles),
        outputs: Known::of(reader, Named::Output, kinds, &written.outputs),
        endings: Known::of(reader, Named::Ending, [&finished], &written.endings),
        forms: Known::of(reader, Named::Form, &catalogue.forms, &[]),
    };
    for activity in &written.activities {
        check_names(reader, activity, &names);
    }
    flow::check(reader, written);
    if is_whole {
        check_use(reader, written);
    }
}

struct Names<'a> {
    roles: Known<'a>,
    outputs: Known<'a>,
    endings: Known<'a>,
    forms: Known<'a>,
}

/// The keys that may be named.
struct Known<'a> {
    what: Named,
    keys: BTreeSet<&'a str>,
    /// Whether every declaration could be read, so that a key not listed is really unknown.
    is_whole: bool,
}

impl<'a> Known<'a> {
    fn of<K: AsRef<str> + 'a>(
        reader: &mut Reader,
        what: Named,
        catalogue: impl IntoIterator<Item = &'a K>,
        declarations: &'a [Declaration<K>],
    ) -> Self {
        let catalogue: BTreeSet<&str> = catalogue.into_iter().map(K::as_ref).collect();
        let mut own = BTreeSet::new();
        for declared in declared_keys(declarations) {
            let name = declared.value.as_ref();
            if catalogue.contains(name) {
                let key = name.to_owned();
                reader.report(&declared.span, Reason::Shadows { what, key });
            } else if !own.insert(name) {
                reader.report(&declared.span, Reason::declared_twice(what, name));
            }
        }
        Self {
            what,
            keys: &catalogue | &own,
            is_whole: declarations.iter().all(|declared| declared.key.is_some()),
        }
    }

    fn check<K: AsRef<str>>(&self, reader: &mut Reader, named: &Marked<K>) {
        let name = named.value.as_ref();
        if self.is_whole && !self.keys.contains(name) {
            let keys = self.keys.iter().copied();
            reader.report(&named.span, Reason::unknown(self.what, name, keys));
        }
    }

    /// Checks that a list names nothing unknown and nothing twice.
    fn check_list<K: AsRef<str>>(&self, reader: &mut Reader, list: &[Marked<K>]) {
        let (what, mut seen) = (self.what, BTreeSet::new());
        for named in list {
            if !seen.insert(named.value.as_ref()) {
                let key = named.value.as_ref().to_owned();
                reader.report(&named.span, Reason::ListedTwice { what, key });
            }
        }
        for named in list {
            self.check(reader, named);
        }
    }
}

fn declared_keys<K>(declarations: &[Declaration<K>]) -> impl Iterator<Item = &Marked<K>> {
    declarations.iter().filter_map(|one| one.key.as_ref())
}

fn check_names(reader: &mut Reader, activity: &WrittenActivity, names: &Names) {
    names.roles.check_list(reader, &activity.roles);
    for group in &activity.outputs {
        names.outputs.check_list(reader, &group.value.any);
        check_when(reader, activity, &group.value.when);
    }
    for group in &activity.forms {
        names.forms.check_list(reader, &group.value.any);
        names.outputs.check(reader, &group.value.output);
        check_when(reader, activity, &group.value.when);
    }
    check_groups(reader, activity);
    for result in results(activity) {
        names.endings.check(reader, result);
    }
}

/// The ends that an activity and its answers name.
fn results(activity: &WrittenActivity) -> impl Iterator<Item = &Marked<ResultKey>> {
    let answered = activity.answers().iter().map(|answer| &answer.value.result);
    [&activity.result]
        .into_iter()
        .chain(answered)
        .filter_map(Field::right)
}

fn check_when(
    reader: &mut Reader,
    activity: &WrittenActivity,
    when: &Field<Vec<Marked<AnswerKey>>>,
) {
    let Field::Right(when) = when else {
        return;
    };
    let answers = match &activity.question {
        Field::Right(question) => question.value.answers.as_deref(),
        Field::Wrong => None,
        Field::Absent => {
            reader.report(&when.span, Misfit::WhenWithoutQuestion);
            None
        }
    };
    let keys = answers.unwrap_or_default().iter();
    let keys: Option<BTreeSet<&str>> = keys
        .map(|answer| Some(answer.value.key.as_ref()?.value.as_str()))
        .collect();
    let known = Known {
        what: Named::Answer,
        is_whole: answers.is_some() && keys.is_some(),
        keys: keys.unwrap_or_default(),
    };
    known.check_list(reader, &when.value);
}

/// Checks that no two groups owe the same in the same case.
fn check_groups(reader: &mut Reader, activity: &WrittenActivity) {
    let mut seen = BTreeSet::new();
    for group in &activity.outputs {
        let any: BTreeSet<_> = group.value.any.iter().map(|kind| &kind.value).collect();
        let answers = group
            .value
            .when
            .right()
            .into_iter()
            .flat_map(|when| &when.value);
        let when: BTreeSet<_> = answers.map(|key| &key.value).collect();
        if !any.is_empty() && !seen.insert((any, when)) {
            reader.report(&group.span, Misfit::GroupTwice);
        }
    }
}

/// Checks that the file uses what it declares; only where nothing else is wrong with it.
fn check_use(reader: &mut Reader, written: &Written) {
    let activities = written.activities.iter();
    let roles = activities.clone().flat_map(|activity| &activity.roles);
    let used = roles.map(|role| role.value.as_str()).collect();
    check_used(reader, Named::Role, &written.roles, &used);
    let reached = activities.flat_map(results).map(|end| end.value.as_str());
    check_used(reader, Named::Ending, &written.endings, &reached.collect());
}

fn check_used<K: AsRef<str>>(
    reader: &mut Reader,
    what: Named,
    declarations: &[Declaration<K>],
    used: &BTreeSet<&str>,
) {
    let mut problems = reader.problems.iter();
    if problems.any(|problem| casts_doubt(&problem.reason, what)) {
        return;
    }
    for declared in declared_keys(declarations) {
        if !used.contains(declared.value.as_ref()) {
            let key = declared.value.as_ref().to_owned();
            reader.report(&declared.span, Reason::NeverUsed { what, key });
        }
    }
}

/// Whether a problem leaves open which name of this kind was meant.
fn casts_doubt(reason: &Reason, kind: Named) -> bool {
    matches!(
        reason,
        Reason::Unknown { what, .. } | Reason::Shadows { what, .. } | Reason::DeclaredTwice { what, .. }
            if *what == kind
    )
}
