//! The way that every case of the benchmarks goes: by PR07 to where it goes round, and round again.

/// How many events a case has in the end.
pub const EVENTS: usize = 30;

/// An activity that is done with everything that it owes.
pub struct Step {
    pub activity: u8,
    pub answer: Option<&'static str>,
    /// The kind of the document that it gives.
    output: Option<&'static str>,
}

const fn step(activity: u8, answer: Option<&'static str>, output: Option<&'static str>) -> Step {
    Step {
        activity,
        answer,
        output,
    }
}

const STEPS: [Step; 7] = [
    step(1, None, Some("nota-requerimiento")),
    step(2, None, None),
    step(3, None, None),
    step(4, None, Some("plan-transferencia")),
    step(5, Some("no"), Some("correo")),
    step(6, None, Some("correo")),
    step(16, None, Some("acta-capacitacion")),
];

pub const ROUND: [Step; 2] = [
    step(10, None, Some("correo")),
    step(11, Some("no"), Some("prueba-funcional")),
];

/// What is done after a case was started.
pub fn steps() -> impl Iterator<Item = &'static Step> {
    STEPS.iter().chain(ROUND.iter().cycle()).take(EVENTS - 1)
}

impl Step {
    /// The document that it gives, as it is typed.
    pub fn given(&self) -> Option<String> {
        let activity = self.activity;
        self.output.map(|kind| format!("{kind}=MX-{activity}/2026"))
    }
}
