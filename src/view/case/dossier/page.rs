//! The document of `case dossier`.

use crate::model::EventId;
use crate::text;
use crate::view::case::dossier::parts::EndedView;
use crate::view::case::dossier::together::Together;
use crate::view::case::dossier::view::{DossierMoment, DossierView};
use crate::view::case::log::entry::LogEntry;
use crate::view::case::status::acts::ConflictView;
use crate::view::page::document::Document;
use crate::view::page::moment::when_in;
use crate::view::{Cell, ColumnList, Table, named};
use crate::words::counted;
use crate::words::{Language, Text, date_in, series};

impl DossierView {
    /// The case as a document on paper.
    pub fn document(&self, language: Language) -> Document {
        let title = Text::of("Expediente", "Case file");
        let title = format!("{} {}", title.get(language), self.case);
        let mut document = Document::new(language, title);
        self.cover(&mut document);
        self.index(&mut document);
        self.forms(&mut document);
        self.acts(&mut document);
        self.deviations(&mut document);
        self.contested(&mut document);
        self.versions(&mut document);
        self.integrity(&mut document);
        document
    }

    fn cover(&self, document: &mut Document) {
        let language = document.language;
        let procedure = &self.procedure;
        let (code, version) = (&procedure.code, procedure.version);
        let name = procedure.name.as_ref().unwrap_or(&procedure.title);
        let name = name.get(language);
        let under = text!(
            "{code} · {name} · versión {version}",
            "{code} · {name} · version {version}"
        );
        let shown = |text: &Text| Some(text.get(language).to_owned());
        let moment =
            |one: &DossierMoment| Some(format!("{}, {}", date_in(one.day, language), one.by));
        let warning = || Text::of("Advertencia", "Warning");
        let is_counterfeit = procedure.official == Some(false);
        let approved = procedure.approved.as_ref();
        let approved =
            approved.map(|approved| format!("{}, {}", approved.by, date_in(approved.on, language)));
        let mut facts = vec![
            (Text::of("Procedimiento", "Procedure"), shown(&under)),
            (
                warning(),
                shown(&named::COUNTERFEIT).filter(|_| is_counterfeit),
            ),
            (Text::of("Aprobación", "Approval"), approved),
            (Text::of("Fuente", "Source"), procedure.source.clone()),
        ];
        for entity in &self.entities {
            facts.push((Text::of("Entidad", "Entity"), Some(entity.clone())));
        }
        facts.extend([
            (Text::of("Título", "Title"), self.title.clone()),
            (Text::of("Referencia", "Reference"), self.reference.clone()),
            (
                Text::of("Etiquetas", "Labels"),
                Some(series(&self.labels)).filter(|labels| !labels.is_empty()),
            ),
            (Text::of("Estado", "State"), shown(&self.state_words)),
            (Text::of("Iniciado", "Started"), moment(&self.started)),
            (Text::of("Último acto", "Last act"), moment(&self.last)),
        ]);
        for work in &self.ready_words {
            facts.push((Text::of("Trabajo listo", "Ready work"), shown(work)));
        }
        for link in &self.links {
            facts.push((Text::of("Vinculado con", "Linked with"), Some(link.other())));
        }
        facts.extend(self.warnings().map(|text| (warning(), shown(&text))));
        let given = facts
            .into_iter()
            .filter_map(|(label, text)| Some((label, text?)));
        document.heading(Text::of("Carátula", "Cover"));
        document.facts(given.collect());
    }

    /// Why the document may not show the whole case.
    fn warnings(&self) -> impl Iterator<Item = Text> {
        let damaged = (!self.damage.is_empty()).then(|| {
            Text::of(
                "el archivo del caso está dañado: pueden faltar actos (ver Integridad)",
                "the journal of the case is damaged: acts may be missing (see Integrity)",
            )
        });
        let newer = self.newer.then(|| {
            Text::of(
                "hay actos de un `ugat` más nuevo, que este no interpreta",
                "there are acts of a newer `ugat`, which this one does not understand",
            )
        });
        let marked = self.acts.iter().filter(|act| !act.marks.is_empty()).count();
        let marked = (marked > 0).then(|| {
            let Text { es, en } = counted(marked, ["actuación", "actuaciones"], ["act", "acts"]);
            text!(
                "{es} con marcas: algo en ellas no es como debería (ver Actuaciones)",
                "{en} with marks: something in them is not as it should be (see Acts)"
            )
        });
        damaged.into_iter().chain(newer).chain(marked)
    }

    fn index(&self, document: &mut Document) {
        document.heading(Text::of("Índice de documentos", "Index of documents"));
        if self.documents.is_empty() {
            document.paragraph(&Text::of("No hay documentos.", "There are no documents."));
            return;
        }
        let language = document.language;
        let numbered: Vec<_> = (1_usize..).zip(&self.documents).collect();
        let table = Table::of(&numbered, |columns| {
            // What is due has no number yet.
            columns.number("number", Text::of("N.º", "No."), |(number, one)| {
                (!one.missing).then_some(*number)
            });
            columns.text("date", Text::of("Fecha", "Date"), |(_, one)| one.day);
            columns.text("activity", Text::of("Actividad", "Activity"), |(_, one)| {
                format!("{} · {}", one.activity, one.title.get(language))
            });
            let kind = Text::of("Documento", "Document");
            columns.text("kind", kind, |(_, one)| one.kind_said(language));
            let reference = Text::of("Referencia", "Reference");
            columns.text("reference", reference, |(_, one)| one.referred());
            let file = Text::of("Archivo y huella", "File and digest");
            columns.text("file", file, |(_, one)| {
                let digest = one.sha256.map(|digest| digest.to_string());
                let lines = one.file.iter().cloned().chain(digest);
                Cell::List(lines.collect(), "\n")
            });
            let remark = Text::of("Observación", "Remark");
            columns.text("state", remark, |(_, one)| one.remarks(language));
        });
        document.table(table);
    }

    /// The fields of the forms that were given.
    fn forms(&self, document: &mut Document) {
        for (place, one) in self.documents.iter().enumerate() {
            let Some(form) = &one.form else { continue };
            let (number, id) = (place + 1, &form.form);
            let heading = text!("Documento {number}: {id}", "Document {number}: {id}");
            document.subheading(heading.get(document.language));
            document.facts(form.facts(document.language));
        }
    }

    fn acts(&self, document: &mut Document) {
        document.heading(Text::of("Actuaciones", "Acts"));
        let acts = self.by_day(|_| true);
        let together = Together::of(&self.acts);
        for said in together.said() {
            document.paragraph(&said);
        }
        let table = Table::of(&acts, |columns| {
            act_columns(columns, Text::of("N.º", "No."));
            let did = Text::of("Actuación", "Act");
            columns.text("did", did, |(_, act)| act.whole(document.language));
            columns.text("by", WHO, |(_, act)| match together.hold(act) {
                true => act.who(document.language),
                false => act.who_and_recorded(document.language),
            });
            columns.text("event", Text::of("Código", "Id"), |(_, act)| {
                act.event.short(8)
            });
        });
        document.table(table);
    }

    /// What reviews returned and what left the path of the procedure, each with its reason.
    fn deviations(&self, document: &mut Document) {
        document.heading(Text::of(
            "Observaciones y desvíos",
            "Returns and deviations",
        ));
        let acts = self.by_day(|act| act.reason.is_some());
        let table = Table::of(&acts, |columns| {
            act_columns(columns, Text::of("Actuación", "Act"));
            columns.text("did", Text::of("Qué", "What"), |(_, act)| {
                act.decided(document.language)
            });
            let reason = Text::of("Motivo", "Reason");
            columns.text("reason", reason, |(_, act)| act.reason.as_ref());
            who_column(columns, document.language);
        });
        if table.is_empty() {
            document.paragraph(&Text::of("No los hubo.", "There were none."));
        } else {
            document.table(table);
        }
    }

    /// The conflicts: open ones, then ended ones.
    fn contested(&self, document: &mut Document) {
        let language = document.language;
        document.heading(Text::of("Conflictos", "Conflicts"));
        if self.conflicts.is_empty() && self.ended.is_empty() {
            document.paragraph(&Text::of("No los hubo.", "There were none."));
        }
        for conflict in &self.conflicts {
            let Text { es, en } = subject(conflict);
            let heading = text!("{es}: sin resolver", "{en}: open");
            document.subheading(heading.get(language));
            document.table(self.sides(conflict, language));
        }
        for ended in &self.ended {
            let Text { es, en } = subject(&ended.conflict);
            let heading = text!("{es}: resuelto", "{en}: ended");
            document.subheading(heading.get(language));
            document.table(self.sides(&ended.conflict, language));
            document.facts(self.ending(ended, language));
        }
    }

    fn sides(&self, conflict: &ConflictView, language: Language) -> Table {
        let sides = conflict.sides.iter();
        let events = sides.flat_map(|side| std::iter::once(&side.event).chain(&side.also));
        let acts: Vec<_> = events.map(|event| self.act(*event)).collect();
        Table::of(&acts, |columns| {
            act_columns(columns, Text::of("Actuación", "Act"));
            let did = Text::of("Qué dice", "What it says");
            columns.text("did", did, |(_, act)| act.whole(language));
            who_column(columns, language);
        })
    }

    /// How a conflict was ended, by whom and why.
    fn ending(&self, ended: &EndedView, language: Language) -> Vec<(Text, String)> {
        let (number, act) = self.act(ended.event);
        let label = text!(
            "Resolución (actuación {number})",
            "Resolution (act {number})"
        );
        let mut facts = vec![
            (label, act.decided(language)),
            (Text::of("Fecha", "Date"), when_in(act.said.at, language)),
            (Text::of("Quién", "Who"), act.who(language)),
        ];
        let reason = ended.reason.iter().cloned();
        facts.extend(reason.map(|reason| (Text::of("Motivo", "Reason"), reason)));
        facts
    }

    /// The moves from one version of the procedure to another, where there are any.
    fn versions(&self, document: &mut Document) {
        if self.migrations.is_empty() {
            return;
        }
        document.heading(Text::of("Cambios de versión", "Changes of version"));
        let moves = self.migrations.iter();
        let moves: Vec<_> = moves.map(|moved| (self.act(moved.event), moved)).collect();
        let table = Table::of(&moves, |columns| {
            let number = Text::of("Actuación", "Act");
            columns.number("number", number, |((number, _), _)| *number);
            columns.text("at", Text::of("Fecha", "Date"), |((_, act), _)| at(act));
            let from = Text::of("De la versión", "From version");
            columns.number("from", from, |(_, moved)| moved.from);
            columns.text("did", Text::of("Qué", "What"), |((_, act), _)| {
                act.decided(document.language)
            });
            columns.text("digest", Text::of("Huella", "Digest"), |(_, moved)| {
                moved.digest.to_string()
            });
            columns.text("reason", Text::of("Motivo", "Reason"), |(_, moved)| {
                &moved.reason
            });
        });
        document.table(table);
    }

    /// The acts by their days, each with its number: its place in the order of recording.
    fn by_day(&self, takes: impl Fn(&LogEntry) -> bool) -> Vec<Numbered<'_>> {
        let acts = (1..).zip(&self.acts);
        let mut acts: Vec<_> = acts.filter(|(_, act)| takes(act)).collect();
        acts.sort_by_key(|(number, act)| (act.said.at.day, *number));
        acts
    }

    /// An act and its number.
    fn act(&self, event: EventId) -> (usize, &LogEntry) {
        let place = self.numbers.get(&event);
        let place = *place.expect("what is said of an act is said of one of the case");
        (place + 1, &self.acts[place])
    }

    fn integrity(&self, document: &mut Document) {
        let integrity = &self.integrity;
        let heads: Vec<String> = integrity.heads.iter().map(ToString::to_string).collect();
        document.heading(Text::of("Integridad", "Integrity"));
        document.facts(vec![
            (Text::of("Actos", "Acts"), integrity.events.to_string()),
            (Text::of("Últimos actos", "Heads"), heads.join("\n")),
            (
                Text::of("SHA-256 de los actos", "SHA-256 of the acts"),
                integrity.sha256.to_string(),
            ),
            (
                Text::of("SHA-256 del procedimiento", "SHA-256 of the procedure"),
                self.procedure.digest.to_string(),
            ),
        ]);
        document.paragraph(&Text::of(
            "El SHA-256 de los actos es el de sus identificadores completos, en orden, cada uno en \
             su línea. En la carpeta del registro se obtiene con:",
            "The SHA-256 of the acts is that of their whole ids, in order, each on a line. In the \
             folder of the store it is had by:",
        ));
        let case = &self.case;
        document.command(format!(
            "jq -r .id cases/*/{case}.jsonl | sort -u | sha256sum"
        ));
        if !self.damage.is_empty() {
            document.paragraph(&Text::of(
                "Del archivo del caso quedó fuera, por dañado:",
                "Left out of the journal, as damaged:",
            ));
        }
        for damage in &self.damage {
            document.paragraph(damage);
        }
    }
}

/// What a conflict is about.
fn subject(conflict: &ConflictView) -> Text {
    match conflict.activity {
        Some(number) => text!("Actividad {number}", "Activity {number}"),
        None if conflict.sides.iter().any(|side| side.version.is_some()) => Text::of(
            "La versión del procedimiento",
            "The version of the procedure",
        ),
        None => Text::of("El caso", "The case"),
    }
}

/// An act with its number, which begins its row in every table of acts.
type Numbered<'a> = (usize, &'a LogEntry);

fn act_columns(columns: &mut ColumnList<'_, Numbered>, number: Text) {
    columns.number("number", number, |(number, _)| *number);
    columns.text("at", Text::of("Fecha", "Date"), |(_, act)| at(act));
}

const fn at(act: &LogEntry) -> Cell {
    Cell::Moment(act.said.at, act.said.moment)
}

fn who_column(columns: &mut ColumnList<'_, Numbered>, language: Language) {
    columns.text("by", WHO, |(_, act)| act.who(language));
}

const WHO: Text = Text::of("Quién", "Who");

#[cfg(test)]
mod tests {
    use crate::engine::Marks;
    use crate::model::{Act, Digest, Keeping, Migration, Prose, Settings};
    use crate::testing::cases::{SampleCase, output};
    use crate::testing::procedures::{number, procedure, step};
    use crate::view::page::document::Document;
    use crate::view::{DossierView, Reveal, json};
    use crate::words::{Language, Text};

    /// 1 was returned once; then two clones decided 2 differently.
    fn told() -> SampleCase {
        let mut told = SampleCase::of(procedure([
            step(1).owes(["informe-tecnico", "correo"], &[]),
            step(2).review([1]),
            step(3).ends(),
        ]));
        told.complete("Ana", 1, &[]);
        told.send_back("Eva", 2, 1);
        told.complete("Ana", 1, &[]);
        let given = output("informe-tecnico", Some("INF-7"), Some("cases/2026/x/i.pdf"));
        told.attach("Ana", 1, vec![given]);
        let mut other = told.clone();
        told.complete("Eva", 2, &[]);
        other.send_back("Luis", 2, 1);
        told.merge(&other);
        told
    }

    fn view() -> DossierView {
        let told = told();
        let damage = vec![Text::of(
            "línea 3: no es un evento",
            "line 3: it is not an event",
        )];
        DossierView::of(
            &SampleCase::id(),
            &told.case(),
            (&Marks::default(), &Settings::default()),
            Reveal::LeftOut,
        )
        .with_damage(damage)
    }

    #[test]
    fn a_dossier_tells_what_is_missing_returned_contested_and_damaged() {
        assert_eq!(
            view().document(Language::Spanish).markdown(),
            r"# Expediente pr99-0123456789ab

## Carátula

- **Procedimiento:** UGAT/AIT-PR99 · Procedimiento de prueba · versión 1
- **Entidad:** Ministerio X
- **Referencia:** HR-1
- **Estado:** abierto, en conflicto
- **Iniciado:** 02/03/2026, Ana
- **Último acto:** 02/03/2026, Luis
- **Advertencia:** el archivo del caso está dañado: pueden faltar actos (ver Integridad)

## Índice de documentos

| N.º | Fecha | Actividad | Documento | Referencia | Archivo y huella | Observación |
| ---: | --- | --- | --- | --- | --- | --- |
| 1 | 02/03/2026 | 1 · Hacer lo de 1 | informe técnico | INF-7 | cases/2026/x/i.pdf |  |
|  |  | 1 · Hacer lo de 1 | informe técnico o correo electrónico |  |  | falta |

## Actuaciones

| N.º | Fecha | Actuación | Quién | Código |
| ---: | --- | --- | --- | --- |
| 1 | 02/03/2026 09:00 | inició el caso con pr99, versión 1<br>Referencia: HR-1<br>Entidad: Ministerio X | Ana | 09a6dbfb |
| 2 | 02/03/2026 10:00 | completó 1 · Hacer lo de 1 | Ana | 160f9ca8 |
| 3 | 02/03/2026 11:00 | devolvió desde 2 · Hacer lo de 2<br>Vuelve a: 1 · Hacer lo de 1<br>Motivo: Falta el cronograma | Eva | 54d0c5d4 |
| 4 | 02/03/2026 12:00 | completó 1 · Hacer lo de 1 | Ana | 974d43c1 |
| 5 | 02/03/2026 13:00 | entregó salidas de 1 · Hacer lo de 1<br>Salida: informe técnico · INF-7 · \`cases/2026/x/i.pdf\` | Ana | 598e5d5e |
| 6 | 02/03/2026 14:00 | aprobó en 2 · Hacer lo de 2<br>En conflicto: otro acto decidió lo mismo de otra forma, sin verlo | Eva | 060a24c2 |
| 7 | 02/03/2026 14:00 | devolvió desde 2 · Hacer lo de 2<br>Vuelve a: 1 · Hacer lo de 1<br>Motivo: Falta el cronograma<br>En conflicto: otro acto decidió lo mismo de otra forma, sin verlo | Luis | 36a7c720 |

## Observaciones y desvíos

| Actuación | Fecha | Qué | Motivo | Quién |
| ---: | --- | --- | --- | --- |
| 3 | 02/03/2026 11:00 | devolvió desde 2 · Hacer lo de 2<br>Vuelve a: 1 · Hacer lo de 1 | Falta el cronograma | Eva |
| 7 | 02/03/2026 14:00 | devolvió desde 2 · Hacer lo de 2<br>Vuelve a: 1 · Hacer lo de 1<br>En conflicto: otro acto decidió lo mismo de otra forma, sin verlo | Falta el cronograma | Luis |

## Conflictos

### Actividad 2: sin resolver

| Actuación | Fecha | Qué dice | Quién |
| ---: | --- | --- | --- |
| 6 | 02/03/2026 14:00 | aprobó en 2 · Hacer lo de 2<br>En conflicto: otro acto decidió lo mismo de otra forma, sin verlo | Eva |
| 7 | 02/03/2026 14:00 | devolvió desde 2 · Hacer lo de 2<br>Vuelve a: 1 · Hacer lo de 1<br>Motivo: Falta el cronograma<br>En conflicto: otro acto decidió lo mismo de otra forma, sin verlo | Luis |

## Integridad

- **Actos:** 7
- **Últimos actos:** 060a24c22be061d5d726a9c9f666beb0e7110145<br>36a7c720ee6fd03d2ecdb8ac771d2aaeeeb9a6b5
- **SHA-256 de los actos:** 7f0a589649ece8284fc04b54214889b12c8399651eb6880f523a2b4176ce0896
- **SHA-256 del procedimiento:** af2bdbe1aa9b6ec1e2ade1d694f41fc71a831d0268e9891562113d8a62add1bf

El SHA-256 de los actos es el de sus identificadores completos, en orden, cada uno en su línea. En la carpeta del registro se obtiene con:

    jq -r .id cases/*/pr99-0123456789ab.jsonl | sort -u | sha256sum

Del archivo del caso quedó fuera, por dañado:

línea 3: no es un evento
"
        );
    }

    #[test]
    fn a_conflict_that_was_ended_is_told_with_its_sides_and_the_reason() {
        let mut told = told();
        let event = told.last().id;
        let conflict = told.case().conflicts()[0].clone();
        let keeping = Keeping {
            subject: conflict.subject,
            activity: conflict.activity,
            event,
            reason: Prose::recorded("Lo acordaron"),
        };
        told.write("Eva", Act::Kept(keeping));
        let view = DossierView::of(
            &SampleCase::id(),
            &told.case(),
            (&Marks::default(), &Settings::default()),
            Reveal::LeftOut,
        );
        let mut document = Document::new(Language::Spanish, "x".into());
        view.contested(&mut document);
        assert_eq!(
            document.markdown(),
            r"# x

## Conflictos

### Actividad 2: resuelto

| Actuación | Fecha | Qué dice | Quién |
| ---: | --- | --- | --- |
| 6 | 02/03/2026 14:00 | aprobó en 2 · Hacer lo de 2<br>Reemplazado: por 5786d4c2, que lo vio | Eva |
| 7 | 02/03/2026 14:00 | devolvió desde 2 · Hacer lo de 2<br>Vuelve a: 1 · Hacer lo de 1<br>Motivo: Falta el cronograma<br>Mantenido: por 5786d4c2 | Luis |

- **Resolución (actuación 8):** mantuvo 36a7c720 en 2 · Hacer lo de 2
- **Fecha:** 02/03/2026 15:00
- **Quién:** Eva
- **Motivo:** Lo acordaron
"
        );
        assert_eq!(
            json(&view.ended),
            r#"[{"activity":2,"item":"2de2d0e515fd93f8dffd","sides":[{"event":"060a24c22be061d5d726a9c9f666beb0e7110145","also":[],"did":"completed","answers":[],"to":[],"by":"Eva","for":null,"authority":null,"at":"2026-03-02T14:00:00-04:00","held":0,"marks":[],"version":null},{"event":"36a7c720ee6fd03d2ecdb8ac771d2aaeeeb9a6b5","also":[],"did":"returned","answers":[],"to":[1],"by":"Luis","for":null,"authority":null,"at":"2026-03-02T14:00:00-04:00","held":0,"marks":[],"version":null}],"event":"5786d4c29e3ff3cf34cbb0a7865b9bc729dde4af","kept":"36a7c720ee6fd03d2ecdb8ac771d2aaeeeb9a6b5","reason":"Lo acordaron","class":"applied"}]
"#
        );
    }

    #[test]
    fn a_migration_is_told_with_both_versions() {
        let mut told = SampleCase::of(procedure([step(1), step(2).ends()]));
        told.complete("Ana", 1, &[]);
        let digest = Digest::of(b"newer");
        let from = told.case().version_id();
        let migration = Migration {
            from,
            version: 2,
            digest,
            map: vec![(number(2), number(3))],
            reason: Prose::recorded("La unidad sigue la nueva"),
        };
        told.write("Eva", Act::Migrated(migration));
        let view = DossierView::of(
            &SampleCase::id(),
            &told.case(),
            (&Marks::default(), &Settings::default()),
            Reveal::LeftOut,
        );
        let mut document = Document::new(Language::English, "x".into());
        view.versions(&mut document);
        assert_eq!(
            document.markdown(),
            r"# x

## Changes of version

| Act | Date | From version | What | Digest | Reason |
| ---: | --- | ---: | --- | --- | --- |
| 3 | 2026-03-02 11:00 | 1 | migrated the case to version 2<br>Numbers: 2 → 3<br>Invalid: the store has no version 2 of the procedure | 804f51f71254c4081e37e7c887073560f4a6fa6cdad202e9ac67e032c43ed1e1 | La unidad sigue la nueva |
"
        );
        assert_eq!(
            json(&view.migrations),
            r#"[{"event":"54d0c5d42861bb0f13e577594b06e6dd87129733","from":1,"to":2,"digest":"804f51f71254c4081e37e7c887073560f4a6fa6cdad202e9ac67e032c43ed1e1","map":[[2,3]],"reason":"La unidad sigue la nueva","class":"invalid"}]
"#
        );
    }

    #[test]
    fn scripts_get_every_part() {
        let mut view = view();
        view.documents.clear();
        view.acts.clear();
        assert_eq!(
            json(&view),
            r#"{"case":"pr99-0123456789ab","procedure":{"id":"pr99","code":"UGAT/AIT-PR99","title":{"es":"Procedimiento de prueba","en":"Sample procedure"},"name":null,"version":1,"revision":1,"official":null,"digest":"af2bdbe1aa9b6ec1e2ade1d694f41fc71a831d0268e9891562113d8a62add1bf","approved":null,"source":null},"title":null,"ref":"HR-1","entities":["Ministerio X"],"labels":[],"state":"open","result":null,"links":[],"started":{"at":"2026-03-02T09:00:00-04:00","by":"Ana"},"last":{"at":"2026-03-02T14:00:00-04:00","by":"Luis"},"documents":[],"acts":[],"conflicts":[{"activity":2,"item":"2de2d0e515fd93f8dffd","sides":[{"event":"060a24c22be061d5d726a9c9f666beb0e7110145","also":[],"did":"completed","answers":[],"to":[],"by":"Eva","for":null,"authority":null,"at":"2026-03-02T14:00:00-04:00","held":0,"marks":[],"version":null},{"event":"36a7c720ee6fd03d2ecdb8ac771d2aaeeeb9a6b5","also":[],"did":"returned","answers":[],"to":[1],"by":"Luis","for":null,"authority":null,"at":"2026-03-02T14:00:00-04:00","held":0,"marks":[],"version":null}]}],"ready":[],"ended":[],"migrations":[],"integrity":{"events":7,"heads":["060a24c22be061d5d726a9c9f666beb0e7110145","36a7c720ee6fd03d2ecdb8ac771d2aaeeeb9a6b5"],"sha256":"7f0a589649ece8284fc04b54214889b12c8399651eb6880f523a2b4176ce0896"},"damage":[{"es":"línea 3: no es un evento","en":"line 3: it is not an event"}],"newer":false}
"#
        );
    }
}
