use std::borrow::Cow;

use crate::words::{Text, discreet};

/// A sentence that may repeat what somebody typed, without what looks like a secret in it.
pub fn repeated(text: Text) -> Text {
    match (discreet(&text.es), discreet(&text.en)) {
        (Cow::Borrowed(_), Cow::Borrowed(_)) => text,
        (es, en) => Text::owned(es.into_owned(), en.into_owned()),
    }
}
