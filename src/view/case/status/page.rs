//! The page of `case status`.

use crate::engine::{Case, owed};
use crate::model::{ActName, EventId};
use crate::text;
use crate::view::case::class::{self, ClassName};
use crate::view::case::commands::{giving, reason};
use crate::view::case::outputs::view::item_flag;
use crate::view::case::state::CaseState;
use crate::view::case::status::acts::DeviationView;
use crate::view::case::status::entry::{self, Entry};
use crate::view::case::status::next::Next;
use crate::view::case::status::view::StatusView;
use crate::view::each::each;
use crate::view::page::joined::joined;
use crate::view::page::sheet::Sheet;
use crate::view::{Telling, named, width};
use crate::words::{Text, counted};

/// How many of the last steps a page shows.
const STEPS: usize = 5;
/// The indent of the text of an entry.
const INDENT: usize = 6;
const BAR: usize = 24;

impl StatusView {
    /// The whole page: the case, its progress, what is next, what was done.
    pub fn page(&self, case: &Case, telling: &Telling) -> String {
        let mut page = StatusPage::new(self, case, telling);
        page.head();
        page.work();
        page.steps();
        page.deviations();
        page.marked();
        page.owed();
        page.commands();
        page.sheet.written()
    }

    /// The page after a start.
    pub fn begun(&self, case: &Case, telling: &Telling) -> String {
        let mut page = StatusPage::new(self, case, telling);
        page.head();
        page.work();
        page.commands();
        page.sheet.written()
    }

    /// The page after an act: what was done, what is ready now, what is owed, and the command that
    /// comes next.
    pub fn after(&self, done: &Text, case: &Case, telling: &Telling) -> String {
        let mut page = StatusPage::new(self, case, telling);
        page.sheet.fact(0, done);
        page.ending();
        page.work();
        page.owed();
        page.commands();
        page.sheet.written()
    }
}

struct StatusPage<'a> {
    status: &'a StatusView,
    case: &'a Case<'a>,
    telling: &'a Telling<'a>,
    sheet: Sheet,
}

impl<'a> StatusPage<'a> {
    const fn new(status: &'a StatusView, case: &'a Case<'a>, telling: &'a Telling<'a>) -> Self {
        Self {
            status,
            case,
            telling,
            sheet: Sheet::for_telling(telling),
        }
    }

    fn head(&mut self) {
        let (status, procedure) = (self.status, self.case.procedure());
        let code = match procedure.code.as_str() {
            "" => procedure.id.as_str(),
            code => code,
        };
        let Text { es, en } = &procedure.title;
        self.sheet.strong(&text!("{code} · {es}", "{code} · {en}"));
        let version = status.version;
        let mut facts = vec![
            Text::same(&*status.case),
            text!("versión {version}", "version {version}"),
        ];
        facts.extend(status.reference.as_ref().map(Text::same));
        self.facts(&facts);
        if let Some(said) = named::counterfeit(procedure) {
            self.sheet.fact(0, &said);
        }
        for line in status.title.iter().chain(&status.entities) {
            self.sheet.fact(0, &Text::same(line));
        }
        if !status.labels.is_empty() {
            let labels = status.labels.join(" · ");
            self.sheet
                .fact(0, &text!("etiquetas: {labels}", "labels: {labels}"));
        }
        for link in &status.links {
            let other = link.other();
            let linked = text!("vinculado con {other}", "linked with {other}");
            self.sheet.fact(0, &linked);
        }
        let started = &status.started.signed;
        let (day, by) = (started.day(), started.who());
        self.facts(&[
            self.status.state_words(self.case.procedure()),
            text!("iniciado el {day} por {by}", "started on {day} by {by}"; day, by),
        ]);
        self.sheet.fact(0, &progress(status));
    }

    /// Facts on one line.
    fn facts(&mut self, facts: &[Text]) {
        self.sheet.fact(0, &joined(facts, " · "));
    }

    fn ending(&mut self) {
        if self.status.result.is_some() {
            self.sheet.gap();
            let Text { es, en } = self.status.state_words(self.case.procedure());
            let said = text!("El caso está {es}", "The case is {en}");
            self.sheet.fact(0, &said);
        }
    }

    /// The acts that left the case stuck, and the commands that take them back.
    fn standstill(&mut self) {
        if !self.status.stuck {
            return;
        }
        let moves = |one: &&DeviationView| {
            let moved = matches!(one.did, ActName::Redirected | ActName::Migrated);
            moved && one.class == ClassName::Applied
        };
        let (short, reason) = (self.telling.short, reason(self.sheet.language()));
        self.block(
            &Text::of(
                "Estancado: hay trabajo y nada está listo. Deshacer uno de estos actos ayuda",
                "Stuck: there is work and none is ready. Taking back one of these acts helps",
            ),
            self.status.deviations.iter().filter(moves),
            |page, one| {
                page.deviation(one);
                let event = one.event.short(8);
                let command = match one.did == ActName::Migrated {
                    true => format!("ugat case migrate {short} --to N --reason {reason}"),
                    false => format!("ugat case undo {short} {event} --yes --reason {reason}"),
                };
                if page.telling.proposes() {
                    page.sheet.line(12, &command);
                }
            },
        );
    }

    fn work(&mut self) {
        self.standstill();
        let (status, case, ages) = (self.status, self.case, &self.telling.ages);
        let conflicts = each(&status.conflicts, |one| entry::conflict(case, one));
        self.entries(&Text::of("En conflicto", "In conflict"), conflicts);
        let ready = each(&status.ready, |work| {
            let mut entry = entry::ready(case, work, ages, &status.clock);
            entry.facts.extend(self.telling.in_place(&work.role));
            entry
        });
        self.entries(&ready_heading(status.state), ready);
        let waiting = each(&status.waiting, |work| entry::waiting(case, work));
        self.entries(&Text::of("En espera", "Waiting"), waiting);
        let heading = Text::of(
            "Retenido: no cuenta por ahora",
            "Held: does not count for now",
        );
        let held = status.held.iter().filter(|held| !held.is_idle);
        self.entries(&heading, each(held, |held| entry::held(case, held)));
    }

    fn steps(&mut self) {
        let (status, case) = (self.status, self.case);
        let heading = Text::of(
            "Tardío: cuenta, y quien detuvo el caso no lo vio",
            "Late: it counts, and whoever stopped the case had not seen it",
        );
        let late = status.done.iter().filter(|done| done.late);
        self.entries(
            &heading,
            late.filter_map(|done| entry::late(case, done)).collect(),
        );
        let last = status.done.iter().rev().take(STEPS);
        self.block(
            &Text::of("Últimos pasos", "Last steps"),
            last.map(|done| entry::step(case, done)),
            Self::step,
        );
    }

    fn deviations(&mut self) {
        self.block(
            &Text::of("Fuera del procedimiento", "Off the procedure"),
            self.status.deviations.iter(),
            Self::deviation,
        );
    }

    /// An act off the path: what was done, by whom, when and why.
    fn deviation(&mut self, one: &DeviationView) {
        self.act(one.event, &one.line());
        self.sheet.fact(12, &Text::same(&one.reason));
        if one.class == ClassName::Replaced {
            let place = self.case.place(one.event);
            let turned = place.and_then(|place| class::turned(self.case, place));
            let later = Text::of("después se reemplazó", "replaced later");
            let said = turned.map_or(later, |(word, when)| joined([&word, &when], " "));
            self.sheet.fact(12, &said);
        }
    }

    /// What was done, by whom and when.
    fn act(&mut self, event: EventId, said: &Text) {
        let said = said.get(self.sheet.language());
        self.sheet.hang(2, &format!("{}  ", event.short(8)), said);
    }

    /// The marked acts and their marks. They count like any other.
    fn marked(&mut self) {
        self.block(
            &Text::of(
                "Marcado: cuenta, y algo no es como debería",
                "Marked: it counts, and something is not as it should be",
            ),
            self.status.marked.iter(),
            |page, one| {
                page.act(one.event, &one.line());
                for mark in &one.marks {
                    page.sheet.fact(12, &mark.said);
                }
            },
        );
    }

    fn owed(&mut self) {
        let (case, short) = (self.case, self.telling.short);
        self.block(
            &Text::of("Falta entregar", "Owed"),
            owed(case).into_iter(),
            |page, (done, due)| {
                let number = done.activity;
                let title = named::due(case.procedure_under(done.version), due);
                let item = item_flag(case, number, done.item);
                let procedure = case.procedure_under(done.version);
                let gives = giving(
                    (procedure, Some(done.definition)),
                    due,
                    Some(done.answers()),
                );
                let gives = gives.get(page.sheet.language());
                page.entry(Entry {
                    number: Some(number),
                    title,
                    facts: Vec::new(),
                });
                if page.telling.proposes() {
                    let command = format!("ugat case attach {short} {number}{item}{gives}");
                    page.sheet.line(INDENT, &command);
                }
            },
        );
    }

    fn commands(&mut self) {
        if self.telling.takes_acts {
            let next = Next::of(self.status, self.case, self.telling);
            next.write(&mut self.sheet, &self.telling.reader);
        }
    }

    /// A heading and its entries, if there are any.
    fn block<T>(
        &mut self,
        heading: &Text,
        entries: impl Iterator<Item = T>,
        write: impl Fn(&mut Self, T),
    ) {
        let mut entries = entries.peekable();
        if entries.peek().is_none() {
            return;
        }
        self.sheet.section(heading);
        for entry in entries {
            write(self, entry);
        }
    }

    fn entries(&mut self, heading: &Text, entries: Vec<Entry>) {
        self.block(heading, entries.into_iter(), Self::entry);
    }

    /// An activity's number and title, with its facts below.
    fn entry(&mut self, entry: Entry) {
        let (number, title) = (entry.number(), entry.title.get(self.sheet.language()));
        self.sheet.hang(0, &format!("{number:>4}  "), title);
        for said in &entry.facts {
            self.sheet.fact(INDENT, said);
        }
    }

    /// An entry on one line, if it fits.
    fn step(&mut self, entry: Entry) {
        let language = self.sheet.language();
        let line = joined([&entry.title].into_iter().chain(&entry.facts), " · ");
        let line = format!("{:>4}  {}", entry.number(), line.get(language));
        if width(&line) <= self.sheet.columns() {
            self.sheet.line(0, &line);
        } else {
            self.entry(entry);
        }
    }
}

/// The heading of the ready work, which says when it can be done.
fn ready_heading(state: CaseState) -> Text {
    match state {
        CaseState::Suspended => Text::of(
            "Listo cuando el caso se reanude",
            "Ready once the case is resumed",
        ),
        CaseState::Cancelled => Text::of(
            "Listo si el caso se reabre",
            "Ready if the case is reopened",
        ),
        CaseState::Open | CaseState::Finished => Text::of("Listo ahora", "Ready now"),
    }
}

/// The progress as a bar and in numbers.
fn progress(status: &StatusView) -> Text {
    let done = counted(
        status.progress.done,
        ["actividad hecha", "actividades hechas"],
        ["activity done", "activities done"],
    );
    let Some(remaining) = status.progress.remaining else {
        return done;
    };
    let left = remaining as usize;
    let whole = (status.progress.done + left).max(1);
    let filled = BAR * status.progress.done / whole;
    let bar = "█".repeat(filled) + &"░".repeat(BAR - filled);
    let Text { es, en } = done;
    match left {
        0 => text!("{bar}  {es}", "{bar}  {en}"),
        1 => text!(
            "{bar}  {es}, falta al menos 1",
            "{bar}  {en}, at least 1 to go"
        ),
        many => text!(
            "{bar}  {es}, faltan al menos {many}",
            "{bar}  {en}, at least {many} to go"
        ),
    }
}

#[cfg(test)]
mod tests {
    use crate::engine::Marks;
    use crate::model::{Act, Prose, Redirection, Settings};
    use crate::testing::cases::{SampleCase, telling};
    use crate::testing::procedures::{number, procedure, step};
    use crate::view::StatusView;
    use crate::words::Language::Spanish;

    /// Two activities that can each lead to the other, which a move has brought to wait for it.
    #[test]
    fn a_case_where_nothing_moves_names_the_moves_that_led_there() {
        let mut told = SampleCase::of(procedure([
            step(1).next([2]),
            step(2).ends(),
            step(3).next([4, 5]),
            step(4).asks([("on", &[5]), ("end", &[])]),
            step(5).asks([("on", &[4]), ("end", &[])]),
        ]));
        let item = told.completion(1, &[]).item;
        let moved = Act::Redirected(Redirection {
            activity: number(1),
            item,
            to: vec![number(3)],
            reason: Prose::recorded("por instrucción"),
        });
        let event = told.write("Ana", moved);
        told.complete("Ana", 3, &[]);
        let case = told.case();
        let view = StatusView::of(
            &SampleCase::id(),
            &case,
            &Marks::default(),
            &Settings::default(),
        );
        assert!(view.stuck);
        let event = event.short(8);
        let page = view.page(&case, &telling(Spanish));
        let said = format!(
            "\
Estancado: hay trabajo y nada está listo. Deshacer uno de estos actos ayuda
  {event}  desvió desde 1 · Hacer lo de 1: Ana, 02/03/2026
            por instrucción
            ugat case undo 0123 {event} --yes --reason MOTIVO
"
        );
        assert!(page.contains(&said), "{page}");
    }
}
