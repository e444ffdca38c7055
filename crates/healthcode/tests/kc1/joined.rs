//! KC1 among the other formats: one checker for all.

use healthcode::kc1::{Challenge, Code, Colour, Gate, Kind, Live, Proof, Store, write};
use healthcode::kct::{KeyUse, Realm};
use healthcode::{Format, Judgement, Reason, Signature, Status, Trust, Validity, Verdict};
use healthcode::{judge, judge_again, judge_shown, verdict};

use crate::makers::{
    File, HOUR, Signer, T, at, authority, device, issuer, list, paper, practice_store, store, strip,
};

fn trust() -> Trust {
    let mut trust = Trust::default();
    trust.kc1_mut().real = store();
    trust
}

fn paper_text() -> String {
    issuer().text(&write::code(&paper(), &issuer().key).expect("claims"))
}

fn live(second: i64, challenge: Option<u32>) -> String {
    let unsigned = write::code(&strip(), &issuer().key).expect("claims");
    let strip = Code::read(&issuer().text(&unsigned)).expect("a strip");
    let proof = Proof {
        t: at(T + second),
        rnd: second.to_be_bytes(),
        challenge,
    };
    device().text(&write::proof(&strip, &proof).expect("a proof"))
}

fn practice_text() -> String {
    let mut claims = paper();
    claims.realm = Realm::Practice;
    issuer().text(&write::code(&claims, &issuer().key).expect("claims"))
}

fn said(judgement: &Judgement) -> (&str, Verdict) {
    (judgement.reason.as_str(), judgement.verdict())
}

#[test]
fn a_paper_code_is_judged_as_all_formats_are() {
    let judgement = judge(&paper_text(), &trust(), at(T + HOUR));
    assert_eq!(said(&judgement), ("genuine", Verdict::Accept));
    assert_eq!(judgement.format, Format::Kc1);
    assert_eq!(judgement.signature, Signature::Good);
    assert_eq!(judgement.status, Status::Good(Some(at(T))));
    assert_eq!(judgement.validity, Validity::Current);
    assert_eq!(judgement.kid.as_deref(), Some("5d950c2f412387fd"));
    assert_eq!(judgement.kind(), verdict::Kind::Paper);
    let issuer = judgement.issuer.as_ref().expect("known");
    assert_eq!(issuer.name.as_deref(), Some("Test district"));
    let code = judgement.verified().expect("verified");
    assert_eq!(code.colour(), Some(Colour::Green));
    assert!(code.holder.mark.is_some() && !code.is_practice());
    assert_eq!(code.kc1().expect("KC1").claims, paper());
}

#[test]
fn a_stranger_is_only_claimed() {
    let judgement = judge(&paper_text(), &Trust::default(), at(T + HOUR));
    assert_eq!(said(&judgement), ("kc1.issuer-unknown", Verdict::Undecided));
    assert!(judgement.verified().is_none() && judgement.content().is_some());
    let damaged = judge("KC1:NOTACODE", &trust(), at(T));
    assert_eq!(said(&damaged), ("kc1.form", Verdict::Refuse));
    assert!(damaged.content().is_none());
}

#[test]
fn times() {
    let said_at = |second| {
        let judgement = judge(&paper_text(), &trust(), at(T + second));
        (judgement.reason.as_str(), judgement.validity)
    };
    assert_eq!(said_at(-60), ("genuine", Validity::Current));
    assert_eq!(said_at(-61), ("kc1.not-yet", Validity::NotYet));
    let month = 30 * 24 * HOUR;
    assert_eq!(said_at(month), ("kc1.expired", Validity::Expired));
    assert_eq!(
        said_at(month - 1),
        ("kc1.status-unknown", Validity::Current)
    );
}

#[test]
fn practice_is_accepted_only_in_practice() {
    let text = practice_text();
    let refused = judge(&text, &trust(), at(T + HOUR));
    assert_eq!(said(&refused), ("practice", Verdict::Refuse));
    assert!(refused.verified().is_none());
    let mut rehearsal = trust();
    rehearsal.kc1_mut().practice = Some(practice_store());
    let accepted = judge(&text, &rehearsal, at(T + HOUR));
    assert_eq!(said(&accepted), ("practice", Verdict::Accept));
    assert_eq!(accepted.reason, Reason::Practice);
    assert!(accepted.verified().is_some_and(|code| code.is_practice()));
    // What is real stays real.
    let real = judge(&paper_text(), &rehearsal, at(T + HOUR));
    assert_eq!(said(&real), ("genuine", Verdict::Accept));
    rehearsal.kc1_mut().practice = Some(Store::new());
    let unknown = judge(&text, &rehearsal, at(T + HOUR));
    assert_eq!(said(&unknown), ("kc1.issuer-unknown", Verdict::Undecided));
}

#[test]
fn a_gate_notices_what_was_shown_before() {
    let trust = trust();
    let mut gate = Gate::default();
    let shown = live(HOUR, None);
    let mut show = |second| judge_shown(&shown, &trust, &mut gate, at(T + HOUR + second)).live;
    assert_eq!(show(0), Live::Fresh);
    assert_eq!(show(3), Live::Fresh);
    assert!(matches!(show(10), Live::Repeat { .. }));
    assert!(matches!(show(91), Live::Stale { .. }));
    let bare = issuer().text(&write::code(&strip(), &issuer().key).expect("claims"));
    let judgement = judge_shown(&bare, &trust, &mut gate, at(T + HOUR));
    assert_eq!(said(&judgement), ("kc1.live-missing", Verdict::Undecided));
    assert_eq!(judgement.kind(), verdict::Kind::Strip);
}

#[test]
fn a_gate_that_asks_wants_its_digits() {
    let trust = trust();
    let mut gate = Gate {
        challenge: Some(Challenge {
            digits: 40_217,
            since: at(T + HOUR),
        }),
        ..Gate::default()
    };
    let mut reason = |answer| {
        let judgement = judge_shown(&live(HOUR, answer), &trust, &mut gate, at(T + HOUR));
        judgement.reason.as_str()
    };
    assert_eq!(reason(Some(40_217)), "genuine");
    let mut reason = |answer, second| {
        let text = live(HOUR + second, answer);
        judge_shown(&text, &trust, &mut gate, at(T + HOUR + second)).reason
    };
    let challenge = Reason::Kc1(healthcode::kc1::Reason::LiveChallenge);
    assert_eq!(reason(Some(40_217), 1), challenge, "answered once");
    assert_eq!(reason(None, 2), challenge);
    assert_eq!(
        judge(&live(HOUR, Some(40_217)), &trust, at(T + HOUR)).reason,
        challenge
    );
}

/// A code on the desk is judged anew whenever trust changes; nobody shows it then.
#[test]
fn what_was_live_when_it_was_shown_stays_so() {
    let trust = trust();
    let mut gate = Gate::default();
    let text = live(HOUR, None);
    let first = judge_shown(&text, &trust, &mut gate, at(T + HOUR));
    assert_eq!(said(&first), ("genuine", Verdict::Accept));
    let later = judge_again(&text, &trust, &first, at(T + 2 * HOUR));
    assert_eq!(said(&later), ("genuine", Verdict::Accept));
    let gone = judge_again(&text, &trust, &first, at(T + 26 * HOUR));
    assert_eq!(said(&gone), ("kc1.expired", Verdict::Refuse));
    // Another device's proof is not saved by that.
    let mut forged = text.into_bytes();
    let last = forged.len() - 1;
    forged[last] = if forged[last] == b'1' { b'2' } else { b'1' };
    let forged = String::from_utf8(forged).expect("ASCII");
    assert_eq!(
        judge_again(&forged, &trust, &first, at(T + HOUR)).verdict(),
        Verdict::Refuse
    );
}

#[test]
fn a_clock_that_is_behind_leaves_it_open() {
    let doubted = |text: &str, second| {
        let judgement = judge(text, &trust(), at(T + second)).doubting_the_clock();
        (judgement.reason.as_str(), judgement.verdict())
    };
    assert_eq!(
        doubted(&paper_text(), HOUR),
        ("kc1.clock", Verdict::Undecided)
    );
    assert_eq!(
        doubted(&live(0, None), HOUR),
        ("kc1.clock", Verdict::Undecided)
    );
    assert_eq!(
        doubted(&paper_text(), -HOUR),
        ("kc1.not-yet", Verdict::Refuse)
    );
    assert_eq!(doubted("KC1:", HOUR), ("kc1.form", Verdict::Refuse));
}

/// A school that was pinned here is at its place by that; an authority's school codes are not.
#[test]
fn school_codes_are_at_home_where_their_key_was_pinned() {
    let school = Signer::new("kincode test school");
    let lister = Signer::new("kincode test status");
    let mut own = authority();
    own.id = "yucai-3".to_owned();
    own.keys = vec![
        school.entry(&[KeyUse::School]),
        lister.entry(&[KeyUse::Status]),
    ];
    let mut claims = paper();
    claims.kind = Kind::School("yucai-3".to_owned());
    claims.colour = Colour::None;
    claims.serial.authority = "yucai-3".to_owned();
    let sign = |signer: &Signer| signer.text(&write::code(&claims, &signer.key).expect("claims"));
    let text = sign(&school);
    let mut trust = Trust::default();
    assert_eq!(
        judge(&text, &trust, at(T)).reason.as_str(),
        "kc1.issuer-unknown"
    );
    File::new("school", Realm::Real, &[own.clone()], &[]).put(&mut trust.kc1_mut().real);
    assert_eq!(
        judge(&text, &trust, at(T)).reason.as_str(),
        "kc1.status-unknown"
    );
    let bits = vec![0; healthcode::kc1::status::LIST_BYTES];
    let times = (at(T), at(T + 24 * HOUR));
    let status = write::status("yucai-3", 1203, times, &bits, &lister.key).expect("a list");
    let status = status.bytes_by(&lister).expect("signed");
    let taken = trust.kc1_mut().real.take_status_of_any(&status, at(T));
    assert_eq!(taken, Ok(()));
    let stranger = trust
        .kc1_mut()
        .real
        .take_status_of_any(&list(&[], T), at(T));
    assert!(stranger.is_err(), "of an authority that is not here");
    assert_eq!(
        said(&judge(&text, &trust, at(T))),
        ("genuine", Verdict::Accept)
    );
    // With a key for paper too it is more than a school.
    own.keys.push(issuer().entry(&[KeyUse::Paper]));
    File::new("district", Realm::Real, &[own], &[]).put(&mut trust.kc1_mut().real);
    let mut other = Trust::default();
    let mut district = authority();
    district.id = "yucai-3".to_owned();
    File::new("district", Realm::Real, &[district], &[]).put(&mut other.kc1_mut().real);
    let text = sign(&issuer());
    assert_eq!(
        judge(&text, &other, at(T)).reason.as_str(),
        "kc1.other-place"
    );
    other.kc1_mut().places.insert("yucai-3".to_owned());
    assert_eq!(
        judge(&text, &other, at(T)).reason.as_str(),
        "kc1.status-unknown"
    );
}
