use serde::Serialize;

use crate::text;
use crate::view::Look;
use crate::view::sheet::Sheet;
use crate::words::Text;

/// The answer of `store sync`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Synced {
    /// Of the commit that was made; null where nothing had changed here.
    pub message: Option<String>,
    /// The branch elsewhere with which all was exchanged.
    pub upstream: Option<String>,
    /// The cases that are in conflict now.
    pub conflicts: Vec<String>,
}

impl Synced {
    pub fn page(&self, look: Look, colour: bool) -> String {
        let mut sheet = Sheet::new(look, colour);
        match &self.message {
            Some(message) => {
                sheet.strong(&Text::of("Guardado en git", "Committed"));
                for line in message.lines().filter(|line| !line.is_empty()) {
                    sheet.hang(2, "", line);
                }
            }
            None => sheet.fact(
                0,
                &Text::of("Nada había cambiado aquí.", "Nothing had changed here."),
            ),
        }
        if let Some(upstream) = &self.upstream {
            sheet.fact(
                0,
                &text!("Al día con `{upstream}`.", "Up to date with `{upstream}`."),
            );
        }
        if !self.conflicts.is_empty() {
            sheet.gap();
            sheet.strong(&Text::of("En conflicto", "In conflict"));
            for case in &self.conflicts {
                sheet.line(2, &format!("ugat case status {case}"));
            }
        }
        sheet.written()
    }
}
