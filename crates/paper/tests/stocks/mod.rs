//! Every stock with a name for files and figures: the presets, and sizes of somebody's own.

use paper::{Division, Own, Stock};

/// Every kind of own size: a label, a card, and one that is taller than wide.
const OWN: [(&str, Division); 3] = [
    // Avery L7163.
    (
        "ownlabel",
        Division {
            page: (2100, 2970),
            columns: 2,
            rows: 7,
            margins: (47, 151),
            gaps: (25, 0),
        },
    ),
    (
        "owncard",
        Division {
            page: (2100, 2970),
            columns: 2,
            rows: 4,
            margins: (100, 150),
            gaps: (60, 40),
        },
    ),
    (
        "owntall",
        Division {
            page: (2100, 2970),
            columns: 2,
            rows: 2,
            margins: (60, 60),
            gaps: (40, 40),
        },
    ),
];

/// The presets, the usual first, and then own sizes.
pub fn stocks() -> Vec<(String, Stock)> {
    let preset = |stock: Stock| (format!("{stock:?}").to_lowercase(), stock);
    let own = |(name, division): (&str, Division)| {
        let own = Own::new(division).expect("large enough");
        (name.to_owned(), Stock::Own(own))
    };
    let presets = Stock::ALL.into_iter().map(preset);
    presets.chain(OWN.into_iter().map(own)).collect()
}

/// Whether a slip is a label: it has room for whose it is and until when, and for a short code.
pub fn is_label(stock: Stock) -> bool {
    match stock {
        Stock::Labels24 | Stock::L7160 => true,
        Stock::Own(own) => own.cell().1 < 45.0,
        _ => false,
    }
}
