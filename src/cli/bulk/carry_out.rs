//! Carries out a file of acts: checks all of it, then writes all of it.

use std::sync::Arc;

use crate::cli::bulk::check::Checker;
use crate::cli::bulk::group::{Group, Groups, Target};
use crate::cli::bulk::outcome::Planned;
use crate::cli::bulk::rows::Rows;
use crate::cli::failure::{Failure, refused};
use crate::cli::session::Session;
use crate::cli::session::progress::Progress;
use crate::store::{Bulk, Names, StoreFault};
use crate::text;
use crate::view::{BulkCase, BulkRefusal, BulkView, Unit};
use crate::words::Text;

/// Why a case was not written though it was checked.
enum Unwritten {
    Store(StoreFault),
    /// It has changed meanwhile, and no longer takes its acts.
    Refused,
}

impl From<StoreFault> for Unwritten {
    fn from(fault: StoreFault) -> Self {
        Self::Store(fault)
    }
}

/// Writes the acts of a file where none is refused, and answers with what was done.
pub fn carry_out(session: &mut Session, rows: &Rows, dry_run: bool) -> Result<(), Failure> {
    let Groups {
        all: groups,
        refused,
        links,
    } = grouped(session, rows, dry_run)?;
    session.references.foresee(rows.references());
    let mut checker = Checker::new(session, rows);
    for (at, failure) in refused {
        checker.outcome.refuse(at, failure, None);
    }
    if links {
        checker.expect(&groups);
    }
    let planned = checked(&mut checker, &groups, rows.all.len(), dry_run);
    if dry_run || !checker.outcome.is_fine() {
        let fine = planned.into_iter().map(|(_, planned)| planned.case);
        let cases = fine.filter(|_| dry_run).collect();
        let outcome = std::mem::take(&mut checker.outcome);
        return match tell(session, outcome.view(rows, dry_run, cases)) {
            [0, _] => Ok(()),
            refused => Err(nothing_written(rows.unit, refused)),
        };
    }
    if !planned.is_empty() {
        checker.session.make()?;
    }
    let (cases, fault) = written(&mut checker, &groups, planned);
    let outcome = std::mem::take(&mut checker.outcome);
    let view = outcome.view(rows, dry_run, cases);
    let Some(fault) = fault else {
        return match tell(session, view) {
            [0, _] => Ok(()),
            refused => Err(some_written(rows.unit, refused)),
        };
    };
    // The failure tells a person how many cases were written; a script is told which.
    if session.env.json() || !view.refused.is_empty() {
        tell(session, view);
    }
    Err(fault)
}

/// The lines of a file by their cases. Where any begins, nobody else gives a reference to a case
/// until this is done.
fn grouped(session: &mut Session, rows: &Rows, dry_run: bool) -> Result<Groups, Failure> {
    loop {
        if session.references.names.is_none() {
            session.references.names = Some(Names::of(&session.store)?);
        }
        let names = session.references.names.as_ref();
        let groups = Groups::of(rows, session.env, names.expect("they were just read"))?;
        if !groups.begin_any() {
            session.is_there()?;
            return Ok(groups);
        }
        if dry_run || session.holds_references() {
            return Ok(groups);
        }
        session.hold_references()?;
        let names = session.references.names.take();
        let names = names.expect("they were just read");
        if names.are_current()? {
            session.references.names = Some(names);
            return Ok(groups);
        }
    }
}

/// What is to be written, by the place of its group; nothing is kept once a line was refused.
fn checked(
    checker: &mut Checker,
    groups: &[Group],
    lines: usize,
    dry_run: bool,
) -> Vec<(usize, Planned)> {
    let mut progress = Progress::of(lines, Text::of("comprobadas", "checked"));
    let (mut all, mut done) = (Vec::new(), 0);
    for (place, group) in groups.iter().enumerate() {
        if let Some(planned) = checker.plan(group)
            && (dry_run || checker.outcome.is_fine())
        {
            all.push((place, planned));
        }
        done += group.lines.len();
        progress.reach(checker.session.env, done);
    }
    progress.end(checker.session.env);
    all
}

/// Writes one case after the other, the folders of new ones synced at the end; gives those that
/// were written, and what stopped the others.
fn written(
    checker: &mut Checker,
    groups: &[Group],
    planned: Vec<(usize, Planned)>,
) -> (Vec<BulkCase>, Option<Failure>) {
    let store = Arc::clone(&checker.session.store);
    let mut bulk = Bulk::of(&store);
    let mut progress = Progress::of(planned.len(), Text::of("casos escritos", "cases written"));
    let (all, mut cases, mut fault) = (planned.len(), Vec::new(), None);
    for (place, planned) in planned {
        match write(checker, &mut bulk, &groups[place], planned) {
            Ok(case) => cases.push(case),
            Err(Unwritten::Refused) => {}
            Err(Unwritten::Store(found)) => {
                fault = Some(Failure::from(found));
                break;
            }
        }
        progress.reach(checker.session.env, cases.len());
    }
    progress.end(checker.session.env);
    let unsettled = bulk.settle().err().map(Failure::from);
    if unsettled.is_some() {
        cases.retain(|case: &BulkCase| !case.started);
    }
    let written = cases.len();
    let fault = unsettled.or(fault).map(|fault| {
        fault.with_hint(text!(
            "{written} de {all} casos se escribieron y quedan; con `--json` se dice cuáles",
            "{written} of {all} cases were written and stay; `--json` says which"
        ))
    });
    (cases, fault)
}

fn write(
    checker: &mut Checker,
    bulk: &mut Bulk,
    group: &Group,
    planned: Planned,
) -> Result<BulkCase, Unwritten> {
    let Planned {
        mut case,
        record,
        lines,
    } = planned;
    if matches!(group.target, Target::New { .. }) {
        bulk.create(&record, &lines)?;
        return Ok(case);
    }
    let store = Arc::clone(&checker.session.store);
    store.append_all::<Unwritten>(&record, Ok(lines), |now| {
        let again = checker.plan_again(group, now).ok_or(Unwritten::Refused)?;
        case = again.case;
        Ok(again.lines)
    })?;
    Ok(case)
}

/// Answers; gives how many lines were refused, and how many could not be checked for that reason.
fn tell(session: &mut Session, view: BulkView) -> [usize; 2] {
    let of_themselves = |one: &&BulkRefusal| one.follows.is_none();
    let own = view.refused.iter().filter(of_themselves).count();
    let refused = [own, view.refused.len() - own];
    if !session.env.json() {
        for remark in view.talk() {
            session.env.say(&remark);
        }
    }
    session.env.answer_view(&view, |env| view.page(env.look()));
    refused
}

/// `10 filas rechazadas, y 21 que dependen de ellas`.
fn refusals(unit: Unit, [own, following]: [usize; 2]) -> Text {
    let Text { es, en } = unit.refused(own);
    match following {
        0 => Text { es, en },
        1 => text!(
            "{es}, y 1 que depende de ello",
            "{en}, and 1 that rests on that"
        ),
        _ => text!(
            "{es}, y {following} que dependen de ello",
            "{en}, and {following} that rest on that"
        ),
    }
}

fn nothing_written(unit: Unit, refused: [usize; 2]) -> Failure {
    let Text { es, en } = refusals(unit, refused);
    refused!(
        "batch-refused",
        "{es}: no se escribió nada",
        "{en}: nothing was written"
    )
}

fn some_written(unit: Unit, refused: [usize; 2]) -> Failure {
    let Text { es, en } = refusals(unit, refused);
    refused!(
        "batch-partly-refused",
        "{es}: alguien escribió en esos casos mientras tanto; lo demás se escribió",
        "{en}: somebody has written to those cases meanwhile; the rest was written"
    )
}

#[cfg(test)]
mod tests {
    use std::process::ExitCode;
    use std::sync::Arc;

    use super::{checked, written};
    use crate::cli::General;
    use crate::cli::bulk::check::Checker;
    use crate::cli::bulk::group::Groups;
    use crate::cli::bulk::line::PARSED;
    use crate::cli::bulk::rows::Rows;
    use crate::cli::env::Env;
    use crate::cli::run;
    use crate::cli::session::Session;
    use crate::store::Names;
    use crate::view::BulkView;
    use crate::words::Text;

    fn env(store: &str, args: &[&str]) -> Env {
        let variables = [
            ("UGAT_STORE", store),
            ("UGAT_USER", "Ana"),
            ("UGAT_SEED", "1"),
        ];
        Env::fixed(args, &variables)
    }

    #[track_caller]
    fn done(store: &str, args: &[&str]) {
        assert_eq!(run(&mut env(store, args)), ExitCode::SUCCESS, "{args:?}");
    }

    /// What a file comes to, where this is done between its check and its writing.
    fn interrupted(store: &str, lines: &str, between: &[&[&str]]) -> BulkView {
        let lines = Rows::of_lines(lines);
        let mut env = env(store, &[]);
        let mut session = Session::open(&mut env, &General::default()).expect("it opens");
        let opened = Arc::clone(&session.store);
        let names = Names::of(&opened).expect("they are listed");
        let groups = Groups::of(&lines, session.env, &names).expect("a nonce");
        let mut checker = Checker::new(&mut session, &lines);
        checker.expect(&groups.all);
        let planned = checked(&mut checker, &groups.all, 4, false);
        assert!(checker.outcome.is_fine());
        for args in between {
            done(store, args);
        }
        let (cases, fault) = written(&mut checker, &groups.all, planned);
        assert_eq!(fault, None);
        checker.outcome.view(&lines, false, cases)
    }

    #[test]
    fn a_line_is_parsed_once_though_it_is_grouped_checked_and_checked_again() {
        let folder = tempfile::tempdir().expect("there is room");
        let store = folder.path().join("s").display().to_string();
        done(&store, &["store", "init", &store]);
        done(&store, &["case", "start", "pr09", "--ref", "HR-1"]);
        let before = PARSED.get();
        let view = interrupted(
            &store,
            concat!(
                "{\"do\":\"start\",\"procedure\":\"pr09\",\"name\":\"a\"}\n",
                "{\"do\":\"note\",\"case\":\"HR-1\",\"text\":\"uno\"}\n",
                "{\"do\":\"link\",\"case\":\"HR-1\",\"other\":\"a\"}\n",
            ),
            &[&["case", "note", "HR-1", "entretanto"]],
        );
        assert_eq!((view.cases.len(), view.refused.len()), (2, 0));
        assert_eq!(PARSED.get() - before, 3);
    }

    #[test]
    fn a_case_that_has_changed_is_decided_anew_and_written_whole_or_not_at_all() {
        let folder = tempfile::tempdir().expect("there is room");
        let store = folder.path().join("s").display().to_string();
        assert_eq!(
            run(&mut Env::fixed(&["store", "init", &store], &[])),
            ExitCode::SUCCESS
        );
        for reference in ["HR-1", "HR-2"] {
            done(&store, &["case", "start", "pr09", "--ref", reference]);
        }
        let view = interrupted(
            &store,
            concat!(
                "{\"do\":\"note\",\"case\":\"HR-1\",\"text\":\"uno\"}\n",
                "{\"do\":\"advance\",\"case\":\"HR-1\",\"activity\":1}\n",
                "{\"do\":\"note\",\"case\":\"HR-2\",\"text\":\"dos\"}\n",
                "{\"do\":\"advance\",\"case\":\"HR-2\",\"activity\":1}\n",
            ),
            &[
                &["case", "note", "HR-1", "entretanto"],
                &["case", "advance", "HR-2", "1"],
            ],
        );
        let cases = view.cases.iter();
        let cases: Vec<(Option<&str>, usize)> = cases
            .map(|case| (case.reference.as_deref(), case.did.values().sum()))
            .collect();
        assert_eq!(cases, [(Some("HR-1"), 2)]);
        let refused = view.refused.iter();
        let refused: Vec<(usize, Option<&Text>, Option<usize>)> = refused
            .map(|one| {
                let text = one.error.as_ref().map(|error| &error.text);
                (one.line, text, one.follows)
            })
            .collect();
        let done = Text::of(
            "la actividad 1 ya se hizo: Ana, 02/03/2026",
            "activity 1 has been done: Ana, 2026-03-02",
        );
        assert_eq!(refused, [(3, None, Some(4)), (4, Some(&done), None)]);
        let opened = Env::fixed(
            &["--json", "case", "log", "HR-1"],
            &[("UGAT_STORE", &store)],
        );
        let mut opened = opened;
        let (answer, _) = opened.recorded();
        run(&mut opened);
        let text = answer.text();
        let seen = ["entretanto", "uno", "completed"].map(|word| text.contains(word));
        assert_eq!(seen, [true, true, true]);
    }
}
