//! What every act on a case shares: what is given becomes outputs, the act is written, and the
//! answer tells what has become of the case.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use crate::cli::case::intent::Intent;
use crate::cli::failure::{Failure, given, refusal};
use crate::cli::form::{Forms, only_unread, problems as form_problems, standing};
use crate::cli::input::checked::filled_in;
use crate::cli::input::choice::{Choice, pick};
use crate::cli::input::documents::Documents;
use crate::cli::session::Session;
use crate::engine::{Case, Mark, Marks};
use crate::model::{
    Act, AnswerKey, Event, EventId, Kind, Line, Output, OutputKind, Procedure, UnitClock,
};
use crate::store::{Attachment, Record, WriteFault, files_folder};
use crate::text;
use crate::view::{
    CaseState, CheckedForm, Manner, OutputsView, StatusView, form_talk, mark_sentence, named,
};
use crate::words::{Text, date};

/// A case after an act on it.
pub struct Written<'r> {
    /// As it was before.
    record: Cow<'r, Record>,
    event: Event,
}

/// Outputs as they will be in the journal, and the files that come with them.
pub struct Given {
    pub outputs: Vec<Output>,
    pub files: Vec<Attachment>,
}

/// What is given in one act with forms.
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
        let documents = given.resolved(session.env, |name| kind(case, name))?;
        let folder = files_folder(&record.path);
        let folder = folder.strip_prefix(session.store.root()).unwrap_or(&folder);
        let (mut outputs, mut files) = (Vec::new(), Vec::new());
        for document in documents {
            let file = match &document.path {
                Some(path) => Some(attachment(session, record, &files, path)?),
                None => None,
            };
            let given = file.as_ref();
            outputs.push(Output {
                kind: document.kind,
                reference: document.reference,
                file: given.map(|file| folder.join(&file.name).display().to_string()),
                sha256: given.map(|file| file.digest),
                date: document.date,
                note: document.note,
                form: None,
            });
            files.extend(file);
        }
        outputs.extend(forms);
        Ok(Self { outputs, files })
    }
}

/// A file on its way into a case, beside others of the same act; a name that it cannot keep is said.
fn attachment(
    session: &mut Session,
    record: &Record,
    beside: &[Attachment],
    path: &Path,
) -> Result<Attachment, Failure> {
    let mut file = Attachment::measure(&session.env.directory()?.join(path))?;
    let acts = record.journal.events.iter().map(|event| &event.did);
    let given = acts
        .flat_map(Act::outputs)
        .filter_map(|output| output.file.as_deref());
    let names = given.filter_map(|file| file.rsplit('/').next());
    file.meet(names.chain(beside.iter().map(|file| &*file.name)));
    if file.is_renamed {
        let (path, name) = (path.display(), &file.name);
        session.env.say(&text!(
            "`{path}`: guardado como `{name}`",
            "`{path}`: stored as `{name}`"
        ));
    }
    Ok(file)
}

/// The forms that are given, each checked; doubtful values are reported.
fn forms(
    session: &mut Session,
    case: &Case,
    paths: &[PathBuf],
    terms: Terms,
) -> Result<Vec<Output>, Failure> {
    if paths.is_empty() {
        return Ok(Vec::new());
    }
    for path in paths {
        filled_in("--form", &path.display().to_string())?;
    }
    let forms = Forms::read(session.env, paths);
    let answers = terms.answers.map(<[AnswerKey]>::to_vec);
    let standing = standing(session, case, answers, terms.entities, &forms.given())?;
    let judged = forms.judged(session.env, standing)?;
    let checked: Vec<CheckedForm> = judged.iter().map(|one| one.checked.clone()).collect();
    only_unread(session.env, &checked)?;
    let wrong = checked.iter().filter(|one| !one.is_right()).count();
    let manner = Manner {
        language: session.env.language(),
        colour: session.env.colour_talk(),
    };
    if !session.env.json() || wrong == 0 {
        session.env.talk(&form_talk(&checked, manner));
    }
    if wrong > 0 {
        let paths = paths.iter().map(|path| path.display().to_string());
        let paths = paths.collect::<Vec<_>>().join(" ");
        return Err(form_problems(wrong, checked.len(), &paths));
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
                Err(refusal::failure(&refusal, &record.case(), session.named()))
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
        let view = StatusView::of(&self.record.id, &case, &marks, &session.store.settings);
        self.remark(session, &case, &marks);
        if !session.env.json() && view.state != CaseState::Open && session.named() == "." {
            session.name_shortly(&self.record.id)?;
        }
        let place = case.place(self.event.id);
        let procedure = place.map_or_else(|| case.procedure(), |place| case.procedure_of(place));
        let said = said(procedure, &self.event.did);
        session.answer_case(&view, |telling| view.after(&said, &case, telling))
    }

    /// Remarks on what is odd about it.
    fn remark(&self, session: &mut Session, case: &Case, marks: &Marks) {
        remark(session, case, &self.event);
        for said in mark_remarks(case, &self.event, marks) {
            session.env.say(&said);
        }
        if let Some(event) = misdated(case, &self.event, marks) {
            let (named, event) = (session.named(), event.short(8));
            let said = text!(
                "si el día está mal, se corrige con `ugat case correct {named} {event} --on FECHA --reason MOTIVO`",
                "if the day is wrong, correct it with `ugat case correct {named} {event} --on DATE --reason REASON`"
            );
            session.env.say(&said);
        }
    }

    /// Tells what the case has left and owes now; a person, of the activity at hand alone.
    pub fn answer_outputs(&self, session: &mut Session) -> Result<(), Failure> {
        let case = self.record.case_after(&self.event);
        let marks = Marks::of(&case, &session.store.settings);
        self.remark(session, &case, &marks);
        let view = OutputsView::of(&self.record.id, &case);
        let of_it = match self.event.did.activity().zip(self.event.did.item()) {
            Some((activity, item)) if !session.env.json() => view.of_work(activity, item),
            Some(_) | None => view,
        };
        session.answer_case(&of_it, |telling| of_it.page(&case, telling))
    }
}

/// Remarks on a role or a kind of output that the activity does not list, and on a document of a day
/// to come; the act is recorded anyway.
pub fn remark(session: &mut Session, case: &Case, event: &Event) {
    let act = &event.did;
    let today = session.env.clock().ok().map(UnitClock::today);
    for output in act.outputs() {
        if let Some(day) = output
            .date
            .filter(|day| today.is_some_and(|today| *day > today))
        {
            let (kind, day) = (&output.kind, date(day));
            session.env.say(&text!(
                "`{kind}` lleva una fecha que aún no llega, {day}; se recibió igualmente",
                "`{kind}` bears a date that has not come, {day}; it was taken all the same";
                day
            ));
        }
    }
    let known = act.item().and_then(|item| case.known(item));
    let Some((procedure, activity)) = known.and_then(|(version, number)| {
        let procedure = case.procedure_under(version);
        Some((procedure, procedure.activity(number)?))
    }) else {
        return;
    };
    let number = activity.number;
    let role = event.role.as_ref();
    if let Some(role) = role.filter(|role| !activity.roles.contains(role)) {
        let Text { es, en } = named::roles(procedure, &activity.roles);
        session.env.say(&text!(
            "la actividad {number} es de {es}; se registró `{role}` igualmente",
            "activity {number} is for {en}; `{role}` was recorded all the same"
        ));
    }
    let unlisted = act.outputs().iter().map(|output| &output.kind);
    for kind in unlisted.filter(|kind| !activity.lists(kind)) {
        session.env.say(&text!(
            "la actividad {number} no menciona `{kind}`; se recibió igualmente",
            "activity {number} does not list `{kind}`; it was taken all the same"
        ));
    }
}

/// What is to be said of the marks that a new act brings: on itself and, where it gives another act a
/// new date, on that one and on those that are now dated before it.
pub fn mark_remarks(case: &Case, event: &Event, marks: &Marks) -> Vec<Text> {
    let own = case
        .place(event.id)
        .map_or(&[][..], |place| marks.at(place));
    let own = own.iter().map(|mark| {
        let sentence = mark_sentence(mark);
        text!("este acto queda marcado: {sentence}", "this act is marked: {sentence}"; sentence)
    });
    let brought = brought(case, event, marks)
        .into_iter()
        .map(|(place, mark)| {
            let (marked, sentence) = (case.event(place).id.short(8), mark_sentence(mark));
            text!(
                "el acto {marked} queda marcado: {sentence}",
                "act {marked} is marked: {sentence}";
                sentence
            )
        });
    own.chain(brought).collect()
}

/// The marks that a correction of a day brings to the act that it dates, and to those that are now
/// dated before it.
fn brought<'m>(case: &Case, event: &Event, marks: &'m Marks) -> Vec<(usize, &'m Mark)> {
    let Some(dated) = dated(event).and_then(|event| case.place(event)) else {
        return Vec::new();
    };
    let all = marks
        .iter()
        .flat_map(|(place, marks)| marks.iter().map(move |mark| (place, mark)));
    all.filter(|(place, mark)| {
        matches!(mark, Mark::BeforeParent { parent, .. }
            if *place == dated || *parent == case.time(dated))
    })
    .collect()
}

/// The act to which a correction gives another day.
fn dated(event: &Event) -> Option<EventId> {
    let correction = event.did.correction()?;
    correction.at.map(|_| correction.event)
}

/// The act whose day is to be corrected, where the day brings a mark.
fn misdated(case: &Case, event: &Event, marks: &Marks) -> Option<EventId> {
    let own = case.place(event.id)?;
    let is_of_its_day = |mark: &Mark| match mark {
        Mark::BeforeParent { .. } | Mark::FutureDay { .. } => true,
        Mark::Unentitled(_)
        | Mark::AssignedUnentitled(_)
        | Mark::AssignedUnknown(_)
        | Mark::FutureRecord { .. }
        | Mark::Ahead { .. }
        | Mark::FileElsewhere { .. }
        | Mark::FileUndigested { .. } => false,
    };
    let is_misdated = marks.at(own).iter().any(is_of_its_day);
    match dated(event) {
        None => is_misdated.then_some(event.id),
        Some(dated) => (!brought(case, event, marks).is_empty()).then_some(dated),
    }
}

/// A kind of output by every version that the case came through.
pub fn kind(case: &Case, typed: &str) -> Result<OutputKind, Failure> {
    let mut kinds: Vec<&Kind> = Vec::new();
    for kind in case.procedures().flat_map(|procedure| &procedure.kinds) {
        if kinds.iter().all(|known| known.id != kind.id) {
            kinds.push(kind);
        }
    }
    let choices: Vec<Choice> = kinds
        .iter()
        .map(|kind| Choice::new(kind.id.as_str(), kind.title.clone()))
        .collect();
    match pick(typed, &choices) {
        Ok(place) => Ok(kinds[place].id.clone()),
        Err(_) => Err(given::no_such_kind(typed, case.procedure())),
    }
}
