//! Own sizes, printers that are a little off, pages asked for, notches, the calibration page.

mod fonts;

use fonts::fonts;
use paper::read::Pdf;
use paper::{
    Division, Edge, Fact, Meta, Own, Pages, Problem, Profile, Setup, Sheet, Slip, Stock,
    calibration, print, prove,
};

fn slips(count: usize) -> Vec<Slip> {
    let slip = |number: usize| Slip {
        code: format!(
            "KC1:{}",
            "6BF+70790T9WJWG.FKY*4GO0.O1CV2 O5 N2FBBRW1*70".repeat(3) + &number.to_string()
        ),
        title: "阳光小学 · 本校自用".into(),
        name: Some("欧阳小满".into()),
        until: Some(Fact::new("有效到", "2027-01-31")),
        ..Slip::default()
    };
    (0..count).map(slip).collect()
}

fn printed(count: usize, setup: impl Into<Setup>) -> Sheet {
    print(&slips(count), setup, fonts(), &Meta::default()).expect("prints")
}

fn own(page: (u16, u16), columns: u16, rows: u16) -> Stock {
    let division = Division {
        page,
        columns,
        rows,
        margins: (47, 151),
        gaps: (25, 0),
    };
    Stock::Own(Own::new(division).expect("fits"))
}

#[test]
fn own_sizes_are_printed_and_read_back() {
    for stock in [
        own((2100, 2970), 2, 7),
        own((2100, 2970), 2, 2),
        own((1000, 620), 1, 1),
        own((2100, 1480), 1, 1),
        own((4200, 2970), 3, 2),
    ] {
        let proven = prove(printed(stock.per_page() + 1, stock)).finish();
        let proven = proven.unwrap_or_else(|error| panic!("{stock:?}: {error}"));
        assert_eq!(proven.sheet().pages, 2);
        for placed in &proven.sheet().placed {
            assert!(placed.code.x >= placed.area.x && placed.code.right() <= placed.area.right());
            assert!(placed.code.y >= placed.area.y && placed.code.bottom() <= placed.area.bottom());
        }
    }
}

#[test]
fn a_printer_that_is_off_gets_what_it_needs() {
    let plain = printed(24, Stock::Labels24);
    let profile = Profile {
        offset: (12, -7),
        scale: (10, -3),
    };
    let setup = Setup {
        profile,
        ..Stock::Labels24.into()
    };
    let proven = prove(printed(24, setup))
        .finish()
        .expect("reads where it says it is");
    let near = |a: f32, b: f32| (a - b).abs() < 1e-3;
    for (moved, own) in proven.sheet().placed.iter().zip(&plain.placed) {
        assert!(near(moved.code.x, own.code.x * 1.01 + 1.2), "{moved:?}");
        assert!(near(moved.code.y, own.code.y * 0.997 - 0.7), "{moved:?}");
    }
    let far = Profile {
        offset: (101, 0),
        ..Profile::default()
    };
    let setup = Setup {
        profile: far,
        ..Stock::A4.into()
    };
    let problem = print(&slips(1), setup, fonts(), &Meta::default()).err();
    assert_eq!(problem, Some(Problem::Profile));
}

#[test]
fn only_the_pages_that_are_asked_for() {
    let setup = |from, to| Setup {
        pages: Some(Pages { from, to }),
        start: 3,
        ..Stock::Id1.into()
    };
    let first = printed(30, setup(1, 1));
    assert_eq!((first.pages, first.run, first.placed.len()), (1, 4, 8));
    let rest = printed(30, setup(2, 99));
    assert_eq!((rest.pages, rest.placed.len()), (3, 22));
    assert_eq!((rest.placed[0].slip, rest.placed[0].page), (8, 0));
    assert_eq!(prove(rest).finish().expect("reads").proofs().len(), 22);
    for (from, to) in [(0, 1), (3, 2), (5, 5)] {
        let problem = print(&slips(30), setup(from, to), fonts(), &Meta::default()).err();
        assert_eq!(problem, Some(Problem::NoSuchPage { pages: 4 }));
    }
}

#[test]
fn a_notch_leaves_the_code_alone() {
    for stock in Stock::ALL {
        let setup = Setup {
            edge: Edge::Notched,
            ..stock.into()
        };
        let notched = printed(2, setup);
        let same = notched.pdf == printed(2, stock).pdf;
        assert_eq!(
            same,
            matches!(stock, Stock::Labels24 | Stock::L7160),
            "{stock:?}"
        );
        prove(notched)
            .finish()
            .unwrap_or_else(|error| panic!("{stock:?}: {error}"));
    }
}

#[test]
fn the_rulers_lie_where_they_say() {
    let texts = [
        "校准页 Calibration".to_owned(),
        "按 100 % 打印。".to_owned(),
    ];
    let drawn = |profile| {
        let pdf = calibration(profile, &texts, fonts(), &Meta::default()).expect("prints");
        Pdf::open(pdf).expect("a PDF").page(0, 254).expect("drawn")
    };
    // Ten pixels a millimetre.
    let dark = |page: &paper::read::Gray, x: u32, y: u32| {
        let around = page.crop(x - 2, y - 2, 5, 5).expect("on the page");
        around.pixels().iter().any(|pixel| *pixel < 128)
    };
    let page = drawn(Profile::default());
    assert!(dark(&page, 200, 200) && dark(&page, 1700, 200) && dark(&page, 200, 2200));
    assert!(!dark(&page, 1720, 200) && !dark(&page, 200, 2215));
    let stretched = drawn(Profile {
        offset: (10, 0),
        scale: (10, 0),
    });
    assert!(dark(&stretched, 1727, 200) && !dark(&stretched, 200, 1500));
    let rare = calibration(
        Profile::default(),
        &["😀".to_owned()],
        fonts(),
        &Meta::default(),
    );
    assert!(matches!(rare, Err(Problem::Glyph { .. })));
}
