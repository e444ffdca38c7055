//! Small PDFs that would take all memory: refused, and before anything is taken.

use std::io::Write;

use flate2::Compression;
use flate2::write::{DeflateEncoder, ZlibEncoder};
use paper::read::{Pdf, ReadError};

const MIB: usize = 1024 * 1024;

fn zeros(mut into: impl Write, length: usize) {
    let part = vec![0; MIB];
    for _ in 0..length / MIB {
        into.write_all(&part).expect("memory");
    }
    into.write_all(&part[..length % MIB]).expect("memory");
}

/// This many zeros, deflated.
fn zlib(length: usize) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    zeros(&mut encoder, length);
    encoder.finish().expect("memory")
}

fn deflate(length: usize) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    zeros(&mut encoder, length);
    encoder.finish().expect("memory")
}

fn zlib_of(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

fn ascii_85(bytes: &[u8]) -> Vec<u8> {
    let groups = bytes.chunks(4).flat_map(|four| {
        let mut padded = [0; 4];
        padded[..four.len()].copy_from_slice(four);
        let mut word = u32::from_be_bytes(padded);
        let mut digits = [0; 5];
        for digit in digits.iter_mut().rev() {
            *digit = b'!' + (word % 85) as u8;
            word /= 85;
        }
        digits.into_iter().take(four.len() + 1)
    });
    groups.chain(*b"~>").collect()
}

/// A page that draws the picture `X`, with `content` before it.
fn page(content: &str, dict: &str, data: &[u8]) -> Vec<u8> {
    let content = format!("{content} q 90 0 0 90 5 5 cm /X Do Q");
    let objects: [(String, &[u8]); 5] = [
        ("<</Type/Catalog/Pages 2 0 R>>".into(), b""),
        ("<</Type/Pages/Kids[3 0 R]/Count 1>>".into(), b""),
        (
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R\
             /Resources<</XObject<</X 5 0 R>>>>>>"
                .into(),
            b"",
        ),
        (format!("<</Length {}>>", content.len()), content.as_bytes()),
        (
            format!(
                "<</Type/XObject/Subtype/Image/ColorSpace/DeviceGray{dict}/Length {}>>",
                data.len()
            ),
            data,
        ),
    ];
    let mut file = b"%PDF-1.4\n".to_vec();
    for (index, (dict, data)) in objects.iter().enumerate() {
        file.extend(format!("{} 0 obj{dict}", index + 1).bytes());
        if !data.is_empty() {
            file.extend(b"\nstream\n");
            file.extend(*data);
            file.extend(b"\nendstream ");
        }
        file.extend(b"endobj\n");
    }
    file.extend(b"trailer<</Root 1 0 R>>\n%%EOF");
    file
}

fn picture(dict: &str, data: &[u8]) -> Result<bool, ReadError> {
    let pdf = Pdf::open(page("", dict, data))?;
    let drawn = pdf.page(0, 72)?;
    Ok(drawn.pixels()[50 * 100 + 50] == 0)
}

const SMALL: &str = "/Width 300/Height 300/BitsPerComponent 8";

#[test]
fn honest_pictures_are_drawn_whatever_packs_them() {
    let one = |filter: &str, data: &[u8]| picture(&format!("{SMALL}/Filter{filter}"), data);
    let packed = zlib(300 * 300);
    assert_eq!(one("/FlateDecode", &packed), Ok(true));
    assert_eq!(one("/FlateDecode", &deflate(300 * 300)), Ok(true));
    assert_eq!(
        one("[/ASCII85Decode/FlateDecode]", &ascii_85(&packed)),
        Ok(true)
    );
    let cut = &packed[..packed.len() - 4];
    assert_eq!(one("/FlateDecode", cut), Ok(true), "no checksum");
    let runs = [&[129, 0].repeat(800)[..], &[128]].concat();
    assert_eq!(one("/RunLengthDecode", &runs), Ok(true));
}

#[test]
fn what_would_swell_is_refused_and_takes_no_memory() {
    let packed = zlib(200 * MIB);
    assert!(packed.len() < MIB, "{}", packed.len());
    let refused = |filter: &str, data: &[u8]| {
        let opened = picture(&format!("{SMALL}{filter}"), data);
        assert_eq!(opened, Err(ReadError::TooLarge), "{filter}");
    };
    refused("/Filter/FlateDecode", &packed);
    refused("/Filter/Fl#61teDecode", &packed);
    refused("/Filter/FlateDecode", &deflate(200 * MIB));
    refused("/Filter[/ASCII85Decode/FlateDecode]", &ascii_85(&packed));
    refused("/Filter[/FlateDecode/FlateDecode]", &zlib_of(&packed));
    // Damaged at its start, where a lenient reader goes on.
    refused(
        "/Filter/FlateDecode",
        &[b"\x78\x9c\x00\x01\x00\x00\x00\x00", &deflate(200 * MIB)[..]].concat(),
    );
    refused("/Filter/LZWDecode", &vec![0; 60_000]);
    refused("/Filter/RunLengthDecode", &vec![129; 3 * MIB]);
    // Found before the file is opened, whatever it is said to be.
    refused("", &packed);
    assert_small();
}

#[test]
fn pictures_too_large_to_draw_are_refused() {
    let refused = |dict: &str, data: &[u8]| {
        assert_eq!(picture(dict, data), Err(ReadError::TooLarge), "{dict}");
    };
    refused("/Width 60000/Height 60000/BitsPerComponent 1", b"x");
    refused(
        "/Width 4000000000/Height 4000000000/BitsPerComponent 8",
        b"x",
    );
    refused(
        "/Width 9/Height 9/BitsPerComponent 8/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 2000000000>>",
        &zlib(9),
    );
    refused(
        "/Width 9/Height 60000/BitsPerComponent 1/Filter[/CCITTFaxDecode]/DecodeParms[<</K -1/Columns 60000>>]",
        b"x",
    );
    let inline = "q BI /W 60000 /H 60000 /BPC 1 /CS /G ID x\nEI Q";
    let pdf = Pdf::open(page(inline, SMALL, b"x")).err();
    assert_eq!(pdf, Some(ReadError::TooLarge));
    let disguised = String::from_utf8_lossy(&page(inline, SMALL, b"x"))
        .replace("<</Length", "<</Width 1/Length");
    assert_eq!(
        Pdf::open(disguised.into_bytes()).err(),
        Some(ReadError::TooLarge)
    );
    let pieces = String::from_utf8_lossy(&page("/H 60000 /BPC 1 /CS /G ID x\nEI", SMALL, b"x"))
        .replace("/Contents 4 0 R", "/Contents [null 9 0 R 6 0 R 4 0 R]")
        .replace(
            "trailer",
            "6 0 obj<</Length 11>>\nstream\nBI /W 60000\nendstream endobj\ntrailer",
        );
    assert_eq!(
        Pdf::open(pieces.into_bytes()).err(),
        Some(ReadError::TooLarge)
    );
    let small = "q BI /W 8 /H 1 /BPC 1 /CS /G ID x\nEI Q";
    assert!(Pdf::open(page(small, SMALL, b"x")).is_ok());
    assert_small();
}

/// This process has never held as much as one of the bombs.
#[cfg(target_os = "linux")]
fn assert_small() {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib: usize = line
        .and_then(|line| line.trim().split(' ').next()?.parse().ok())
        .expect("a number");
    assert!(kib < 128 * 1024, "{} MiB", kib / 1024);
}

#[cfg(not(target_os = "linux"))]
fn assert_small() {}
