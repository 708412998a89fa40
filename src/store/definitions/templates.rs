//! How documents begin: the templates of a store, else those that come with the program.

use crate::model::OutputKind;
use crate::store::definitions::decoded_text;
use crate::store::{Result, Store};
use crate::words::{Decoded, Encoding, Language};

/// How a document begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Its file, as one names it.
    pub name: String,
    pub text: String,
    pub encoding: Encoding,
}

/// A name with the texts of the template that comes with the program, Spanish and English.
macro_rules! shipped {
    ($name:literal) => {
        (
            $name,
            include_str!(concat!("../../../procedures/templates/", $name, ".es.md")),
            include_str!(concat!("../../../procedures/templates/", $name, ".en.md")),
        )
    };
}

/// The templates that come with the program, by kind of output or the first word of several kinds.
const SHIPPED: [(&str, &str, &str); 5] = [
    shipped!("acta"),
    shipped!("informe"),
    shipped!("nota-externa"),
    shipped!("nota-interna"),
    shipped!("plan"),
];

impl Template {
    /// The template of a kind of output: the store's own before one that comes with the program,
    /// that of the kind before that of its first word; nothing where there is none.
    ///
    /// # Errors
    /// Where one of the store is there and cannot be read.
    pub fn find(store: &Store, kind: &OutputKind, language: Language) -> Result<Option<Self>> {
        let folder = store.procedures_folder().join("templates");
        for name in names(kind) {
            for file in [
                format!("{name}.{}.md", language.tag()),
                format!("{name}.md"),
            ] {
                match decoded_text(store.root(), &folder.join(&file)) {
                    Ok(Decoded { text, encoding }) => {
                        let name = file;
                        return Ok(Some(Self {
                            name,
                            text,
                            encoding,
                        }));
                    }
                    Err(fault) if fault.is_not_found() => {}
                    Err(fault) => return Err(fault),
                }
            }
        }
        Ok(shipped(kind, language))
    }
}

fn shipped(kind: &OutputKind, language: Language) -> Option<Template> {
    names(kind).into_iter().find_map(|wanted| {
        let mut shipped = SHIPPED.iter();
        let (name, es, en) = shipped.find(|(name, _, _)| *name == wanted)?;
        let text = match language {
            Language::Spanish => *es,
            Language::English => *en,
        };
        Some(Template {
            name: format!("{name}.{}.md", language.tag()),
            text: text.to_owned(),
            encoding: Encoding::Utf8,
        })
    })
}

/// The kind itself, then its first word: `acta` of `acta-capacitacion`.
fn names(kind: &OutputKind) -> Vec<&str> {
    let whole = kind.as_str();
    match whole.split_once('-') {
        Some((first, _)) => vec![whole, first],
        None => vec![whole],
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::Template;
    use crate::model::OutputKind;
    use crate::testing::store::store;
    use crate::words::Language::{English, Spanish};

    #[test]
    fn a_store_s_own_template_goes_before_the_shipped_one_and_the_kind_before_its_first_word() {
        let (folder, store) = store();
        let found = |kind: &str, language| {
            let kind = OutputKind::parse(kind).expect("a key");
            let template = Template::find(&store, &kind, language).expect("it is read");
            template.map(|template| template.name)
        };
        assert_eq!(
            found("acta-capacitacion", Spanish).as_deref(),
            Some("acta.es.md")
        );
        assert_eq!(
            found("nota-interna", English).as_deref(),
            Some("nota-interna.en.md")
        );
        assert_eq!(found("nota-externa-recibida", English), None);
        assert_eq!(found("flujo", Spanish), None);
        let own = folder.path().join("procedures/templates");
        fs::create_dir_all(&own).expect("a folder");
        fs::write(own.join("acta.md"), "x").expect("a file");
        fs::write(own.join("acta-capacitacion.en.md"), "y").expect("a file");
        assert_eq!(
            found("acta-capacitacion", Spanish).as_deref(),
            Some("acta.md")
        );
        let english = found("acta-capacitacion", English);
        assert_eq!(english.as_deref(), Some("acta-capacitacion.en.md"));
        assert_eq!(
            found("acta-presentacion", English).as_deref(),
            Some("acta.md")
        );
    }
}
