//! The page of `procedure show`.

use crate::model::{Activity, ActivityNumber, Question, Reading};
use crate::text;
use crate::view::procedure::view::ProcedureView;
use crate::view::procedure::wording::{MANY_ANSWERS, Wording};
use crate::view::{Look, named, one_line, picture, width, wrapped};
use crate::words::counted;
use crate::words::{Text, date_in, either, escaped, listed};

/// Whether readings are shown in full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readings {
    Counted,
    Told,
}

impl ProcedureView<'_> {
    /// The procedure as a page that replaces reading the manual.
    pub fn text(&self, look: Look, readings: Readings) -> String {
        let mut page = ProcedurePage {
            view: self,
            words: Wording {
                view: self,
                language: look.language,
            },
            look,
            readings,
            text: String::new(),
        };
        page.header();
        page.section(&Text::of("Recorrido", "Flow"));
        page.text.push_str(&picture(self.procedure, look));
        page.section(&Text::of("Actividades", "Activities"));
        for activity in &self.procedure.activities {
            page.activity(activity);
        }
        page.remarks();
        page.text.truncate(page.text.trim_end().len());
        page.text.push('\n');
        page.text
    }
}

struct ProcedurePage<'a> {
    view: &'a ProcedureView<'a>,
    words: Wording<'a>,
    look: Look,
    readings: Readings,
    text: String,
}

/// The columns of the longest label and the gap after it.
const LABEL: usize = 12;

impl ProcedurePage<'_> {
    fn header(&mut self) {
        let procedure = self.view.procedure;
        let title = one_line(&procedure.title, self.look.language);
        self.paragraph(&title);
        let (id, version) = (&procedure.id, named::numbered_version(procedure));
        let code = match procedure.code.as_str() {
            "" => String::new(),
            code => format!("{} · ", escaped(code)),
        };
        let number = procedure.activities.len();
        let Text { es, en } = counted(
            number,
            ["actividad", "actividades"],
            ["activity", "activities"],
        );
        let line = text!(
            "{code}{id} · versión {version} · {es}",
            "{code}{id} · version {version} · {en}"
        );
        self.paragraph(line.get(self.look.language));
        if let Some(said) = named::counterfeit(procedure) {
            self.paragraph(said.get(self.look.language));
        }
        self.text.push('\n');
        self.facts();
        if self.readings == Readings::Told {
            for reading in &procedure.readings {
                self.reading(0, reading);
            }
        }
    }

    fn facts(&mut self) {
        let procedure = self.view.procedure;
        let language = self.look.language;
        if let Some(name) = &procedure.name {
            let name = one_line(name, language);
            self.item(0, &Text::of("Nombre", "Name"), &name);
        }
        if let Some(objective) = &procedure.objective {
            let objective = one_line(objective, language);
            self.item(0, &Text::of("Objetivo", "Objective"), &objective);
        }
        if let Some(approved) = &procedure.approved {
            let approved = format!(
                "{}, {}",
                escaped(&approved.by),
                date_in(approved.on, language)
            );
            self.item(0, &Text::of("Aprobación", "Approved"), &approved);
        }
        if let Some(source) = &procedure.source {
            self.item(0, &Text::of("Fuente", "Source"), &escaped(source));
        }
        self.counts();
    }

    /// The activity from which a case must name its entity, and the number of readings.
    fn counts(&mut self) {
        let procedure = self.view.procedure;
        let language = self.look.language;
        if procedure.entity_from > ActivityNumber::FIRST {
            let from = procedure.entity_from;
            let words = text!(
                "se nombra desde la actividad {from}",
                "named from activity {from} on"
            );
            self.item(0, &Text::of("Entidad", "Entity"), words.get(language));
        }
        let (number, id) = (procedure.number_of_readings(), &procedure.id);
        if number > 0 && self.readings == Readings::Counted {
            let words = format!("{number}: `ugat procedure show {id} --readings`");
            self.item(0, &Text::of("Lecturas", "Readings"), &words);
        }
    }

    fn activity(&mut self, activity: &Activity) {
        let place = self.number_width();
        let title = one_line(&activity.title, self.look.language);
        let room = self.look.width.saturating_sub(place + 2);
        for (at, line) in wrapped(&title, room).iter().enumerate() {
            let number = match at {
                0 => activity.number.to_string(),
                _ => String::new(),
            };
            self.line(&format!("{number:>place$}  {line}"));
        }
        let indent = place + 2;
        self.item(indent, &Text::of("Quién", "Who"), &self.words.who(activity));
        self.waits(indent, activity);
        let owed = self.words.owed(activity);
        self.item(indent, &Text::of("Debe", "Owes"), &owed);
        if let Some(forms) = self.words.forms(activity) {
            self.item(indent, &Text::of("Formulario", "Form"), &forms);
        }
        if let Some(manual) = &activity.manual {
            let manual = one_line(manual, self.look.language);
            self.item(indent, &Text::of("Según", "By"), &manual);
        }
        self.follows(indent, activity);
        self.review(indent, activity);
        if self.readings == Readings::Told {
            for reading in &activity.readings {
                self.reading(indent, reading);
            }
        }
        self.text.push('\n');
    }

    /// What the activity waits for: shown only if several flows lead here or one comes back.
    fn waits(&mut self, indent: usize, activity: &Activity) {
        let (course, number) = (&self.view.course, activity.number);
        let language = self.look.language;
        let (back, ahead): (Vec<_>, Vec<_>) = course
            .sources(number)
            .partition(|source| course.loops(*source, number));
        if ahead.len() > 1 {
            let ahead = listed(&ahead, language);
            let words = text!(
                "lo que aún pueda llegar de {ahead}",
                "whatever can still arrive from {ahead}"
            );
            let label = Text::of("Espera", "Waits for");
            self.item(indent, &label, words.get(language));
        }
        if !back.is_empty() {
            let back = listed(&back, language);
            let words = text!(
                "cuando se vuelve desde {back}",
                "when the work comes back from {back}"
            );
            self.item(indent, &Text::of("Se repite", "Again"), words.get(language));
        }
    }

    fn follows(&mut self, indent: usize, activity: &Activity) {
        let language = self.look.language;
        let next = self.words.leads(activity.number, &activity.next);
        let Some(question) = &activity.question else {
            if activity.next.is_empty() {
                let end = self.words.end(activity.result.as_ref());
                self.item(indent, &Text::of("Fin", "End"), &end);
            } else {
                self.item(indent, &Text::of("Sigue", "Next"), &next);
            }
            return;
        };
        if !activity.next.is_empty() {
            let words = text!("siempre {next}", "always {next}");
            self.item(indent, &Text::of("Sigue", "Next"), words.get(language));
        }
        self.asks(indent, activity, question);
    }

    fn asks(&mut self, indent: usize, activity: &Activity, question: &Question) {
        let language = self.look.language;
        let mut asked = one_line(&question.text, language);
        if question.many {
            asked += MANY_ANSWERS.get(language);
        }
        self.item(indent, &Text::of("Pregunta", "Asks"), &asked);
        for answer in &question.answers {
            let words = self.words.answer(activity, answer);
            self.item(indent, &Text::of("", ""), &words);
        }
    }

    fn review(&mut self, indent: usize, activity: &Activity) {
        if activity.review.is_empty() {
            return;
        }
        let to = either(&activity.review, self.look.language);
        let words = text!(
            "al completarse aprueba; observado, vuelve a {to}",
            "completing it approves; observed, it goes back to {to}"
        );
        let words = words.get(self.look.language);
        self.item(indent, &Text::of("Revisión", "Review"), words);
    }

    fn reading(&mut self, indent: usize, reading: &Reading) {
        let language = self.look.language;
        let issue = one_line(&reading.issue, language);
        self.item(indent, &Text::of("Lectura", "Reading"), &issue);
        let alternative = reading.alternative.as_ref();
        let parts = [
            (Text::of("Se adopta", "Adopted"), Some(&reading.adopted)),
            (Text::of("Razón", "Why"), Some(&reading.why)),
            (Text::of("Otra lectura", "Could also be"), alternative),
        ];
        for (label, words) in parts {
            if let Some(words) = words {
                let part = format!("{}: {}", label.get(language), one_line(words, language));
                self.item(indent, &Text::of("", ""), &part);
            }
        }
    }

    /// What `ugat` adds to the manual; the full readings already say it.
    fn remarks(&mut self) {
        let procedure = self.view.procedure;
        let mut activities = procedure.activities.iter();
        let has_review = activities.any(|one| !one.review.is_empty());
        let is_counted = self.readings == Readings::Counted;
        if is_counted && has_review && procedure.source.is_some() {
            let own = Text::of(
                "El manual dice quién revisa y aprueba, no qué ocurre si no aprueba: la devolución de lo \
                 observado la añade ugat.",
                "The manual says who reviews and approves, not what happens when they do not: that what is \
                 observed goes back is ugat's own.",
            );
            self.paragraph(own.get(self.look.language));
        }
    }

    fn number_width(&self) -> usize {
        self.view.procedure.activities.len().to_string().len()
    }

    fn section(&mut self, heading: &Text) {
        let heading = heading.get(self.look.language);
        self.text.truncate(self.text.trim_end().len());
        self.text.push_str("\n\n");
        self.line(heading);
        self.line(&"─".repeat(width(heading)));
        self.text.push('\n');
    }

    fn paragraph(&mut self, words: &str) {
        for line in wrapped(words, self.look.width) {
            self.line(&line);
        }
    }

    /// A label and a text, wrapped to the right of the label.
    fn item(&mut self, indent: usize, label: &Text, words: &str) {
        let label = label.get(self.look.language);
        let room = self.look.width.saturating_sub(indent + LABEL);
        for (at, line) in wrapped(words, room).iter().enumerate() {
            let label = if at == 0 { label } else { "" };
            let line = format!("{:indent$}{label:<LABEL$}{line}", "");
            self.line(&line);
        }
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::Readings;
    use crate::model::Procedure;
    use crate::testing::procedures::{procedure, step};
    use crate::view::{Look, ProcedureView};
    use crate::words::{Language, Text, hostile};

    fn sample() -> Procedure {
        procedure([
            step(1)
                .next([2, 3])
                .owes(["informe-tecnico", "correo"], &[]),
            step(2).next([4]).owes(["flujo"], &[]),
            step(3)
                .by(["uit", "upat"])
                .manual()
                .owes(["flujo", "correo"], &[])
                .next([4]),
            step(4)
                .asks([("yes", &[5]), ("no", &[1]), ("other", &[])])
                .owes(["correo"], &[])
                .owes(["informe-tecnico"], &["yes", "other"])
                .result(2, "concluded"),
            step(5).review([2, 3]).reading(),
        ])
    }

    #[track_caller]
    fn case(language: Language, width: usize, readings: Readings, expected: &str) {
        let procedure = sample();
        let text = ProcedureView::of(&procedure).text(Look { language, width }, readings);
        assert_eq!(text, expected, "\n{text}");
    }

    #[test]
    fn a_page_says_who_what_is_owed_and_what_comes_next() {
        case(
            Language::Spanish,
            80,
            Readings::Counted,
            "\
Procedimiento de prueba
UGAT/AIT-PR99 · pr99 · versión 1 · 5 actividades

Lecturas    1: `ugat procedure show pr99 --readings`

Recorrido
─────────

●    1  Hacer lo de 1  ↺ de 4                                          jefe-ugat
├─╮     en paralelo: 2 y 3
│ ●  2  Hacer lo de 2                                                  jefe-ugat
● │  3  Hacer lo de 3                                                  uit/upat
├─╯
◇    4  Hacer lo de 4                                                  jefe-ugat
│       ¿Está bien?   sí → 5   no ↺ 1   other ◎ Servicio concluido
◆    5  Hacer lo de 5  ↶ 2, 3  ◎ fin                                   jefe-ugat

● actividad   ◇ pregunta   ◆ revisión   ◎ fin   ├─╮ se abre   ├─╯ se une
↺ n vuelve a n   ↺ de n: se vuelve desde n   ↶ n puede devolver a n

Actividades
───────────

1  Hacer lo de 1
   Quién       Jefe de la UGAT (jefe-ugat)
   Se repite   cuando se vuelve desde 4
   Debe        informe técnico o correo electrónico
   Sigue       2 y 3, en paralelo

2  Hacer lo de 2
   Quién       Jefe de la UGAT (jefe-ugat)
   Debe        nada
   Sigue       4

3  Hacer lo de 3
   Quién       uit (uit) o upat (upat)
   Debe        nada; puede dejar: correo electrónico
   Según       manual de registro
   Sigue       4

4  Hacer lo de 4
   Quién       Jefe de la UGAT (jefe-ugat)
   Espera      lo que aún pueda llegar de 2 y 3
   Debe        correo electrónico; informe técnico (solo con `yes` u `other`)
   Pregunta    ¿Está bien?
               sí (`yes`) → 5
               no (`no`) → vuelve a 1
               other (`other`) → fin: Servicio concluido (`concluded`)

5  Hacer lo de 5
   Quién       Jefe de la UGAT (jefe-ugat)
   Debe        nada
   Fin         Concluido (`finished`)
   Revisión    al completarse aprueba; observado, vuelve a 2 o 3
",
        );
    }

    #[test]
    fn readings_are_told_where_they_are_asked_for() {
        case(
            Language::English,
            50,
            Readings::Told,
            "\
Sample procedure
UGAT/AIT-PR99 · pr99 · version 1 · 5 activities

Flow
────

●    1  Do the work of 1  ↺ from 4       jefe-ugat
├─╮     in parallel: 2 and 3
│ ●  2  Do the work of 2                 jefe-ugat
● │  3  Do the work of 3                 uit/upat
├─╯
◇    4  Do the work of 4                 jefe-ugat
│       Is it right?   yes → 5   no ↺ 1
│       other ◎ Service concluded
◆    5  Do the work of 5  ↶ 2, 3  ◎ end  jefe-ugat

● activity   ◇ question   ◆ review   ◎ end
├─╮ forks   ├─╯ joins   ↺ n goes back to n
↺ from n: n goes back here
↶ n may return it to n

Activities
──────────

1  Do the work of 1
   Who         Head of UGAT (jefe-ugat)
   Again       when the work comes back from 4
   Owes        technical report or e-mail
   Next        2 and 3, in parallel

2  Do the work of 2
   Who         Head of UGAT (jefe-ugat)
   Owes        nothing
   Next        4

3  Do the work of 3
   Who         uit (uit) or upat (upat)
   Owes        nothing; may leave: e-mail
   By          registration manual
   Next        4

4  Do the work of 4
   Who         Head of UGAT (jefe-ugat)
   Waits for   whatever can still arrive from 2
               and 3
   Owes        e-mail; technical report (only with
               `yes` or `other`)
   Asks        Is it right?
               yes (`yes`) → 5
               no (`no`) → back to 1
               other (`other`) → end: Service
               concluded (`concluded`)

5  Do the work of 5
   Who         Head of UGAT (jefe-ugat)
   Owes        nothing
   End         Finished (`finished`)
   Review      completing it approves; observed,
               it goes back to 2 or 3
   Reading     The text names no number.
               Adopted: The following one comes
               next.
               Why: Nothing sends it elsewhere.
               Could also be: It ends there.
",
        );
    }

    #[test]
    fn no_text_of_a_procedure_steers_the_terminal() {
        let mut pushed = sample();
        let text = Text::same("a\u{1b}[2J\u{202e}b");
        pushed.code = "\u{9b}31m".to_owned();
        pushed.source = Some("\u{7f}".to_owned());
        pushed.title = text.clone();
        pushed.objective = Some(text.clone());
        pushed.activities[3].title = text.clone();
        pushed.activities[3].manual = Some(text.clone());
        let question = pushed.activities[3].question.as_mut();
        let question = question.expect("the sample asks there");
        question.text = text.clone();
        question.answers[0].title = text.clone();
        for role in &mut pushed.roles {
            role.title = text.clone();
        }
        for kind in &mut pushed.kinds {
            kind.title = text.clone();
        }
        for ending in &mut pushed.endings {
            ending.title = text.clone();
        }
        let look = Look {
            language: Language::Spanish,
            width: 80,
        };
        let shown = ProcedureView::of(&pushed).text(look, Readings::Told);
        let found = shown.replace('\n', "").chars().find(|one| hostile(*one));
        assert_eq!(found, None, "{shown}");
    }
}
