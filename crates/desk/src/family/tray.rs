//! What was dropped for the family and is not kept yet. It needs no vault: things are looked at first, and a PIN is
//! asked when the first of them is to be kept.

/// Open sources, and the codes found in them.
#[derive(Default)]
pub struct Tray {}
