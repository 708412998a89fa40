use crate::words::Text;

/// Its name for scripts, what it is, and what helps.
pub struct Said {
    pub kind: &'static str,
    pub text: Text,
    pub hint: Option<Text>,
}

impl Said {
    pub const fn of(kind: &'static str, text: Text) -> Self {
        let hint = None;
        Self { kind, text, hint }
    }

    pub fn with(mut self, hint: Text) -> Self {
        self.hint = Some(hint);
        self
    }

    /// The program mends it.
    pub fn mended(self) -> Self {
        self.with(Text::of(
            "vea cómo se repara: `ugat store repair`",
            "see how it is mended: `ugat store repair`",
        ))
    }
}
