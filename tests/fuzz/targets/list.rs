//! Any bytes as a list of keys, and as a VCI snapshot: nothing that its directory has not signed is
//! taken.
#![no_main]

use std::sync::Arc;

use healthcode::list::{About, read, read_vci_part};
use libfuzzer_sys::fuzz_target;

const DIRECTORY: &[u8] = include_bytes!("../../../crates/desk/trust/vci.crt");

fuzz_target!(|bytes: &[u8]| {
    let _ = read(bytes, &Arc::new(About::default()));
    assert!(read_vci_part(bytes, DIRECTORY, &About::default()).is_err());
});
