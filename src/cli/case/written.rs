//! The way of every act on a case: what is given becomes outputs, the act is written, and the
//! answer is told.

use std::borrow::Cow;
use std::path::PathBuf;

use crate::cli::case::intent::Intent;
use crate::cli::failure::Failure;
use crate::cli::failure::given;
use crate::cli::failure::refusal;
use crate::cli::form::{Forms, problems as form_problems, standing};
use crate::cli::input::choice::{Choice, pick};
use crate::cli::input::documents::{Document, Documents};
use crate::cli::session::Session;
use crate::engine::{Case, Marks};
use crate::model::{Act, AnswerKey, Event, Kind, Line, Output, OutputKind, Procedure};
use crate::store::{Attachment, Record, WriteFault, files_folder};
use crate::text;
use crate::view::{
    CaseState, CheckedForm, Manner, OutputsView, StatusView, Telling, form_talk, json,
    mark_sentence, named,
};
use crate::words::Text;

/// A case after an act on it.
pub struct Written<'r> {
    /// As it was before.
    record: Cow<'r, Record>,
    event: Event,
}

/// Outputs as they will stand in the journal, and the files that they bring.
pub struct Given {
    pub outputs: Vec<Output>,
    pub files: Vec<Attachment>,
}

/// With what forms are given beside themselves.
#[derive(Clone, Copy, Debug, Default)]
pub struct Terms<'a> {
    /// What is answered in the same act.
    pub answers: Option<&'a [AnswerKey]>,
    /// The entities that are named in the same act.
    pub entities: &'a [Line],
}

impl Given {
    pub fn of(
        session: &mut Session,
        record: &Record,
        case: &Case,
        given: &Documents,
        terms: Terms,
    ) -> Result<Self, Failure> {
        let forms = forms(session, case, &given.form, terms)?;
        let documents = given.resolved(|name| kind(case, name))?;
        let folder = files_folder(&record.path);
        let folder = folder.strip_prefix(session.store.root()).unwrap_or(&folder);
        let mut outputs = Vec::new();
        let mut files = Vec::new();
        for document in documents {
            let Document {
                kind,
                reference,
                path,
                date,
                note,
            } = document;
            let file = path
                .map(|path| {
                    Attachment::measure(&session.env.directory()?.join(path)).map_err(Failure::from)
                })
                .transpose()?;
            outputs.push(Output {
                kind,
                reference,
                file: file
                    .as_ref()
                    .map(|file| folder.join(&file.name).display().to_string()),
                sha256: file.as_ref().map(|file| file.digest),
                date,
                note,
                form: None,
            });
            files.extend(file);
        }
        outputs.extend(forms);
        Ok(Self { outputs, files })
    }
}

/// The forms that are given, each checked; what is unlikely to be meant is told.
fn forms(
    session: &mut Session,
    case: &Case,
    paths: &[PathBuf],
    terms: Terms,
) -> Result<Vec<Output>, Failure> {
    if paths.is_empty() {
        return Ok(Vec::new());
    }
    let forms = Forms::read(session.env, paths);
    let answers = terms.answers.map(<[AnswerKey]>::to_vec);
    let standing = standing(session, case, answers, terms.entities, &forms.given())?;
    let judged = forms.judged(session.env, standing)?;
    let checked: Vec<CheckedForm> = judged.iter().map(|one| one.checked.clone()).collect();
    let wrong = checked.iter().filter(|one| !one.is_right()).count();
    let manner = Manner {
        language: session.env.language(),
        colour: session.env.colour_talk(),
    };
    let told = form_talk(&checked, manner);
    if !session.env.json() || wrong == 0 {
        session.env.talk(&told);
    }
    if wrong > 0 {
        let paths: Vec<String> = paths
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        return Err(form_problems(wrong, checked.len(), &paths.join(" ")));
    }
    let kept = judged.into_iter().filter_map(|one| one.kept);
    Ok(kept
        .map(|(kind, record)| Output {
            form: Some(Box::new(record)),
            ..Output::of(kind)
        })
        .collect())
}

impl<'r> Written<'r> {
    /// Writes what is decided on the case as it was read, or as it stands under the lock where
    /// somebody has written since.
    pub fn write(
        session: &Session,
        record: &'r Record,
        case: &Case,
        intent: &Intent,
    ) -> Result<Self, Failure> {
        let Intent {
            signature, files, ..
        } = intent;
        let decide = |case: &Case| intent.decide(case);
        match session.store.append(record, case, signature, files, decide) {
            Ok((record, event)) => Ok(Self { record, event }),
            Err(WriteFault::Store(fault)) => Err(fault.into()),
            Err(WriteFault::Refused { refusal, record }) => {
                let short = session.named().to_owned();
                Err(refusal::failure(&refusal, &record.case(), &short))
            }
        }
    }

    /// Tells where the case stands now.
    pub fn answer(
        &self,
        session: &mut Session,
        said: impl Fn(&Procedure, &Act) -> Text,
    ) -> Result<(), Failure> {
        let case = self.record.case_after(&self.event);
        let marks = Marks::of(&case, &session.store.settings);
        let view = StatusView::of(&self.record.id, &case, &marks);
        remark(session, &case, &self.event);
        remark_on_marks(session, &case, &self.event, &marks);
        if session.env.json() {
            session.env.answer(&json(&view));
            return Ok(());
        }
        if view.state != CaseState::Open && session.named() == "." {
            session.name_shortly(&self.record)?;
        }
        let short = session.named().to_owned();
        let telling = telling(session, &short)?;
        let place = case.place(self.event.id);
        let procedure = place.map_or_else(|| case.procedure(), |place| case.procedure_of(place));
        let said = said(procedure, &self.event.did);
        let text = view.after(&said, &case, &telling);
        session.env.answer(&text);
        Ok(())
    }

    /// Tells what the case has left and owes now; a person, of the activity at hand alone.
    pub fn answer_outputs(&self, session: &mut Session) -> Result<(), Failure> {
        let case = self.record.case_after(&self.event);
        let marks = Marks::of(&case, &session.store.settings);
        remark(session, &case, &self.event);
        remark_on_marks(session, &case, &self.event, &marks);
        let view = OutputsView::of(&self.record.id, &case);
        let answer = if session.env.json() {
            json(&view)
        } else {
            let short = session.named().to_owned();
            let of_it = match self.event.did.activity().zip(self.event.did.item()) {
                Some((activity, item)) => view.of_work(activity, item),
                None => view,
            };
            of_it.page(&case, &telling(session, &short)?)
        };
        session.env.answer(&answer);
        Ok(())
    }
}

/// Remarks on outputs of a kind that the activity does not list: they are taken all the same.
pub fn remark(session: &mut Session, case: &Case, event: &Event) {
    let act = &event.did;
    let known = act.item().and_then(|item| case.known(item));
    let Some((procedure, activity)) = known.and_then(|(version, number)| {
        let procedure = case.procedure_under(version);
        Some((procedure, procedure.activity(number)?))
    }) else {
        return;
    };
    if let Some(role) = event
        .role
        .as_ref()
        .filter(|role| !activity.roles.contains(role))
    {
        let number = activity.number;
        let Text { es, en } = named::roles(procedure, &activity.roles);
        session.env.say(&text!(
            "la actividad {number} es de {es}; se registró `{role}` igualmente",
            "activity {number} is for {en}; `{role}` was recorded all the same"
        ));
    }
    let unlisted = act.outputs().iter().map(|output| &output.kind);
    for kind in unlisted.filter(|kind| !activity.lists(kind)) {
        let number = activity.number;
        session.env.say(&text!(
            "la actividad {number} no menciona `{kind}`; se recibió igualmente",
            "activity {number} does not list `{kind}`; it was taken all the same"
        ));
    }
}

/// Remarks on what does not fit in an act that was just written: it is taken all the same.
fn remark_on_marks(session: &mut Session, case: &Case, event: &Event, marks: &Marks) {
    let Some(place) = case.place(event.id) else {
        return;
    };
    for mark in marks.at(place) {
        let Text { es, en } = mark_sentence(mark);
        session.env.say(&text!(
            "este acto queda marcado: {es}",
            "this act is marked: {en}"
        ));
    }
}

/// How a case is told to a person now.
pub fn telling<'s>(session: &Session, short: &'s str) -> Result<Telling<'s>, Failure> {
    Ok(Telling {
        look: session.look(),
        colour: session.env.colour(),
        today: session.env.now()?.date_naive(),
        short,
    })
}

/// A kind of output by every version that the case came through.
fn kind(case: &Case, typed: &str) -> Result<OutputKind, Failure> {
    let mut kinds: Vec<&Kind> = Vec::new();
    for kind in case.procedures().flat_map(|procedure| &procedure.kinds) {
        if kinds.iter().all(|known| known.id != kind.id) {
            kinds.push(kind);
        }
    }
    let choices = kinds.iter();
    let choices = choices.map(|kind| Choice::new(kind.id.as_str(), kind.title.clone()));
    match pick(typed, &choices.collect::<Vec<Choice>>()) {
        Ok(place) => Ok(kinds[place].id.clone()),
        Err(_) => Err(given::no_such_kind(typed, case.procedure())),
    }
}
