//! What a command leaves behind: whole files that replace nothing unasked, and lines of JSON.

use std::io::{self, ErrorKind, Write};
use std::path::Path;

use desk::problem::{Code, Problem};
use serde::Serialize;

/// Writes a file whole. One that is there is replaced only with `replace`.
pub(crate) fn file(path: &Path, bytes: &[u8], replace: bool) -> Result<(), Problem> {
    desk::write_whole(path, bytes, replace).map_err(|error| {
        let code = match error.kind() {
            ErrorKind::AlreadyExists => Code::AlreadyThere,
            _ => Code::Save,
        };
        Problem::new(code, path.display().to_string())
    })
}

/// Refuses a file that is there, before anything is done that could not be written then.
pub(crate) fn is_free(path: &Path, replace: bool) -> Result<(), Problem> {
    if !replace && path.exists() {
        return Err(Problem::new(Code::AlreadyThere, path.display().to_string()));
    }
    Ok(())
}

/// One line of JSON.
pub(crate) fn json(out: &mut impl Write, line: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    out.write_all(b"\n")
}
