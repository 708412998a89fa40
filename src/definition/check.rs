use std::collections::BTreeSet;

use crate::definition::catalogue::Catalogue;
use crate::definition::flow;
use crate::definition::misfit::Misfit;
use crate::definition::problem::{Named, Reason};
use crate::definition::reader::{Field, Marked, Reader};
use crate::definition::written::{Declaration, Written, WrittenActivity};
use crate::model::{AnswerKey, FormId, ResultKey, RoleId};
use crate::words::nearest;

/// Holds the parts of a file against each other and against the catalogue.
pub(in crate::definition) fn check(reader: &mut Reader, written: &Written, catalogue: &Catalogue) {
    let is_whole = reader.problems.is_empty();
    let finished = ResultKey::finished();
    let roles = catalogue.roles.iter().map(|role| role.id.as_str());
    let kinds = catalogue.kinds.iter().map(|kind| kind.id.as_str());
    let names = Names {
        roles: Known::of(reader, Named::Role, roles, &written.roles, RoleId::as_str),
        outputs: Known::of(reader, Named::Output, kinds, &written.outputs, |kind| {
            kind.as_str()
        }),
        endings: Known::of(
            reader,
            Named::Ending,
            [finished.as_str()].into_iter(),
            &written.endings,
            ResultKey::as_str,
        ),
        forms: Known {
            what: Named::Form,
            keys: catalogue.forms.iter().map(FormId::as_str).collect(),
            whole: true,
        },
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
    /// Whether no declaration was lost, so that what is not known is unknown indeed.
    whole: bool,
}

impl<'a> Known<'a> {
    fn of<K>(
        reader: &mut Reader,
        what: Named,
        catalogue: impl Iterator<Item = &'a str>,
        declarations: &'a [Declaration<K>],
        text: impl Fn(&'a K) -> &'a str,
    ) -> Self {
        let catalogue: BTreeSet<&str> = catalogue.collect();
        let mut own = BTreeSet::new();
        for key in declarations
            .iter()
            .filter_map(|declared| declared.key.as_ref())
        {
            let name = text(&key.value);
            let key_text = name.to_owned();
            if catalogue.contains(name) {
                reader.report(
                    &key.span,
                    Reason::Shadows {
                        what,
                        key: key_text,
                    },
                );
            } else if !own.insert(name) {
                reader.report(
                    &key.span,
                    Reason::DeclaredTwice {
                        what,
                        key: key_text,
                    },
                );
            }
        }
        let whole = declarations.iter().all(|declared| declared.key.is_some());
        Self {
            what,
            keys: &catalogue | &own,
            whole,
        }
    }

    fn check(&self, reader: &mut Reader, named: &Marked<&str>) {
        if self.whole && !self.keys.contains(named.value) {
            let meant = nearest(named.value, self.keys.iter().copied()).map(str::to_owned);
            let (what, key) = (self.what, named.value.to_owned());
            reader.report(&named.span, Reason::Unknown { what, key, meant });
        }
    }
}

fn check_names(reader: &mut Reader, activity: &WrittenActivity, names: &Names) {
    check_list(reader, Named::Role, &activity.roles, RoleId::as_str);
    for role in &activity.roles {
        names.roles.check(reader, &borrowed(role, RoleId::as_str));
    }
    for group in &activity.outputs {
        check_list(reader, Named::Output, &group.value.any, |kind| {
            kind.as_str()
        });
        for kind in &group.value.any {
            names
                .outputs
                .check(reader, &borrowed(kind, |kind| kind.as_str()));
        }
        check_when(reader, activity, &group.value.when);
    }
    for group in &activity.forms {
        check_list(reader, Named::Form, &group.value.any, FormId::as_str);
        for form in &group.value.any {
            names.forms.check(reader, &borrowed(form, FormId::as_str));
        }
        let output = &group.value.output;
        names
            .outputs
            .check(reader, &borrowed(output, |kind| kind.as_str()));
        check_when(reader, activity, &group.value.when);
    }
    check_groups(reader, activity);
    let answered = activity
        .answers()
        .iter()
        .filter_map(|answer| answer.value.result.right());
    for result in activity.result.right().into_iter().chain(answered) {
        names
            .endings
            .check(reader, &borrowed(result, ResultKey::as_str));
    }
}

fn borrowed<'a, K>(marked: &'a Marked<K>, text: impl Fn(&'a K) -> &'a str) -> Marked<&'a str> {
    Marked {
        span: marked.span.clone(),
        value: text(&marked.value),
    }
}

/// A list names nothing twice.
pub(in crate::definition) fn check_list<K>(
    reader: &mut Reader,
    what: Named,
    list: &[Marked<K>],
    text: impl Fn(&K) -> &str,
) {
    let mut seen = BTreeSet::new();
    for item in list {
        let key = text(&item.value);
        if !seen.insert(key) {
            let key = key.to_owned();
            reader.report(&item.span, Reason::ListedTwice { what, key });
        }
    }
}

fn check_when(
    reader: &mut Reader,
    activity: &WrittenActivity,
    when: &Field<Vec<Marked<AnswerKey>>>,
) {
    let Field::Right(when) = when else {
        return;
    };
    check_list(reader, Named::Answer, &when.value, |key| key.as_str());
    let question = match &activity.question {
        Field::Right(question) => &question.value,
        Field::Wrong => return,
        Field::Absent => return reader.report(&when.span, Misfit::WhenWithoutQuestion),
    };
    let Some(answers) = &question.answers else {
        return;
    };
    let keys = answers.iter().map(|answer| answer.value.key.as_ref());
    let Some(keys) = keys
        .map(|key| Some(key?.value.as_str()))
        .collect::<Option<BTreeSet<_>>>()
    else {
        return;
    };
    let known = Known {
        what: Named::Answer,
        keys,
        whole: true,
    };
    for key in &when.value {
        known.check(reader, &borrowed(key, |key| key.as_str()));
    }
}

/// No two groups owe the same in the same case.
fn check_groups(reader: &mut Reader, activity: &WrittenActivity) {
    let mut seen = BTreeSet::new();
    for group in &activity.outputs {
        let any: BTreeSet<&str> = group
            .value
            .any
            .iter()
            .map(|kind| kind.value.as_str())
            .collect();
        let when = group.value.when.right().map_or(&[][..], |when| &when.value);
        let when: BTreeSet<&str> = when.iter().map(|key| key.value.as_str()).collect();
        if !any.is_empty() && !seen.insert((any, when)) {
            reader.report(&group.span, Misfit::GroupTwice);
        }
    }
}

/// What the file declares for itself it uses; asked only where nothing else was wrong with what it says.
fn check_use(reader: &mut Reader, written: &Written) {
    let roles = written
        .activities
        .iter()
        .flat_map(|activity| &activity.roles);
    let roles = roles.map(|role| role.value.as_str()).collect();
    check_used(reader, Named::Role, &written.roles, RoleId::as_str, &roles);
    let answers = written.activities.iter().flat_map(WrittenActivity::answers);
    let results = answers.map(|answer| &answer.value.result);
    let results = results.chain(written.activities.iter().map(|activity| &activity.result));
    let results = results
        .filter_map(|result| Some(result.right()?.value.as_str()))
        .collect();
    check_used(
        reader,
        Named::Ending,
        &written.endings,
        ResultKey::as_str,
        &results,
    );
}

fn check_used<K>(
    reader: &mut Reader,
    what: Named,
    declarations: &[Declaration<K>],
    text: impl Fn(&K) -> &str,
    used: &BTreeSet<&str>,
) {
    if reader
        .problems
        .iter()
        .any(|problem| doubts(&problem.reason, what))
    {
        return;
    }
    for key in declarations
        .iter()
        .filter_map(|declared| declared.key.as_ref())
    {
        let name = text(&key.value);
        if !used.contains(name) {
            let name = name.to_owned();
            reader.report(&key.span, Reason::NeverUsed { what, key: name });
        }
    }
}

/// Whether a name of this sort may have meant another than it says.
fn doubts(reason: &Reason, sort: Named) -> bool {
    matches!(
        reason,
        Reason::Unknown { what, .. } | Reason::Shadows { what, .. } | Reason::DeclaredTwice { what, .. }
            if *what == sort
    )
}
