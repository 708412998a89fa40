//! The answer of `case log`.

use serde::Serialize;

use crate::engine::{Case, Marks};
use crate::model::CaseId;
use crate::text;
use crate::view::case::log::columns::{Among, act_columns};
use crate::view::case::log::entry::LogEntry;
use crate::view::each::each;
use crate::view::page::sheet::Sheet;
use crate::view::{Rows, Table, Telling};
use crate::words::{Language, Text, date};

/// The answer of `case log`: every event, in order.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LogView {
    pub case: String,
    pub events: Vec<LogEntry>,
    /// The lines of the journal that were not read, and why.
    pub damage: Vec<Text>,
}

impl LogView {
    pub fn of(id: &CaseId, case: &Case, marks: &Marks) -> Self {
        Self {
            case: id.to_string(),
            events: each(0..case.events().len(), |place| {
                LogEntry::of(case, place, marks)
            }),
            damage: Vec::new(),
        }
    }

    /// Adds the lines of the journal that were not read.
    #[must_use]
    pub fn with_damage(mut self, damage: Vec<Text>) -> Self {
        self.damage = damage;
        self
    }

    /// The events as a page, from first to last.
    pub fn page(&self, telling: &Telling) -> String {
        let mut sheet = Sheet::for_telling(telling);
        // The day on which several in a row were recorded later is said once.
        let recorded = |event: &LogEntry| event.said.recorded;
        let events = self.events.as_slice();
        for run in events.chunk_by(|one, next| recorded(one) == recorded(next)) {
            let together = recorded(&run[0]).filter(|_| run.len() > 1);
            if let Some(day) = together {
                let (acts, day) = (run.len(), date(day));
                let said = text!(
                    "Los {acts} actos que siguen se registraron el {day}:",
                    "The {acts} acts that follow were recorded on {day}:";
                    day
                );
                sheet.gap();
                sheet.wrap(0, &said);
            }
            for event in run {
                sheet.gap();
                event.write(&mut sheet, together.is_none());
            }
        }
        if !self.damage.is_empty() {
            sheet.gap();
            let heading = Text::of("Quedó fuera, por dañado:", "Left out, as damaged:");
            sheet.wrap(0, &heading);
        }
        for line in &self.damage {
            sheet.wrap(2, line);
        }
        sheet.written()
    }
}

impl Rows for LogView {
    type Row = LogEntry;

    fn rows(&self) -> &[LogEntry] {
        &self.events
    }

    fn table(&self, language: Language) -> Table {
        Table::of(&self.events, |columns| {
            act_columns(columns, |act| act, Among::TheirCase, language);
        })
    }
}

#[cfg(test)]
mod tests {
    use chrono::{Days, NaiveDate};

    use super::LogView;
    use crate::engine::Marks;
    use crate::model::{Act, Actor, Line, Moment, Prose};
    use crate::testing::cases::{SampleCase, output, role, telling};
    use crate::testing::procedures::{procedure, step};
    use crate::view::{Format, in_format, json};
    use crate::words::Language::{self, English, Spanish};
    use crate::words::{Text, hostile};

    /// 2 was decided differently by two who had not seen each other; 3 rests on one of them.
    fn told() -> SampleCase {
        let mut told = SampleCase::of(procedure([
            step(1).asks([("yes", &[2]), ("no", &[])]),
            step(2).review([1]),
            step(3).owes(["correo"], &[]),
            step(4).ends(),
        ]));
        let mut done = told.completion(1, &["yes"]);
        done.entities.push(Line::recorded("Ministerio Y"));
        done.note = Some(Prose::recorded("Todo en orden.\nSegunda línea"));
        done.outputs
            .push(output("correo", Some("C-12"), Some("cases/2026/x/c.pdf")));
        told.write("Ana", Act::Completed(done));
        let last = told.last();
        last.role = Some(role("jefe-ugat"));
        last.on_behalf = Some(Actor::recorded("Eva"));
        last.authority = Some(Line::recorded("memo 4"));
        last.rec = last.rec + Days::new(2);
        let mut other = told.clone();
        told.complete("Ana", 2, &[]);
        told.complete("Ana", 3, &[]);
        other.send_back("Luis", 2, 1);
        told.merge(&other);
        told.attach("Ana", 3, vec![output("correo", None, None)]);
        told.note("Luis", "Nota\tcon \u{1b}[2J tabulador");
        told.last().at = Moment::Day(NaiveDate::from_ymd_opt(2026, 3, 1).expect("a day"));
        let name = "migrated".into();
        told.write("Eva", Act::Unknown { name });
        told
    }

    fn view() -> LogView {
        let told = told();
        let damage = vec![Text::of(
            "línea 3: no es un evento",
            "line 3: it is not an event",
        )];
        LogView::of(&SampleCase::id(), &told.case(), &Marks::default()).with_damage(damage)
    }

    #[track_caller]
    fn case(language: Language, expected: &str) {
        assert_eq!(view().page(&telling(language)), expected);
    }

    #[test]
    fn a_page_tells_all_that_happened_in_order() {
        case(
            Spanish,
            r"09a6dbfb  02/03/2026 09:00  Ana
          inició el caso con pr99, versión 1
          Referencia: HR-1
          Entidad: Ministerio X

160f9ca8  02/03/2026 10:00  Ana, Jefe de la UGAT, en nombre de Eva (memo 4);
                            registrado el 04/03/2026
          completó 1 · Hacer lo de 1
          Respuesta: sí
          Entidad: Ministerio Y
          Salida: correo electrónico · C-12 · `cases/2026/x/c.pdf`
          Nota: Todo en orden.
                Segunda línea

97c3016e  02/03/2026 11:00  Luis
          devolvió desde 2 · Hacer lo de 2
          Vuelve a: 1 · Hacer lo de 1
          Motivo: Falta el cronograma
          En conflicto: otro acto decidió lo mismo de otra forma, sin verlo

b9301b20  02/03/2026 11:00  Ana
          aprobó en 2 · Hacer lo de 2
          En conflicto: otro acto decidió lo mismo de otra forma, sin verlo

974d43c1  02/03/2026 12:00  Ana
          completó 3 · Hacer lo de 3
          Retenido: depende de la actividad 2, que está en conflicto

598e5d5e  02/03/2026 13:00  Ana
          entregó salidas de 3 · Hacer lo de 3
          Salida: correo electrónico

36a7c720  01/03/2026  Luis; registrado el 02/03/2026
          anotó
          Nota: Nota con \u{1b}[2J tabulador

5786d4c2  02/03/2026 15:00  Eva
          acto `migrated`, de un `ugat` más nuevo

Quedó fuera, por dañado:
  línea 3: no es un evento
",
        );
        case(
            English,
            r"09a6dbfb  2026-03-02 09:00  Ana
          started the case under pr99, version 1
          Reference: HR-1
          Entity: Ministerio X

160f9ca8  2026-03-02 10:00  Ana, Head of UGAT, on behalf of Eva (memo 4);
                            recorded on 2026-03-04
          completed 1 · Do the work of 1
          Answer: yes
          Entity: Ministerio Y
          Output: e-mail · C-12 · `cases/2026/x/c.pdf`
          Note: Todo en orden.
                Segunda línea

97c3016e  2026-03-02 11:00  Luis
          returned it from 2 · Do the work of 2
          Back to: 1 · Do the work of 1
          Reason: Falta el cronograma
          In conflict: another act decided the same differently, without having
                       seen it

b9301b20  2026-03-02 11:00  Ana
          approved in 2 · Do the work of 2
          In conflict: another act decided the same differently, without having
                       seen it

974d43c1  2026-03-02 12:00  Ana
          completed 3 · Do the work of 3
          Held: it rests on activity 2, which is in conflict

598e5d5e  2026-03-02 13:00  Ana
          gave outputs of 3 · Do the work of 3
          Output: e-mail

36a7c720  2026-03-01  Luis; recorded on 2026-03-02
          noted
          Note: Nota con \u{1b}[2J tabulador

5786d4c2  2026-03-02 15:00  Eva
          act `migrated`, of a newer `ugat`

Left out, as damaged:
  line 3: it is not an event
",
        );
    }

    #[test]
    fn what_was_done_twice_is_said_to_be_a_duplicate() {
        let mut told = SampleCase::of(procedure([step(1), step(2)]));
        let mut other = told.clone();
        told.complete("Ana", 1, &[]);
        other.complete("Eva", 1, &[]);
        told.merge(&other);
        let page =
            LogView::of(&SampleCase::id(), &told.case(), &Marks::default()).page(&telling(Spanish));
        assert_eq!(
            page,
            "\
09a6dbfb  02/03/2026 09:00  Ana
          inició el caso con pr99, versión 1
          Referencia: HR-1
          Entidad: Ministerio X

160f9ca8  02/03/2026 10:00  Ana
          completó 1 · Hacer lo de 1

510f7726  02/03/2026 10:00  Eva
          completó 1 · Hacer lo de 1
          Duplicado: dice lo mismo que 160f9ca8
"
        );
    }

    #[test]
    fn scripts_get_every_field() {
        let mut view = view();
        view.events.drain(2..);
        assert_eq!(
            json(&view),
            r#"{"case":"pr99-0123456789ab","events":[{"event":"09a6dbfbc9424e172bc88da7a1a560af79ad45be","seq":1,"at":"2026-03-02T09:00:00-04:00","rec":"2026-03-02T13:00:00Z","day":"2026-03-02","recorded":"2026-03-02","by":"Ana","as":null,"for":null,"authority":null,"not_secret":false,"did":"started","activity":null,"item":null,"answers":[],"to":[],"of":null,"reason":null,"note":null,"entities":["Ministerio X"],"outputs":[],"start":{"procedure":"pr99","version":1,"official":null,"digest":"af2bdbe1aa9b6ec1e2ade1d694f41fc71a831d0268e9891562113d8a62add1bf","title":null,"ref":"HR-1"},"class":"recorded","other":null,"correction":null,"corrected_by":[],"labels":[],"linked":null,"withdrawn":null,"person":null,"migration":null,"marks":[]},{"event":"160f9ca83c1f5ba25a9a0d457d42b201dff02df3","seq":2,"at":"2026-03-02T10:00:00-04:00","rec":"2026-03-04T14:00:00Z","day":"2026-03-02","recorded":"2026-03-04","by":"Ana","as":"jefe-ugat","for":"Eva","authority":"memo 4","not_secret":false,"did":"completed","activity":1,"item":"282754224ecb887766d5","answers":["yes"],"to":[],"of":null,"reason":null,"note":"Todo en orden.\nSegunda línea","entities":["Ministerio Y"],"outputs":[{"kind":"correo","reference":"C-12","file":"cases/2026/x/c.pdf","sha256":null,"date":null,"note":null,"form":null}],"start":null,"class":"applied","other":null,"correction":null,"corrected_by":[],"labels":[],"linked":null,"withdrawn":null,"person":null,"migration":null,"marks":[]}],"damage":[{"es":"línea 3: no es un evento","en":"line 3: it is not an event"}]}
"#
        );
        assert_eq!(
            in_format(&view, Format::Csv, telling(English).look),
            r#"seq,event,at,day,recorded,by,as,for,authority,did,activity,answers,to,entities,outputs,reason,note,class,marks
1,09a6dbfbc9424e172bc88da7a1a560af79ad45be,2026-03-02T09:00:00-04:00,2026-03-02,2026-03-02,Ana,,,,started,,,,Ministerio X,,,,recorded,
2,160f9ca83c1f5ba25a9a0d457d42b201dff02df3,2026-03-02T10:00:00-04:00,2026-03-02,2026-03-04,Ana,jefe-ugat,Eva,memo 4,completed,1,yes,,Ministerio Y,correo,,"Todo en orden.
Segunda línea",applied,
"#
        );
    }

    #[test]
    fn nothing_of_a_journal_steers_the_terminal() {
        let bad = "a\u{1b}[2J\u{202e}b";
        let mut told = SampleCase::of(procedure([step(1)]));
        let mut done = told.completion(1, &[bad]);
        done.note = Some(Prose::recorded(bad));
        done.entities.push(Line::recorded(bad));
        done.outputs.push(output(bad, Some(bad), Some(bad)));
        told.write(bad, Act::Completed(done));
        let last = told.last();
        last.role = Some(role(bad));
        last.on_behalf = Some(Actor::recorded(bad));
        last.authority = Some(Line::recorded(bad));
        let name = bad.into();
        told.write(bad, Act::Unknown { name });
        let view = LogView::of(&SampleCase::id(), &told.case(), &Marks::default());
        let look = telling(Spanish).look;
        let shown = view.page(&telling(Spanish))
            + &json(&view)
            + &in_format(&view, Format::Csv, look)
            + &in_format(&view, Format::Markdown, look);
        let found = shown.replace('\n', "").chars().find(|one| hostile(*one));
        assert_eq!(found, None, "{shown}");
    }
}
