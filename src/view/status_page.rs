use anstyle::Style;

use crate::engine::{Case, Given, outputs};
use crate::model::{Activity, ActivityNumber, AnswerKey, Moment, OutputKind};
use crate::text;
use crate::view::status::{
    ConflictView, DoneView, HeldView, ReadyView, SideView, StatusView, WaitingView,
};
use crate::view::{Telling, named, width, wrapped};
use crate::words::{Language, Text, ago, count, days_between, either, escaped, listed};

/// As many of the last steps as a page shows.
const STEPS: usize = 5;
/// As many columns as a page takes at most, so that lines can be read.
const WIDEST: usize = 100;
/// Columns before the text of a block.
const INDENT: usize = 6;
const BAR: usize = 24;

impl StatusView {
    /// The whole page: what it is, how far it is, what is next, what was done.
    pub fn page(&self, case: &Case, telling: &Telling) -> String {
        let mut page = Page::new(telling);
        self.head(case, &mut page);
        self.work(case, &mut page);
        page.block(
            &Text::of("Últimos pasos", "Last steps"),
            self.done.iter().rev().take(STEPS),
            |page, done| page.step(case, done),
        );
        self.owed(case, &mut page);
        self.commands(case, &mut page);
        page.text
    }

    /// What a person reads after a start.
    pub fn begun(&self, case: &Case, telling: &Telling) -> String {
        let mut page = Page::new(telling);
        self.head(case, &mut page);
        self.work(case, &mut page);
        self.commands(case, &mut page);
        page.text
    }

    /// What a person reads after an act: what was done, what is ready now, what is owed, and the
    /// command that comes next.
    pub fn after(&self, done: &Text, case: &Case, telling: &Telling) -> String {
        let mut page = Page::new(telling);
        page.wrap(0, done);
        self.ending(case, &mut page);
        self.work(case, &mut page);
        self.owed(case, &mut page);
        self.commands(case, &mut page);
        page.text
    }

    fn head(&self, case: &Case, page: &mut Page) {
        let procedure = case.procedure();
        let code = if procedure.code.is_empty() {
            procedure.id.to_string()
        } else {
            procedure.code.clone()
        };
        let title = procedure.title.get(page.language());
        page.strong(&format!("{code} · {title}"));
        let version = self.version;
        let mut facts = vec![
            Text::same(&*self.case),
            text!("versión {version}", "version {version}"),
        ];
        facts.extend(self.reference.as_ref().map(Text::same));
        page.facts(&facts);
        if let Some(title) = &self.title {
            page.wrap(0, &Text::same(title));
        }
        for entity in &self.entities {
            page.wrap(0, &Text::same(entity));
        }
        let (day, by) = (day(&self.started.at), &self.started.by);
        page.facts(&[
            self.state_said(case),
            text!("iniciado el {day} por {by}", "started on {day} by {by}"),
        ]);
        page.progress(self);
    }

    fn state_said(&self, case: &Case) -> Text {
        match &self.result {
            Some(result) => {
                let result = named::result(case.procedure(), result);
                Text::owned(
                    format!("terminado: {}", result.es),
                    format!("finished: {}", result.en),
                )
            }
            None if self.in_conflict => Text::of("abierto, en conflicto", "open, in conflict"),
            None if self.stuck => Text::of("abierto, estancado", "open, stuck"),
            None => Text::of("abierto", "open"),
        }
    }

    fn ending(&self, case: &Case, page: &mut Page) {
        if self.result.is_some() {
            page.gap();
            let said = self.state_said(case);
            page.wrap(0, &text_of("El caso está ", "The case is ", &said));
        }
    }

    fn work(&self, case: &Case, page: &mut Page) {
        page.block(
            &Text::of("En conflicto", "In conflict"),
            self.conflicts.iter(),
            |page, conflict| page.conflict(case, conflict),
        );
        page.block(
            &Text::of("Listo ahora", "Ready now"),
            self.ready.iter(),
            |page, work| page.ready(case, work),
        );
        page.block(
            &Text::of("En espera", "Waiting"),
            self.waiting.iter(),
            |page, work| {
                page.waiting(case, work);
            },
        );
        page.block(
            &Text::of(
                "Retenido: no cuenta por ahora",
                "Held: does not count for now",
            ),
            self.held.iter(),
            |page, held| page.held(case, held),
        );
    }

    fn owed(&self, case: &Case, page: &mut Page) {
        let owed: Vec<(ActivityNumber, Vec<OutputKind>)> = outputs(case)
            .into_iter()
            .filter_map(|row| match row.given {
                Given::Missing(kinds) => Some((row.activity, kinds.to_vec())),
                Given::Output { .. } => None,
            })
            .collect();
        page.block(
            &Text::of("Falta entregar", "Owed"),
            owed.iter(),
            |page, (activity, kinds)| {
                page.owed(case, *activity, kinds);
            },
        );
    }

    fn commands(&self, case: &Case, page: &mut Page) {
        let commands: Vec<String> = self
            .ready
            .iter()
            .flat_map(|work| commands(case, work, page.telling.short, page.language()))
            .collect();
        page.block(
            &Text::of("Siguiente", "Next"),
            commands.iter(),
            |page, command| {
                page.line(2, command);
            },
        );
    }
}

/// The commands that end a ready work item, one for each way.
fn commands(case: &Case, work: &ReadyView, short: &str, language: Language) -> Vec<String> {
    let number = work.activity;
    let mut advance = format!("ugat case advance {short} {number}");
    if let Some(answer) = work.answers.first() {
        advance += &format!(" --answer {answer}");
    }
    let names_entity = number >= case.procedure().entity_from;
    if names_entity && case.entities().is_empty() {
        advance += match language {
            Language::Spanish => " --entity ENTIDAD",
            Language::English => " --entity ENTITY",
        };
    }
    for kind in work.owes.iter().filter_map(|group| group.first()) {
        advance += &format!(" --output {kind}=REF");
    }
    let mut all = vec![advance];
    if let Some(to) = work.returns_to.first() {
        let to = if work.returns_to.len() > 1 {
            format!(" --to {to}")
        } else {
            String::new()
        };
        let reason = match language {
            Language::Spanish => "MOTIVO",
            Language::English => "REASON",
        };
        all.push(format!(
            "ugat case return {short} {number}{to} --reason {reason}"
        ));
    }
    all
}

/// The day of a moment as the JSON says it.
fn day(at: &str) -> &str {
    at.get(..10).unwrap_or(at)
}

fn text_of(es: &str, en: &str, said: &Text) -> Text {
    Text::owned(format!("{es}{}", said.es), format!("{en}{}", said.en))
}

/// A page as it is written, line by line.
struct Page<'a> {
    telling: &'a Telling<'a>,
    text: String,
}

impl<'a> Page<'a> {
    const fn new(telling: &'a Telling<'a>) -> Self {
        Self {
            telling,
            text: String::new(),
        }
    }

    const fn language(&self) -> Language {
        self.telling.look.language
    }

    fn columns(&self) -> usize {
        self.telling.look.width.min(WIDEST)
    }

    fn gap(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    fn line(&mut self, indent: usize, line: &str) {
        self.text.extend(std::iter::repeat_n(' ', indent));
        self.text.push_str(&escaped(line));
        self.text.push('\n');
    }

    fn strong(&mut self, line: &str) {
        let style = if self.telling.colour {
            Style::new().bold()
        } else {
            Style::new()
        };
        for line in wrapped(&escaped(line), self.columns()) {
            self.text.push_str(&format!("{style}{line}{style:#}\n"));
        }
    }

    fn wrap(&mut self, indent: usize, text: &Text) {
        let shown = escaped(text.get(self.language())).into_owned();
        for line in wrapped(&shown, self.columns().saturating_sub(indent)) {
            self.line(indent, &line);
        }
    }

    fn facts(&mut self, facts: &[Text]) {
        let facts: Vec<&str> = facts.iter().map(|fact| fact.get(self.language())).collect();
        self.wrap(0, &Text::same(facts.join(" · ")));
    }

    /// A heading and its entries, where there are any.
    fn block<T>(
        &mut self,
        heading: &Text,
        entries: impl Iterator<Item = T>,
        mut write: impl FnMut(&mut Self, T),
    ) {
        let mut entries = entries.peekable();
        if entries.peek().is_none() {
            return;
        }
        self.gap();
        self.strong(heading.get(self.language()));
        for entry in entries {
            write(self, entry);
        }
    }

    /// An activity's number and title, the lines of what is said of it below.
    fn entry(&mut self, number: ActivityNumber, title: &str, said: &[Text]) {
        let number = format!("{number:>4}  ");
        let title = escaped(title).into_owned();
        for (place, line) in wrapped(&title, self.columns().saturating_sub(INDENT))
            .iter()
            .enumerate()
        {
            if place == 0 {
                self.line(0, &format!("{number}{line}"));
            } else {
                self.line(INDENT, line);
            }
        }
        for text in said {
            self.wrap(INDENT, text);
        }
    }

    fn progress(&mut self, status: &StatusView) {
        let done = count(
            status.progress.done,
            &Text::of("actividad hecha", "activity done"),
            &Text::of("actividades hechas", "activities done"),
        );
        let Some(remaining) = status.progress.remaining else {
            self.wrap(0, &done);
            return;
        };
        let left = remaining as usize;
        let whole = (status.progress.done + left).max(1);
        let filled = BAR * status.progress.done / whole;
        let bar = "█".repeat(filled) + &"░".repeat(BAR - filled);
        let said = match left {
            0 => done,
            1 => Text::owned(
                format!("{}, falta al menos 1", done.es),
                format!("{}, at least 1 to go", done.en),
            ),
            many => Text::owned(
                format!("{}, faltan al menos {many}", done.es),
                format!("{}, at least {many} to go", done.en),
            ),
        };
        self.wrap(0, &text_of(&format!("{bar}  "), &format!("{bar}  "), &said));
    }

    fn ready(&mut self, case: &Case, work: &ReadyView) {
        let Some(activity) = case.procedure().activity(work.activity) else {
            return;
        };
        let roles = named::roles(case.procedure(), &work.role);
        let mut said = vec![Text::of_each(|language| {
            let since = self.since(&work.since);
            format!("{} · {}", roles.get(language), since.get(language))
        })];
        if work.returned {
            said.push(Text::of(
                "devuelto por una revisión",
                "returned by a review",
            ));
        }
        said.extend(question(activity));
        said.extend(returns(work));
        said.extend(work.owes.iter().map(|group| {
            let kinds = named::kinds(case.procedure(), group);
            text_of("debe dejar: ", "owes: ", &kinds)
        }));
        said.extend(
            activity
                .manual
                .iter()
                .map(|manual| text_of("según otro manual: ", "by another manual: ", manual)),
        );
        self.entry(work.activity, work.title.get(self.language()), &said);
    }

    /// Since when, and how many days ago that is.
    fn since(&self, at: &str) -> Text {
        let day = day(at);
        let days = Moment::parse(at).map_or(0, |at| days_between(at.day(), self.telling.today));
        let ago = ago(days);
        let (es, en) = (&ago.es, &ago.en);
        text!("desde el {day} ({es})", "since {day} ({en})")
    }

    fn waiting(&mut self, case: &Case, work: &WaitingView) {
        let said = Text::of_each(|language| {
            let awaited = listed(&work.awaiting, language);
            let arrived = listed(&work.arrived_from, language);
            let said = if work.arrived_from.is_empty() {
                text!("espera a {awaited}", "waits for {awaited}")
            } else {
                text!(
                    "espera a {awaited}; ya llegó {arrived}",
                    "waits for {awaited}; {arrived} has arrived"
                )
            };
            said.get(language).to_owned()
        });
        self.entry(
            work.activity,
            title(case, work.activity, self.language()),
            &[said],
        );
    }

    fn conflict(&mut self, case: &Case, conflict: &ConflictView) {
        let sides: Vec<Text> = conflict
            .sides
            .iter()
            .map(|side| self.side(case, conflict, side))
            .collect();
        self.entry(
            conflict.activity,
            title(case, conflict.activity, self.language()),
            &sides,
        );
    }

    fn side(&self, case: &Case, conflict: &ConflictView, side: &SideView) -> Text {
        let did = did(case, conflict.activity, side.did, &side.answers, &side.to);
        let event = side.event.short(8);
        let (by, day) = (&side.by, day(&side.at));
        let rests = count(
            side.held,
            &Text::of("acto depende de esto", "act rests on it"),
            &Text::of("actos dependen de esto", "acts rest on it"),
        );
        Text::of_each(|language| {
            let mut said = format!("{event}  {}: {by}, {day}", did.get(language));
            if side.held > 0 {
                said += &format!("; {}", rests.get(language));
            }
            said
        })
    }

    fn held(&mut self, case: &Case, held: &HeldView) {
        let (by, day, event) = (&held.by, day(&held.at), held.event.short(8));
        let on = held.on.map_or_else(String::new, |on| on.to_string());
        let reason = match held.reason {
            "contested" => text!(
                "depende de la actividad {on}, que está en conflicto",
                "it rests on activity {on}, which is in conflict"
            ),
            "changed" => text!(
                "depende de la actividad {on}, que ahora tiene otro resultado",
                "it rests on activity {on}, which has another outcome now"
            ),
            "waits" => Text::of(
                "su actividad espera ahora a otras",
                "its activity waits for others now",
            ),
            _ => Text::of("el caso no llega a ella", "the case does not come to it"),
        };
        let said = text_of(
            &format!("{event}  {by}, {day}: "),
            &format!("{event}  {by}, {day}: "),
            &reason,
        );
        self.entry(
            held.activity,
            title(case, held.activity, self.language()),
            &[said],
        );
    }

    fn step(&mut self, case: &Case, done: &DoneView) {
        let title = title(case, done.activity, self.language()).to_owned();
        let did = did(case, done.activity, done.did, &done.answers, &done.to);
        let (day, by) = (day(&done.at), &done.by);
        let mut said = format!("{day} {by}");
        if !done.answers.is_empty() || !done.to.is_empty() {
            said = format!("{said} · {}", did.get(self.language()));
        }
        let line = format!("{:>4}  {title}", done.activity.to_string());
        let fits = width(&line) + 3 + width(&said) <= self.columns();
        if fits {
            self.line(0, &format!("{line} · {said}"));
        } else {
            self.entry(done.activity, &title, &[Text::same(said)]);
        }
    }

    fn owed(&mut self, case: &Case, activity: ActivityNumber, kinds: &[OutputKind]) {
        let short = self.telling.short;
        let owed = named::kinds(case.procedure(), kinds);
        let first = kinds.first().map_or("", OutputKind::as_str);
        self.entry(activity, owed.get(self.language()), &[]);
        self.line(
            INDENT,
            &format!("ugat case attach {short} {activity} --output {first}=REF"),
        );
    }
}

fn title<'a>(case: &Case<'a>, number: ActivityNumber, language: Language) -> &'a str {
    let activity = case.procedure().activity(number);
    activity.map_or("", |activity| activity.title.get(language))
}

/// What was decided, in words.
fn did(
    case: &Case,
    number: ActivityNumber,
    did: &str,
    answers: &[AnswerKey],
    to: &[ActivityNumber],
) -> Text {
    if did == "returned" {
        let to = to.first().map_or_else(String::new, ToString::to_string);
        return text!("devuelto a {to}", "returned to {to}");
    }
    match case.procedure().activity(number) {
        Some(activity) if !answers.is_empty() => named::answers(activity, answers),
        Some(activity) if !activity.review.is_empty() => Text::of("aprobado", "approved"),
        Some(_) | None => Text::of("hecho", "done"),
    }
}

fn question(activity: &Activity) -> Option<Text> {
    let question = activity.question.as_ref()?;
    Some(Text::of_each(|language| {
        let choices: Vec<String> = question
            .answers
            .iter()
            .map(|answer| format!("{} ({})", answer.key, answer.title.get(language)))
            .collect();
        let choices = choices.join(" · ");
        format!("{} {choices}", question.text.get(language))
    }))
}

fn returns(work: &ReadyView) -> Option<Text> {
    (!work.returns_to.is_empty()).then(|| {
        Text::of_each(|language| {
            let to = either(&work.returns_to, language);
            text!(
                "revisa: completarla aprueba; puede devolver a {to}",
                "a review: completing approves; it may return to {to}"
            )
            .get(language)
            .to_owned()
        })
    })
}
