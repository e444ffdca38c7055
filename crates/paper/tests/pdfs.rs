//! PDFs that people have: locked, damaged, huge.

use std::path::Path;

use paper::read::{Pdf, ReadError};

fn data(name: &str) -> Vec<u8> {
    std::fs::read(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/data")
            .join(name),
    )
    .expect("committed")
}

/// A PDF with one empty page of this size in points.
fn page(width: u32, height: u32) -> Vec<u8> {
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]>>"),
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    for (index, object) in objects.iter().enumerate() {
        file += &format!("{} 0 obj{object}endobj\n", index + 1);
    }
    (file + "trailer<</Root 1 0 R>>\n%%EOF").into_bytes()
}

#[test]
fn a_password_is_asked_for_only_where_one_is_needed() {
    assert_eq!(
        Pdf::open(data("locked.pdf")).err(),
        Some(ReadError::Encrypted)
    );
    let owner = Pdf::open(data("owner.pdf")).expect("locked against changes only");
    assert!(owner.page(0, 72).is_ok());
}

#[test]
fn no_pdf_damaged_and_no_such_page() {
    assert_eq!(
        Pdf::open(b"hello".to_vec()).err(),
        Some(ReadError::Unsupported)
    );
    assert_eq!(
        Pdf::open(b"%PDF-1.7\nnothing".to_vec()).err(),
        Some(ReadError::Damaged)
    );
    let one = Pdf::open(page(100, 100)).expect("a page");
    assert_eq!(one.page(1, 72).err(), Some(ReadError::NoSuchPage));
    assert_eq!(one.codes(0), Ok((400, vec![])));
}

#[test]
fn a_huge_page_is_drawn_smaller() {
    let banner = Pdf::open(page(14_400, 14_400)).expect("200 inches");
    let drawn = banner.page(0, 300).expect("smaller");
    assert!(
        drawn.width() > 5_000 && drawn.pixels().len() <= 36_000_000,
        "{drawn:?}"
    );
    let thread = Pdf::open(page(1, 14_400)).expect("a strip");
    assert!(thread.page(0, 300).is_ok());
}
