//! Personal data that cannot slip into a log.

use std::fmt;

/// A value about a person: a name, a birth date, a document number.
///
/// There is no `Display`, and `Debug` never shows the value, so that a log line, a panic text or an
/// error that carries one is harmless. Reading it takes the word [`Private::expose`], which is easy
/// to search for in a review.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Private<T>(T);

impl<T> Private<T> {
    /// Wraps `value`.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value itself, for showing it to the person in front of the screen or on paper.
    pub const fn expose(&self) -> &T {
        &self.0
    }
}

impl<T> fmt::Debug for Private<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("‹private›")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_hides_the_value() {
        assert_eq!(
            format!("{:?}", Some(Private::new("张小满"))),
            "Some(‹private›)"
        );
    }
}
