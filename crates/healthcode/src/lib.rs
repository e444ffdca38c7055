//! What a health code says, how it is written, whether it can be believed.
