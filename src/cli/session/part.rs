use crate::words::matching;

/// A part of a name, as `--entity` gives it; every name has it where it is left out.
pub struct Part(Option<String>);

impl Part {
    pub fn of(typed: Option<&str>) -> Self {
        Self(typed.map(matching))
    }

    /// Whether one of the names has it, whatever the case and accents.
    pub fn is_in<'n>(&self, names: impl IntoIterator<Item = &'n str>) -> bool {
        self.0.as_ref().is_none_or(|part| {
            let mut names = names.into_iter();
            names.any(|name| matching(name).contains(part))
        })
    }
}
