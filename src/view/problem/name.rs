//! Names from files, and the parts of files, in words.

use crate::definition::{Named, Part};
use crate::view::page::look::cut;
use crate::words::{Text, escaped};

/// A name from a file in backticks, escaped and shortened.
pub(in crate::view) fn named(name: &str) -> String {
    format!("`{}`", cut(&escaped(name), 60))
}

/// «de una actividad», «of an activity».
pub(in crate::view) const fn part_of(part: Part) -> Text {
    match part {
        Part::Procedure => Text::of("de un procedimiento", "of a procedure"),
        Part::RoleCatalogue => Text::of("del catálogo de roles", "of the catalogue of roles"),
        Part::OutputCatalogue => Text::of("del catálogo de salidas", "of the catalogue of outputs"),
        Part::Approval => Text::of("de una aprobación", "of an approval"),
        Part::Reading => Text::of("de una lectura", "of a reading"),
        Part::Role => Text::of("de un rol", "of a role"),
        Part::Declaration => Text::of("de una declaración", "of a declaration"),
        Part::Activity => Text::of("de una actividad", "of an activity"),
        Part::Group => Text::of("de un grupo de salidas", "of a group of outputs"),
        Part::Question => Text::of("de una pregunta", "of a question"),
        Part::Answer => Text::of("de una respuesta", "of an answer"),
        Part::Text => Text::of("de un texto", "of a text"),
        Part::Settings => Text::of("de los ajustes", "of the settings"),
        Part::Calendar => Text::of("de un calendario", "of a calendar"),
        Part::Gate => Text::of("de lo que se deja entrar", "of what is let in"),
        Part::Acceptance => Text::of("de una pérdida aceptada", "of an accepted loss"),
        Part::Limit => Text::of("de un plazo", "of a limit"),
        Part::Person => Text::of("de una persona", "of a person"),
        Part::HeldRole => Text::of("del rol de una persona", "of a role of a person"),
        Part::Substitute => Text::of("de una suplencia", "of a substitution"),
        Part::FormGroup => Text::of("de un grupo de formularios", "of a group of forms"),
        Part::Form => Text::of("de un formulario", "of a form"),
        Part::Field => Text::of("de un campo", "of a field"),
        Part::Choice => Text::of("de una opción", "of an option"),
        Part::ListType => Text::of("de un tipo de lista", "of a type of list"),
        Part::Rule => Text::of("de una regla", "of a rule"),
        Part::Condition => Text::of("de una condición", "of a condition"),
        Part::Requirement => Text::of("de un requisito", "of a requirement"),
    }
}

/// A kind of name with its article: «el rol», “the role”.
pub(in crate::view) const fn noun(what: Named) -> Text {
    match what {
        Named::Role | Named::HeldRole => Text::of("el rol", "the role"),
        Named::Output => Text::of("el tipo de salida", "the output kind"),
        Named::Ending => Text::of("el final", "the ending"),
        Named::Answer => Text::of("la respuesta", "the answer"),
        Named::Person => Text::of("la persona", "the person"),
        Named::Email => Text::of("el correo", "the e-mail"),
        Named::Form => Text::of("el formulario", "the form"),
        Named::Field => Text::of("el campo", "the field"),
        Named::Choice => Text::of("la opción", "the option"),
    }
}
