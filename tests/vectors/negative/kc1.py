"""Vectors of KC1, classes A to E of kc1.md part 4; F to J are in kc1_claims.py."""

import base45
import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, decode_dss_signature

import kc1_make as make
from kc1_make import (DAY, DEVICE, ISSUER, KC1, LISTER, NOW, SM2, STRANGER, T, Kc1Book, authority, body, claims, code,
                      context, entry, kct, kid, live, low, parts, rep, signed, strip, text)
from keys import N256, der_sign, key, raw, rs
from sm2 import sm3

book = Kc1Book("kc1", "kc1-good.kct")
GOOD = code(claims())


def texts():
    def add(name, shown, why, reason="form"):
        book.vector("A", name, shown, reason, why)

    rest = GOOD[4:]
    add("control-paper", GOOD, "Control: the paper code all others are made from.", "genuine")
    book.vector("A", "control-live", live(), "genuine", "Control: a live proof.", proof=True)
    book.vector("A", "control-school", code(claims(kind=3)), "genuine", "Control: a school code.")
    for name, prefix in [("lower-prefix", "kc1:"), ("kc2", "KC2:"), ("no-colon", "KC1"), ("hc1", "HC1:"), ("none", ""),
                         ("twice", "KC1:KC1:"), ("full-width-colon", "KC1\uff1a"), ("bom", "\ufeffKC1:"),
                         ("space-before", " KC1:"), ("space-after-prefix", "KC1: ")]:
        add(name, prefix + rest, f"Begins with {ascii(prefix)}.")
    for name, inner in [("tab", "\t"), ("line-break", "\n"), ("nul", "\0"), ("lower-letter", "a"), ("foreign", "\u00c4"),
                        ("full-width", "\uff21"), ("underscore", "_")]:
        add(name, GOOD[:60] + inner + GOOD[61:], f"{ascii(inner)} in the place of one character.")
    add("inserted-line-break", GOOD[:60] + "\n" + GOOD[60:], "A line break inside.")
    add("space-behind", GOOD + " ", "A space behind: the library trims nothing.")
    add("appended", GOOD + "ABC", "Three characters behind a whole code.")
    add("appended-code", GOOD + GOOD, "Two codes in one text.")
    add("length", GOOD[:-2], "Length 1 modulo 3.")
    add("triplet", "KC1:GGW" + rest[3:], "A triplet above 65,535.")
    add("pair", "KC1:" + base45.b45encode(body(claims())[:-2]).decode() + "::", "A pair above 255.")
    add("empty", "KC1:", "Nothing behind the prefix.")
    add("nothing", "", "Nothing at all.")
    add("621", "KC1:" + "0" * 617, "621 characters.")


def cbor():
    def add(name, shown, why, reason="form"):
        book.vector("B", name, shown, reason, why)

    good = parts(claims())
    header, payload = good[0], good[2]
    whole = cbor2.dumps(good)

    def edited(name, old, new, why):
        add(name, code(rep(payload, bytes.fromhex(old), bytes.fromhex(new)), named=ISSUER, aad=context("code")), why)

    def outer(name, data, why):
        add(name, text(data), why)

    def headed(name, data, why):
        add(name, code(claims(), protected=bytes.fromhex(data) if isinstance(data, str) else data), why)

    outer("indefinite-body", b"\x9f" + whole[1:] + b"\xff", "The body as an array of indefinite length.")
    add("indefinite-claims", code(b"\xbf" + payload[1:] + b"\xff"), "The claims as a map of indefinite length.")
    add("indefinite-kc1", code(rep(payload, b"\x85\x02", b"\x9f\x02") + b"\xff"), "kc1 as an array of indefinite length.")
    edited("indefinite-text", "65434e2d4744", "7f65434e2d4744ff", "The region in chunks.")
    outer("chunked-payload", rep(whole, cbor2.dumps(payload), b"\x5f" + cbor2.dumps(payload) + b"\xff"), "The payload in chunks.")
    edited("wide-kind", "8502", "851802", "The kind one width too long.")
    edited("wide-colour", "474401", "47441801", "The colour one width too long.")
    edited("wide-idx", "1a000efd45", "1b00000000000efd45", "idx one width too long.")
    edited("wide-exp", "041a", "041b00000000", "exp one width too long.")
    edited("wide-birthday", "1904cf", "1a000004cf", "The birthday one width too long.")
    edited("wide-label", "041a", "18041a", "A label one width too long.")
    edited("wide-text", "65434e2d4744", "7805434e2d4744", "The length of the region one width too long.")
    edited("wide-map", "a16b", "b8016b", "The length of a map one width too long.")
    k = kid(ISSUER).hex()
    headed("wide-header-label", "a21801260448" + k, "A label of the header one width too long.")
    headed("wide-alg", "a2013806 0448" + k, "alg one width too long.")
    headed("unsorted-header", "a20448" + k + "0126", "kid before alg.")
    headed("duplicate-alg", "a301260126 0448" + k, "alg twice.")
    headed("duplicate-kid", "a301260448" + k + "0448" + k, "kid twice.")
    value = claims()
    add("unsorted-claims", code({5: value[5], **value}), "nbf before exp.")
    add("unsorted-kc1", code({KC1: value[KC1], **value}), "kc1 before all others.")
    edited("unsorted-status", payload[payload.index(b"\x63idx"):payload.index(b"\x3a\x00\x01\x00\x00")].hex(),
           (cbor2.dumps("uri") + cbor2.dumps("kc:gzedu/1203") + cbor2.dumps("idx") + cbor2.dumps(982341)).hex(), "uri before idx.")
    edited("duplicate-exp", "a5041a6ae3de00", "a6041a6ae3de00041a6ae3de00", "exp twice.")
    edited("duplicate-idx", "a2636964781a000efd45", "a3636964781a000efd45636964781a000efd45", "idx twice.")
    x = make.coordinates(DEVICE)[0]
    strip_payload = cbor2.dumps(claims(kind=1))
    cnf = cbor2.dumps(claims(kind=1)[8][1])
    swapped = cbor2.dumps({-1: 1, 1: 2, -2: x, -3: bool(make.coordinates(DEVICE)[1][-1] & 1)})
    add("unsorted-cnf", live(body(rep(strip_payload, cnf, swapped))), "The curve before the type of the device key.")
    add("duplicate-cnf", live(body(rep(strip_payload, cnf, b"\xa5\x01\x02" + cnf[1:]))), "The type of the device key twice.")
    edited("exp-float", "041a6ae3de00", "04fb41dab8f780000000", "exp as a float.")
    edited("kind-half-float", "8502", "85f94000", "The kind as a half float.")
    edited("exp-tag-1", "041a", "04c11a", "exp with tag 1.")
    edited("exp-bignum", "041a6ae3de00", "04c2446ae3de00", "exp as a bignum.")
    for tag in ("d2", "d83d", "d9d9f7"):
        outer("tag-" + tag, bytes.fromhex(tag) + whole, "A tag around the body.")
    for name, simple in [("null", "f6"), ("undefined", "f7"), ("simple", "e0"), ("true", "f5")]:
        edited("exp-" + name, "041a6ae3de00", "04" + simple, "A simple value in the place of exp.")
    edited("utf-8", "63e5bca0", "63e5bc20", "A name that is not UTF-8.")
    edited("surrogate", "63e5bca0", "63eda080", "A surrogate as name.")
    outer("trailing-body", whole + b"\0", "A byte behind the body.")
    add("trailing-payload", code(payload + b"\0"), "A byte behind the claims.")
    headed("trailing-header", header + b"\0", "A byte behind the header.")
    inside = strip()
    add("trailing-strip", live(inside + b"\0"), "A byte behind the strip inside a proof.")
    add("trailing-proof", live(items=cbor2.dumps([inside, NOW, bytes(8)]) + b"\0"), "A byte behind the proof.")
    for size in range(8, len(whole), 8):
        outer(f"cut-{size}", whole[:size], f"Only the first {size} bytes.")
    outer("header-map", cbor2.dumps([{1: -7, 4: kid(ISSUER)}] + good[1:]), "The header as a map, not wrapped.")
    outer("claims-map", cbor2.dumps(good[:2] + [claims()] + good[3:]), "The claims as a map, not wrapped.")
    edited("depth", "8263e5bca01904cf", "828181818181f61904cf", "Five arrays deep.")
    outer("not-cbor", b"Kincode", "No CBOR.")
    outer("body-map", cbor2.dumps({0: 1}), "A map as body.")


def headers():
    def add(name, why, reason="form", **more):
        book.vector("C", name, code(claims(), **more), reason, why)

    k = kid(ISSUER)
    for name, value in [("alg-absent", {4: k}), ("alg-none", {1: 0, 4: k}), ("alg-eddsa", {1: -8, 4: k}), ("alg-es384", {1: -35, 4: k}),
                        ("alg-ps256", {1: -37, 4: k}), ("alg-rs256", {1: -257, 4: k}), ("alg-near-sm2", {1: -65538, 4: k}),
                        ("alg-text", {1: "ES256", 4: k}), ("kid-absent", {1: -7}), ("kid-7", {1: -7, 4: k[:7]}),
                        ("kid-9", {1: -7, 4: k + b"\0"}), ("kid-text", {1: -7, 4: "issuer"}), ("kid-empty", {1: -7, 4: b""}),
                        ("crit", {1: -7, 2: [1], 4: k}), ("content-type", {1: -7, 3: 0, 4: k}), ("iv", {1: -7, 4: k, 5: bytes(8)}),
                        ("typ", {1: -7, 4: k, 16: "x"}), ("x5chain", {1: -7, 4: k, 33: b"x"}), ("x5t", {1: -7, 4: k, 34: [-16, bytes(32)]}),
                        ("unknown-label", {1: -7, 4: k, 99: 0}), ("empty", {}), ("zero-length", b"")]:
        add(name, "A header that the grammar does not have.", protected=value)
    for name, value in [("unprotected-alg", {1: -7}), ("unprotected-kid", {4: k}), ("unprotected-unknown", {99: 0})]:
        add(name, "The unprotected header is not empty.", unprotected=value)
    add("alg-moved", "alg in the unprotected header.", protected={4: k}, unprotected={1: -7})
    add("kid-moved", "kid in the unprotected header.", protected={1: -7}, unprotected={4: k})
    add("sm2-with-p256", "SM2 in the header over a P-256 key.", "key-scope", protected={1: SM2, 4: k})
    sm2 = kct("sm2-of-p256", [authority(entry(STRANGER, (2,), curve=SM2), entry(LISTER, (4,)))])
    unusable = kid(STRANGER, SM2)
    book.vector("C", "p256-with-sm2", code(claims(), protected={1: -7, 4: unusable}), "key-scope",
                "ES256 in the header over an SM2 key.", trust=[sm2])
    book.vector("C", "sm2-off-curve", code(claims(), protected={1: SM2, 4: unusable}), "signature",
                "A point of P-256 as SM2 key.", trust=[sm2])
    book.vector("C", "control-unknown", code(claims(), protected={1: -7, 4: bytes(8)}), "issuer-unknown", "Control: a kid of nobody.")


def signatures():
    def add(name, why, reason="signature", content=None, **more):
        book.vector("D", name, code(content or claims(), **more), reason, why)

    good = parts(claims())
    protected, payload = good[0], good[2]
    message = signed(protected, context("code"), payload)
    r, s = rs(ISSUER, message)
    s = min(s, N256 - s)
    add("control", "Control: r and s as they must be.", "genuine", signature=raw(r, s))
    for name, value, why in [
        ("zeros", bytes(64), "r = s = 0."), ("r-zero", raw(0, s), "r = 0."), ("s-zero", raw(r, 0), "s = 0."),
        ("r-order", raw(N256, s), "r = n."), ("r-above", raw(N256 + 1, s), "r = n + 1."), ("s-order", raw(r, N256), "s = n."),
        ("s-above", raw(r, N256 + 1), "s = n + 1."), ("high-s", raw(r, N256 - s), "s above n/2."), ("swapped", raw(s, r), "s before r."),
        ("s-one", raw(r, 1), "s = 1."), ("ones", b"\xff" * 64, "All bits set."),
        ("little-endian", raw(r, s)[:32][::-1] + raw(r, s)[32:][::-1], "Little-endian numbers."),
        ("first-bit", bytes([raw(r, s)[0] ^ 0x80]) + raw(r, s)[1:], "The first bit flipped."),
        ("last-bit", raw(r, s)[:-1] + bytes([raw(r, s)[-1] ^ 1]), "The last bit flipped."),
    ]:
        add(name, why, signature=value)
    for name, value in [("der", der_sign(ISSUER, message)), ("63-bytes", raw(r, s)[:-1]), ("65-bytes", raw(r, s) + b"\0"),
                        ("71-bytes", raw(r, s) + bytes(7)), ("empty", b""), ("text", "x" * 64)]:
        add(name, "Not 64 bytes.", "form", signature=value)
    add("stranger", "By another key under the trusted kid.", private=STRANGER, named=ISSUER)
    add("empty-context", "Signed with an empty context, as HC1 is.", aad=b"")
    for thing in ("proof", "root", "trust", "request", "decision", "check", "receipt"):
        add("context-" + thing, f"Signed as a {thing}.", aad=context(thing))
    add("context-practice", "Signed in the practice realm.", aad=context("code", "practice"))
    add("context-version", "Signed in another version's context.", aad=b"kincode/2/real/code")
    add("context-nul", "A NUL behind the context.", aad=context("code") + b"\0")
    for name, data, why in [
        ("sign", cbor2.dumps(["Signature", protected, context("code"), payload]), "Signed as a COSE_Sign."),
        ("no-context", cbor2.dumps(["Signature1", protected, payload]), "Signed without a context element."),
        ("context-text", cbor2.dumps(["Signature1", protected, context("code").decode(), payload]), "The context as text."),
        ("no-header", cbor2.dumps(["Signature1", b"", context("code"), payload]), "Signed without the header."),
        ("payload-only", payload, "Signed over the payload alone."),
    ]:
        add(name, why, signature=low(ISSUER, data))
    add("sha384", "SHA-384 under ES256.", signature=low(ISSUER, message, hashes.SHA384()))
    digest = ec.ECDSA(Prehashed(hashes.SHA256()), deterministic_signing=True)
    r_of_sm3, s_of_sm3 = decode_dss_signature(ISSUER.sign(sm3(message), digest))
    add("sm3", "SM3 under ES256.", signature=raw(r_of_sm3, min(s_of_sm3, N256 - s_of_sm3)))
    other = parts(claims(idx=5))
    add("crossed", "The signature of another code.", signature=other[3])
    add("payload-changed", "exp changed under the same signature.", content=claims(exp=T + 29 * DAY), signature=good[3])


def keys_of_authorities():
    def add(name, shown, reason, why, trust=None, **more):
        book.vector("E", name, shown, reason, why, trust=trust and [trust], **more)

    lists = entry(LISTER, (4,))
    add("unknown", code(claims(), private=STRANGER), "issuer-unknown", "A key of nobody.")
    add("device", code(claims(), private=DEVICE), "issuer-unknown", "A device key as issuer.")
    add("hc1-signer", code(claims(), private=key("hc1 signer")), "issuer-unknown", "A signer of HC1.")
    add("status-key", code(claims(), private=LISTER), "key-scope", "A key for status lists signs a code.")
    twice = kct("kid-twice", [authority(entry(ISSUER, (2,), regions=("CN-BJ",)), lists), authority(entry(ISSUER, (2,)))])
    add("control-kid-twice", GOOD, "genuine", "Control: two entries with one kid, the second fits.", twice)
    for name, uses in [("screen-only", (1,)), ("school-only", (3,)), ("decision", (5,)), ("receipt", (6,))]:
        file = kct(name, [authority(entry(ISSUER, uses), lists)])
        add("use-" + name, GOOD, "key-scope", "A key without the use of paper.", file)
    paper_only = kct("paper-only", [authority(entry(ISSUER, (2,)), lists)])
    add("paper-key-strip", live(), "key-scope", "A paper key on a strip.", paper_only)
    add("paper-key-school", code(claims(kind=3)), "key-scope", "A paper key on a school code.", paper_only)
    add("control-paper-key", GOOD, "genuine", "Control: a paper key on paper.", paper_only)
    for region in ("CN", "CN-BJ", "CN-G", "CN-GDX"):
        add("region-" + region, code(claims(region=region)), "key-scope", "A region that the key is not for.")
    add("other-authority", code(claims(uri="kc:szedu/1203")), "key-scope", "The uri names another authority.")
    dates = kct("dates", [authority(entry(ISSUER, (2,), since=T, until=T), lists)])
    add("control-from-until", GOOD, "genuine", "Control: iat on both ends of the key's life.", dates)
    late = kct("from", [authority(entry(ISSUER, (2,), since=T + 1), lists)])
    add("before-from", GOOD, "key-scope", "Signed a second before the key may sign.", late)
    early = kct("until", [authority(entry(ISSUER, (2,), until=T - 1), lists)])
    add("after-until", GOOD, "key-scope", "Signed a second after the key may sign.", early)
    dead = kct("dead", dead=[kid(ISSUER)])
    add("dead", GOOD, "key-dead", "A dead key.", dead)
    add("dead-old", code(claims(iat=T - 20 * DAY, nbf=T - 20 * DAY, as_of=T - 20 * DAY, exp=T + 9 * DAY)), "key-dead",
        "A dead key, dated before its death.", dead)
    gone = kct("dead-gone", [authority(lists)], dead=[kid(ISSUER)])
    add("dead-gone", GOOD, "key-dead", "A dead key that is listed no more.", gone)
    add("dead-scope", code(claims(region="CN-BJ")), "key-dead", "A dead key outside its scope.", dead)
    practice = kct("practice", realm=2)
    drill = code(claims(kind=-2))
    add("control-practice", drill, "genuine", "Control: practice in a practice store.", practice)
    add("practice-in-real", drill, "practice", "A practice code where codes mean something.")
    add("practice-real-context", code(claims(kind=-2), aad=context("code")), "practice", "A practice code in the real context.")
    add("practice-live", live(strip().replace(b"\x85\x01", b"\x85\x20")), "practice", "A practice strip where codes mean something.")
    add("real-in-practice", GOOD, "key-scope", "A real code in a practice store.", practice)
    add("real-context-in-practice", code(claims(kind=-2), aad=context("code")), "signature", "A practice code in the real context.", practice)
    expired = kct("expired", exp=NOW)
    add("trust-expired", GOOD, "trust-old", "The trust file expires now.", expired)
    off = (bytes(31) + b"\x05", bytes(31) + b"\x01")
    curve = kct("off-curve", [authority(entry(off, (2,)), lists)])
    add("off-curve", code(claims(), protected={1: -7, 4: kid(off)}), "signature", "A key off its curve verifies nothing.", curve)
    add("no-authority", GOOD, "issuer-unknown", "The trust file names others.", kct("others", [authority(lists, name="szedu")], []))
    book.vector("E", "no-trust", GOOD, "issuer-unknown", "Nobody is trusted.", trust=[])
    both = kct("second", [authority(entry(ISSUER, (2,)), lists)], publisher="second publisher")
    book.vector("E", "control-second-publisher", GOOD, "genuine", "Control: one of two publishers has expired.", trust=[expired, both])
    book.vector("E", "both-fail", code(claims(), private=STRANGER, named=ISSUER), "signature",
                "Two entries with one kid, neither verifies.", trust=["kc1-good.kct", both])


def trust():
    kct("good")
