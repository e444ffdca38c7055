//! Prints every real code that is published to be tried on every stock, and asks somebody else's readers what they see:
//! as it is, and as a poor copy.
//!
//! `cargo run --release -p paper --example campaign -- FONTS VECTORS TOOL OUT [STOCK...]`: FONTS is the folder of
//! `cargo xtask fonts`; below VECTORS (folders, as in `PATH`) lie texts, JSON and pictures with codes; TOOL is
//! `decode_qr.py`. Leaves in OUT a PDF a page and the texts of what was lost; fails if anything was.

#[expect(dead_code, reason = "every stock takes what fits")]
#[path = "../tests/stocks/mod.rs"]
mod stocks;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, error, fs};

use paper::{Fact, Fonts, Meta, Slip, Stock, fitting, print, read};
use serde_json::Value;

type Failure = Box<dyn error::Error>;

/// What is printed on none of the stocks says why by itself.
const STARTS: [&str; 3] = ["HC1:", "shc:/", "KC1:"];
/// A process of the tool reads so many files: starting one takes as long as reading one.
const FILES: usize = 12;
/// Shorter ones are examples of what is cut off.
const LEAST: usize = 60;

fn main() -> Result<ExitCode, Failure> {
    let mut arguments = env::args().skip(1);
    let mut next = || {
        arguments
            .next()
            .ok_or("usage: campaign FONTS VECTORS TOOL OUT [STOCK...]")
    };
    let (from, vectors, tool, out) = (next()?, next()?, next()?, PathBuf::from(next()?));
    let wanted: Vec<String> = arguments.collect();
    let font = |name: &str| fs::read(Path::new(&from).join(name));
    let fonts = Fonts::new(
        &font("NotoSansSC-Regular.ttf")?,
        &font("NotoSansSC-Bold.ttf")?,
    )?;
    let mut found = BTreeSet::new();
    for folder in env::split_paths(&vectors) {
        collect(&folder, &mut found)?;
    }
    println!("figure campaign.codes {}", found.len());
    let mut whole = true;
    for (name, stock) in stocks::stocks() {
        if wanted.is_empty() || wanted.contains(&name) {
            let made = made(stock);
            let codes: Vec<&String> = found
                .iter()
                .filter(|code| fitting(code, stock) == Ok(stock))
                .chain(&made)
                .collect();
            // Of the rest each is refused before anything is drawn, and a larger stock is offered where one takes it.
            let offered = found.iter().filter(|code| {
                let fitting = fitting(code, stock);
                fitting.is_ok_and(|larger| larger != stock)
            });
            let (offered, taken) = (offered.count(), codes.len() - made.len());
            println!("figure campaign.{name}.taken {taken} of {}", found.len());
            println!("figure campaign.{name}.offered_larger {offered}");
            println!("figure campaign.{name}.made {}", made.len());
            let folder = out.join(&name);
            fs::create_dir_all(&folder)?;
            let files = print_all(&codes, stock, &fonts, &folder)?;
            whole &= read_all(&name, &codes, &files, Path::new(&tool), &folder)?;
        }
    }
    Ok(if whole {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Every code in the texts, JSON files and pictures below a folder.
fn collect(folder: &Path, found: &mut BTreeSet<String>) -> Result<(), Failure> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, found)?;
            continue;
        }
        let bytes = fs::read(&path)?;
        let texts = match path.extension().and_then(|ending| ending.to_str()) {
            Some("json") => serde_json::from_slice(&bytes)
                .map(|json| strings(&json))
                .unwrap_or_default(),
            Some("png" | "jpg" | "svg") => read::picture(&bytes)
                .map(|picture| {
                    read::codes(&picture)
                        .into_iter()
                        .map(|code| code.text)
                        .collect()
                })
                .unwrap_or_default(),
            Some("txt") => String::from_utf8(bytes)
                .unwrap_or_default()
                .lines()
                .map(str::to_owned)
                .collect(),
            _ => Vec::new(),
        };
        let codes = texts.into_iter().map(|text| text.trim().to_owned());
        found.extend(codes.filter(|text| {
            STARTS.iter().any(|start| text.starts_with(start))
                && text.len() >= LEAST
                && text.is_ascii()
        }));
    }
    Ok(())
}

fn strings(json: &Value) -> Vec<String> {
    match json {
        Value::String(text) => vec![text.clone()],
        Value::Array(all) => all.iter().flat_map(strings).collect(),
        Value::Object(all) => all.values().flat_map(strings).collect(),
        _ => Vec::new(),
    }
}

/// Codes of our own, as long as this stock takes and down to a quarter of it: two sheets full, at the least ten.
fn made(stock: Stock) -> Vec<String> {
    const LETTERS: &[u8; 45] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    let mut state = 20_261_121_u32;
    let mut code = |length: usize| {
        let letters = (0..length).map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            char::from(LETTERS[(state >> 16) as usize % 45])
        });
        format!(
            "KC1:{}",
            letters.collect::<String>().trim().replace("  ", "A ")
        )
    };
    let longest = (60..4200)
        .rev()
        .step_by(5)
        .find(|length| fitting(&code(*length), stock) == Ok(stock));
    let (longest, count) = (longest.unwrap_or(60), (2 * stock.per_page()).max(10));
    (0..count)
        .map(|number| code(longest - longest * 3 / 4 * number / count))
        .collect()
}

/// A PDF for each page, so that the tool need not draw all pages for one. Not proven first: what our own reader would
/// refuse, somebody else's has to tell.
fn print_all(
    codes: &[&String],
    stock: Stock,
    fonts: &Fonts,
    folder: &Path,
) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for (number, page) in codes.chunks(stock.per_page()).enumerate() {
        let slips: Vec<Slip> = page.iter().map(|code| slip(code)).collect();
        let sheet = print(&slips, stock, fonts, &Meta::default())?;
        let file = folder.join(format!("{number:03}.pdf"));
        fs::write(&file, sheet.pdf)?;
        files.push(file);
    }
    Ok(files)
}

fn slip(code: &str) -> Slip {
    Slip {
        code: code.to_owned(),
        title: "欧盟数字证书".into(),
        name: Some("欧阳小满".into()),
        name_second: Some("OUYANG XIAOMAN".into()),
        until: Some(Fact::new("有效至 Valid until", "2027-06-30")),
        ..Slip::default()
    }
}

/// Runs the tool over all pages; true if it read every code, clean and poor.
fn read_all(
    name: &str,
    codes: &[&String],
    files: &[PathBuf],
    tool: &Path,
    folder: &Path,
) -> Result<bool, Failure> {
    let (mut clean, mut poor, mut lost) = (BTreeSet::new(), 0, Vec::new());
    let ours: BTreeSet<&str> = codes.iter().map(|code| code.as_str()).collect();
    let mut strangers = 0;
    for files in files.chunks(FILES) {
        let said = Command::new("python3")
            .arg(tool)
            .args(files)
            .arg("--degrade")
            .output()?;
        let mut here = 0;
        for line in String::from_utf8(said.stdout)?.lines() {
            let line: Value = serde_json::from_str(line)?;
            if let Some(text) = line["text"].as_str() {
                // Now and then the tool sees a barcode in a line of letters. That is not ours to print.
                if !ours.contains(text) {
                    strangers += 1;
                    continue;
                }
                clean.insert(text.to_owned());
                here += 1;
            } else if let Some(copy) = line["poor_copy"].as_u64() {
                poor += copy.min(here);
                if copy < here {
                    lost.push(format!("{files:?}: {copy} of {here} on the poor copy"));
                }
            }
        }
    }
    let missing: Vec<&&String> = codes
        .iter()
        .filter(|code| !clean.contains(code.as_str()))
        .collect();
    println!(
        "figure campaign.{name}.clean {} of {}",
        codes.len() - missing.len(),
        codes.len()
    );
    println!("figure campaign.{name}.poor {poor} of {}", codes.len());
    println!("figure campaign.{name}.strangers {strangers}");
    lost.extend(missing.iter().map(|code| format!("not read: {code}")));
    fs::write(folder.join("lost.txt"), lost.join("\n"))?;
    Ok(lost.is_empty())
}
