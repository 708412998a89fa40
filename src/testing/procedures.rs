//! Sample procedures, built step by step.

use std::collections::BTreeSet;

use crate::model::{
    Activity, ActivityNumber, Answer, AnswerKey, Digest, Ending, Kind, OutputGroup, OutputKind,
    Procedure, ProcedureId, Question, Reading, ResultKey, Role, RoleId,
};
use crate::words::Text;

/// An activity under construction, plain by default.
pub struct Step(Activity);

pub fn number(number: u8) -> ActivityNumber {
    ActivityNumber::new(number).expect("a number of a sample")
}

fn numbers<const N: usize>(list: [u8; N]) -> Vec<ActivityNumber> {
    list.into_iter().map(number).collect()
}

fn role(key: &str) -> RoleId {
    RoleId::recorded(key)
}

fn answer_title(key: &str) -> Text {
    match key {
        "yes" => Text::of("sí", "yes"),
        "no" => Text::of("no", "no"),
        other => Text::same(other),
    }
}

/// A step that leads to the next number, which must exist.
pub fn step(place: u8) -> Step {
    Step(Activity {
        title: crate::text!("Hacer lo de {place}", "Do the work of {place}"),
        roles: vec![role("jefe-ugat")],
        next: numbers([place + 1]),
        ..bare_activity(place)
    })
}

/// An activity without anything but its number.
pub fn bare_activity(place: u8) -> Activity {
    Activity {
        number: number(place),
        title: Text::same(String::new()),
        roles: Vec::new(),
        outputs: Vec::new(),
        forms: Vec::new(),
        next: Vec::new(),
        question: None,
        review: Vec::new(),
        result: None,
        readings: Vec::new(),
        manual: None,
    }
}

/// A procedure without anything but its activities.
pub fn bare_procedure(activities: Vec<Activity>) -> Procedure {
    Procedure {
        id: ProcedureId::recorded("pr99"),
        code: "UGAT/AIT-PR99".to_owned(),
        version: 1,
        title: Text::of("Procedimiento de prueba", "Sample procedure"),
        objective: None,
        approved: None,
        source: None,
        revision: 1,
        name: None,
        entity_from: ActivityNumber::FIRST,
        activities,
        readings: Vec::new(),
        roles: Vec::new(),
        kinds: Vec::new(),
        endings: Vec::new(),
        digest: Digest::of(b"sample"),
    }
}

impl Step {
    pub fn titled(mut self, es: &'static str, en: &'static str) -> Self {
        self.0.title = Text::of(es, en);
        self
    }

    pub fn by<const N: usize>(mut self, roles: [&str; N]) -> Self {
        self.0.roles = roles.map(role).into();
        self
    }

    pub fn next<const N: usize>(mut self, next: [u8; N]) -> Self {
        self.0.next = numbers(next);
        self
    }

    pub fn ends(self) -> Self {
        self.next([])
    }

    pub fn review<const N: usize>(mut self, of: [u8; N]) -> Self {
        self.0.review = numbers(of);
        self
    }

    /// Adds a question; only `next` after it can add what always follows.
    pub fn asks<const N: usize>(mut self, answers: [(&str, &[u8]); N]) -> Self {
        if self.0.next == numbers([self.0.number.get() + 1]) {
            self.0.next.clear();
        }
        let answers = answers.map(|(key, next)| Answer {
            key: AnswerKey::recorded(key),
            title: answer_title(key),
            next: next.iter().copied().map(number).collect(),
            result: None,
        });
        self.0.question = Some(Question {
            text: Text::of("¿Está bien?", "Is it right?"),
            answers: answers.into(),
            many: false,
        });
        self
    }

    pub fn many(mut self) -> Self {
        self.0.question.as_mut().expect("it asks").many = true;
        self
    }

    /// The end that an answer reaches.
    pub fn result(mut self, answer: usize, key: &str) -> Self {
        let question = self.0.question.as_mut().expect("it asks");
        question.answers[answer].result = Some(ResultKey::recorded(key));
        self
    }

    pub fn owes<const N: usize>(mut self, any: [&str; N], when: &[&str]) -> Self {
        self.0.outputs.push(OutputGroup {
            any: any.map(OutputKind::recorded).into(),
            when: when.iter().map(|key| AnswerKey::recorded(key)).collect(),
        });
        self
    }

    pub fn manual(mut self) -> Self {
        self.0.manual = Some(Text::of("manual de registro", "registration manual"));
        self
    }

    pub fn reading(mut self) -> Self {
        self.0.readings.push(Reading {
            issue: Text::of("El texto no nombra número.", "The text names no number."),
            adopted: Text::of("Sigue el siguiente.", "The following one comes next."),
            why: Text::of("Nada lo desvía.", "Nothing sends it elsewhere."),
            alternative: Some(Text::of("Termina ahí.", "It ends there.")),
        });
        self
    }
}

pub fn procedure<const N: usize>(steps: [Step; N]) -> Procedure {
    let mut activities: Vec<Activity> = steps.map(|step| step.0).into();
    let most = activities.len();
    for activity in &mut activities {
        activity.next.retain(|target| target.index() < most);
    }
    let roles: BTreeSet<RoleId> = activities
        .iter()
        .flat_map(|one| one.roles.clone())
        .collect();
    let role = |id: RoleId| Role {
        title: role_title(&id),
        is_outside: id.as_str() == "entidad-solicitante",
        id,
    };
    Procedure {
        roles: roles.into_iter().map(role).collect(),
        kinds: kinds(),
        endings: endings(),
        ..bare_procedure(activities)
    }
}

fn role_title(id: &RoleId) -> Text {
    match id.as_str() {
        "jefe-ugat" => Text::of("Jefe de la UGAT", "Head of UGAT"),
        other => Text::same(other),
    }
}

fn kinds() -> Vec<Kind> {
    let kind = |key, title| Kind {
        id: OutputKind::recorded(key),
        title,
    };
    vec![
        kind("correo", Text::of("correo electrónico", "e-mail")),
        kind(
            "flujo",
            Text::of("progreso del documento (flujo)", "progress (flow)"),
        ),
        kind(
            "informe-tecnico",
            Text::of("informe técnico", "technical report"),
        ),
    ]
}

fn endings() -> Vec<Ending> {
    vec![
        Ending {
            key: ResultKey::recorded("concluded"),
            title: Text::of("Servicio concluido", "Service concluded"),
        },
        Ending {
            key: ResultKey::finished(),
            title: Text::of("Concluido", "Finished"),
        },
    ]
}

/// The flow of PR07, with its roles.
pub fn transfer() -> Procedure {
    let (chief, lead, expert) = (["jefe-ugat"], ["responsable-ait"], ["profesional-ait"]);
    let (entity, upat, uit) = (["entidad-solicitante"], ["upat"], ["uit"]);
    procedure([
        step(1).by(["unidad-sustantiva"]),
        step(2).by(chief),
        step(3).by(lead),
        step(4)
            .titled(
                "Elaborar el plan de transferencia y aprobarlo con la entidad",
                "Draw up the transfer plan and approve it with the entity",
            )
            .by(expert)
            .next([5, 16, 17, 19]),
        step(5)
            .by(expert)
            .asks([("yes", &[7]), ("no", &[15])])
            .next([6]),
        step(6).by(entity).next([10]),
        step(7).by(expert).manual(),
        step(8).by(lead).review([7]),
        step(9).by(chief).review([7]).reading(),
        step(10).by(uit).owes(["correo"], &[]),
        step(11).by(expert).asks([("yes", &[12]), ("no", &[10])]),
        step(12).by(expert),
        step(13).by(lead).review([12]),
        step(14).by(chief).review([12]),
        step(15).by(uit).next([20]),
        step(16).by(expert).next([10]),
        step(17).by(upat),
        step(18).by(upat).next([20]),
        step(19).by(upat).next([20]),
        step(20).by(chief),
        step(21).by(lead).review([15, 18, 19]),
        step(22).by(expert),
        step(23).by(expert),
        step(24).by(lead).review([22, 23]),
        step(25).by(chief).review([22, 23]),
        step(26).by(["dge"]).review([23]),
        step(27).by(entity),
    ])
}
