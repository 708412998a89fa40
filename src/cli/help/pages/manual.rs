use crate::cli::help::pages::{Page, t};

/// `ugat manual` and its parts.
pub static PAGES: &[Page] = &[
    Page {
        path: "manual",
        about: t(
            "Muestra el manual: aprobación, alcance, normas, control de cambios",
            "Show the manual: approval, scope, norms, change control",
        ),
        details: None,
        arguments: &[],
        examples: &[],
    },
    Page {
        path: "manual glossary",
        about: t(
            "Explica los términos y siglas del manual",
            "Explain the terms and abbreviations of the manual",
        ),
        details: None,
        arguments: &[(
            "term",
            t(
                "Solo este término, con o sin tildes y mayúsculas",
                "This term alone, with or without accents and capitals",
            ),
        )],
        examples: &[(
            t("ugat manual glossary hge", "ugat manual glossary hge"),
            t("Qué es una HGE", "What an HGE is"),
        )],
    },
    Page {
        path: "manual readings",
        about: t(
            "Lista cada lectura adoptada donde el manual calla o se contradice",
            "List each reading adopted where the manual is silent or contradicts itself",
        ),
        details: None,
        arguments: &[(
            "of",
            t(
                "Solo las de esta parte: `manual`, `pr06`, `anexo-2` …",
                "Those of this part alone: `manual`, `pr06`, `anexo-2` …",
            ),
        )],
        examples: &[(
            t("ugat manual readings pr06", "ugat manual readings pr06"),
            t(
                "Cómo se leyó el procedimiento 6",
                "How procedure 6 was read",
            ),
        )],
    },
];
