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

/// Stocks, what they offer instead of themselves for each length, and what the codes become.
type Case<'s> = (&'s [Stock], [Option<Stock>; 5], Sizes);

/// What a card of 300, 670, 671, 927 and 1,195 characters becomes.
type Sizes = [(Level, u8); 5];

#[test]
fn health_cards_read_again_and_none_is_larger_than_version_22() {
    use Level::{L, M, Q};
    use Stock::{A4, A4Fold, A5, Id1, Id1Single, L7160, Labels24, Lanyard, LargeType};
    let page: Sizes = [(Q, 14), (Q, 22), (M, 19), (M, 22), (L, 22)];
    // Where six printer dots a module leave less room, the level goes down first, then a larger stock is offered.
    let card_size: Sizes = [(Q, 14), (M, 19), (M, 19), (L, 19), (L, 22)];
    let small: Sizes = [(L, 10), (M, 19), (M, 19), (L, 19), (L, 22)];
    let all: [Case<'_>; 4] = [
        (&[A4, A5, A4Fold, LargeType, Lanyard], [None; 5], page),
        (
            &[Id1, Id1Single],
            [None, None, None, None, Some(A4)],
            card_size,
        ),
        (
            &[Labels24],
            [Some(Id1), Some(Id1), Some(Id1), Some(Id1), Some(A4)],
            card_size,
        ),
        (
            &[L7160],
            [None, Some(Id1), Some(Id1), Some(Id1), Some(A4)],
            small,
        ),
    ];
    for (stocks, offers, sizes) in all {
        for stock in stocks {
            for ((jws, offer), size) in [300, 670, 671, 927, 1195]
                .into_iter()
                .zip(offers)
                .zip(sizes)
            {
                let code = card(jws);
                let refused = printed(std::slice::from_ref(&code), *stock).err();
                let wanted = offer.map(|larger| Problem::TooDense { slip: 0, larger });
                assert_eq!(refused, wanted, "{stock:?} {jws}");
                let placed = proven(&[code], offer.unwrap_or(*stock));
                assert_eq!(
                    (placed[0].level, placed[0].version),
                    size,
                    "{stock:?} {jws}"
                );
            }
        }
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
    for (doses, stock) in [(1, Stock::A4), (9, Stock::A4)] {
        let code = vds_nc(doses);
        assert_eq!(fitting(&code, Stock::Id1), Ok(stock), "{}", code.len());
        proven(&[code], stock);
    }
    let too_dense = printed(&[vds_nc(9)], Stock::Id1).err();
    let larger = Stock::A4;
    assert_eq!(too_dense, Some(Problem::TooDense { slip: 0, larger }));
}
