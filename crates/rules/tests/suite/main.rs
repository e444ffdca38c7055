//! Packs read, codes judged, days prepared.

#[expect(
    dead_code,
    reason = "the keys and codes of healthcode's own tests, of which these need some"
)]
#[path = "../../../healthcode/tests/kc1/makers.rs"]
mod makers;

mod authored;
mod file;
mod judge;
mod packs;
mod property;
mod read;
mod ready;
mod regions;
mod say;
