use clap::Args;

use crate::cli::General;
use crate::cli::case::confirmed;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::cli::session::rows::Rows;
use crate::cli::store::mending;
use crate::model::CaseId;
use crate::text;
use crate::view::{Layout, Mends, written};
use crate::words::{Text, count, shell_word};

#[derive(Debug, Args)]
pub struct Repair {
    #[arg(long)]
    pub yes: bool,
    #[arg(long, value_name = "CASE")]
    pub cut: Vec<String>,
    #[command(flatten)]
    pub rows: Rows,
}

impl Repair {
    /// Shows what would mend the store, and does it once that is confirmed.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let layout = self.rows.layout(env)?;
        let mut session = Session::open(env, general)?;
        let cut = self.cut.iter().map(|case| Ok(session.entry(case)?.id));
        let cut = cut.collect::<Result<Vec<CaseId>, Failure>>()?;
        let mends = session.store.mends(&cut)?.into_iter();
        let mut answer = Mends {
            done: false,
            mends: mends.flat_map(|mend| mending::rows(mend, false)).collect(),
        };
        let nothing = answer.mends.iter().all(|row| row.left);
        if !nothing && !self.yes {
            tell(&mut session, &answer, &layout)?;
            confirmed(
                &mut session,
                &Text::of("se repara el registro", "mending the store"),
                || self.again(),
            )?;
        }
        if !nothing {
            let left = session.store.repair(&cut)?.into_iter();
            let left = left.flat_map(|mend| mending::rows(mend, true));
            for row in left {
                answer
                    .mends
                    .retain(|other| other.file != row.file || other.kind != row.kind);
                answer.mends.push(row);
            }
            answer.mends.sort_by(|one, other| one.file.cmp(&other.file));
            answer.done = true;
        }
        tell(&mut session, &answer, &layout)?;
        lost(answer.left())
    }
}

impl Repair {
    /// The same command, confirmed.
    fn again(&self) -> Text {
        let cut = self
            .cut
            .iter()
            .map(|case| format!("--cut {} ", shell_word(case)));
        let cut: String = cut.collect();
        text!(
            "hágalo con `ugat store repair {cut}--yes`",
            "do it with `ugat store repair {cut}--yes`"
        )
    }
}

fn tell(session: &mut Session, answer: &Mends, layout: &Layout) -> Result<(), Failure> {
    let look = session.look();
    let text = if layout.is_page() {
        answer.page(look, session.env.colour())
    } else {
        written(answer, layout, look)?
    };
    session.env.answer(&text);
    Ok(())
}

/// Fails where something is left that cannot be mended from here.
fn lost(left: usize) -> Result<(), Failure> {
    if left == 0 {
        return Ok(());
    }
    let Text { es, en } = count(
        left,
        &Text::of("cosa quedó sin reparar", "thing is left unmended"),
        &Text::of("cosas quedaron sin reparar", "things are left unmended"),
    );
    Err(Failure::damaged("damaged", Text { es, en }))
}
