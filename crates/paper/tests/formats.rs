//! Each living format is written as its own rules say, and reads again as it was.

mod fonts;

use fonts::fonts;
use paper::{Level, Meta, Placed, Problem, Sheet, Slip, Stock, Unprintable, fitting, print, prove};

fn printed(codes: &[String], stock: Stock) -> Result<Sheet, Problem> {
    let slip = |code: &String| Slip {
        code: code.clone(),
        title: "健康证明\u{3000}Health card".into(),
        ..Slip::default()
    };
    let slips: Vec<Slip> = codes.iter().map(slip).collect();
    print(&slips, stock, fonts(), &Meta::default())
}

fn proven(codes: &[String], stock: Stock) -> Vec<Placed> {
    let sheet = printed(codes, stock).expect("prints");
    let proven = prove(sheet).finish().expect("every code reads again");
    proven.sheet().placed.clone()
}

/// A SMART Health Card whose JWS has this many characters, which are made up: each is two digits,
/// its code point less 45.
fn card(jws: usize) -> String {
    let mut state = jws as u32;
    let pair = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        format!("{:02}", (state >> 16) % 77)
    };
    let digits: String = std::iter::repeat_with(pair).take(jws).collect();
    format!("shc:/{digits}")
}

/// A VDS-NC of this many doses, about as long as those that were handed out.
fn vds_nc(doses: usize) -> String {
    let dose = |seq| {
        format!(
            r#"{{"adm":"Clinic {seq}","ctr":"AUS","dvc":"2021-0{seq}-15","lot":"300{seq}","seq":{seq}}}"#
        )
    };
    let doses: Vec<String> = (1..=doses).map(dose).collect();
    format!(
        r#"{{"data":{{"hdr":{{"is":"AUS","t":"icao.vacc","v":1}},"msg":{{"pid":{{"n":"Zoë  O'Hara"}},"ve":[{{"vd":[{}]}}]}}}},"sig":{{"alg":"ES256","cer":"{}","sigvl":"{}"}}}}"#,
        doses.join(","),
        "MIIB_8-aQ".repeat(70),
        "x9_Z".repeat(22),
    )
}

#[test]
fn health_cards_read_again_and_none_is_larger_than_version_22() {
    let cards: Vec<String> = [300, 670, 671, 927, 1195].map(card).into();
    for stock in Stock::ALL {
        if stock.code_side() < Stock::Id1.code_side() {
            // A label takes one of 830, but not the largest.
            let placed = proven(&[card(300), card(830)], stock);
            assert_eq!((placed[1].level, placed[1].version), (Level::L, 18));
            continue;
        }
        let placed = proven(&cards, stock);
        let sizes: Vec<(Level, u8)> = placed.iter().map(|one| (one.level, one.version)).collect();
        assert_eq!(
            sizes[1..],
            [
                (Level::Q, 22),
                (Level::M, 19),
                (Level::M, 22),
                (Level::L, 22)
            ],
            "{stock:?}"
        );
    }
}

#[test]
fn what_is_too_long_for_version_22_is_said_before_and_on_printing() {
    let long = card(1196);
    for stock in Stock::ALL {
        assert_eq!(fitting(&long, stock), Err(Unprintable::TooLongForQr));
        let problem = printed(&[card(9), long.clone()], stock).err();
        assert_eq!(problem, Some(Problem::TooLongForQr { slip: 1 }));
    }
}

#[test]
fn parts_of_a_card_are_not_printed() {
    let part = card(300).replace("shc:/", "shc:/1/3/");
    assert_eq!(fitting(&part, Stock::A4), Err(Unprintable::Chunk));
    let problem = printed(&[part], Stock::A4).err();
    assert_eq!(problem, Some(Problem::Chunk { slip: 0 }));
}

#[test]
fn a_vds_nc_reads_again_on_the_stock_that_is_offered() {
    for (doses, stock) in [(2, Stock::Id1), (9, Stock::A4)] {
        let code = vds_nc(doses);
        assert_eq!(fitting(&code, Stock::Id1), Ok(stock), "{}", code.len());
        proven(&[code], stock);
    }
    let too_dense = printed(&[vds_nc(9)], Stock::Id1).err();
    let larger = Stock::A4;
    assert_eq!(too_dense, Some(Problem::TooDense { slip: 0, larger }));
}
