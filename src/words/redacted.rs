use std::borrow::Cow;

use crate::words::{Text, redacted};

/// A sentence that may quote typed text, with what looks like a secret masked.
pub fn redacted_text(text: Text) -> Text {
    match (redacted(&text.es), redacted(&text.en)) {
        (Cow::Borrowed(_), Cow::Borrowed(_)) => text,
        (es, en) => Text::owned(es.into_owned(), en.into_owned()),
    }
}
