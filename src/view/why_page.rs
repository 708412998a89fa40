use crate::engine::{Case, Conflict, Outcome, Side};
use crate::model::{Act, ActivityNumber, Moment};
use crate::text;
use crate::view::log::did;
use crate::view::sheet::Sheet;
use crate::view::why::{Awaited, State, Turn, Why, WhyView, result};
use crate::view::{Telling, named};
use crate::words::{Text, ago, count, date, days_between, listed};

/// Columns before what is said of an activity, and before what is said of that.
const INDENT: usize = 4;
const DEEPER: usize = 6;

impl WhyView {
    /// The reasons as a person reads them.
    pub fn page(&self, case: &Case, telling: &Telling) -> String {
        let mut page = Page {
            case,
            telling,
            sheet: Sheet::for_telling(telling),
        };
        if let Some(result) = result(case) {
            page.finished(&result);
        }
        for why in &self.activities {
            page.sheet.gap();
            page.why(why);
        }
        page.sheet.written()
    }
}

struct Page<'a> {
    case: &'a Case<'a>,
    telling: &'a Telling<'a>,
    sheet: Sheet,
}

impl Page<'_> {
    fn say(&mut self, said: &Text) {
        self.sheet.wrap(INDENT, said);
    }

    fn named(&self, number: ActivityNumber) -> Text {
        named::activity(self.case.procedure(), number)
    }

    fn finished(&mut self, result: &str) {
        let Text { es, en } = named::result(self.case.procedure(), result);
        let said = text!("El caso terminó: {es}", "The case has finished: {en}");
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
        self.say(&text!("Lista, para {es}", "Ready, for {en}"));
        self.act(why);
        if let Some(Act::Returned(back)) = why.place.map(|place| &self.case.event(place).did) {
            let label = Text::of("Motivo", "Reason");
            self.sheet.labelled(INDENT, &label, back.reason.as_str());
        }
    }

    /// Since when, how long that is, and the act that made it so.
    fn act(&mut self, why: &Why) {
        let Some(place) = why.place else {
            return;
        };
        let event = self.case.event(place);
        let (id, by, day) = (event.id.short(8), &event.by, event.at.day());
        let did = did(self.case.procedure(), &event.did);
        let ago = ago(days_between(day, self.telling.today));
        let day = date(day);
        self.say(&Text::owned(
            format!("Desde el {day} ({}), cuando {by} {} ({id})", ago.es, did.es),
            format!("Since {day} ({}), when {by} {} ({id})", ago.en, did.en),
        ));
    }

    fn waiting(&mut self, why: &Why) {
        let arrived = &why.arrived_from;
        self.say(&Text::of_each(|language| {
            let list = listed(arrived, language);
            let said = match arrived.len() {
                0 => Text::of("En espera", "Waiting"),
                1 => text!("En espera; ya llegó {list}", "Waiting; {list} has arrived"),
                2.. => text!(
                    "En espera; ya llegaron {list}",
                    "Waiting; {list} have arrived"
                ),
            };
            said.get(language).to_owned()
        }));
        for awaited in &why.awaiting {
            self.awaited(awaited);
        }
    }

    fn awaited(&mut self, awaited: &Awaited) {
        let (number, path) = (awaited.activity, self.path(&awaited.path));
        self.say(&text!(
            "Falta {number}, que aún puede llegar: {path}",
            "Lacks {number}, which can still arrive: {path}"
        ));
        self.steps(&awaited.path);
    }

    /// The activities of a way by title, with who holds the work now.
    fn steps(&mut self, path: &[ActivityNumber]) {
        for (place, number) in path.iter().enumerate() {
            let named = self.named(*number);
            let said = match (place, self.holder(*number)) {
                (0, Some(holder)) => Text::owned(
                    format!("{}: {}", named.es, holder.es),
                    format!("{}: {}", named.en, holder.en),
                ),
                (_, _) => named,
            };
            self.sheet.wrap(DEEPER, &said);
        }
    }

    /// With whom the work of an activity is now, or what it needs first.
    fn holder(&self, number: ActivityNumber) -> Option<Text> {
        let conflicts = self.case.conflicts().iter();
        if conflicts.map(|one| one.activity).any(|one| one == number) {
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
        let (id, by, day) = (event.id.short(8), &event.by, date(event.at.day()));
        let did = did(self.case.procedure(), &event.did);
        self.say(&Text::owned(
            format!("Hecha el {day}: {by} {} ({id})", did.es),
            format!("Done on {day}: {by} {} ({id})", did.en),
        ));
        self.answers(why);
        if why.times > 1 {
            let times = count(
                why.times,
                &Text::of("vez", "time"),
                &Text::of("veces", "times"),
            );
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
        let conflicts = self.case.conflicts().iter();
        let found = conflicts.filter(|conflict| Some(conflict.item) == why.item);
        for conflict in found.collect::<Vec<_>>() {
            for side in &conflict.sides {
                let said = self.side(conflict, side);
                self.sheet.wrap(DEEPER, &said);
            }
        }
        self.see_status();
    }

    fn side(&self, conflict: &Conflict, side: &Side) -> Text {
        let event = self.case.event(side.places[0]);
        let (id, by, day) = (event.id.short(8), &event.by, date(event.at.day()));
        let activity = self.case.procedure().activity(conflict.activity);
        let said = match (&side.outcome, activity) {
            (Outcome::Returned(to), _) => text!("devuelta a {to}", "returned to {to}"),
            (Outcome::Done(answers), Some(activity)) if !answers.is_empty() => {
                named::answers(activity, answers)
            }
            (Outcome::Done(_), Some(activity)) if !activity.review.is_empty() => {
                Text::of("aprobada", "approved")
            }
            (Outcome::Done(_), _) => Text::of("hecha", "done"),
        };
        let Text { es, en } = said;
        text!("{id}  {es}: {by}, {day}", "{id}  {en}: {by}, {day}")
    }

    fn see_status(&mut self) {
        let short = self.telling.short;
        self.say(&text!(
            "Los lados se ven con `ugat case status {short}`",
            "`ugat case status {short}` shows the sides"
        ));
    }

    fn held(&mut self, why: &Why) {
        for held in &why.held {
            let (id, by, day) = (held.event.short(8), &held.by, day(&held.at));
            let Text { es, en } = &held.why;
            self.say(&text!(
                "El acto {id} ({by}, {day}) está retenido: {es}",
                "Act {id} ({by}, {day}) is held: {en}"
            ));
        }
    }

    fn contested(&mut self, why: &Why) {
        if why.contested.is_empty() {
            return;
        }
        self.say(&Text::of_each(|language| {
            let list = listed(&why.contested, language);
            let said = text!(
                "Depende de un conflicto en {list}",
                "It rests on a conflict in {list}"
            );
            said.get(language).to_owned()
        }));
        self.see_status();
    }

    /// How work can still come to it, or come again.
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

    /// `5 → 7 ↶ 4`: by flows, and by the returns of reviews.
    fn path(&self, path: &[ActivityNumber]) -> String {
        let mut shown = path.first().map_or_else(String::new, ToString::to_string);
        for pair in path.windows(2) {
            let flows = self.case.net().outgoing(pair[0]).contains(pair[1]);
            let sign = if flows { '→' } else { '↶' };
            shown += &format!(" {sign} {}", pair[1]);
        }
        shown
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

/// The day of a moment as the JSON says it.
fn day(at: &str) -> String {
    Moment::parse(at).map_or_else(|_| at.to_owned(), |at| date(at.day()))
}
