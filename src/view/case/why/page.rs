//! The page of `case why`.

use crate::engine::{Case, Conflict, Outcome, Side, Standing};
use crate::model::{Act, ActivityNumber, Clock, Subject};
use crate::text;
use crate::view::case::act::{did, is_review};
use crate::view::case::behalf::{signed, who};
use crate::view::case::why::view::{Awaited, State, Turn, Why, WhyView, result};
use crate::view::page::joined::joined;
use crate::view::page::sheet::Sheet;
use crate::view::{Telling, named};
use crate::words::counted;
use crate::words::{Text, all_of, date};

/// The indents of facts on an activity, and of their details.
const INDENT: usize = 4;
const DEEPER: usize = 6;

impl WhyView {
    /// The states and their reasons, as a page.
    pub fn page(&self, case: &Case, telling: &Telling) -> String {
        let mut page = WhyPage {
            case,
            telling,
            sheet: Sheet::for_telling(telling),
            clock: &self.clock,
        };
        if let Some(result) = result(case) {
            page.finished(&result);
        }
        page.stopped();
        for why in &self.activities {
            page.sheet.gap();
            page.why(why);
        }
        page.sheet.written()
    }
}

struct WhyPage<'a> {
    case: &'a Case<'a>,
    telling: &'a Telling<'a>,
    sheet: Sheet,
    clock: &'a Clock,
}

impl WhyPage<'_> {
    fn say(&mut self, said: &Text) {
        self.sheet.wrap(INDENT, said);
    }

    /// Says that a stopped case does not go on.
    fn stopped(&mut self) {
        let short = self.telling.short;
        let said = match self.case.standing() {
            Standing::Suspended => text!(
                "El caso está suspendido: nada avanza hasta `ugat case resume {short} --reason MOTIVO`",
                "The case is suspended: nothing goes on until `ugat case resume {short} --reason REASON`"
            ),
            Standing::Cancelled => text!(
                "El caso está cancelado: nada avanza salvo que se reabra, `ugat case reopen {short} --reason MOTIVO`",
                "The case is cancelled: nothing goes on unless it is reopened, `ugat case reopen {short} --reason REASON`"
            ),
            Standing::Open | Standing::Finished { .. } => return,
        };
        if self.case.is_contested() {
            return;
        }
        self.sheet.wrap(0, &said);
    }

    fn named(&self, number: ActivityNumber) -> Text {
        named::activity(self.case.procedure(), number)
    }

    fn finished(&mut self, result: &str) {
        let said = Text::of("El caso terminó", "The case has finished");
        let said = named::ended(&said, self.case.procedure(), result);
        self.sheet.wrap(0, &said);
    }

    fn why(&mut self, why: &Why) {
        let named = self.named(why.activity);
        self.sheet.wrap(0, &named);
        match why.state {
            State::Ready => self.ready(why),
            State::Waiting => self.waiting(why),
            State::Done => self.done(why),
            State::Conflict => self.conflict(why),
            State::Held => self.say(&Text::of(
                "Retenida: lo que se hizo en ella no cuenta por ahora",
                "Held: what was done in it does not count for now",
            )),
            State::NotReached => self.say(&Text::of(
                "El caso aún no llega a ella",
                "The case has not come to it yet",
            )),
            State::Unreachable => self.say(&Text::of(
                "El caso ya no llega a ella",
                "The case does not come to it any more",
            )),
        }
        self.held(why);
        self.contested(why);
        self.ahead(why);
        for turn in &why.elsewhere {
            self.turn(turn);
        }
    }

    fn ready(&mut self, why: &Why) {
        let Text { es, en } = named::roles(self.case.procedure(), &why.role);
        let ready = text!("Lista, para {es}", "Ready, for {en}");
        let due = why
            .due
            .map(|due| self.telling.ages.due_words(due, self.clock));
        self.say(&joined(
            [Some(&ready), due.as_ref()].into_iter().flatten(),
            "; ",
        ));
        self.act(why);
        if let Some(Act::Returned(back)) = why.place.map(|place| &self.case.event(place).did) {
            let label = Text::of("Motivo", "Reason");
            self.sheet.labelled(INDENT, &label, back.reason.as_str());
        }
    }

    /// Since when it is ready, and the act that made it so.
    fn act(&mut self, why: &Why) {
        let Some(place) = why.place else {
            return;
        };
        let event = self.case.event(place);
        let (id, by, day) = (event.id.short(8), who(event), date(self.case.day(place)));
        let did = did(self.case.procedure_of(place), &event.did);
        let ago = self.telling.ages.waited(self.case.at(place), self.clock);
        self.say(&text!(
            "Desde el {day} ({ago}), cuando {by} {did} ({id})",
            "Since {day} ({ago}), when {by} {did} ({id})";
            day, ago, by, did
        ));
    }

    fn waiting(&mut self, why: &Why) {
        let arrived = &why.arrived_from;
        let Text { es, en } = all_of(arrived);
        self.say(&match arrived.len() {
            0 => Text::of("En espera", "Waiting"),
            1 => text!("En espera; ya llegó la {es}", "Waiting; {en} has arrived"),
            2.. => text!(
                "En espera; ya llegaron las {es}",
                "Waiting; {en} have arrived"
            ),
        });
        for awaited in &why.awaiting {
            self.awaited(awaited);
        }
    }

    fn awaited(&mut self, awaited: &Awaited) {
        let (number, path) = (awaited.activity, self.path(&awaited.path));
        self.say(&match awaited.path.len() {
            0 | 1 => text!(
                "Espera a la actividad {number}, que aún puede llegar",
                "Waits for {number}, which can still arrive"
            ),
            2.. => text!(
                "Espera a la actividad {number}, que aún puede llegar: {path}",
                "Waits for {number}, which can still arrive: {path}"
            ),
        });
        self.steps(&awaited.path);
    }

    /// The activities of a path by title, the first with whoever holds the work.
    fn steps(&mut self, path: &[ActivityNumber]) {
        for (place, number) in path.iter().enumerate() {
            let named = self.named(*number);
            let said = match (place, self.holder(*number)) {
                (0, Some(holder)) => joined([&named, &holder], ": "),
                (_, _) => named,
            };
            self.sheet.wrap(DEEPER, &said);
        }
    }

    /// Who holds the work of an activity, or what it needs first.
    fn holder(&self, number: ActivityNumber) -> Option<Text> {
        let mut conflicts = self.case.conflicts().iter();
        if conflicts.any(|one| one.activity == Some(number)) {
            return Some(Text::of("ahora en conflicto", "in conflict now"));
        }
        if !self.case.ready().iter().any(|one| one.activity == number) {
            return Some(Text::of("ahora en espera", "waiting now"));
        }
        let activity = self.case.procedure().activity(number)?;
        let Text { es, en } = named::roles(self.case.procedure(), &activity.roles);
        Some(text!("ahora con {es}", "now with {en}"))
    }

    fn done(&mut self, why: &Why) {
        let Some(place) = why.place else {
            return;
        };
        let event = self.case.event(place);
        let (id, by, day) = (event.id.short(8), who(event), date(self.case.day(place)));
        let said = match why.to.map(|to| self.named(to)) {
            Some(Text { es, en }) => text!("Devolvió a {es}", "Returned to {en}"),
            None if is_review(self.case.procedure(), why.activity) => {
                Text::of("Aprobada", "Approved")
            }
            None => Text::of("Hecha", "Done"),
        };
        self.say(&text!(
            "{said}, el {day}, por {by} ({id})",
            "{said} on {day} by {by} ({id})";
            said, day, by
        ));
        self.answers(why);
        if why.times > 1 {
            let times = counted(why.times, ["vez", "veces"], ["time", "times"]);
            let Text { es, en } = times;
            self.say(&text!("Se hizo {es}", "It was done {en}"));
        }
    }

    fn answers(&mut self, why: &Why) {
        let activity = self.case.procedure().activity(why.activity);
        if let Some(activity) = activity.filter(|_| !why.answers.is_empty()) {
            let label = Text::of("Respuesta", "Answer");
            let answers = named::answers(activity, &why.answers);
            let answers = answers.get(self.sheet.language()).to_owned();
            self.sheet.labelled(INDENT, &label, &answers);
        }
    }

    fn conflict(&mut self, why: &Why) {
        self.say(&Text::of(
            "En conflicto: se decidió de formas distintas, sin que unos vieran lo de otros",
            "In conflict: it was decided differently, unseen by each other",
        ));
        let case = self.case;
        let subject = why.item.map(Subject::Item);
        for conflict in case.conflicts() {
            let is_here = subject == Some(conflict.subject);
            for side in conflict.sides.iter().filter(|_| is_here) {
                self.side(conflict, side);
            }
        }
        self.see_status();
    }

    fn side(&mut self, conflict: &Conflict, side: &Side) {
        let place = side.places[0];
        let event = self.case.event(place);
        let (id, by, day) = (event.id.short(8), who(event), date(self.case.day(place)));
        let activity = conflict
            .activity
            .and_then(|activity| self.case.procedure().activity(activity));
        let said = match (&side.outcome, activity) {
            (Outcome::Returned(to), _) => text!("devuelta a {to}", "returned to {to}"),
            (Outcome::Moved(to), _) if to.is_empty() => {
                Text::of("la rama termina aquí", "the branch ends here")
            }
            (Outcome::Moved(to) | Outcome::Gone(to), _) => {
                let Text { es, en } = all_of(to);
                text!("pasa a {es}", "moved to {en}")
            }
            (Outcome::Done(answers), Some(activity)) if !answers.is_empty() => {
                named::answers(activity, answers)
            }
            (Outcome::Done(_), Some(activity)) if !activity.review.is_empty() => {
                Text::of("aprobada", "approved")
            }
            (Outcome::Done(_) | Outcome::State(_) | Outcome::Version { .. }, _) => {
                Text::of("hecha", "done")
            }
        };
        let line = signed(&said, &by, &day);
        let line = line.get(self.sheet.language());
        self.sheet.hang(DEEPER, &format!("{id}  "), line);
    }

    fn see_status(&mut self) {
        let short = self.telling.short;
        self.say(&text!(
            "Se resuelve con `ugat case resolve {short} EVENTO --reason MOTIVO`",
            "End it with `ugat case resolve {short} EVENT --reason REASON`"
        ));
    }

    fn held(&mut self, why: &Why) {
        for held in &why.held {
            let (id, day) = (held.event.short(8), date(held.day));
            let (why, by) = (&held.why, held.behalf.of_whom(&held.by));
            self.say(&text!(
                "El acto {id} ({by}, {day}) está retenido: {why}",
                "Act {id} ({by}, {day}) is held: {why}";
                by, day, why
            ));
        }
    }

    fn contested(&mut self, why: &Why) {
        if why.contested.is_empty() {
            return;
        }
        let Text { es, en } = all_of(&why.contested);
        self.say(&text!(
            "Depende de un conflicto en {es}",
            "It rests on a conflict in {en}"
        ));
        self.see_status();
    }

    /// How work can still reach it, or reach it again.
    fn ahead(&mut self, why: &Why) {
        let is_done = why.state == State::Done;
        if why.path.is_empty() {
            if is_done && result(self.case).is_none() {
                self.say(&Text::of(
                    "No se repite desde donde está el caso",
                    "It does not come again from where the case is",
                ));
            }
            return;
        }
        let path = self.path(&why.path);
        if is_done {
            self.say(&text!(
                "Puede repetirse: {path}",
                "It may come again: {path}"
            ));
        } else {
            self.say(&text!("Puede llegar: {path}", "It can come: {path}"));
        }
        self.steps(&why.path);
    }

    /// `5 → 7 ↶ 4`: flows and returns of reviews.
    fn path(&self, path: &[ActivityNumber]) -> String {
        let net = self.case.net();
        let first = path.first().map(ToString::to_string);
        let steps = path.windows(2).map(|pair| {
            let flows = net.outgoing(pair[0]).contains(pair[1]);
            let sign = if flows { '→' } else { '↶' };
            format!(" {sign} {}", pair[1])
        });
        first.into_iter().chain(steps).collect()
    }

    fn turn(&mut self, turn: &Turn) {
        let Some(activity) = self.case.procedure().activity(turn.activity) else {
            return;
        };
        let named = self.named(turn.activity);
        let answers = named::answers(activity, &turn.answers);
        let id = turn.event.short(8);
        self.say(&Text::owned(
            format!("En {} se respondió: {} ({id})", named.es, answers.es),
            format!("In {} the answer was: {} ({id})", named.en, answers.en),
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Settings;
    use crate::testing::cases::{SampleCase, telling};
    use crate::testing::procedures::{number, procedure, step};
    use crate::view::{WhyView, json};
    use crate::words::Language::{self, English, Spanish};

    /// 1 forks to 2 and 3; 2 chooses between 4 and 5, which 6 joins with 3; 7 reviews 3.
    fn begun() -> SampleCase {
        let mut told = SampleCase::of(procedure([
            step(1).next([2, 3]),
            step(2)
                .by(["uit", "upat"])
                .asks([("yes", &[4]), ("no", &[5])]),
            step(3).next([6]),
            step(4).next([6]),
            step(5).next([6]),
            step(6),
            step(7).review([3]).asks([("yes", &[8]), ("no", &[6])]),
            step(8).ends(),
        ]));
        told.complete("Ana", 1, &[]);
        told
    }

    #[track_caller]
    fn case(told: &SampleCase, activity: Option<u8>, language: Language, expected: &str) {
        let view = WhyView::of(
            &SampleCase::id(),
            &told.case(),
            &Settings::default(),
            activity.map(number),
        );
        assert_eq!(view.page(&told.case(), &telling(language)), expected);
    }

    #[test]
    fn what_waits_names_the_way_by_which_the_rest_would_arrive_and_who_has_it() {
        let mut told = begun();
        told.complete("Eva", 3, &[]);
        case(
            &told,
            None,
            Spanish,
            "\
2 · Hacer lo de 2
    Lista, para uit o upat
    Desde el 02/03/2026 (hace 3 días), cuando Ana completó 1 · Hacer lo de 1
    (160f9ca8)

6 · Hacer lo de 6
    En espera; ya llegó la 3
    Espera a la actividad 4, que aún puede llegar: 2 → 4
      2 · Hacer lo de 2: ahora con uit o upat
      4 · Hacer lo de 4
    Espera a la actividad 5, que aún puede llegar: 2 → 5
      2 · Hacer lo de 2: ahora con uit o upat
      5 · Hacer lo de 5
",
        );
        case(
            &told,
            None,
            English,
            "\
2 · Do the work of 2
    Ready, for uit or upat
    Since 2026-03-02 (3 days ago), when Ana completed 1 · Do the work of 1
    (160f9ca8)

6 · Do the work of 6
    Waiting; 3 has arrived
    Waits for 4, which can still arrive: 2 → 4
      2 · Do the work of 2: now with uit or upat
      4 · Do the work of 4
    Waits for 5, which can still arrive: 2 → 5
      2 · Do the work of 2: now with uit or upat
      5 · Do the work of 5
",
        );
        let view = WhyView::of(
            &SampleCase::id(),
            &told.case(),
            &Settings::default(),
            Some(number(6)),
        );
        assert_eq!(
            json(&view),
            r#"{"case":"pr99-0123456789ab","official":null,"activities":[{"activity":6,"title":{"es":"Hacer lo de 6","en":"Do the work of 6"},"role":["jefe-ugat"],"state":"waiting","item":"4171e074f7bc96a9103a","since":null,"event":null,"by":null,"for":null,"authority":null,"arrived_from":[3],"awaiting":[{"activity":4,"path":[2,4]},{"activity":5,"path":[2,5]}],"contested":[],"held":[],"answers":[],"to":null,"times":0,"path":[],"elsewhere":[],"due":null}]}
"#
        );
    }

    #[test]
    fn what_was_returned_is_ready_with_the_reason() {
        let mut told = begun();
        told.complete("Eva", 3, &[]);
        told.complete("Luis", 2, &["no"]);
        told.complete("Luis", 5, &[]);
        told.complete("Ana", 6, &[]);
        told.send_back("Ana", 7, 3);
        case(
            &told,
            Some(3),
            Spanish,
            "\
3 · Hacer lo de 3
    Lista, para Jefe de la UGAT
    Desde el 02/03/2026 (hace 3 días), cuando Ana devolvió desde 7 · Hacer lo de
    7 (9e021cca)
    Motivo: Falta el cronograma
",
        );
        case(
            &told,
            Some(3),
            English,
            "\
3 · Do the work of 3
    Ready, for Head of UGAT
    Since 2026-03-02 (3 days ago), when Ana returned it from 7 · Do the work of
    7 (9e021cca)
    Reason: Falta el cronograma
",
        );
    }

    #[test]
    fn what_a_review_decided_is_said_as_that() {
        let mut told = begun();
        told.complete("Eva", 3, &[]);
        told.complete("Luis", 2, &["no"]);
        told.complete("Luis", 5, &[]);
        told.complete("Ana", 6, &[]);
        told.send_back("Ana", 7, 3);
        case(
            &told,
            Some(7),
            Spanish,
            "\
7 · Hacer lo de 7
    Devolvió a 3 · Hacer lo de 3, el 02/03/2026, por Ana (9e021cca)
    Puede repetirse: 3 → 6 → 7
      3 · Hacer lo de 3: ahora con Jefe de la UGAT
      6 · Hacer lo de 6
      7 · Hacer lo de 7
",
        );
        told.complete("Eva", 3, &[]);
        told.complete("Ana", 6, &[]);
        told.complete("Ana", 7, &["yes"]);
        case(
            &told,
            Some(7),
            English,
            "\
7 · Do the work of 7
    Approved on 2026-03-02 by Ana (4d8b1026)
    Answer: yes
    It was done 2 times
    It does not come again from where the case is
",
        );
    }

    #[test]
    fn what_was_done_may_come_again_or_not() {
        let mut told = begun();
        told.complete("Eva", 3, &[]);
        told.complete("Luis", 2, &["no"]);
        case(
            &told,
            Some(3),
            Spanish,
            "\
3 · Hacer lo de 3
    Hecha, el 02/03/2026, por Eva (54d0c5d4)
    Puede repetirse: 6 → 7 ↶ 3
      6 · Hacer lo de 6: ahora en espera
      7 · Hacer lo de 7
      3 · Hacer lo de 3
",
        );
        case(
            &told,
            Some(2),
            Spanish,
            "\
2 · Hacer lo de 2
    Hecha, el 02/03/2026, por Luis (6d476928)
    Respuesta: no
    No se repite desde donde está el caso
",
        );
        case(
            &told,
            Some(2),
            English,
            "\
2 · Do the work of 2
    Done on 2026-03-02 by Luis (6d476928)
    Answer: no
    It does not come again from where the case is
",
        );
    }

    #[test]
    fn what_is_not_reached_is_still_ahead_or_was_left_aside_by_an_answer() {
        let mut told = begun();
        case(
            &told,
            Some(5),
            Spanish,
            "\
5 · Hacer lo de 5
    El caso aún no llega a ella
    Puede llegar: 2 → 5
      2 · Hacer lo de 2: ahora con uit o upat
      5 · Hacer lo de 5
",
        );
        told.complete("Luis", 2, &["no"]);
        case(
            &told,
            Some(4),
            Spanish,
            "\
4 · Hacer lo de 4
    El caso ya no llega a ella
    En 2 · Hacer lo de 2 se respondió: no (97c3016e)
",
        );
        case(
            &told,
            Some(4),
            English,
            "\
4 · Do the work of 4
    The case does not come to it any more
    In 2 · Do the work of 2 the answer was: no (97c3016e)
",
        );
        let view = WhyView::of(
            &SampleCase::id(),
            &told.case(),
            &Settings::default(),
            Some(number(4)),
        );
        assert_eq!(
            json(&view),
            r#"{"case":"pr99-0123456789ab","official":null,"activities":[{"activity":4,"title":{"es":"Hacer lo de 4","en":"Do the work of 4"},"role":["jefe-ugat"],"state":"unreachable","item":null,"since":null,"event":null,"by":null,"for":null,"authority":null,"arrived_from":[],"awaiting":[],"contested":[],"held":[],"answers":[],"to":null,"times":0,"path":[],"elsewhere":[{"activity":2,"answers":["no"],"event":"97c3016e283c21e530f69452c5e96e2e549022c2"}],"due":null}]}
"#
        );
    }

    #[test]
    fn what_rests_on_a_conflict_says_so() {
        let mut told = begun();
        let mut other = told.clone();
        told.complete("Ana", 2, &["yes"]);
        other.complete("Luis", 2, &["no"]);
        other.complete("Luis", 5, &[]);
        told.complete("Ana", 3, &[]);
        told.merge(&other);
        case(
            &told,
            None,
            Spanish,
            "\
2 · Hacer lo de 2
    En conflicto: se decidió de formas distintas, sin que unos vieran lo de
    otros
      97c3016e  no: Luis, 02/03/2026
      b9301b20  sí: Ana, 02/03/2026
    Se resuelve con `ugat case resolve 0123 EVENTO --reason MOTIVO`

6 · Hacer lo de 6
    En espera; ya llegó la 3
    Espera a la actividad 4, que aún puede llegar: 2 → 4
      2 · Hacer lo de 2: ahora en conflicto
      4 · Hacer lo de 4
    Espera a la actividad 5, que aún puede llegar: 2 → 5
      2 · Hacer lo de 2: ahora en conflicto
      5 · Hacer lo de 5
    Depende de un conflicto en 2
    Se resuelve con `ugat case resolve 0123 EVENTO --reason MOTIVO`
",
        );
        case(
            &told,
            None,
            English,
            "\
2 · Do the work of 2
    In conflict: it was decided differently, unseen by each other
      97c3016e  no: Luis, 2026-03-02
      b9301b20  yes: Ana, 2026-03-02
    End it with `ugat case resolve 0123 EVENT --reason REASON`

6 · Do the work of 6
    Waiting; 3 has arrived
    Waits for 4, which can still arrive: 2 → 4
      2 · Do the work of 2: in conflict now
      4 · Do the work of 4
    Waits for 5, which can still arrive: 2 → 5
      2 · Do the work of 2: in conflict now
      5 · Do the work of 5
    It rests on a conflict in 2
    End it with `ugat case resolve 0123 EVENT --reason REASON`
",
        );
        case(
            &told,
            Some(5),
            Spanish,
            "\
5 · Hacer lo de 5
    Retenida: lo que se hizo en ella no cuenta por ahora
    El acto 6d476928 (Luis, 02/03/2026) está retenido: depende de la actividad
    2, que está en conflicto
    Depende de un conflicto en 2
    Se resuelve con `ugat case resolve 0123 EVENTO --reason MOTIVO`
    Puede llegar: 2 → 5
      2 · Hacer lo de 2: ahora en conflicto
      5 · Hacer lo de 5
",
        );
        case(
            &told,
            Some(5),
            English,
            "\
5 · Do the work of 5
    Held: what was done in it does not count for now
    Act 6d476928 (Luis, 2026-03-02) is held: it rests on activity 2, which is in
    conflict
    It rests on a conflict in 2
    End it with `ugat case resolve 0123 EVENT --reason REASON`
    It can come: 2 → 5
      2 · Do the work of 2: in conflict now
      5 · Do the work of 5
",
        );
    }

    #[test]
    fn a_finished_case_says_so() {
        let mut told = SampleCase::of(procedure([
            step(1)
                .asks([("yes", &[2]), ("no", &[])])
                .result(1, "concluded"),
            step(2).ends(),
        ]));
        told.complete("Ana", 1, &["no"]);
        case(
            &told,
            None,
            Spanish,
            "El caso terminó: Servicio concluido\n",
        );
        case(
            &told,
            Some(2),
            Spanish,
            "\
El caso terminó: Servicio concluido

2 · Hacer lo de 2
    El caso ya no llega a ella
    En 1 · Hacer lo de 1 se respondió: no (160f9ca8)
",
        );
        case(
            &told,
            Some(1),
            English,
            "\
The case has finished: Service concluded

1 · Do the work of 1
    Done on 2026-03-02 by Ana (160f9ca8)
    Answer: no
",
        );
    }
}
