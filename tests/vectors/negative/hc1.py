"""EU Digital COVID Certificates in HC1: `hc1.ndjson`."""

import gzip
import math
import zlib

import base45
import cbor2

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from hcert import (CERT, EXP, IAT, KID, NOW, RECOVERY, RSA, RSA_CERT, SIGNER, STRANGER, TEST, VACCINATION, claims, code,
                   for_use, message, packed, signature_vectors, wrapped)
from keys import kid8, pem
from vector import Book, write_trust

book = Book("hc1", ["hc1-signer.pem"])
CI = "URN:UVCI:01:XX:TEST0001#0"
ORIGIN = {"tg": "840539006", "co": "XX", "is": "Kincode test signer", "ci": CI}
DOSE = {"vp": "1119349007", "mp": "EU/1/20/1528", "ma": "ORG-100030215", "dn": 2, "sd": 2, "dt": "2025-03-02", **ORIGIN}
PROBE = {"tt": "LP6464-4", "nm": "Test", "sc": "2026-02-27T10:00:00Z", "tr": "260415000", "tc": "Test clinic", **ORIGIN}
HEALED = {"fr": "2025-12-20", "df": "2026-01-01", "du": "2026-06-18", **ORIGIN}
NAMES = {"fn": "Test", "fnt": "TEST", "gn": "Vector", "gnt": "VECTOR"}


def without(value, **changes):
    value = dict(value)
    for label, change in changes.items():
        if change is None:
            value.pop(label, None)
        else:
            value[label] = change
    return value


def dcc(**changes):
    """A certificate; changes go to the dose, the names, or the top, by their label."""
    top = {k: c for k, c in changes.items() if k in ("ver", "nam", "dob", "v", "t", "r")}
    names = {k: c for k, c in changes.items() if k in NAMES}
    dose = {k: c for k, c in changes.items() if k not in top and k not in names}
    value = {"ver": "1.3.0", "nam": without(NAMES, **names), "dob": "2018-06-01", "v": [without(DOSE, **dose)]}
    return without(value, **top)


CONTENT = claims({1: dcc()})
GOOD = code(CONTENT)
BYTES = zlib.decompress(base45.b45decode(GOOD[4:]))


def texts():
    def add(n, text, why, reason="base45", sig="unknown"):
        book.add(reason if reason in ("base45", "zlib") else "prefix", n, text, reason, sig, why)

    body = GOOD[4:]
    add("control", GOOD, "Control: the ordinary code every other vector spoils.", "genuine", "good")
    add("hc2", "HC2:" + body, "A later version of the context, which nobody has written.", "prefix")
    add("hl0", "HL0:" + body, "Another context over the same body.", "prefix")
    add("none", body, "No context at all.", "prefix")
    add("lower", "hc1:" + body, "The context in small letters, as no issuer writes it.", "not-health-code")
    assert len(body) % 3 != 1
    add("empty", "HC1:", "Nothing behind the context: no bytes are no zlib stream.", "zlib")
    add("body-lower", "HC1:" + body.lower(), "The body in small letters.")
    for n, letter in [("exclamation", "!"), ("comma", ","), ("underscore", "_"), ("umlaut", "\u00dc"), ("full-width", "\uff21"),
                      ("newline", "\n"), ("tab", "\t"), ("nul", "\0"), ("bom", "\ufeff"), ("no-break-space", "\u00a0")]:
        add(f"letter-{n}", f"HC1:{body[:60]}{letter}{body[61:]}", f"A letter outside the alphabet: {n}.")
    add("prefix-twice", "HC1:" + GOOD, "The context twice: its letters are Base45 too and shift all groups.")
    whole = body[:len(body) // 3 * 3]
    add("length-1", "HC1:" + whole + "A", "A length of 1 modulo 3.")
    add("triplet", f"HC1:{body[:60]}:::{body[63:]}", "A triplet above 65535 (RFC 9285 section 4).")
    add("triplet-65536", f"HC1:{body[:60]}{triplet(65536)}{body[63:]}", "The first triplet above 65535.")
    add("pair", "HC1:" + whole + "::", "A pair above 255.")
    add("pair-256", "HC1:" + whole + "V5", "The first pair above 255.")
    add("appended-words", GOOD + " this one is valid", "Words behind the code: some readers stop at the first bad letter.")
    add("appended-question", GOOD + "?x=1", "A query behind the code.")


def triplet(n):
    alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
    return alphabet[n % 45] + alphabet[n // 45 % 45] + alphabet[n // 2025]


def swelling():
    def add(n, data, why, reason="zlib", sig="unknown"):
        book.add("zlib", n, wrapped(data), reason, sig, why)

    stream = zlib.compress(BYTES, 9)
    raw = zlib.compressobj(9, zlib.DEFLATED, -15)
    add("missing", BYTES, "The message without zlib around it.")
    add("gzip", gzip.compress(BYTES, 9, mtime=0), "gzip where zlib belongs.")
    add("raw", raw.compress(BYTES) + raw.flush(), "Raw deflate where zlib belongs.")
    add("truncated", stream[:-1], "The check sum is cut short.")
    add("truncated-half", stream[:len(stream) // 2], "Half a stream.")
    add("no-checksum", stream[:-4], "No check sum.")
    add("checksum", stream[:-1] + bytes([stream[-1] ^ 1]), "A wrong check sum.")
    add("trailing", stream + b"\0", "A byte behind the stream.")
    add("trailing-stream", stream + stream, "A second stream behind the first.")
    add("header", b"\x78\x9d" + stream[2:], "A header whose check bits are wrong.")
    preset = zlib.compressobj(9, zlib.DEFLATED, 15, zdict=BYTES[:40])
    add("dictionary", preset.compress(BYTES) + preset.flush(), "A stream that needs a dictionary.")
    add("twice", zlib.compress(stream, 9), "Compressed twice.", "cose")
    for n, size in [("bomb-100k", 100_000), ("bomb-1m", 1_000_000), ("bomb-10m", 10_000_000)]:
        add(n, zlib.compress(bytes(size), 9), f"Swells to {size} bytes.")
    add("bomb-padded", zlib.compress(BYTES + bytes(1_000_000), 9), "A good message and a megabyte of zeros behind it.")
    for level in (0, 1):
        add(f"control-level-{level}", zlib.compress(BYTES, level), f"Control: zlib at level {level}.", "genuine", "good")


def envelopes():
    def add(n, value, why, reason="cose", sig="unknown", tag=18, trust=None):
        book.add("cose", n, packed(value, tag), reason, sig, why, trust=trust)

    good = message(CONTENT)
    protected, _, payload, signature = good
    add("control-untagged", good, "Control: no tag (RFC 9052 section 4.2).", "genuine", "good", None)
    add("control-cwt-tag", cbor2.CBORTag(18, good), "Control: the tag of a CWT around it.", "genuine", "good", 61)
    add("control-kid-unprotected", message(CONTENT, protected={1: -7}, unprotected={4: KID}), "Control: the kid unprotected, as some issuers write it.", "genuine", "good")
    add("control-kid-both", message(CONTENT, unprotected={4: b"12345678"}), "Control: two kids, the protected one wins (HCERT 3.3.2).", "genuine", "good")
    add("control-alg-unprotected", message(CONTENT, protected={4: KID}, unprotected={1: -7}), "Control: alg unprotected; the trusted key fixes it anyway.", "genuine", "good")
    add("control-header", message(CONTENT, protected={1: -7, 4: KID, 3: "application/cbor"}), "Control: a content type.", "genuine", "good")
    add("control-ps256", message(CONTENT, RSA, {1: -37, 4: kid8(RSA_CERT)}), "Control: PS256.", "genuine", "good", trust=["hc1-rsa.pem"])
    indefinite = b"\xd2\x9f" + b"".join(map(cbor2.dumps, good)) + b"\xff"
    add("control-indefinite", indefinite, "Control: an array of indefinite length.", "genuine", "good")
    for tag, what in [(98, "COSE_Sign"), (17, "COSE_Mac0"), (16, "COSE_Encrypt0"), (96, "COSE_Encrypt"), (24, "a CBOR text")]:
        add(f"tag-{tag}", good, f"The tag of {what}.", tag=tag)
    add("tag-twice", cbor2.CBORTag(18, good), "The tag twice.")
    add("array-3", good[:3], "No signature.")
    add("array-5", [*good, b""], "A fifth part.")
    add("array-empty", [], "An empty array.")
    add("map", {0: protected, 1: {}, 2: payload, 3: signature}, "A map where the array belongs.")
    add("payload-nil", [protected, {}, None, signature], "A detached payload.")
    add("payload-text", [protected, {}, "x", signature], "A payload that is a text.")
    add("payload-map", [protected, {}, CONTENT, signature], "A payload that is a map, not its bytes.")
    add("protected-map", [{1: -7, 4: KID}, {}, payload, signature], "A protected header that is a map, not its bytes.")
    add("protected-array", message(CONTENT, protected=cbor2.dumps([1, -7])), "A protected header that is an array.")
    add("protected-trailing", message(CONTENT, protected=protected + b"\0"), "A byte behind the protected header.")
    add("unprotected-array", [protected, [], payload, signature], "An unprotected header that is an array.")
    add("unprotected-bytes", [protected, b"\xa0", payload, signature], "An unprotected header that is bytes.")
    add("signature-nil", [protected, {}, payload, None], "A signature that is nil.")
    add("signature-text", [protected, {}, payload, "x" * 64], "A signature that is a text.")
    add("trailing", cbor2.dumps(cbor2.CBORTag(18, good)) + b"\0", "A byte behind the message.")
    add("truncated", cbor2.dumps(cbor2.CBORTag(18, good))[:-1], "The message is cut short.")
    twice = b"\xa3\x01\x26\x01\x26\x04\x48" + KID
    add("duplicate-alg", message(CONTENT, protected=twice), "alg twice in one header.")
    add("duplicate-kid", message(CONTENT, protected=b"\xa3\x01\x26\x04\x48" + KID + b"\x04\x48" + KID), "The kid twice in one header.")
    double = cbor2.dumps(protected) + b"\xa2\x05\x40\x05\x40" + cbor2.dumps(payload) + cbor2.dumps(signature)
    add("duplicate-unprotected", b"\xd2\x84" + double, "A label twice in the unprotected header.")
    add("crit", message(CONTENT, protected={1: -7, 4: KID, 2: [-70000], -70000: 1}), "crit names a label that nobody knows (RFC 9052 section 3.1).")
    add("crit-empty", message(CONTENT, protected={1: -7, 4: KID, 2: []}), "An empty crit is forbidden.")
    for n, alg in [("none", "none"), ("text", "ES256"), ("zero", 0), ("eddsa", -8), ("es384", -35), ("es512", -36), ("es256k", -47),
                   ("rs256", -257), ("rs1", -65535), ("hs256", 5), ("null", None), ("float", -7.0), ("sm2", -65537)]:
        add(f"alg-{n}", message(CONTENT, protected={1: alg, 4: KID}), f"alg {alg!r} is neither ES256 nor PS256.")
    add("alg-missing", message(CONTENT, protected={4: KID}), "No alg.")
    add("alg-unprotected-other", message(CONTENT, protected={1: -35, 4: KID}, unprotected={1: -7}), "The protected alg counts, and it is another one.")
    add("kid-text", message(CONTENT, protected={1: -7, 4: KID.hex()}), "A kid that is a text.")
    add("kid-number", message(CONTENT, protected={1: -7, 4: 7}), "A kid that is a number.")
    unknown = lambda n, why, **more: add(n, message(CONTENT, **more), why, "issuer-unknown")
    unknown("kid-missing", "No kid names no trusted key.", protected={1: -7})
    unknown("kid-empty", "An empty kid names no trusted key.", protected={1: -7, 4: b""})
    unknown("kid-short", "Seven bytes of the kid.", protected={1: -7, 4: KID[:7]})
    unknown("kid-long", "Nine bytes.", protected={1: -7, 4: KID + b"\0"})
    unknown("kid-unknown", "A kid that nobody here knows.", protected={1: -7, 4: b"12345678"}, private=STRANGER)
    unknown("kid-protected-wins", "The protected kid is unknown, the unprotected one is not asked.", protected={1: -7, 4: b"12345678"}, unprotected={4: KID})
    add("es256-rsa", message(CONTENT, RSA, {1: -7, 4: kid8(RSA_CERT)}), "alg ES256 under an RSA key.", "signature", "bad", trust=["hc1-rsa.pem"])
    rsa_header = cbor2.dumps({1: -37, 4: kid8(RSA_CERT)})
    signed = cbor2.dumps(["Signature1", rsa_header, b"", payload])
    old = RSA.sign(signed, padding.PKCS1v15(), hashes.SHA256())
    add("ps256-pkcs1", [rsa_header, {}, payload, old], "A PKCS #1 v1.5 signature under PS256.", "signature", "bad", trust=["hc1-rsa.pem"])
    add("ps256-ec", message(CONTENT, RSA, {1: -37, 4: KID}), "An RSA signature under the kid of an EC key.", "signature", "bad")
    deep = 0
    for _ in range(60):
        deep = [deep]
    add("deep", message({**CONTENT, -70000: deep}), "60 arrays in one another.")
    add("kid-x5chain", message(CONTENT, STRANGER, {1: -7, 4: b"12345678"}, {33: b"x"}), "A certificate inside the message is no trusted one.", "issuer-unknown")


def tokens():
    def add(n, content, why, reason="cose", sig="unknown"):
        book.add("cwt", n, code(content), reason, sig, why)

    one = {1: dcc()}
    for label in ("iat", "exp"):
        add(f"{label}-missing", claims(one, **{label: None}), f"No {label}.")
        for n, value in [("text", "2026-12-01"), ("nan", math.nan), ("infinite", math.inf), ("array", [EXP]), ("bytes", b"\0"),
                         ("huge", 2**62), ("bool", True), ("milliseconds", EXP * 1000)]:
            add(f"{label}-{n}", claims(one, **{label: value}), f"{label} is no moment: {n}.")
    add("exp-minus-infinite", claims(one, exp=-math.inf), "exp is no moment.")
    add("exp-past", claims(one, exp=NOW - 1), "Expired a second ago.", "time", "good")
    add("exp-zero", claims(one, exp=0), "Expired in 1970.", "time", "good")
    add("exp-before-iat", claims(one, exp=IAT - 1), "exp before iat: at no moment current.", "time", "good")
    add("iat-ahead", claims(one, iat=NOW + 3600), "Issued an hour from now.", "time", "good")
    add("control-exp-next", claims(one, exp=NOW + 1), "Control: a second before exp.", "genuine", "good")
    add("control-iat-skew", claims(one, iat=NOW + 30), "Control: two honest clocks may differ by half a minute.", "genuine", "good")
    add("control-floats", claims(one, iat=float(IAT) + 0.5, exp=float(EXP)), "Control: moments as floats, as real issuers write them.", "genuine", "good")
    add("control-no-iss", claims(one, iss=None), "Control: iss is optional.", "genuine", "good")
    add("control-more", {**claims(one), 7: b"x", "x": 1}, "Control: further claims.", "genuine", "good")
    add("iss-number", claims(one, iss=7), "iss that is no text.")
    missing = claims(one)
    del missing[-260]
    add("hcert-missing", missing, "No claim -260.")
    add("hcert-positive", {**missing, 260: one}, "Claim 260 in place of -260.")
    for n, value in [("array", [one]), ("text", "x"), ("bytes", cbor2.dumps(one)), ("null", None)]:
        add(f"hcert-{n}", claims(value), f"Claim -260 is no map: {n}.")
    add("hcert-empty", claims({}), "Claim -260 is empty: nothing in it that we could judge.", "unsupported")
    add("hcert-other", claims({99: {}}), "Claim -260 holds only what nobody knows.", "unsupported")
    for n, value in [("text", "x"), ("array", [dcc()]), ("bytes", b"x")]:
        add(f"dcc-{n}", claims({1: value}), f"The certificate is no map: {n}.")
    add("payload-array", [1], "Claims in an array.")
    add("payload-empty", b"", "No claims.")
    add("payload-trailing", cbor2.dumps(CONTENT) + b"\0", "A byte behind the claims.")
    pairs = b"".join(cbor2.dumps(k) + cbor2.dumps(v) for k, v in CONTENT.items())
    add("duplicate-exp", b"\xa5" + pairs + cbor2.dumps(4) + cbor2.dumps(EXP * 2), "exp twice: readers differ on which counts.")
    add("duplicate-hcert", b"\xa5" + pairs + cbor2.dumps(-260) + cbor2.dumps(one), "Claim -260 twice.")
    names = cbor2.dumps("nam") + cbor2.dumps(NAMES)
    inner = b"\xa4" + cbor2.dumps("ver") + cbor2.dumps("1.3.0") + names + names + cbor2.dumps("v") + cbor2.dumps([DOSE])
    body = b"\xa4" + b"".join(cbor2.dumps(k) + cbor2.dumps(v) for k, v in CONTENT.items() if k != -260)
    add("duplicate-name", body + cbor2.dumps(-260) + b"\xa1\x01" + inner, "The name twice, deep inside.")


def certificates():
    def add(n, value, why, reason="schema"):
        book.add("schema", n, code(claims({1: value})), reason, "good", why)

    control = lambda n, value, why: add("control-" + n, value, "Control: " + why, "genuine")
    control("test", dcc(v=None, t=[PROBE]), "a test.")
    control("recovery", dcc(v=None, r=[HEALED]), "a recovery.")
    control("dob-year", dcc(dob="2018"), "only the year of birth.")
    control("dob-empty", dcc(dob=""), "no birth date known.")
    control("one-name", dcc(gn=None, gnt=None), "a single name.")
    control("ci-80", dcc(ci=CI + "X" * (80 - len(CI))), "the longest identifier.")
    control("names-80", dcc(fnt="X" * 80), "the longest name.")
    control("more", {**dcc(), "x": 1}, "an unknown member.")
    for n, value, why in [
        ("v-and-t", dcc(t=[PROBE]), "A vaccination and a test."), ("all-three", dcc(t=[PROBE], r=[HEALED]), "Vaccination, test and recovery."),
        ("none", dcc(v=None), "Neither vaccination nor test nor recovery."), ("v-empty", dcc(v=[]), "An empty list of vaccinations."),
        ("t-empty", dcc(v=None, t=[]), "An empty list of tests."), ("v-two", dcc(v=[DOSE, DOSE]), "Two vaccinations since schema 1.2."),
        ("v-map", dcc(v=DOSE), "The vaccination without a list."), ("v-text", dcc(v=["x"]), "A vaccination that is a text."),
        ("nam-missing", dcc(nam=None), "No names."), ("nam-text", dcc(nam="TEST"), "The names as a text."), ("nam-empty", dcc(nam={}), "No name among the names."),
        ("latin-missing", dcc(fnt=None, gnt=None), "Neither name in Latin letters."), ("fnt-lower", dcc(fnt="test"), "Small letters where ICAO 9303 has capitals."),
        ("fnt-digit", dcc(fnt="TEST1"), "A digit in the Latin name."), ("gnt-space", dcc(gnt="VEC TOR"), "A space where ICAO 9303 has <."),
        ("fnt-81", dcc(fnt="X" * 81), "A Latin name of 81 letters."), ("fn-81", dcc(fn="x" * 81), "A name of 81 letters."), ("fn-number", dcc(fn=7), "A name that is a number."),
        ("dob-missing", dcc(dob=None), "No birth date, not even an empty one."), ("dob-impossible", dcc(dob="2018-02-30"), "A birth date that no calendar has."),
        ("dob-month", dcc(dob="2018-13"), "A thirteenth month."), ("dob-order", dcc(dob="01-06-2018"), "A birth date in another order."), ("dob-1899", dcc(dob="1899-01-01"), "Born before 1900, which the schema does not know."),
        ("dob-number", dcc(dob=2018), "A birth date that is a number."), ("ver-missing", dcc(ver=None), "No version."), ("ver-text", dcc(ver="one"), "A version in words."),
        ("ver-two", dcc(ver="1.3"), "A version of two numbers."), ("ver-number", dcc(ver=1.3), "A version that is a number."), ("ver-letter", dcc(ver="1.3.0-b"), "A version with a suffix."),
        ("dn-zero", dcc(dn=0), "Dose 0."), ("dn-negative", dcc(dn=-1), "Dose -1."), ("dn-text", dcc(dn="2"), "A dose number as a text."), ("dn-missing", dcc(dn=None), "No dose number."),
        ("dn-fraction", dcc(dn=1.5), "Dose one and a half: the schema asks for an integer."), ("sd-zero", dcc(sd=0), "A series of 0 doses."), ("sd-missing", dcc(sd=None), "No length of the series."),
        ("dt-missing", dcc(dt=None), "No day."), ("dt-impossible", dcc(dt="2025-02-30"), "A day that no calendar has."), ("dt-month", dcc(dt="2025-03"), "A month where the day belongs."),
        ("dt-text", dcc(dt="yesterday"), "A day in words."), ("ci-missing", dcc(ci=None), "No identifier."), ("ci-81", dcc(ci=CI + "X" * (81 - len(CI))), "An identifier of 81 letters."),
        ("ci-number", dcc(ci=7), "An identifier that is a number."), ("co-missing", dcc(co=None), "No country."), ("co-lower", dcc(co="xx"), "The country in small letters."), ("co-empty", dcc(co=""), "An empty country."),
        ("is-missing", dcc(**{"is": None}), "No issuer in words."), ("is-81", dcc(**{"is": "x" * 81}), "An issuer of 81 letters."), ("tg-missing", dcc(tg=None), "No disease."),
        ("vp-missing", dcc(vp=None), "No prophylaxis."), ("mp-missing", dcc(mp=None), "No product."), ("ma-missing", dcc(ma=None), "No manufacturer."), ("tg-number", dcc(tg=840539006), "A disease as a number."),
        ("t-sc-missing", dcc(v=None, t=[without(PROBE, sc=None)]), "No moment of sampling."), ("t-sc-impossible", dcc(v=None, t=[without(PROBE, sc="2026-02-30T10:00:00Z")]), "A moment that no calendar has."),
        ("t-tr-missing", dcc(v=None, t=[without(PROBE, tr=None)]), "No result."), ("t-tt-missing", dcc(v=None, t=[without(PROBE, tt=None)]), "No kind of test."),
        ("r-fr-missing", dcc(v=None, r=[without(HEALED, fr=None)]), "No day of the first positive test."), ("r-du-impossible", dcc(v=None, r=[without(HEALED, du="2026-06-31")]), "A day that no calendar has."),
    ]:
        add(n, value, why)


USES = {"test": (TEST,), "vaccination": (VACCINATION,), "recovery": (RECOVERY,), "test-recovery": (TEST, RECOVERY),
        "server": ("1.3.6.1.5.5.7.3.1",)}


def uses():
    def add(n, use, value, why, reason="usage"):
        private, cert = for_use(*USES[use])
        text = code(claims({1: value}), private=private, protected={1: -7, 4: kid8(cert)})
        book.add("usage", n, text, reason, "good", why, trust=[f"hc1-{use}.pem"])

    test, healed = dcc(v=None, t=[PROBE]), dcc(v=None, r=[HEALED])
    add("test-key-vaccination", "test", dcc(), "A key for tests signed a vaccination.")
    add("recovery-key-vaccination", "recovery", dcc(), "A key for recoveries signed a vaccination.")
    add("two-uses-vaccination", "test-recovery", dcc(), "A key for tests and recoveries signed a vaccination.")
    add("vaccination-key-test", "vaccination", test, "A key for vaccinations signed a test.")
    add("vaccination-key-recovery", "vaccination", healed, "A key for vaccinations signed a recovery.")
    add("test-key-recovery", "test", healed, "A key for tests signed a recovery.")
    add("control-test", "test", test, "Control: a key for tests signed a test.", "genuine")
    add("control-vaccination", "vaccination", dcc(), "Control: a key for vaccinations signed one.", "genuine")
    add("control-recovery", "test-recovery", healed, "Control: one of two uses.", "genuine")
    add("control-none-named", "server", dcc(), "Control: a certificate that names none of the three uses may sign all (annex A.2.2).", "genuine")


def signatures():
    signature_vectors(book, CONTENT)


def trust():
    write_trust("hc1-signer.pem", pem(CERT))
    write_trust("hc1-rsa.pem", pem(RSA_CERT))
    for use, oids in USES.items():
        write_trust(f"hc1-{use}.pem", pem(for_use(*oids)[1]))
