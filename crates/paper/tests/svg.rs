//! SVG pictures as generators write them, and as nobody honest does.

use paper::read::{Kind, ReadError, codes, kind, picture};
use qrcode::{Color, QrCode};

const CODE: &str = "HC1:6BFOXN%TS3DH0YOJ58S S-W5HDC *M0II5XHC9B5G2+$N";

/// A picture of `side` units with these shapes.
fn svg(side: usize, shapes: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \
         \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n<svg xmlns=\"http://www.w3.org/2000/svg\" \
         xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 {side} {side}\">{shapes}</svg>"
    )
}

/// The dark modules of [`CODE`] with four of white around, each drawn by `module`; and the side.
fn modules(module: impl Fn(usize, usize) -> String) -> (usize, String) {
    let code = QrCode::new(CODE).expect("fits");
    let dark = code.to_colors().into_iter().enumerate();
    let shapes = dark
        .filter(|(_, color)| *color == Color::Dark)
        .map(|(at, _)| module(at % code.width() + 4, at / code.width() + 4))
        .collect();
    (code.width() + 8, shapes)
}

fn read(svg: &str) -> Result<Vec<String>, ReadError> {
    assert_eq!(kind(svg.as_bytes()), Kind::Svg);
    let found = codes(&picture(svg.as_bytes())?);
    Ok(found.into_iter().map(|code| code.text).collect())
}

#[test]
fn every_way_to_draw_a_module_reads() {
    let (side, strokes) = modules(|x, y| format!("M{x} {y}.5h1"));
    let (_, paths) = modules(|x, y| format!("M{x},{y}v1h1v-1z"));
    let (_, rectangles) =
        modules(|x, y| format!("<rect x='{x}' y='{y}' width='1' height='1' style='fill:#123'/>\n"));
    let (_, polygons) = modules(|x, y| {
        format!(
            "<polygon points='{x},{y} {0},{y} {0},{1} {x},{1}'/>",
            x + 1,
            y + 1
        )
    });
    let (_, copies) = modules(|x, y| format!("<use xlink:href='#m' x='{x}' y='{y}'/>"));
    let pictures = [
        format!("<path stroke='#000' d='{strokes}'/>"),
        format!("<title>Code</title><g fill='navy'><path d='{paths}'/></g>"),
        rectangles,
        polygons,
        format!("<defs><rect id='m' width='1' height='1'/></defs>{copies}"),
        format!(
            "<clipPath id='c'><path d='{paths}'/></clipPath>\
             <rect width='{side}' height='{side}' fill='#114' clip-path='url(#c)'/>"
        ),
    ];
    for picture in pictures {
        let start = picture.chars().take(60).collect::<String>();
        assert_eq!(
            read(&svg(side, &picture)),
            Ok(vec![CODE.to_owned()]),
            "{start}"
        );
    }
}

#[test]
fn a_picture_within_millions_of_units_is_drawn_as_any_other() {
    let (side, paths) = modules(|x, y| format!("M{x} {y}v1h1v-1z"));
    let huge = svg(side, &format!("<path d='{paths}'/>"))
        .replace("viewBox", "width='90000000' height='90000000' viewBox");
    let gray = picture(huge.as_bytes()).expect("drawn");
    assert_eq!((gray.width(), gray.height()), (2000, 2000));
    assert_eq!(codes(&gray).len(), 1);
}

#[test]
fn what_no_code_needs_is_refused() {
    let many = |count: usize, one: &str| one.repeat(count);
    let nested = |count: usize| {
        many(count, "<g opacity='.9'>") + "<path d='M0 0h9v9z'/>" + &many(count, "</g>")
    };
    let unsupported = [
        "<filter id='f'><feGaussianBlur stdDeviation='9'/></filter><rect width='9' height='9' filter='url(#f)'/>".to_owned(),
        "<rect width='9' height='9' filter='blur(9)'/>".to_owned(),
        "<mask id='m'/>".to_owned(),
        "<pattern id='p'/>".to_owned(),
        "<image href='/etc/passwd' width='9' height='9'/>".to_owned(),
        "<foreignObject/>".to_owned(),
        "<path d='M0 0h9' stroke='red' stroke-dasharray='.001'/>".to_owned(),
        "<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g><use href='#a'/>".to_owned(),
    ];
    for shapes in unsupported {
        assert_eq!(
            read(&svg(9, &shapes)),
            Err(ReadError::Unsupported),
            "{shapes}"
        );
    }
    let too_large = [
        nested(31) + &many(8, "<g/>"),
        nested(2_000),
        many(100_000, "<g/>"),
        format!(
            "<g id='a'>{}</g>{}",
            many(400, "<path d='M0 0h1v1z'/>"),
            many(400, "<use href='#a'/>")
        ),
        many(2_000, "<path d='M0 0h9v9H0z'/>"),
        format!("<style>{}</style>", many(3_000, "g{x:y}")),
        format!("<!--{}-->", many(5_000_000, "x")),
        many(65, "<linearGradient/>"),
        format!("<path d='M0 0{}'/>", many(400_000, "V9V0")),
    ];
    for shapes in too_large {
        let start = shapes.chars().take(60).collect::<String>();
        assert_eq!(read(&svg(9, &shapes)), Err(ReadError::TooLarge), "{start}");
    }
    let entity = svg(9, "&a;").replace("<svg", "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg");
    assert_eq!(picture(entity.as_bytes()), Err(ReadError::Unsupported));
}

#[test]
fn damage_is_told() {
    let (side, paths) = modules(|x, y| format!("M{x} {y}v1h1v-1z"));
    let whole = svg(side, &format!("<path d='{paths}'/>"));
    for damaged in [
        &whole[..whole.len() - 4],
        "<svg",
        "<svg xmlns='http://www.w3.org/2000/svg' width='0' height='9'/>",
    ] {
        assert_eq!(
            picture(damaged.as_bytes()),
            Err(ReadError::Damaged),
            "{damaged:.60}"
        );
    }
    assert_eq!(read(&svg(9, "")), Ok(vec![]));
}
