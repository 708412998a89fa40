//! Texts made of other texts, in both languages.

use crate::view::each::each;
use crate::words::{Language, Text, either, listed};

/// Texts joined by a mark.
pub fn joined<'t>(texts: impl IntoIterator<Item = &'t Text>, mark: &str) -> Text {
    let each = texts.into_iter().map(|text| (&*text.es, &*text.en));
    let (es, en): (Vec<&str>, Vec<&str>) = each.unzip();
    Text::owned(es.join(mark), en.join(mark))
}

/// Texts joined by commas and a last *and*.
pub fn all_of_texts(texts: &[Text]) -> Text {
    Text::of_each(|language| listed(&in_language(texts, language), language))
}

/// Texts joined by commas and a last *or*.
pub fn any_of_texts(texts: &[Text]) -> Text {
    Text::of_each(|language| either(&in_language(texts, language), language))
}

fn in_language(texts: &[Text], language: Language) -> Vec<&str> {
    each(texts, |text| text.get(language))
}
