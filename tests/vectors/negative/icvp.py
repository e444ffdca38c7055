"""WHO's ICVP (claim -6) and other WHO claims in HC1: `icvp.ndjson`."""

import base64

import cbor2

from hc1 import dcc, without
from hcert import (CERT, EXP, IAT, KID, NOW, RSA, SIGNER, STRANGER, VACCINATION, claims, code, for_use,
                   message, packed, signature_vectors)
from keys import certify, der, jwk, key, kid8, name, pem
from vector import Book, write_trust

book = Book("icvp", ["hc1-signer.pem"])
DOSE = {"dn": "Primary", "tg": "1D47", "vp": "YellowFeverProductTest", "mp": "1", "ma": "TEST", "mid": "25", "dt": "2025-10-01",
        "bo": "TEST-1", "vls": "2025-10-11", "vle": "2035-10-11", "cn": "Test Clinician", "is": "Kincode test clinic"}
PERSON = {"n": "Test Vector", "dob": "2018-06-01", "s": "F", "ntl": "XX", "nid": "TEST0001", "ndt": "PPN", "gn": "Test Guardian"}
IN_DOSE = set(DOSE)


def icvp(**changes):
    """A certificate; changes go to the dose or to the person, by their label."""
    dose = without(DOSE, **{k: c for k, c in changes.items() if k in IN_DOSE})
    return without({**PERSON, "v": dose}, **{k: c for k, c in changes.items() if k not in IN_DOSE})


CONTENT = claims({-6: icvp()})


def contents():
    def add(n, value, why, reason="schema", sig="good", **changes):
        book.add("schema", n, code(claims({-6: value}, **changes)), reason, sig, why)

    control = lambda n, value, why, **changes: add("control-" + n, value, "Control: " + why, "genuine", **changes)
    control("map", icvp(), "v as a map, as WHO's test codes have it.")
    control("array", icvp(v=[DOSE]), "v as an array, as the model has it.")
    control("array-two", icvp(v=[DOSE, without(DOSE, dt="2025-11-01", vls="2025-11-11")]), "two doses.")
    control("guardian", icvp(gn="Parent/Test Guardian"), "the guardian's name, with the slash of WHO's test codes.")
    control("no-guardian", icvp(gn=None), "no guardian.")
    control("no-options", icvp(s=None, ntl=None, nid=None, ndt=None, gn=None), "only name and birth date of the person.")
    control("unknown-disease", icvp(tg="1D49"), "a disease that we do not know; that is for the rules to judge.")
    control("unknown-dose", icvp(dn="Third of nine"), "a dose in words that we do not know.")
    control("polio", icvp(tg="1C81"), "the other disease of the model.")
    control("no-end", icvp(vle=None), "no end of validity: for life.")
    control("no-period", icvp(vls=None, vle=None), "no period at all.")
    control("one-day", icvp(vls="2025-10-11", vle="2025-10-11"), "begin and end on one day, as WHO's test codes have it.")
    control("period-over", icvp(vls="2015-02-07", vle="2016-02-07"), "the dose's period is over; only the token's exp ends a code.")
    control("clinician-only", icvp(**{"is": None}), "a clinician and no issuer.")
    control("issuer-only", icvp(cn=None), "an issuer and no clinician.")
    control("han", icvp(n="\u6d4b\u8bd5\u5c0f\u96e8", gn="\u6d4b\u8bd5"), "names in Han letters.")
    control("more", {**icvp(), "x": 1}, "an unknown member.")
    for n, value, why in [
        ("n-missing", icvp(n=None), "No name."), ("n-empty", icvp(n=""), "An empty name."), ("n-number", icvp(n=7), "A name that is a number."),
        ("n-map", icvp(n={"fn": "Test"}), "A name as the EU writes it."), ("n-bytes", icvp(n=b"Test"), "A name that is bytes."),
        ("dob-missing", icvp(dob=None), "No birth date."), ("dob-impossible", icvp(dob="2018-02-30"), "A birth date that no calendar has."),
        ("dob-month", icvp(dob="2018-13-01"), "A thirteenth month."), ("dob-text", icvp(dob="unknown"), "A birth date in words."),
        ("dob-number", icvp(dob=20180601), "A birth date that is a number."), ("dob-order", icvp(dob="01/06/2018"), "A birth date in another order."),
        ("v-missing", icvp(v=None), "No vaccination."), ("v-empty-array", icvp(v=[]), "An empty list of vaccinations."), ("v-empty-map", icvp(v={}), "An empty vaccination."),
        ("v-text", icvp(v="1D47"), "A vaccination that is a text."), ("v-number", icvp(v=1), "A vaccination that is a number."),
        ("v-array-text", icvp(v=["1D47"]), "A list with a text in it."), ("v-array-mixed", icvp(v=[DOSE, 7]), "A good vaccination and a number."),
        ("v-array-bad", icvp(v=[DOSE, without(DOSE, dt="2025-02-30")]), "A good vaccination and one of an impossible day."),
        ("dt-missing", icvp(dt=None), "No day of the dose."), ("dt-impossible", icvp(dt="2025-02-30"), "A day that no calendar has."),
        ("dt-text", icvp(dt="yesterday"), "A day in words."), ("dt-number", icvp(dt=20251001), "A day that is a number."),
        ("vls-impossible", icvp(vls="2025-11-31"), "A begin that no calendar has."), ("vle-impossible", icvp(vle="2035-02-29"), "An end that no calendar has: 2035 is no leap year."),
        ("vle-text", icvp(vle="for life"), "An end in words."), ("vls-number", icvp(vls=20251011), "A begin that is a number."),
        ("vls-after-vle", icvp(vls="2035-10-12"), "The period ends before it begins."), ("vls-after-vle-past", icvp(vls="2015-02-08", vle="2015-02-07"), "The same in the past."),
    ]:
        add(n, value, why)


def claim_shapes():
    def add(n, content, why, reason="cose", sig="unknown"):
        book.add("claim", n, code(content), reason, sig, why)

    add("control-no-exp", claims({-6: icvp()}, exp=None), "Control: no exp, as in WHO's test codes: valid until revoked.", "genuine", "good")
    add("control-no-exp-no-iss", claims({-6: icvp()}, exp=None, iss=None), "Control: neither exp nor iss.", "genuine", "good")
    add("control-iss-three", claims({-6: icvp()}, iss="XCL"), "Control: iss of three letters, as in WHO's test codes.", "genuine", "good")
    add("exp-past", claims({-6: icvp()}, exp=NOW - 1), "Expired a second ago.", "time", "good")
    add("iat-ahead", claims({-6: icvp()}, iat=NOW + 3600), "Issued an hour from now.", "time", "good")
    add("iat-ahead-no-exp", claims({-6: icvp()}, iat=NOW + 3600, exp=None), "The same without exp.", "time", "good")
    add("exp-text", claims({-6: icvp()}, exp="never"), "An exp that is there is a moment.")
    add("exp-infinite", claims({-6: icvp()}, exp=float("inf")), "Infinity is no moment.")
    add("exp-nan", claims({-6: icvp()}, exp=float("nan")), "NaN is no moment.")
    add("dcc-no-exp", claims({1: dcc()}, exp=None), "What ICVP may leave out an EU certificate may not.")
    for n, value in [("text", "x"), ("array", [icvp()]), ("number", 1), ("bytes", cbor2.dumps(icvp()))]:
        add(f"icvp-{n}", claims({-6: value}), f"Claim -6 is no map: {n}.", "schema", "good")
    add("both", claims({1: dcc(), -6: icvp()}), "An EU certificate and an ICVP in one token.", "schema", "good")
    add("both-broken", claims({1: {}, -6: icvp()}), "An empty EU certificate beside an ICVP.", "schema", "good")
    add("empty", claims({-6: {}}), "An empty ICVP.", "schema", "good")
    add("named-6", claims({"-6": icvp()}), "The label as a text is another label.", "unsupported")
    add("positive-6", claims({6: icvp()}), "6 is not -6.", "unsupported")
    add("outside", {**claims({}), -6: icvp()}, "-6 beside -260, not in it.", "unsupported")
    add("vhl", claims({5: [{"u": "vhlink:/eyJ1cmwiOiJ4In0"}]}), "A link to documents, which this product does not judge.", "unsupported")
    add("commented-out", claims({2: {"n": "Test"}}), "Claim 2 was never given a meaning.", "unsupported")
    add("ddcc-vs-empty", claims({3: {}}), "An empty WHO vaccination certificate.", "schema", "good")
    add("ddcc-tr-empty", claims({4: {}}), "An empty WHO test certificate.", "schema", "good")
    body = b"\xa4" + b"".join(cbor2.dumps(k) + cbor2.dumps(v) for k, v in CONTENT.items() if k != -260) + cbor2.dumps(-260)
    pair = cbor2.dumps(-6) + cbor2.dumps(icvp())
    add("duplicate-icvp", body + b"\xa2" + pair + pair, "Claim -6 twice.")
    person = b"".join(cbor2.dumps(k) + cbor2.dumps(v) for k, v in icvp().items())
    twice = b"\xa1" + cbor2.dumps(-6) + bytes([0xA0 + len(icvp()) + 1]) + person + cbor2.dumps("n") + cbor2.dumps("Other")
    add("duplicate-name", body + twice, "The name twice.")


def envelopes():
    def add(n, text, why, reason, sig, trust=None):
        book.add("trust", n, text, reason, sig, why, trust=trust)

    good = code(CONTENT)
    add("kid-unknown", code(CONTENT, private=STRANGER, protected={1: -7, 4: b"12345678"}), "A kid that nobody here knows.", "issuer-unknown", "unknown")
    add("no-trust", good, "No list at all.", "issuer-unknown", "unknown", ())
    add("kid-missing", code(CONTENT, protected={1: -7}), "No kid.", "issuer-unknown", "unknown")
    add("rsa-under-ec-kid", code(CONTENT, private=RSA, protected={1: -37, 4: KID}), "An RSA signature under the kid of an EC key.", "signature", "bad")
    add("alg-none", packed(message(CONTENT, protected={1: 0, 4: KID})), "alg 0.", "cose", "unknown")
    private, cert = for_use(VACCINATION)
    text = code(CONTENT, private=private, protected={1: -7, 4: kid8(cert)})
    add("control-use", text, "Control: a key for vaccinations.", "genuine", "good", ["hc1-vaccination.pem"])
    for n, why in [
        ("plain", "Control: the signer out of a did.json, with its certificate."),
        ("kid-twice", "Control: its kid is the Base64 of a Base64, as some countries write it; the certificate gives the kid."),
        ("duplicate", "Control: two entries of one kid; the second has the key."),
        ("duplicate-first", "Control: two entries of one kid; the first has the key."),
        ("unknown-curve", "Control: an entry of an unknown curve beside the right one."),
    ]:
        add(f"control-did-{n}", good, why, "genuine", "good", [f"icvp-{n}.did.json"])
    add("did-other", good, "A did.json of another signer.", "issuer-unknown", "unknown", ["icvp-other.did.json"])
    add("did-wrong-key", good, "A did.json that gives this kid another key and no certificate.", "signature", "bad", ["icvp-wrong-key.did.json"])
    long_kid = b"\0long\0id"
    text = code(CONTENT, private=LONG, protected={1: -7, 4: long_kid})
    add("control-did-33-bytes", text, "Control: x of 33 bytes with a leading zero, as in half of WHO's list.", "genuine", "good", ["icvp-33-bytes.did.json"])


def long_key():
    """A key whose coordinates both begin with a set bit: Java writes them with 33 bytes."""
    for number in range(99):
        private = key(f"icvp long {number}")
        numbers = private.public_key().public_numbers()
        if numbers.x >> 255 and numbers.y >> 255:
            return private
    raise AssertionError("no such key")


LONG = long_key()


def signatures():
    signature_vectors(book, CONTENT)


def method(private, kid, **changes):
    """One entry of a did.json in the form of WHO's trust list."""
    public = {k: v for k, v in jwk(private).items() if k in ("kty", "crv", "x", "y")}
    public.update({"kid": kid, **changes})
    base = "did:web:example.org:test-keys-never-trusted:DSC"
    return {"id": f"{base}#{kid}", "type": "JsonWebKey2020", "controller": base, "publicKeyJwk": public}


def did(*methods):
    return {"@context": ["https://www.w3.org/ns/did/v1"], "id": "did:web:example.org:test-keys-never-trusted",
            "verificationMethod": list(methods)}


def x5c(cert):
    return [base64.b64encode(der(cert)).decode()]


def trust():
    kid = base64.b64encode(KID).decode()
    right = method(SIGNER, kid, x5c=x5c(CERT))
    other = certify(STRANGER, name("XX", "icvp stranger"))
    stranger = method(STRANGER, base64.b64encode(kid8(other)).decode(), x5c=x5c(other))
    wrong = method(STRANGER, kid)
    odd = method(SIGNER, "b2RkIGtpZA==", crv="UNKNOWN CURVE", x="A" * 66, y="A" * 66)
    write_trust("icvp-plain.did.json", did(right, stranger))
    write_trust("icvp-kid-twice.did.json", did(method(SIGNER, base64.b64encode(kid.encode()).decode(), x5c=x5c(CERT))))
    write_trust("icvp-duplicate.did.json", did(wrong, right))
    write_trust("icvp-duplicate-first.did.json", did(right, wrong))
    write_trust("icvp-unknown-curve.did.json", did(odd, right))
    write_trust("icvp-other.did.json", did(stranger))
    write_trust("icvp-wrong-key.did.json", did(wrong))
    write_trust("icvp-33-bytes.did.json", did(wide(method(LONG, base64.b64encode(b"\0long\0id").decode()))))


def wide(entry):
    """The coordinates with a leading zero byte."""
    public = entry["publicKeyJwk"]
    for axis in ("x", "y"):
        value = base64.urlsafe_b64decode(public[axis] + "=")
        public[axis] = base64.urlsafe_b64encode(b"\0" + value).rstrip(b"=").decode()
    return entry
