//! `ugat store repair`: mends a store once that is confirmed.

use clap::Args;

use crate::cli::General;
use crate::cli::case::confirmed;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::cli::session::rows::Rows;
use crate::cli::store::mending;
use crate::text;
use crate::view::{Layout, MendRow, Mends};
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
        let cut = session.ids(&self.cut)?;
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
        lost(answer.left())
    }

    /// The same command, confirmed.
    fn again(&self) -> Text {
        let cut = self.cut.iter();
        let cut: String = cut
            .map(|case| format!("--cut {} ", shell_word(case)))
            .collect();
        text!(
            "hágalo con `ugat store repair {cut}--yes`",
            "do it with `ugat store repair {cut}--yes`"
        )
    }
}

fn tell(session: &mut Session, answer: &Mends, layout: &Layout) -> Result<(), Failure> {
    let env = &mut *session.env;
    if layout.is_page() {
        let page = answer.page(env.look(), env.colour());
        env.answer(&page);
        return Ok(());
    }
    env.answer_rows(answer, layout)
}

/// Fails where something is left that cannot be mended from here.
fn lost(left: usize) -> Result<(), Failure> {
    if left == 0 {
        return Ok(());
    }
    let left = count(
        left,
        &Text::of("cosa quedó sin reparar", "thing is left unmended"),
        &Text::of("cosas quedaron sin reparar", "things are left unmended"),
    );
    Err(Failure::damaged("damaged", left))
}
