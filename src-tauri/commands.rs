//! What the page may ask for. A command takes state, calls the desk once, converts: at most 10 lines (tests/tidy.rs).

pub mod authority;
pub mod backup;
pub mod door;
pub mod family;
pub mod practice;
pub mod printing;
pub mod reading;
pub mod school;
pub mod settings;
pub mod show;
pub mod taking;
pub mod trust;

use percent_encoding::percent_decode_str;
use tauri::ipc::{InvokeBody, Request};

/// A file as the page hands it over: its bytes as they are, its name in the header `x-name`, percent-encoded UTF-8.
struct Handed {
    name: String,
    bytes: Vec<u8>,
}

impl Handed {
    fn from(request: &Request<'_>) -> Self {
        let bytes = match request.body() {
            InvokeBody::Raw(bytes) => bytes.clone(),
            // The page sends bytes; what is no bytes is no file, and an empty file says so in words.
            InvokeBody::Json(_) => Vec::new(),
        };
        Self {
            name: decoded(
                request
                    .headers()
                    .get("x-name")
                    .map_or(&b""[..], |value| value.as_bytes()),
            ),
            bytes,
        }
    }
}

fn decoded(header: &[u8]) -> String {
    let text = String::from_utf8_lossy(header);
    percent_decode_str(&text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chinese_file_name_survives_the_header() {
        assert_eq!(decoded(b"%E5%B0%8F%E9%9B%A8%20(1).pdf"), "小雨 (1).pdf");
        assert_eq!(decoded(b""), "");
        assert_eq!(decoded(b"%FF"), "\u{FFFD}");
    }
}
