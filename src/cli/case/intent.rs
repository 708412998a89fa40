use crate::engine::{Case, Refusal};
use crate::model::Act;
use crate::store::{Attachment, Signature};

type Decide<'i> = dyn Fn(&Case) -> Result<Act, Refusal> + 'i;

/// An act to be decided on the case as it is when it is written.
pub struct Intent<'i> {
    pub signature: Signature,
    pub files: Vec<Attachment>,
    decide: Box<Decide<'i>>,
}

impl<'i> Intent<'i> {
    pub fn new(signature: Signature, decide: impl Fn(&Case) -> Result<Act, Refusal> + 'i) -> Self {
        Self {
            signature,
            files: Vec::new(),
            decide: Box::new(decide),
        }
    }

    /// The same with files that it brings.
    #[must_use]
    pub fn with_files(mut self, files: Vec<Attachment>) -> Self {
        self.files = files;
        self
    }

    /// What happens to the case as it is.
    pub fn decide(&self, case: &Case) -> Result<Act, Refusal> {
        let act = (self.decide)(case)?;
        self.signature.check(&act)?;
        Ok(act)
    }
}
