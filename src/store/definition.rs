use std::sync::Arc;

use crate::engine::Net;
use crate::model::Procedure;

/// A procedure with its flow made ready for asking.
#[derive(Debug)]
pub struct Definition {
    pub procedure: Procedure,
    pub net: Net,
}

impl Definition {
    pub(super) fn of(procedure: Procedure) -> Arc<Self> {
        let net = Net::of(&procedure);
        Arc::new(Self { procedure, net })
    }
}
