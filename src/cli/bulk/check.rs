//! Checks the lines of a file one after the other, each on the case as the lines before leave it.

use std::collections::{BTreeMap, BTreeSet};

use crate::cli::bulk::group::{Group, Target};
use crate::cli::bulk::outcome::{Outcome, Planned};
use crate::cli::bulk::request::Request;
use crate::cli::bulk::rows::Rows;
use crate::cli::case::{Command, Subject, mark_remarks, remark};
use crate::cli::failure::{Exit, Failure, journal, refusal, refused};
use crate::cli::session::Session;
use crate::engine::{Case, Marks};
use crate::model::{ActivityNumber, EventId};
use crate::store::{Ahead, Entry, Record};
use crate::view::BulkCase;

/// Applies the lines of a file to their cases in memory.
pub struct Checker<'c, 'e> {
    pub session: &'c mut Session<'e>,
    rows: &'c Rows,
    pub outcome: Outcome,
}

/// The lines about one case, as far as they were applied.
#[derive(Default)]
struct Course {
    /// The case as it will be; none before it begins.
    ahead: Option<Ahead>,
    did: BTreeMap<&'static str, usize>,
    /// The acts, each with its line.
    acts: Vec<(usize, EventId)>,
    /// Whether any line was refused.
    wrong: bool,
    /// The first refused line that would have changed which acts the case accepts next.
    halted: Option<usize>,
}

impl<'c, 'e> Checker<'c, 'e> {
    pub fn new(session: &'c mut Session<'e>, rows: &'c Rows) -> Self {
        Self {
            session,
            rows,
            outcome: Outcome::default(),
        }
    }

    /// Lets a link name a case that begins further down, where there are links.
    pub fn expect(&mut self, groups: &[Group]) {
        for group in groups {
            let (Target::New { nonce }, Some(name)) = (&group.target, &group.name) else {
                continue;
            };
            let Some(first) = group.lines.first() else {
                continue;
            };
            self.session.env.listen();
            let begun = self.begun(*first as usize, nonce);
            self.session.env.hear();
            if let Ok(ahead) = begun {
                self.session.expect(name, ahead.record().id.clone());
            }
        }
    }

    /// The case that a line begins.
    fn begun(&mut self, at: usize, nonce: &str) -> Result<Ahead, Failure> {
        let Command::Start(start) = &self.request(at)?.command else {
            return Err(not_begun());
        };
        let (beginning, signature) = start.beginning(self.session, nonce.to_owned())?;
        Ok(self.session.begun_clearly(beginning, &signature)?.1)
    }

    /// What is to be written to one case; nothing where a line of it is refused.
    pub fn plan(&mut self, group: &Group) -> Option<Planned> {
        let mut course = Course::default();
        if let Target::There(entry) = &group.target {
            match self.open(entry) {
                Ok(record) => course.ahead = Some(Ahead::of(record)),
                Err(failure) => {
                    self.refuse_all(group, failure);
                    return None;
                }
            }
        }
        self.follow(group, course)
    }

    /// The same on a case as it has become since it was checked.
    pub fn plan_again(&mut self, group: &Group, now: &Record) -> Option<Planned> {
        let course = Course {
            ahead: Some(Ahead::of(now.clone())),
            ..Course::default()
        };
        let before = self.outcome.refused();
        let again = self.follow(group, course);
        if again.is_none() {
            self.outcome.follow_all(&group.lines, before);
        }
        again
    }

    fn open(&mut self, entry: &Entry) -> Result<Record, Failure> {
        let record = self.session.store.open_entry(entry)?;
        record.writable()?;
        if let Some(tail) = journal::cut_short(&record) {
            self.session.env.say(&tail);
        }
        Ok(record)
    }

    fn follow(&mut self, group: &Group, mut course: Course) -> Option<Planned> {
        self.session.call(&group.called);
        for at in group.lines.iter().map(|at| *at as usize) {
            self.session.env.listen();
            let done = self.line(at, group, &mut course);
            let heard = self.session.env.hear();
            match done {
                Ok(action) => {
                    if let Some(action) = action {
                        *course.did.entry(action).or_default() += 1;
                    }
                    self.outcome.remark(at, heard);
                }
                Err(failure) => {
                    let failure = match group.target {
                        Target::New { .. } => runnable(failure),
                        Target::There(_) => failure,
                    };
                    // What was given is wrong by itself; what the case does not take may follow
                    // from a line before.
                    let follows = course.halted.filter(|_| failure.exit != Exit::Usage);
                    self.outcome.refuse(at, failure, follows);
                    course.wrong = true;
                    if self.rows.all[at].changes {
                        course.halted.get_or_insert(at);
                    }
                }
            }
        }
        let Course {
            ahead,
            did,
            acts,
            wrong,
            ..
        } = course;
        let ahead = ahead.filter(|_| !wrong)?;
        let case = ahead.record().case();
        self.remark_on_marks(&case, &acts);
        let activities = activities(&case, &acts);
        let case = BulkCase::of(&ahead.record().id, &case);
        let name = group.name.as_ref();
        let case = BulkCase {
            name: name
                .filter(|name| Some(*name) != case.reference.as_ref())
                .cloned(),
            started: matches!(group.target, Target::New { .. }),
            did,
            activities,
            ..case
        };
        Some(Planned::of(case, ahead))
    }

    /// What a line asks for.
    fn request(&self, at: usize) -> Result<&'c Request, Failure> {
        self.rows.all[at].request.as_ref().map_err(Clone::clone)
    }

    /// What a line does, where it does anything.
    fn line(
        &mut self,
        at: usize,
        group: &Group,
        course: &mut Course,
    ) -> Result<Option<&'static str>, Failure> {
        let Request { action, command } = self.request(at)?;
        match (&mut course.ahead, &group.target, command) {
            (None, Target::New { nonce }, Command::Start(start)) => {
                let (beginning, signature) = start.beginning(self.session, nonce.clone())?;
                let reference = beginning.reference.as_ref();
                if let Some(reference) = reference.filter(|_| !start.again) {
                    self.session.free(reference, None)?;
                }
                let (beginning, ahead) = self.session.begun_clearly(beginning, &signature)?;
                if let Some(reference) = &beginning.reference {
                    let bearer = ahead.record().id.clone();
                    self.session.references.expect(reference, bearer);
                }
                course.ahead = Some(ahead);
            }
            // It is there: what follows is about it.
            (Some(_), _, Command::Start(start)) if start.if_new => return Ok(None),
            (Some(ahead), ..) => {
                let event = self.act(ahead, command)?;
                course.acts.push((at, event));
            }
            (None, ..) => return Err(not_begun()),
        }
        Ok(Some(*action))
    }

    fn act(&mut self, ahead: &mut Ahead, command: &Command) -> Result<EventId, Failure> {
        let record = ahead.record();
        let case = record.case();
        let session = &mut *self.session;
        let done = command.on_case(|command| -> Result<_, Failure> {
            let intent = command.intent(Subject {
                session,
                record,
                case: &case,
            })?;
            let act = intent
                .decide(&case)
                .map_err(|refused| refusal::failure(&refused, &case, session.named()))?;
            let sealed = intent.signature.sealed(&case, act)?;
            remark(session, &case, &sealed.event);
            Ok((sealed, intent.files))
        });
        let (sealed, files) = done.ok_or_else(not_begun)??;
        let event = sealed.event.id;
        ahead.add(sealed, files);
        Ok(event)
    }

    /// Remarks on the marks that the lines of a case bring.
    fn remark_on_marks(&mut self, case: &Case, acts: &[(usize, EventId)]) {
        let marks = Marks::of(case, &self.session.store.settings);
        for (at, event) in acts.iter().filter(|_| marks.acts() > 0) {
            if let Some(place) = case.place(*event) {
                let said = mark_remarks(case, case.event(place), &marks);
                self.outcome.remark(*at, said);
            }
        }
    }

    fn refuse_all(&mut self, group: &Group, failure: Failure) {
        let mut lines = group.lines.iter().map(|at| *at as usize);
        let Some(first) = lines.next() else {
            return;
        };
        self.outcome.refuse(first, failure, None);
        for at in lines {
            self.outcome.follow(at, first);
        }
    }
}

/// The activities that some acts are about, in order, each once.
fn activities(case: &Case, acts: &[(usize, EventId)]) -> Vec<ActivityNumber> {
    let acts = acts.iter().filter_map(|(_, event)| case.place(*event));
    let about = acts.filter_map(|place| case.event(place).did.activity());
    let about: BTreeSet<ActivityNumber> = about.collect();
    about.into_iter().collect()
}

/// Without a hint at a command that takes a case which is not there yet.
fn runnable(mut failure: Failure) -> Failure {
    failure.hint.take_if(|hint| hint.is_case_command);
    failure
}

/// The start of the case was refused, so there is no case for this line.
fn not_begun() -> Failure {
    refused!(
        "not-begun",
        "el caso no comienza",
        "the case does not begin"
    )
}
