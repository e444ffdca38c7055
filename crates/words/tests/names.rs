//! The plain names of coded values: each code of the EU value sets has one, in every language.

use std::collections::BTreeSet;

use words::{Lang, find, keys};

/// Value set `disease-agent-targeted` of 2021-04-27.
const DISEASE: &[&str] = &["840539006"];

/// Value set `covid-19-lab-result` of 2021-04-27.
const RESULT: &[&str] = &["260415000", "260373001"];

/// Value set `covid-19-lab-test-type` of 2021-04-27.
const METHOD: &[&str] = &["LP6464-4", "LP217198-3"];

/// Value set `vaccines-covid-19-auth-holders` of 2022-01-26.
const MANUFACTURER: &[&str] = &[
    "ORG-100001699",
    "ORG-100030215",
    "ORG-100001417",
    "ORG-100031184",
    "ORG-100006270",
    "ORG-100013793",
    "ORG-100020693",
    "ORG-100010771",
    "ORG-100024420",
    "ORG-100032020",
    "Gamaleya-Research-Institute",
    "Vector-Institute",
    "Sinovac-Biotech",
    "Bharat-Biotech",
    "ORG-100001981",
    "Fiocruz",
    "ORG-100007893",
    "Chumakov-Federal-Scientific-Center",
    "ORG-100023050",
    "CIGB",
    "Sinopharm-WIBP",
    "ORG-100033914",
    "ORG-100000788",
    "ORG-100036422",
    "Instituto-Butantan",
    "NVSI",
    "Yisheng-Biopharma",
    "ORG-100026614",
    "ORG-100008549",
    "Finlay-Institute",
    "ORG-100036914",
];

/// Value set `vaccines-covid-19-names` of 2022-11-30.
const PRODUCT: &[&str] = &[
    "EU/1/20/1528",
    "EU/1/20/1507",
    "EU/1/21/1529",
    "EU/1/20/1525",
    "CVnCoV",
    "NVX-CoV2373",
    "Sputnik-V",
    "Convidecia",
    "EpiVacCorona",
    "BBIBP-CorV",
    "Inactivated-SARS-CoV-2-Vero-Cell",
    "CoronaVac",
    "Covaxin",
    "Covishield",
    "Covid-19-recombinant",
    "R-COVI",
    "CoviVac",
    "Sputnik-Light",
    "Hayat-Vax",
    "Abdala",
    "WIBP-CorV",
    "MVC-COV1901",
    "EU/1/21/1618",
    "Covovax",
    "Vidprevtyn",
    "VLA2001",
    "EpiVacCorona-N",
    "Sputnik-M",
    "Covid-19-adsorvida-inativada",
    "NVSI-06-08",
    "YS-SC2-010",
    "SCTV01C",
    "Covifenz",
    "AZD2816",
    "Soberana-02",
    "Soberana-Plus",
    "EU/1/21/1624",
    "EU/1/21/1580",
    "EU/1/22/1709",
];

/// Value set `sct-vaccines-covid-19` of 2023-01-25.
const PROPHYLAXIS: &[&str] = &[
    "1119305005",
    "1119349007",
    "J07BX03",
    "1162643001",
    "1157024006",
    "29061000087103",
    "28531000087107",
    "30141000087107",
    "1187593009",
];

/// The words of VDS-NC for the kind of test, the sample and the result.
const VDS_NC: &[&str] = &[
    "molecular(PCR)",
    "molecular(other)",
    "antigen",
    "antibody",
    "nasopharyngeal",
    "oropharyngeal",
    "saliva",
    "blood",
    "other",
    "positive",
    "negative",
    "normal",
    "abnormal",
];

/// Diseases and vaccines that an ICVP may name (WHO smart-icvp, `ICVPDiseaseTargeted` and
/// `ICVPVaccineCodes`).
const ICVP: &[&str] = &[
    "1D47", "1C81", "XM0N24", "XM3418", "XM0N50", "XM1LX9", "XM09Q7", "XM0LT9", "XM8AW1", "XM01H1",
    "XM21E6", "XM84S1", "XM9JP8", "XM5V19", "XM79H3", "XM0VX8", "XM0KZ1",
];

/// CVX codes of the childhood programme and of the COVID-19 vaccines of the United States.
const CVX: &[&str] = &[
    "03", "08", "10", "20", "21", "33", "83", "88", "94", "110", "115", "116", "119", "120", "130",
    "133", "140", "146", "150", "165", "203", "207", "208", "210", "211", "212", "213", "217",
    "218", "219", "221", "227", "228", "229", "230", "300", "301", "302", "308", "309", "310",
    "311", "312", "313",
];

#[test]
fn every_known_code_has_a_name_in_every_language() {
    let known = [
        DISEASE,
        RESULT,
        METHOD,
        MANUFACTURER,
        PRODUCT,
        PROPHYLAXIS,
        VDS_NC,
        ICVP,
    ];
    for code in known.into_iter().flatten() {
        has_a_name(&key("name", code));
    }
    for code in CVX {
        has_a_name(&key("name-cvx", code));
    }
}

#[test]
fn the_names_are_the_same_in_every_language_and_in_one_order() {
    let chinese: Vec<_> = names(Lang::Zh).collect();
    assert!(chinese.len() > 700, "{}", chinese.len());
    assert!(chinese.iter().copied().eq(names(Lang::En)));
    assert_eq!(
        chinese.len(),
        chinese.iter().collect::<BTreeSet<_>>().len(),
        "a name stands twice"
    );
}

#[test]
fn no_name_is_empty_or_asks_for_anything() {
    for lang in Lang::ALL {
        for key in names(lang) {
            let name = find(lang, key, &[]).expect("a key of the file is found");
            assert!(!name.trim().is_empty(), "{lang} {key}");
            assert!(
                !name.contains(['{', '}', '$', '\n']),
                "{lang} {key}: {name}"
            );
        }
    }
}

#[test]
fn english_names_hold_no_chinese() {
    for key in names(Lang::En) {
        let name = find(Lang::En, key, &[]).unwrap_or_default();
        assert!(name.is_ascii(), "{key}: {name}");
    }
}

#[test]
fn one_number_in_two_systems_has_two_names() {
    let name = |key| find(Lang::En, key, &[]);
    assert_eq!(name("name-cvx-94").as_deref(), Some("MMRV vaccine"));
    assert_eq!(name("name-94"), None);
    assert_eq!(name("name-1119349007").as_deref(), Some("mRNA vaccine"));
    assert_eq!(name("name-cvx-1119349007"), None);
}

fn has_a_name(key: &str) {
    for lang in Lang::ALL {
        assert!(find(lang, key, &[]).is_some(), "{lang} has no {key}");
    }
}

fn names(lang: Lang) -> impl Iterator<Item = &'static str> {
    keys(lang).filter(|key| key.starts_with("name-"))
}

/// A code as a key: whatever is neither letter nor digit becomes `-`.
fn key(prefix: &str, code: &str) -> String {
    let code = code.replace(|c: char| !c.is_ascii_alphanumeric(), "-");
    format!("{prefix}-{code}")
}

#[test]
fn countries_have_names() {
    for lang in Lang::ALL {
        let named = |code: &str| find(lang, &format!("country-{code}"), &[]);
        for code in [
            "CN", "HK", "MO", "TW", "SG", "TH", "DE", "FR", "AU", "US", "XK",
        ] {
            assert!(
                named(code).is_some_and(|name| !name.is_empty()),
                "{lang} {code}"
            );
        }
        assert!(named("ZZ").is_none());
        let count = keys(lang).filter(|key| key.starts_with("country-")).count();
        assert!(count >= 249, "ISO 3166-1 lists 249: {count}");
    }
}
