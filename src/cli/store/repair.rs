//! `ugat store repair`: mends a store once that is confirmed.

use clap::Args;

use crate::cli::General;
use crate::cli::case::confirmed;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::help::{Value, YES, both, examples};
use crate::cli::session::Session;
use crate::cli::session::rows::Rows;
use crate::cli::store::mending;
use crate::cli::store::said::elsewhere;
use crate::text;
use crate::view::{Layout, MendRow, Mends};
use crate::words::{Text, counted, shell_word};

#[derive(Debug, Args)]
#[command(
    about = both!("Repara lo que `store verify` encuentra", "Mend what `store verify` finds"),
    long_about = both!(
        "Muestra primero qué haría, archivo por archivo, y lo hace después de confirmarlo. De un \
         conflicto de git deja ambos lados: cada línea se reconoce por su huella. Aparta los \
         finales inconclusos y las líneas que no son eventos, quita las repetidas, separa los \
         casos mezclados y pone cada diario en su lugar. Lo que falta lo busca en `lost+found/` y \
         en la historia de git. Nada se borra: lo que sale queda en `lost+found/`.",
        "It first shows what it would do, file by file, and does it once that is confirmed. Of a \
         conflict of git it keeps both sides: every line is known by its hash. It sets aside ends \
         that were cut short and lines that are no events, drops repeated ones, takes mixed cases \
         apart and puts every journal in its place. What is missing it looks for in `lost+found/` \
         and in the history of git. Nothing is deleted: what goes is kept in `lost+found/`."
    ),
    after_help = examples!(
        "Ver qué se repararía", "See what would be mended" => "ugat store repair";
        "Reparar", "Mend it" => "ugat store repair --yes"
    )
)]
pub struct Repair {
    #[arg(long, help = YES)]
    pub yes: bool,
    #[arg(long, value_name = Value::Case, help = both!(
        "En este caso, aparta también lo que sigue a eventos perdidos (puede repetirse)",
        "In this case, set aside as well what comes after lost events (may be repeated)"
    ))]
    pub cut: Vec<String>,
    #[command(flatten)]
    pub rows: Rows,
}

impl Repair {
    /// Shows what would mend the store, and does it once that is confirmed.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let layout = self.rows.layout(env)?;
        let mut session = Session::open(env, general)?;
        let cut = session.ids_to_write(&self.cut)?;
        let mends = session.store.mends(&cut)?.into_iter();
        let mut answer = Mends {
            done: false,
            mends: mends.flat_map(|mend| mending::rows(mend, false)).collect(),
        };
        let nothing = answer.mends.iter().all(|row| row.left);
        if !nothing && !self.yes {
            tell(&mut session, &answer, &layout)?;
            let about = Text::of("se repara el registro", "mending the store");
            confirmed(&mut session, &about, self.again())?;
        }
        if !nothing {
            let left = session.store.repair(&cut)?.into_iter();
            for row in left.flat_map(|mend| mending::rows(mend, true)) {
                let is_other = |other: &MendRow| other.file != row.file || other.kind != row.kind;
                answer.mends.retain(is_other);
                answer.mends.push(row);
            }
            answer.mends.sort_by(|one, other| one.file.cmp(&other.file));
            answer.done = true;
        }
        tell(&mut session, &answer, &layout)?;
        lost(answer.left()).map_err(|failure| failure.with_hint_if(elsewhere(&session)))
    }

    /// This command, confirmed.
    fn again(&self) -> Text {
        let cases = self.cut.iter();
        let options = cases.map(|case| format!("--cut {} ", shell_word(case)));
        let cut = options.collect::<Vec<_>>().concat();
        text!(
            "hágalo con `ugat store repair {cut}--yes`",
            "do it with `ugat store repair {cut}--yes`"
        )
    }
}

fn tell(session: &mut Session, answer: &Mends, layout: &Layout) -> Result<(), Failure> {
    let page = |look, colour| answer.page(look, colour);
    session.env.answer_page_or_rows(answer, layout, page)
}

/// Fails where something is left that cannot be mended from here.
fn lost(left: usize) -> Result<(), Failure> {
    if left == 0 {
        return Ok(());
    }
    let left = counted(
        left,
        ["cosa quedó sin reparar", "cosas quedaron sin reparar"],
        ["thing is left unmended", "things are left unmended"],
    );
    Err(Failure::damaged("damaged", left))
}
