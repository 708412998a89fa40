//! The page of `procedure diff`.

use crate::engine::{Altered, Aspect, Change, Pair};
use crate::model::{Activity, ActivityNumber, Procedure, Reading};
use crate::text;
use crate::view::each::each;
use crate::view::named;
use crate::view::page::joined::joined;
use crate::view::page::sheet::Sheet;
use crate::view::procedure::difference::{DifferenceView, Sides, answer};
use crate::view::procedure::view::ProcedureView;
use crate::view::procedure::wording::{MANY_ANSWERS, Wording};
use crate::view::{Look, one_line};
use crate::words::{Text, date_in, listed};

impl DifferenceView<'_> {
    /// The differences as a page.
    pub fn page(&self, look: Look, colour: bool) -> String {
        let (old, new) = (
            ProcedureView::of(self.sides.old),
            ProcedureView::of(self.sides.new),
        );
        let language = look.language;
        let words = |view| Wording { view, language };
        let mut page = DifferencePage {
            view: self,
            old: words(&old),
            new: words(&new),
            sheet: Sheet::new(look, colour),
        };
        page.header();
        page.whole();
        let added = Text::of("Actividades nuevas", "Added activities");
        page.list(&added, &self.difference.added, self.sides.new);
        let removed = Text::of("Actividades quitadas", "Removed activities");
        page.list(&removed, &self.difference.removed, self.sides.old);
        page.changed();
        page.doubtful();
        page.renumbered();
        page.sheet.written()
    }
}

struct DifferencePage<'a> {
    view: &'a DifferenceView<'a>,
    old: Wording<'a>,
    new: Wording<'a>,
    sheet: Sheet,
}

/// The indents of an activity, and of its facts.
const INDENT: usize = 2;
const DEEPER: usize = 6;

impl DifferencePage<'_> {
    fn header(&mut self) {
        let sides = self.view.sides;
        self.sheet.strong(&sides.new.title);
        let named = |procedure: &Procedure| {
            let (id, version) = (&procedure.id, named::numbered_version(procedure));
            text!("{id}, versión {version}", "{id}, version {version}")
        };
        let (old, new) = (named(sides.old), named(sides.new));
        self.sheet.fact(0, &joined([&old, &new], " → "));
        if self.view.difference.is_none() {
            self.sheet.gap();
            let none = Text::of("No hay diferencias", "There is no difference");
            self.sheet.fact(0, &none);
        }
    }

    fn whole(&mut self) {
        if self.view.difference.whole.is_empty() {
            return;
        }
        self.sheet
            .section(&Text::of("El procedimiento", "The procedure"));
        for aspect in &self.view.difference.whole {
            let Sides { old, new } = self.view.sides;
            if *aspect == Aspect::Readings {
                self.readings(INDENT, &old.readings, &new.readings);
                continue;
            }
            let old = of_whole(self.old, aspect, old);
            let new = of_whole(self.new, aspect, new);
            self.change(INDENT, &label_of_whole(aspect), (old, new));
        }
    }

    /// The activities that only one side has.
    fn list(&mut self, heading: &Text, numbers: &[ActivityNumber], procedure: &Procedure) {
        if numbers.is_empty() {
            return;
        }
        self.sheet.section(heading);
        for activity in numbers.iter().filter_map(|one| procedure.activity(*one)) {
            self.activity(&activity.number.to_string(), activity);
            let roles = named::roles(procedure, &activity.roles);
            self.sheet.fact(DEEPER, &roles);
        }
    }

    fn changed(&mut self) {
        if self.view.difference.altered.is_empty() {
            return;
        }
        self.sheet
            .section(&Text::of("Actividades cambiadas", "Changed activities"));
        for altered in &self.view.difference.altered {
            self.altered(altered);
        }
    }

    fn altered(&mut self, altered: &Altered) {
        let Some((old, new)) = self.view.sides.activities(altered.pair) else {
            return;
        };
        self.activity(&numbered(altered.pair), new);
        for change in &altered.changes {
            if *change == Change::Readings {
                self.readings(DEEPER, &old.readings, &new.readings);
                continue;
            }
            let (old, new) = (of(self.old, change, old), of(self.new, change, new));
            match change {
                Change::AnswerAdded(_) => self.said(change, new),
                Change::AnswerRemoved(_) => self.said(change, old),
                Change::Title
                | Change::Roles
                | Change::Outputs
                | Change::Forms
                | Change::Manual
                | Change::Next
                | Change::Question
                | Change::AnswerTitle(_)
                | Change::AnswerNext(_)
                | Change::Review
                | Change::Readings => self.change(DEEPER, &label(change), (old, new)),
            }
        }
    }

    fn doubtful(&mut self) {
        let view = self.view;
        if view.difference.doubtful.is_empty() {
            return;
        }
        self.sheet.section(&Text::of(
            "Lecturas por revisar: cambió el recorrido de su actividad, y ellas no",
            "Readings to check: the flow of their activity changed, and they did not",
        ));
        for (activity, readings) in view.sides.doubtful(&view.difference.doubtful) {
            self.activity(&activity.number.to_string(), activity);
            for reading in readings {
                let words = self.reading(reading, false);
                self.sheet
                    .labelled(DEEPER, &Text::of("Lectura", "Reading"), &words);
            }
        }
    }

    /// `lo que dice → lo que se adopta`, and why.
    fn reading(&self, reading: &Reading, in_full: bool) -> String {
        let language = self.sheet.language();
        let (issue, adopted) = (&reading.issue, &reading.adopted);
        let mut words = [issue, adopted]
            .map(|text| one_line(text, language))
            .join(" → ");
        let more = [Some(&reading.why), reading.alternative.as_ref()];
        for text in more.into_iter().flatten().filter(|_| in_full) {
            words += " · ";
            words += &one_line(text, language);
        }
        words
    }

    fn renumbered(&mut self) {
        let view = self.view;
        if view.map.is_empty() {
            return;
        }
        self.sheet
            .section(&Text::of("Cambian de número", "Renumbered"));
        for pair in view.difference.renumbered() {
            if let Some(activity) = view.sides.new.activity(pair.new) {
                self.activity(&numbered(pair), activity);
            }
        }
        if view.sides.old.id == view.sides.new.id {
            self.sheet
                .section(&Text::of("Para migrar casos", "To migrate cases"));
            let map = each(&view.map, |pair| format!("--map {pair}"));
            self.sheet.line(INDENT, &map.join(" "));
        }
    }

    fn activity(&mut self, number: &str, activity: &Activity) {
        let title = one_line(&activity.title, self.sheet.language());
        self.sheet.hang(INDENT, &format!("{number:>2}  "), &title);
    }

    /// What only one side has.
    fn said(&mut self, change: &Change, words: Option<String>) {
        let words = words.unwrap_or_default();
        self.sheet.labelled(DEEPER, &label(change), &words);
    }

    /// `Quién: esto → aquello`.
    fn change(
        &mut self,
        indent: usize,
        label: &Text,
        (old, new): (Option<String>, Option<String>),
    ) {
        let language = self.sheet.language();
        let nothing = || Text::of("nada", "nothing").get(language).to_owned();
        let (old, new) = (old.unwrap_or_else(nothing), new.unwrap_or_else(nothing));
        self.sheet
            .labelled(indent, label, &format!("{old} → {new}"));
    }

    /// The readings that only one side has; a changed reading counts on both.
    fn readings(&mut self, indent: usize, old: &[Reading], new: &[Reading]) {
        let gone = Text::of("Lectura que ya no está", "Reading that is gone");
        let added = Text::of("Lectura nueva", "New reading");
        for (label, readings, others) in [(gone, old, new), (added, new, old)] {
            for reading in readings.iter().filter(|one| !others.contains(one)) {
                // Where what is said and adopted stayed, the rest of it is what changed.
                let in_full = others.iter().any(|other| {
                    (&other.issue, &other.adopted) == (&reading.issue, &reading.adopted)
                });
                let words = self.reading(reading, in_full);
                self.sheet.labelled(indent, &label, &words);
            }
        }
    }
}

/// `8`, or `8 → 9`.
fn numbered(pair: Pair) -> String {
    if pair.old == pair.new {
        return pair.new.to_string();
    }
    format!("{} → {}", pair.old, pair.new)
}

fn label_of_whole(aspect: &Aspect) -> Text {
    match aspect {
        Aspect::Id => Text::of("Clave", "Key"),
        Aspect::Code => Text::of("Código", "Code"),
        Aspect::Title => Text::of("Título", "Title"),
        Aspect::Name => Text::of("Nombre oficial", "Official name"),
        Aspect::Objective => Text::of("Objetivo", "Objective"),
        Aspect::Approval => Text::of("Aprobación", "Approved"),
        Aspect::Source => Text::of("Fuente", "Source"),
        Aspect::EntityFrom => Text::of("Entidad desde la actividad", "Entity from activity"),
        Aspect::Role(id) => text!("Rol `{id}`", "Role `{id}`"),
        Aspect::Output(id) => text!("Tipo de salida `{id}`", "Kind of output `{id}`"),
        Aspect::Ending(key) => text!("Final `{key}`", "Ending `{key}`"),
        Aspect::Readings => Text::of("Lecturas", "Readings"),
    }
}

fn of_whole(words: Wording, aspect: &Aspect, procedure: &Procedure) -> Option<String> {
    let shown = |text: &Text| one_line(text, words.language);
    match aspect {
        Aspect::Id => Some(procedure.id.to_string()),
        Aspect::Code => Some(procedure.code.clone()),
        Aspect::Title => Some(shown(&procedure.title)),
        Aspect::Name => procedure.name.as_ref().map(shown),
        Aspect::Objective => procedure.objective.as_ref().map(shown),
        Aspect::Approval => {
            let approved = procedure.approved.as_ref();
            approved.map(|approved| {
                format!("{}, {}", approved.by, date_in(approved.on, words.language))
            })
        }
        Aspect::Source => procedure.source.clone(),
        Aspect::EntityFrom => Some(procedure.entity_from.to_string()),
        Aspect::Role(id) => procedure.role(id).map(|role| {
            let title = shown(&role.title);
            let outside = text!("{title} (fuera de la unidad)", "{title} (not of the unit)");
            match role.is_outside {
                true => outside.get(words.language).to_owned(),
                false => title,
            }
        }),
        Aspect::Output(id) => procedure.kind(id).map(|kind| shown(&kind.title)),
        Aspect::Ending(key) => procedure.ending(key).map(|one| shown(&one.title)),
        Aspect::Readings => None,
    }
}

fn label(change: &Change) -> Text {
    match change {
        Change::Title => Text::of("Título", "Title"),
        Change::Roles => Text::of("Quién", "Who"),
        Change::Outputs => Text::of("Debe", "Owes"),
        Change::Forms => Text::of("Formulario", "Form"),
        Change::Manual => Text::of("Según", "By"),
        Change::Next => Text::of("Sigue", "Next"),
        Change::Question => Text::of("Pregunta", "Asks"),
        Change::AnswerAdded(_) => Text::of("Respuesta nueva", "Added answer"),
        Change::AnswerRemoved(_) => Text::of("Respuesta quitada", "Removed answer"),
        Change::AnswerTitle(key) => text!("Respuesta `{key}`", "Answer `{key}`"),
        Change::AnswerNext(key) => text!("Tras `{key}`", "After `{key}`"),
        Change::Review => Text::of("Puede devolver a", "May return to"),
        Change::Readings => Text::of("Lecturas", "Readings"),
    }
}

fn of(words: Wording, change: &Change, activity: &Activity) -> Option<String> {
    let language = words.language;
    match change {
        Change::Title => Some(one_line(&activity.title, language)),
        Change::Roles => Some(words.who(activity)),
        Change::Outputs => Some(words.owed(activity)),
        Change::Forms => words.forms(activity),
        Change::Manual => activity
            .manual
            .as_ref()
            .map(|manual| one_line(manual, language)),
        Change::Next => follows(words, activity),
        Change::Question => activity.question.as_ref().map(|question| {
            let mut asked = one_line(&question.text, language);
            if question.many {
                asked += MANY_ANSWERS.get(language);
            }
            asked
        }),
        Change::AnswerAdded(key) | Change::AnswerRemoved(key) => {
            answer(activity, key).map(|answer| words.answer(activity, answer))
        }
        Change::AnswerTitle(key) => answer(activity, key).map(|one| one_line(&one.title, language)),
        Change::AnswerNext(key) => {
            answer(activity, key).map(|answer| match answer.next.as_slice() {
                [] => words.led_to(activity, answer),
                next => targets(words, next),
            })
        }
        Change::Review => (!activity.review.is_empty()).then(|| targets(words, &activity.review)),
        Change::Readings => None,
    }
}

/// What always follows an activity, or the end that it reaches.
fn follows(words: Wording, activity: &Activity) -> Option<String> {
    if !activity.next.is_empty() {
        return Some(targets(words, &activity.next));
    }
    activity.question.is_none().then(|| {
        let end = words.end(activity.result.as_ref());
        let words_of_end = text!("fin: {end}", "end: {end}");
        words_of_end.get(words.language).to_owned()
    })
}

/// Activities by number and title, as one number may mean two activities.
fn targets(words: Wording, numbers: &[ActivityNumber]) -> String {
    let named = each(numbers, |number| {
        let activity = named::activity(words.view.procedure, *number);
        one_line(&activity, words.language)
    });
    listed(&named, words.language)
}

#[cfg(test)]
mod tests {
    use crate::model::{AnswerKey, FormGroup, FormId, OutputKind, Procedure};
    use crate::testing::procedures::{number, procedure, step};
    use crate::view::{DifferenceView, Look, json};
    use crate::words::{Language, Text};

    fn old() -> Procedure {
        procedure([
            step(1).titled("Pedirlo", "Ask for it"),
            step(2)
                .titled("Revisarlo", "Check it")
                .asks([("yes", &[3]), ("no", &[])]),
            step(3).titled("Aprobarlo", "Approve it").review([1]),
            step(4).titled("Archivarlo", "File it").ends(),
        ])
    }

    /// Another step goes in, one goes out, and the others change in every part.
    fn new() -> Procedure {
        let mut new = procedure([
            step(1)
                .titled("Pedirlo", "Ask for it")
                .by(["uit"])
                .reading(),
            step(2).titled("Anotarlo", "Note it down").by(["upat"]),
            step(3)
                .titled("Revisarlo", "Check it")
                .asks([("yes", &[4]), ("later", &[1])])
                .manual(),
            step(4)
                .titled("Aprobarlo ya", "Approve it now")
                .owes(["correo"], &[])
                .review([1, 2])
                .ends(),
        ]);
        new.version = 2;
        new.code = "OTRO".into();
        new.title = Text::of("Otro", "Another");
        new.entity_from = number(3);
        new.activities[2].forms = vec![FormGroup {
            any: vec![FormId::recorded("anexo-1"), FormId::recorded("anexo-2")],
            output: OutputKind::recorded("correo"),
            when: vec![AnswerKey::recorded("yes")],
        }];
        new
    }

    fn page(old: &Procedure, new: &Procedure, language: Language) -> String {
        let width = 80;
        let view = DifferenceView::between(old, new);
        view.page(Look { language, width }, false)
    }

    #[test]
    fn what_changed_reads_in_the_words_of_the_procedure() {
        assert_eq!(
            page(&old(), &new(), Language::Spanish),
            "\
Otro
pr99, versión 1 → pr99, versión 2

El procedimiento
  Código: UGAT/AIT-PR99 → OTRO
  Título: Procedimiento de prueba → Otro
  Entidad desde la actividad: 1 → 3

Actividades nuevas
   2  Anotarlo
      upat

Actividades quitadas
   4  Archivarlo
      Jefe de la UGAT

Actividades cambiadas
   1  Pedirlo
      Quién: Jefe de la UGAT (jefe-ugat) → uit (uit)
      Sigue: 2 · Revisarlo → 2 · Anotarlo
      Lectura nueva: El texto no nombra número. → Sigue el siguiente.
  2 → 3  Revisarlo
      Formulario: nada → anexo-1 o anexo-2, como correo electrónico (solo con
                  `yes`)
      Según: nada → manual de registro
      Respuesta quitada: no (`no`) → fin: Concluido (`finished`)
      Respuesta nueva: later (`later`) → vuelve a 1
  3 → 4  Aprobarlo ya
      Título: Aprobarlo → Aprobarlo ya
      Debe: nada → correo electrónico
      Sigue: 4 · Archivarlo → fin: Concluido (`finished`)
      Puede devolver a: 1 · Pedirlo → 1 · Pedirlo y 2 · Anotarlo

Cambian de número
  2 → 3  Revisarlo
  3 → 4  Aprobarlo ya

Para migrar casos
  --map 2=3 --map 3=4
"
        );
        assert_eq!(
            page(&old(), &new(), Language::English),
            "\
Another
pr99, version 1 → pr99, version 2

The procedure
  Code: UGAT/AIT-PR99 → OTRO
  Title: Sample procedure → Another
  Entity from activity: 1 → 3

Added activities
   2  Note it down
      upat

Removed activities
   4  File it
      Head of UGAT

Changed activities
   1  Ask for it
      Who: Head of UGAT (jefe-ugat) → uit (uit)
      Next: 2 · Check it → 2 · Note it down
      New reading: The text names no number. → The following one comes next.
  2 → 3  Check it
      Form: nothing → anexo-1 or anexo-2, as e-mail (only with `yes`)
      By: nothing → registration manual
      Removed answer: no (`no`) → end: Finished (`finished`)
      Added answer: later (`later`) → back to 1
  3 → 4  Approve it now
      Title: Approve it → Approve it now
      Owes: nothing → e-mail
      Next: 4 · File it → end: Finished (`finished`)
      May return to: 1 · Ask for it → 1 · Ask for it and 2 · Note it down

Renumbered
  2 → 3  Check it
  3 → 4  Approve it now

To migrate cases
  --map 2=3 --map 3=4
"
        );
    }

    #[test]
    fn scripts_get_every_change_with_what_it_was_and_is() {
        let (old, new) = (old(), new());
        let view = DifferenceView::between(&old, &new);
        assert_eq!(
            json(&view),
            r#"{"old":{"id":"pr99","version":1,"revision":1,"digest":"af2bdbe1aa9b6ec1e2ade1d694f41fc71a831d0268e9891562113d8a62add1bf"},"new":{"id":"pr99","version":2,"revision":1,"digest":"af2bdbe1aa9b6ec1e2ade1d694f41fc71a831d0268e9891562113d8a62add1bf"},"same":false,"procedure":[{"what":"code","answer":null,"old":"UGAT/AIT-PR99","new":"OTRO"},{"what":"title","answer":null,"old":{"es":"Procedimiento de prueba","en":"Sample procedure"},"new":{"es":"Otro","en":"Another"}},{"what":"entity_from","answer":null,"old":1,"new":3}],"added":[{"activity":2,"title":{"es":"Anotarlo","en":"Note it down"},"role":["upat"]}],"removed":[{"activity":4,"title":{"es":"Archivarlo","en":"File it"},"role":["jefe-ugat"]}],"renumbered":[{"old":2,"new":3},{"old":3,"new":4}],"changed":[{"old":1,"new":1,"title":{"es":"Pedirlo","en":"Ask for it"},"changes":[{"what":"role","answer":null,"old":["jefe-ugat"],"new":["uit"]},{"what":"next","answer":null,"old":{"next":[2],"result":null},"new":{"next":[2],"result":null}},{"what":"readings","answer":null,"old":[],"new":[{"issue":{"es":"El texto no nombra número.","en":"The text names no number."},"adopted":{"es":"Sigue el siguiente.","en":"The following one comes next."},"why":{"es":"Nada lo desvía.","en":"Nothing sends it elsewhere."},"alternative":{"es":"Termina ahí.","en":"It ends there."}}]}]},{"old":2,"new":3,"title":{"es":"Revisarlo","en":"Check it"},"changes":[{"what":"forms","answer":null,"old":[],"new":[{"any":["anexo-1","anexo-2"],"output":"correo","when":["yes"]}]},{"what":"manual","answer":null,"old":null,"new":{"es":"manual de registro","en":"registration manual"}},{"what":"answer-removed","answer":"no","old":{"title":{"es":"no","en":"no"},"next":[],"result":null},"new":null},{"what":"answer-added","answer":"later","old":null,"new":{"title":{"es":"later","en":"later"},"next":[1],"result":null}}]},{"old":3,"new":4,"title":{"es":"Aprobarlo ya","en":"Approve it now"},"changes":[{"what":"title","answer":null,"old":{"es":"Aprobarlo","en":"Approve it"},"new":{"es":"Aprobarlo ya","en":"Approve it now"}},{"what":"outputs","answer":null,"old":[],"new":[{"any":["correo"],"when":[]}]},{"what":"next","answer":null,"old":{"next":[4],"result":null},"new":{"next":[],"result":null}},{"what":"review","answer":null,"old":[1],"new":[1,2]}]}],"readings_to_check":[],"map":["2=3","3=4"]}
"#
        );
    }

    #[test]
    fn nothing_changed_is_said_as_such() {
        assert_eq!(
            page(&old(), &old(), Language::Spanish),
            "\
Procedimiento de prueba
pr99, versión 1 → pr99, versión 1

No hay diferencias
"
        );
    }
}
