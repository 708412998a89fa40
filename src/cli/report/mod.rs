//! `ugat report`: counts of all cases. Every report has the same arguments and runs in the same way;
//! what each of them counts lies in the view.

mod asked;
mod counting;
mod deviations;

use clap::Subcommand;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::help::{both, examples};
use crate::view::report::{Aging, Documents, Durations, Status, Throughput, Workload};

pub use asked::Asked;
pub use deviations::Deviations;

#[derive(Debug, Subcommand)]
#[command(
    defer = true,
    about = both!(
        "Cuenta los casos del registro: en qué están, qué espera, cuánto tarda",
        "Counts the cases of the store: where they are, what waits, how long it takes"
    ),
    long_about = both!(
        "Cada informe cuenta todos los casos, o los que se pidan, y da filas: en tabla, json, \
         ndjson, csv o md. Los días son hábiles si el registro tiene un calendario; lo que se \
         registró tarde cuenta cuando ocurrió, y un lapso que va hacia atrás es de 0 días. Un caso \
         de varias entidades cuenta en la primera; una actividad de varios roles, en todos juntos. \
         Con `--as-of` cuentan los eventos ocurridos hasta ese día, si también lo fue todo lo \
         anterior a ellos. La mediana y P90 son el menor número de días que no supera la mitad, y \
         el 90 %, de lo que se cuenta.",
        "Each report counts all cases, or those asked for, and gives rows: as a table, json, \
         ndjson, csv or md. Days are working days where the store has a calendar; what was \
         recorded late counts when it happened, and a span that runs backwards is of 0 days. A \
         case of several entities counts under the first; an activity of several roles under all \
         of them together. With `--as-of` those events count that had happened by that day, if \
         everything before them had as well. The median and P90 are the fewest days that half, and \
         90 %, of what is counted do not exceed."
    ),
    after_help = examples!(
        "Cuánto esperaba el trabajo listo de cada rol ese viernes",
        "How long the ready work of each role had waited that Friday" =>
            "ugat report aging --by role --as-of 2026-03-06 --format csv"
    )
)]
pub enum Command {
    #[command(
        about = both!(
            "Cuántos casos hay en cada estado y en cada actividad",
            "How many cases are in each state and at each activity"
        ),
        long_about = both!(
            "Cada caso cuenta una vez por su estado; los abiertos, además, una vez en cada \
             actividad lista, en espera o en conflicto. `--since` y `--until` toman los casos \
             iniciados entonces. Se agrupa por procedimiento, y además por `entity` o `month` (de \
             inicio).",
            "Each case counts once by its state; open ones once more at each activity that is \
             ready, waits or is in conflict. `--since` and `--until` take the cases that were \
             started then. It is grouped by procedure, and by `entity` or `month` (of the start) \
             as well."
        )
    )]
    Status(Asked),
    #[command(
        about = both!("El trabajo pendiente por rol y persona", "The open work by role and person"),
        long_about = both!(
            "Cuenta el trabajo listo, devuelto y vencido (parte del listo), en espera y en \
             conflicto de los casos abiertos, con la persona a quien se asignó (o la única que \
             ejerce el rol), y las salidas que faltan de cualquier caso, con quien hizo la \
             actividad, si es de la unidad. Los días son los de lo listo más antiguo. `--since` y \
             `--until` toman lo que está así desde entonces. Se agrupa por `role`, `person`, \
             `procedure`, `entity` o `activity`; sin pedirlo, por rol y persona.",
            "It counts the ready, returned and overdue (part of the ready), waiting and contested \
             work of open cases, with the person to whom it was assigned (or the only holder of \
             its role), and the outputs owed in any case, with whoever did the activity, where they \
             are of the unit. The days are those of the oldest ready work. `--since` and `--until` \
             take what has been so since then. It is grouped by `role`, `person`, `procedure`, `entity` or `activity`; \
             unasked, by role and person."
        )
    )]
    Workload(Asked),
    #[command(
        about = both!("Cuánto lleva esperando el trabajo listo", "How long ready work has waited"),
        long_about = both!(
            "Cuenta el trabajo listo de los casos abiertos por los días desde que lo está: \
             mediana, P90, máximo y clases, y cuánto pasó del plazo que fija `ugat.toml`. \
             `--since` y `--until` toman lo que está listo desde entonces. Se agrupa por `role`, o \
             por `procedure`, `entity`, `person` (a quien se asignó), `activity` o `month`.",
            "It counts the ready work of open cases by the days since it has been so: median, P90, \
             maximum and classes, and how much is past the limit that `ugat.toml` sets. `--since` \
             and `--until` take what has been ready since then. It is grouped by `role`, or by \
             `procedure`, `entity`, `person` (to whom it was assigned), `activity` or `month`."
        )
    )]
    Aging(Asked),
    #[command(
        about = both!(
            "Los casos iniciados, terminados y cancelados por mes",
            "The cases started, finished and cancelled each month"
        ),
        long_about = both!(
            "Un caso cuenta como iniciado el día de su inicio; si está terminado, el último día en \
             que surtió efecto un trabajo suyo; si está cancelado, el día en que se canceló. Lo \
             que se reabrió no cuenta. Se agrupa por `month`, `procedure` o `entity`.",
            "A case counts as started on the day of its start; where it is finished, as such on \
             the last day on which work of it took effect; where it is cancelled, on the day on \
             which it was. What was reopened does not count. It is grouped by `month`, `procedure` \
             or `entity`."
        )
    )]
    Throughput(Asked),
    #[command(
        about = both!(
            "Cuánto toma y cuánto espera cada actividad",
            "How long each activity takes, and waits"
        ),
        long_about = both!(
            "Del trabajo hecho, o que una revisión devolvió, cuenta los días desde que estuvo \
             listo hasta que se hizo, y la espera desde que llegó lo primero hasta que estuvo \
             listo. `--since` y `--until` toman lo hecho entonces. Se agrupa por `activity`, o por \
             `procedure`, `entity`, `role`, `person` (quien lo hizo) o `month`.",
            "Of work that was done, or that a review returned, it counts the days from when it was \
             ready until it was done, and the wait from when the first of what leads to it came \
             until it was ready. `--since` and `--until` take what was done then. It is grouped by \
             `activity`, or by `procedure`, `entity`, `role`, `person` (who did it) or `month`."
        )
    )]
    Durations(Asked),
    #[command(
        about = both!(
            "Las salidas que faltan y las entregadas, por tipo",
            "The outputs owed and given, by kind"
        ),
        long_about = both!(
            "Lo que falta cuenta desde que se hizo la actividad que lo debe, con quien la hizo, \
             si es de la unidad; lo entregado, el día en que se entregó, con quien lo entregó. Se \
             agrupa por `role` (de la actividad), o por `procedure`, `entity`, `person`, \
             `activity` o `month`.",
            "What is owed counts from when the activity that owes it was done, with whoever did \
             it, where they are of the unit; what was given, on the day on which it was, with \
             whoever gave it. It is grouped by `role` (of the activity), or by `procedure`, \
             `entity`, `person`, `activity` or `month`."
        )
    )]
    Outputs(Asked),
    #[command(
        about = both!(
            "Devoluciones, desvíos, conflictos, correcciones y suplencias",
            "Returns, deviations, conflicts, corrections and acts for others"
        ),
        long_about = both!(
            "Cuenta actos, valgan o no ahora, el día en que ocurrieron: los que llevan un motivo \
             (devolver, derivar, deshacer, mantener un lado, suspender, reanudar, cancelar, \
             reabrir, corregir, cambiar de versión), los hechos en nombre de otro o con una \
             autorización, y los tardíos. Un conflicto, terminado o no, cuenta una vez, con el \
             último de sus lados. Un acto puede contar en varios. Bajo la cuenta, y en JSON, está \
             cada acto con su caso, su motivo y quién lo hizo; las respuestas que volvieron a su \
             actividad (pruebas que no pasaron), y las vueltas de cada actividad. Se agrupa por \
             `procedure`, o por `entity`, `role` (de la actividad), `person` (quien actuó), \
             `activity` o `month`.",
            "It counts acts, whether or not they count now, on the day on which they happened: \
             those that have a reason (return, redirect, undo, keep a side, suspend, resume, \
             cancel, reopen, correct, migrate), those done on another's behalf or by an authority, \
             and late ones. A conflict, ended or not, counts once, with the last of its sides. An \
             act may count in several. Below the counts, and in JSON, stands each act with its \
             case, its reason and who did it; the answers that led back to their activity (tests \
             that failed), and the rounds of each activity. It is grouped by `procedure`, or by \
             `entity`, `role` (of the activity), `person` (who acted), `activity` or `month`."
        )
    )]
    Deviations(Deviations),
}

impl Command {
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        match self {
            Self::Status(asked) => asked.run::<Status>(env, general),
            Self::Workload(asked) => asked.run::<Workload>(env, general),
            Self::Aging(asked) => asked.run::<Aging>(env, general),
            Self::Throughput(asked) => asked.run::<Throughput>(env, general),
            Self::Durations(asked) => asked.run::<Durations>(env, general),
            Self::Outputs(asked) => asked.run::<Documents>(env, general),
            Self::Deviations(asked) => asked.run(env, general),
        }
    }
}
