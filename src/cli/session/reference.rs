//! The reference that a case is given: it means nothing else, and no other case has it.

use crate::cli::failure::{Failure, given, refused};
use crate::cli::session::Session;
use crate::model::{CaseId, Digest, Line};
use crate::store::{Ahead, Beginning, LikeIds, Meaning, Meanings, ReferenceLock, Signature, Taken};
use crate::text;
use crate::words::{Text, all_of, matching, quoted};

/// The digits of a nonce.
const NONCE: usize = 32;
/// So often another nonce is taken.
const TRIES: usize = 64;

impl Session<'_> {
    /// Refuses a reference that means something else, and remarks on one that is easily taken for that.
    pub fn fit(&mut self, reference: &Line) -> Result<(), Failure> {
        let meanings = || Meanings::in_store(&self.store);
        let meanings = self.references.meanings.get_or_init(meanings);
        if let Some(meaning) = meanings.of(reference) {
            return Err(unfit(reference, meaning));
        }
        if let Some(said) = mistakable(reference) {
            self.env.say(&said);
        }
        Ok(())
    }

    /// How a case begins, by another nonce where its id would begin with a reference: whoever types that
    /// means the case that bears it.
    pub fn begun_clearly(
        &self,
        mut beginning: Beginning,
        signature: &Signature,
    ) -> Result<(Beginning, Ahead), Failure> {
        let like_ids = self.like_ids()?;
        let mut ahead = beginning.ahead(&self.store, signature)?;
        for _ in 0..TRIES {
            if like_ids.are_clear_of(&ahead.record().id) {
                break;
            }
            beginning.nonce = Digest::of(beginning.nonce.as_bytes()).short(NONCE);
            ahead = beginning.ahead(&self.store, signature)?;
        }
        Ok((beginning, ahead))
    }

    /// How a case is called where space is short, whether it is there yet or not.
    pub fn short_name(&self, id: &CaseId) -> Result<String, Failure> {
        Ok(self.like_ids()?.short_name(&self.store, id)?)
    }

    fn like_ids(&self) -> Result<&LikeIds, Failure> {
        let known = &self.references.like_ids;
        if let Some(known) = known.get() {
            return Ok(known);
        }
        let read = LikeIds::of(&self.store)?;
        Ok(known.get_or_init(|| read))
    }

    /// Keeps others on this machine from giving references until this call is done.
    pub fn hold_references(&mut self) -> Result<(), Failure> {
        if self.references.held.is_none() && self.is_there().is_ok() {
            self.references.held = Some(ReferenceLock::hold(&self.store)?);
        }
        Ok(())
    }

    /// Whether nobody else on this machine can give one.
    pub fn holds_references(&self) -> bool {
        self.references.held.is_some() || self.is_there().is_err()
    }

    /// The cases that are called by a reference, beside the one that is to bear it.
    pub fn taken(
        &self,
        reference: &Line,
        bearer: Option<&CaseId>,
    ) -> Result<Option<Taken>, Failure> {
        let coming = self.references.coming(reference);
        if let Some(other) = coming.filter(|other| Some(*other) != bearer) {
            return Ok(Some(Taken::By(vec![other.clone()])));
        }
        Ok(match &self.references.names {
            Some(names) => Taken::find_by(names, reference, bearer)?,
            None => Taken::find(&self.store, reference, bearer)?,
        })
    }

    /// Refuses a name to write by that is the reference of one case and begins the id of another: who
    /// saw it as the beginning of an id would write to the wrong case.
    pub fn means_one(&self, named: &str, bearer: &CaseId) -> Result<(), Failure> {
        let looks_like_id = CaseId::may_be_called(&matching(named));
        let reference = Line::parse(named.trim()).ok().filter(|_| looks_like_id);
        let Some(reference) = reference else {
            return Ok(());
        };
        match self.taken(&reference, Some(bearer))? {
            Some(Taken::AsId(other)) => Err(given::two_cases(named, bearer, &other)),
            Some(Taken::By(_)) | None => Ok(()),
        }
    }

    /// Refuses a reference that another case is called by.
    pub fn free(&self, reference: &Line, bearer: Option<&CaseId>) -> Result<(), Failure> {
        match self.taken(reference, bearer)? {
            Some(taken) => Err(already(reference, &taken)),
            None => Ok(()),
        }
    }
}

/// That a reference looks like a number or like the beginning of an id.
fn mistakable(reference: &Line) -> Option<Text> {
    let text = matching(reference.as_str());
    let is_number = text.bytes().all(|one| one.is_ascii_digit());
    let looks_like_id = CaseId::leading_of(&text).is_some();
    let Text { es, en } = match is_number {
        true => Text::of("el número de una actividad", "the number of an activity"),
        false => Text::of("el comienzo de un código", "the beginning of an id"),
    };
    (looks_like_id && (is_number || text.len() < CaseId::SHORTEST)).then(|| {
        text!(
            "la referencia `{reference}` puede confundirse con {es}; para escribir en el caso hay que darla entera",
            "the reference `{reference}` may be taken for {en}; to write to the case it has to be typed whole"
        )
    })
}

fn unfit(reference: &Line, meaning: Meaning) -> Failure {
    let Text { es, en } = match meaning {
        Meaning::OnlyOpen => Text::of("el único caso abierto", "the only open case"),
        Meaning::StandardInput => Text::of("la entrada estándar", "standard input"),
        Meaning::Nothing => Text::of("que no hay referencia", "that there is no reference"),
        Meaning::Procedure => Text::of("un procedimiento", "a procedure"),
        Meaning::CaseId => Text::of("el código de un caso", "the id of a case"),
    };
    refused!(
        "reference-unfit",
        "`{reference}` no sirve de referencia: se entiende como {es}",
        "`{reference}` cannot be a reference: it means {en}",
        "dé la del documento con que llegó el caso: `--ref CITE`",
        "give that of the document by which the case came: `--ref CITE`"
    )
}

fn already(reference: &Line, taken: &Taken) -> Failure {
    match taken {
        Taken::By(cases) => {
            let (Text { es, en }, case) = (all_of(&quoted(cases)), &cases[0]);
            let Text { es, en } = match cases.len() {
                1 => text!("tiene el caso {es}", "case {en} has"),
                _ => text!("tienen los casos {es}", "cases {en} have"),
            };
            refused!(
                "reference-taken",
                "la referencia `{reference}` ya la {es}",
                "{en} the reference `{reference}` already",
                "véalo con `ugat case status {case}`; si es otro con la misma referencia, agregue `--again`",
                "see it with `ugat case status {case}`; if it is another with the same reference, add `--again`"
            )
            .with_case_command()
        }
        Taken::AsId(case) => refused!(
            "reference-names-case",
            "`{reference}` nombra ya al caso `{case}`, cuyo código comienza así",
            "`{reference}` names the case `{case}` already, whose id begins so",
            "dé una referencia más larga; si la quiere igualmente, agregue `--again`",
            "give a longer reference; if you want it all the same, add `--again`"
        ),
    }
}
