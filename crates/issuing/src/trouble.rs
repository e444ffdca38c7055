//! Why a call gave nothing.

use std::time::Duration;

use jiff::Timestamp;
use thiserror::Error;

use crate::problem::Code;

/// Why a call gave nothing. The texts are for the developer; what a person reads is worded by the caller.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Trouble {
    /// Not an `https:` address.
    #[error("not an https address")]
    Address,
    /// An answer that is not of this protocol: another service, or another version.
    #[error("the answer is not that of an authority")]
    Answer,
    /// Too much to do there: come back after this time, not before.
    #[error("too many requests, come back in {} s", retry_after.as_secs())]
    Busy {
        /// At most a day.
        retry_after: Duration,
    },
    /// The request was signed too far from the authority's time. Nothing proves that time.
    #[error("the authority's clock says {theirs}")]
    Clock {
        /// The authority's clock.
        theirs: Timestamp,
    },
    /// The address leads elsewhere now.
    #[error("the authority has moved")]
    Moved,
    /// No connection, no trusted certificate, or silence: nothing is known of what became of the request. It may
    /// be sent again with the same [`Stamp`](crate::Stamp), and then is done once.
    #[error("the authority could not be reached")]
    Network,
    /// The authority said no.
    #[error("{0}")]
    Refused(Code),
    /// The device's key could not sign.
    #[error("the device's key could not sign")]
    Sign,
    /// Larger than it may be.
    #[error("the answer is too large")]
    TooLarge,
}
