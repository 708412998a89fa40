//! Sample cases for tests of reports, and a report about them.

use crate::engine::Recall as _;
use crate::model::{
    Act, Actor, Ages, DueFilter, LabelFilter, Limit, Line, Moment, ProcedureId, Prose, Settings,
    Span, Turn,
};
use crate::testing::cases::{SampleCase, output};
use crate::testing::procedures::{number, procedure, step};
use crate::view::report::{By, Groups, Lens, Measure, Period, ReportView};
use crate::view::{Format, Look, in_format};
use crate::words::Language;

/// A lens as of the last day of March 2026, in calendar days, with ten days for activity 1.
pub fn lens<M: Measure>(by: &[By]) -> Lens {
    Lens {
        ages: Ages::plain("2026-03-31".parse().expect("a day")),
        period: Period::default(),
        by: M::dimensions(by),
        entity: None,
        labels: LabelFilter::default(),
        due: DueFilter::default(),
        settings: Settings {
            limits: vec![Limit {
                procedure: ProcedureId::recorded("pr99"),
                activity: number(1),
                span: Span::Days(10),
            }],
            ..Settings::default()
        },
    }
}

/// A case of an entity, started on a day of March.
fn begun(entity: &str, day: &str) -> SampleCase {
    let mut sample = SampleCase::of(procedure([
        step(1).owes(["informe-tecnico"], &[]),
        step(2).by(["uit"]).review([1]),
        step(3)
            .by(["uit", "upat"])
            .asks([("yes", &[])])
            .result(0, "concluded"),
    ]));
    if let Act::Started(start) = &mut sample.last().did {
        start.entities = vec![Line::recorded(entity)];
    }
    on(&mut sample, day);
    sample
}

/// Dates the last act on a day of March; it is recorded at the end of the month.
fn on(sample: &mut SampleCase, day: &str) {
    let at = Moment::parse(&format!("2026-03-{day}"));
    let last = sample.last();
    last.at = at.expect("a day");
    last.rec = "2026-03-31T22:00:00Z".parse().expect("a time");
}

/// A returned case, a finished one, a cancelled one and one just started.
pub fn cases() -> Vec<SampleCase> {
    let mut returned = begun("Ministerio X", "02");
    returned.complete("Ana", 1, &[]);
    on(&mut returned, "04");
    returned.send_back("Luis", 2, 1);
    on(&mut returned, "09");
    returned.last().on_behalf = Some(Actor::recorded("Rosa"));
    let mut finished = begun("MINISTERIO  x", "03");
    finished.complete("Ana", 1, &[]);
    on(&mut finished, "05");
    finished.attach(
        "Luis",
        1,
        vec![output("informe-tecnico", Some("INF-1"), None)],
    );
    on(&mut finished, "06");
    finished.complete("Luis", 2, &[]);
    on(&mut finished, "06");
    // Dated before the day on which it was ready.
    finished.complete("Ana", 3, &["yes"]);
    on(&mut finished, "04");
    let mut cancelled = begun("Alcaldía", "02");
    let reason = Prose::recorded("Ya no hace falta");
    let turn = Turn::Cancelled;
    cancelled.write("Ana", Act::Turned { turn, reason });
    on(&mut cancelled, "10");
    vec![returned, finished, cancelled, begun("Alcaldía", "30")]
}

/// The report about these cases.
pub fn report<M: Measure>(cases: &[SampleCase], lens: &Lens) -> ReportView<M> {
    let mut groups: Groups<M> = Groups::default();
    for sample in cases {
        let past = M::Past::of(&sample.case());
        groups.merge(sample.outlined(false, |case| {
            let mut one = Groups::default();
            one.add(case, &past, lens);
            one
        }));
    }
    ReportView::of(groups, lens, Vec::new())
}

pub fn shown<M: Measure>(by: &[By], format: Format, language: Language) -> String {
    let look = Look {
        language,
        width: 80,
    };
    in_format(&report::<M>(&cases(), &lens::<M>(by)), format, look)
}
