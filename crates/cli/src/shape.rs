//! How `kincode paper` divides a page, corrects a printer, and which pages it prints.

use std::path::Path;

use clap::Args;
use desk::Desk;
use desk::problem::{Code, Problem};
use desk::view::{OwnSize, PageSpan, Printer};

#[derive(Args)]
pub(crate) struct Shape {
    /// For --stock own: page, columns x rows, margins and gaps in millimetres, as
    /// 210x297,2x7,4.7x15.1,2.5x0 (width x height each time; gaps may be left out).
    #[arg(long, value_name = "SIZE", value_parser = own)]
    pub(crate) own: Option<OwnSize>,

    /// Only these pages of the run: 1, or 2-5. Print the first alone and scan any three of its codes
    /// before you print the rest.
    #[arg(long, value_name = "N|N-M", value_parser = pages)]
    pub(crate) pages: Option<PageSpan>,

    /// Mark a notch to cut at the edge, so that fingers find the code.
    #[arg(long)]
    pub(crate) notch: bool,

    /// Correct a printer: moved right and down in millimetres, made wider and higher in percent, as
    /// 0.4,-0.2,0.1,0. The calibration page says how much.
    #[arg(long, value_name = "RIGHT,DOWN,WIDER,HIGHER", allow_hyphen_values = true, value_parser = printer)]
    printer: Option<Printer>,

    /// Correct a printer by the measures that the window keeps under this name.
    #[arg(long, value_name = "NAME", conflicts_with = "printer")]
    printer_name: Option<String>,

    /// Print the calibration page of a printer instead of codes.
    #[arg(long)]
    pub(crate) calibrate: bool,
}

impl Shape {
    /// The measures of the printer, if there are any.
    ///
    /// # Errors
    /// [`Code::Printer`] if nobody has measured it.
    pub(crate) fn printer(&self, home: Option<&Path>) -> Result<Option<Printer>, Problem> {
        let Some(name) = &self.printer_name else {
            return Ok(self.printer.clone());
        };
        let settings = Desk::open(home.map(Path::to_owned), Default::default()).settings();
        let known = settings
            .printers
            .into_iter()
            .find(|printer| printer.name == *name);
        known
            .map(Some)
            .ok_or_else(|| Problem::new(Code::Printer, name.as_str()))
    }
}

fn own(text: &str) -> Result<OwnSize, String> {
    let parts: Vec<&str> = text.split(',').collect();
    let (page, count, margins, gaps) = match parts[..] {
        [page, count, margins] => (page, count, margins, "0x0"),
        [page, count, margins, gaps] => (page, count, margins, gaps),
        _ => return Err("PAGE,COLUMNSxROWS,MARGINS[,GAPS]".to_owned()),
    };
    let pair = |text: &str, unit: f64| {
        let (one, other) = text
            .split_once('x')
            .ok_or_else(|| format!("{text}: WIDTHxHEIGHT"))?;
        Ok::<_, String>((number::<u16>(one, unit)?, number::<u16>(other, unit)?))
    };
    let ((width, height), (columns, rows)) = (pair(page, TENTHS)?, pair(count, 1.0)?);
    let ((sides, ends), (between_columns, between_rows)) =
        (pair(margins, TENTHS)?, pair(gaps, TENTHS)?);
    Ok(OwnSize {
        width,
        height,
        columns,
        rows,
        sides,
        ends,
        between_columns,
        between_rows,
    })
}

fn pages(text: &str) -> Result<PageSpan, String> {
    let (from, to) = text.split_once('-').unwrap_or((text, text));
    let page = |text: &str| text.parse::<u32>().map_err(|_| format!("{text}: N or N-M"));
    Ok(PageSpan {
        from: page(from)?,
        to: page(to)?,
    })
}

fn printer(text: &str) -> Result<Printer, String> {
    let numbers = text.split(',').map(|part| number::<i16>(part, TENTHS));
    match numbers.collect::<Result<Vec<_>, _>>()?[..] {
        [right, down, wider, higher] => Ok(Printer {
            name: String::new(),
            right,
            down,
            wider,
            higher,
        }),
        _ => Err("RIGHT,DOWN,WIDER,HIGHER".to_owned()),
    }
}

/// Tenths of a millimetre, and tenths of a percent.
const TENTHS: f64 = 10.0;

/// A number with at most one place after the point, in whole parts of `unit`.
fn number<T: TryFrom<i32>>(text: &str, unit: f64) -> Result<T, String> {
    let wrong = || format!("{text}: a number with at most one place after the point");
    let value = text.trim().parse::<f64>().map_err(|_| wrong())? * unit;
    let whole = value.round();
    if !(whole.abs() < 1e6 && (value - whole).abs() < 1e-6) {
        return Err(wrong());
    }
    T::try_from(whole as i32).map_err(|_| wrong())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_pages_and_printers() {
        let labels = own("210x297,2x7,4.7x15.1,2.5x0").expect("a size");
        assert_eq!(labels, OwnSize::default());
        assert_eq!(own("85.6x54,1x1,0x0").expect("a size").between_rows, 0);
        for wrong in [
            "",
            "210x297",
            "210x297,2x7,4.75x15",
            "210x297,2.5x7,0x0",
            "-1x297,2x7,0x0",
        ] {
            assert!(own(wrong).is_err(), "{wrong}");
        }
        assert_eq!(pages("2-5"), Ok(PageSpan { from: 2, to: 5 }));
        assert_eq!(pages("3"), Ok(PageSpan { from: 3, to: 3 }));
        assert!(pages("a").is_err() && pages("1-").is_err());
        let measured = printer("0.4,-0.2,0.1,0").expect("four numbers");
        assert_eq!(
            (
                measured.right,
                measured.down,
                measured.wider,
                measured.higher
            ),
            (4, -2, 1, 0)
        );
        assert!(printer("1,2,3").is_err());
    }
}
