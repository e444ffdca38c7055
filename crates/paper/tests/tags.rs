//! What somebody hears who does not see the page, and what search finds.

mod fonts;

use fonts::fonts;
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, decode_text_string};
use paper::{Edge, Fact, Meta, Setup, Slip, Stock, print};

fn printed(stock: Stock) -> Document {
    let slip = |index: usize| Slip {
        code: format!("KC1:ABC{index}"),
        title: "接种 & <证明>".into(),
        name: Some("欧阳小满".into()),
        facts: vec![Fact::new("疫苗", "黄热病疫苗"), Fact::new("批号", "YF-117")],
        until: Some(Fact::new("有效到", "2027-06-30")),
        sentences: vec!["Compare with an identity document of the person who shows it.".into()],
        ..Slip::default()
    };
    let slips: Vec<Slip> = (0..stock.per_page() + 1).map(slip).collect();
    let setup = Setup {
        edge: Edge::Notched,
        ..stock.into()
    };
    let meta = Meta {
        title: "接种 & <证明>".into(),
        language: "zh-CN".into(),
        created: None,
    };
    let sheet = print(&slips, setup, fonts(), &meta).expect("prints");
    Document::load_mem(&sheet.pdf).expect("a PDF")
}

fn entry<'d>(file: &'d Document, dict: &'d Dictionary, key: &[u8]) -> &'d Object {
    dict.get_deref(key, file).expect("there")
}

/// What pieces there are, from the outside in, and the numbers of their content.
fn pieces(file: &Document, piece: &Dictionary, said: &mut String) {
    let role = entry(file, piece, b"S").as_name().expect("a name");
    said.push_str(&String::from_utf8_lossy(role));
    match entry(file, piece, b"K") {
        Object::Integer(number) => said.push_str(&number.to_string()),
        Object::Array(kids) => {
            said.push('(');
            for kid in kids {
                let kid = kid.as_reference().and_then(|id| file.get_dictionary(id));
                pieces(file, kid.expect("a piece"), said);
                said.push(' ');
            }
            said.push(')');
        }
        other => panic!("{other:?}"),
    }
}

fn structure(file: &Document) -> (&Dictionary, String) {
    let catalog = file.catalog().expect("a catalog");
    let root = entry(file, catalog, b"StructTreeRoot");
    let root = root.as_dict().expect("a tree");
    let mut said = String::new();
    let document = entry(file, root, b"K").as_dict().expect("a document");
    pieces(file, document, &mut said);
    (root, said)
}

#[test]
fn a_certificate_is_read_in_its_order() {
    let file = printed(Stock::A4);
    let one = "Sect(H10 P1 P2 P3 P4 Table(TR(TH5 TD6 ) TR(TH7 TD8 ) ) Figure9 )";
    assert_eq!(structure(&file).1, format!("Document({one} {one} )"));
}

#[test]
fn all_that_is_drawn_is_a_piece_or_left_out() {
    for stock in Stock::ALL {
        let file = printed(stock);
        let (root, _) = structure(&file);
        let parents = entry(&file, root, b"ParentTree").as_dict().expect("a tree");
        let parents = entry(&file, parents, b"Nums").as_array().expect("numbers");
        for (page, id) in file.page_iter().enumerate() {
            let content = Content::decode(&file.get_page_content(id)).expect("content");
            let (mut marked, mut open) = (0, false);
            for operation in &content.operations {
                match operation.operator.as_str() {
                    "BDC" => {
                        let properties = operation.operands[1].as_dict().expect("properties");
                        let number = properties.get(b"MCID").and_then(Object::as_i64);
                        assert_eq!(number.ok(), Some(marked), "{stock:?}");
                        (marked, open) = (marked + 1, true);
                    }
                    "BMC" => open = true,
                    "EMC" => open = false,
                    "TJ" | "S" | "f" | "Do" => assert!(open, "{stock:?} {operation:?}"),
                    _ => {}
                }
            }
            let list = parents[2 * page + 1].as_reference().expect("a list");
            let list = file.get_object(list).and_then(Object::as_array);
            assert_eq!(list.expect("a list").len() as i64, marked, "{stock:?}");
        }
    }
}

#[test]
fn the_code_has_words_and_wrapped_lines_keep_theirs() {
    let file = printed(Stock::Id1);
    let figure = file.objects.values().find_map(|object| {
        let piece = object.as_dict().ok()?;
        piece.get(b"Alt").ok()
    });
    let words = decode_text_string(figure.expect("a figure")).expect("text");
    assert_eq!(words, "QR · 接种 & <证明>");
    let text = file.extract_text(&[1]).expect("text").replace('\n', "");
    // One space is the line's, the other lopdf's for the next line.
    let sentence = "Compare with an identity document  of the person who shows it.";
    assert!(text.contains(sentence), "{text}");
}

#[test]
fn search_finds_the_title() {
    let file = printed(Stock::A5);
    let catalog = file.catalog().expect("a catalog");
    let marked = entry(&file, catalog, b"MarkInfo").as_dict().expect("said");
    assert_eq!(
        marked.get(b"Marked").and_then(Object::as_bool).ok(),
        Some(true)
    );
    let xmp = entry(&file, catalog, b"Metadata")
        .as_stream()
        .expect("there");
    let xmp = String::from_utf8_lossy(&xmp.content);
    assert!(xmp.contains(">接种 &amp; &lt;证明&gt;<"), "{xmp}");
}
