//! The answer of `manual glossary`.

use serde::Serialize;

use crate::model::Manual;
use crate::view::{Rows, Table};
use crate::words::{Collated, Language, Text, matching, nearest};

/// The answer of `manual glossary`.
#[derive(Debug, Default, Serialize)]
pub struct Glossary {
    pub terms: Vec<TermView>,
}

#[derive(Debug, Serialize)]
pub struct TermView {
    pub term: Text,
    /// None if the manual names the term and never explains it.
    pub text: Option<Text>,
    /// Whether the explanation is inferred from the rest of the manual.
    pub inferred: bool,
}

impl Glossary {
    /// In the order of their Spanish names.
    pub fn of(manual: &Manual) -> Self {
        let explained = manual.terms.iter().map(|term| TermView {
            term: term.name.clone(),
            text: Some(term.text.clone()),
            inferred: term.inferred,
        });
        let unexplained = manual.unexplained.iter().map(|name| TermView {
            term: Text::same(name.as_str()),
            text: None,
            inferred: false,
        });
        let mut terms: Vec<TermView> = explained.chain(unexplained).collect();
        terms.sort_by_cached_key(|term| Collated::of(&term.term.es));
        Self { terms }
    }

    /// Keeps the term of this name, whatever its case and accents.
    pub fn only(mut self, typed: &str) -> Result<Self, Option<String>> {
        let wanted = matching(typed);
        let names = |term: &TermView| [matching(&term.term.es), matching(&term.term.en)];
        if self.terms.iter().any(|term| names(term).contains(&wanted)) {
            self.terms.retain(|term| names(term).contains(&wanted));
            return Ok(self);
        }
        let terms = self.terms.iter();
        let near = nearest(
            typed,
            terms.flat_map(|term| [&*term.term.es, &*term.term.en]),
        );
        Err(near.map(str::to_owned))
    }
}

impl Rows for Glossary {
    type Row = TermView;

    fn rows(&self) -> &[TermView] {
        &self.terms
    }

    fn table(&self, language: Language) -> Table {
        let unexplained = Text::of("el manual no lo explica", "the manual does not explain it");
        Table::of(&self.terms, |columns| {
            columns.text("term", Text::of("Término", "Term"), |term| {
                term.term.get(language)
            });
            columns.text("text", Text::of("Qué es", "What it is"), |term| {
                term.text.as_ref().unwrap_or(&unexplained).get(language)
            });
        })
    }
}
