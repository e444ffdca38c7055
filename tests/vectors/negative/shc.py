"""SMART Health Cards: `shc.ndjson`."""

import base64
import gzip
import hashlib
import hmac
import json
import zlib

from cryptography.hazmat.primitives import hashes, serialization

from keys import N256, b64u, certify, der, der_sign, jwk, key, name, pem, rs, raw, sign
from vector import Book, write_trust

ISS, OTHER = "https://issuer.example.org/shc", "https://other.example.org/shc"
A, B, STRANGER = key("shc a"), key("shc b"), key("shc stranger")
C, D = key("shc with list"), key("shc with list 2")
BARE, BOUND = "shc-bare.jwks.json", "shc-bound.jwks.json"
NBF = 1756713600  # 2025-09-01T08:00:00Z
NOW = 1772366400  # 2026-03-01T12:00:00Z
FHIR = "https://smarthealth.cards#health-card"

book = Book("shc", [BARE])


def kid(private):
    return jwk(private)["kid"]


def payload(**changes):
    """A card's payload; a change of None takes the member out."""
    entry = [
        {"fullUrl": "resource:0", "resource": {"resourceType": "Patient", "name": [
            {"family": "Test", "given": ["Vector"]}], "birthDate": "2018-06-01"}},
        {"fullUrl": "resource:1", "resource": {
            "resourceType": "Immunization", "status": "completed", "vaccineCode": {"coding": [
                {"system": "http://hl7.org/fhir/sid/cvx", "code": "03"}]},
            "patient": {"reference": "resource:0"}, "occurrenceDateTime": "2019-06-15", "lotNumber": "TEST-1",
            "performer": [{"actor": {"display": "Kincode test clinic"}}]}},
    ]
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": entry}
    subject = {"fhirVersion": "4.0.1", "fhirBundle": bundle}
    value = {"iss": ISS, "nbf": NBF, "vc": {"type": [FHIR], "credentialSubject": subject}}
    for label, change in changes.items():
        if label in ("type", "credentialSubject", "rid"):
            place = value["vc"]
        elif label in ("fhirVersion", "fhirBundle"):
            place = subject
        elif label in ("resourceType", "entry"):
            place = bundle
        else:
            place = value
        if change is None:
            place.pop(label, None)
        else:
            place[label] = change
    return value


def dense(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


def deflate(data, level=9, strategy=zlib.Z_DEFAULT_STRATEGY):
    packer = zlib.compressobj(level, zlib.DEFLATED, -15, 9, strategy)
    return packer.compress(data) + packer.flush()


def header(private=A, **changes):
    value = {"zip": "DEF", "alg": "ES256", "kid": kid(private)}
    for label, change in changes.items():
        if change is None:
            value.pop(label)
        else:
            value[label] = change if change != "null" else None
    return dense(value)


def jws(content=None, private=A, head=None, body=None, signer=None):
    """A compact JWS; `content` a payload or its text, `body` the deflated bytes."""
    if body is None:
        content = payload() if content is None else content
        body = deflate(content if isinstance(content, bytes) else dense(content))
    signed = f"{b64u(head if head is not None else header(private))}.{b64u(body)}"
    return f"{signed}.{b64u(sign(signer or private, signed.encode()))}"


def digits(text):
    return "".join(f"{ord(c) - 45:02}" for c in text)


def qr(text):
    return "shc:/" + digits(text)


def parts(text, *cuts):
    """`text` as numbered QR texts, cut at the given places."""
    edges = [0, *cuts, len(text)]
    pieces = [text[a:b] for a, b in zip(edges, edges[1:])]
    return [f"shc:/{i}/{len(pieces)}/{digits(piece)}" for i, piece in enumerate(pieces, 1)]


def spliced(text, signature):
    """`text` with another signature part."""
    return f"{text.rsplit('.', 1)[0]}.{signature}"


GOOD = jws()
HEAD, BODY, SIG = GOOD.split(".")


def prefix():
    add = lambda n, text, reason, why: book.add("prefix", n, text, reason, "unknown", why)
    book.add("prefix", "control", qr(GOOD), "genuine", "good", "Control: the ordinary card every other vector spoils.")
    book.add("prefix", "control-jws-text", GOOD, "genuine", "good", "Control: the same card as the text of its JWS.")
    add("no-colon", qr(GOOD).replace("shc:/", "shc/"), "not-health-code", "Without the colon it is no URI of this scheme.")
    add("no-slash", qr(GOOD).replace("shc:/", "shc:"), "not-health-code", "The mark of the format is shc:/ and the slash is missing.")
    add("none", qr(GOOD)[5:], "not-health-code", "Digits alone are nothing that can be told from a phone number.")
    add("other-scheme", qr(GOOD).replace("shc:/", "shx:/"), "not-health-code", "Another scheme with the same digits.")
    add("double-slash", qr(GOOD).replace("shc:/", "shc://"), "chunk", "A slash behind the mark belongs to the numbers of a part, and these are none.")
    add("bom-inside", "shc:/\ufeff" + qr(GOOD)[5:], "numeric", "A byte order mark between prefix and digits is no digit.")
    add("space-inside", "shc:/ " + qr(GOOD)[5:], "numeric", "A space between prefix and digits is no digit.")
    add("twice", "shc:/" + qr(GOOD), "chunk", "The prefix stands twice: its slash belongs to no part.")


def numeric():
    good = qr(GOOD)
    add = lambda n, text, why: book.add("numeric", n, text, "numeric", "unknown", why)
    add("empty", "shc:/", "No digits at all.")
    add("odd", good[:-1], "An odd number of digits cuts a character in half.")
    add("odd-one-more", good + "5", "One digit too many.")
    add("letter", good[:105] + "x" + good[106:], "A letter among the digits.")
    add("hex", "shc:/" + "".join(f"{ord(c) - 45:02x}" for c in GOOD), "Hexadecimal pairs where decimal ones belong.")
    add("minus", good[:105] + "-1" + good[107:], "A sign is no digit, though a number parser takes it.")
    add("plus", good[:105] + "+1" + good[107:], "A sign is no digit, though a number parser takes it.")
    add("space", good[:105] + " 9" + good[107:], "A space is no digit, though a number parser may trim it.")
    add("pair-78", good[:-2] + "78", "78 stands for the character after z, which no JWS has.")
    add("pair-99", good[:105] + "99" + good[107:], "99 lies above 77, the pair of z.")
    add("full-width", good[:105] + "\uff15\uff16" + good[107:], "Full-width digits are digits of Unicode, not of a QR code.")
    add("all-full-width", "shc:/" + good[5:].translate({ord("0") + i: 0xFF10 + i for i in range(10)}),
        "All digits full-width, as an input method writes them.")
    add("arabic-indic", good[:105] + "\u0665\u0666" + good[107:], "Arabic-Indic digits.")
    add("newline", good[:205] + "\n" + good[205:], "A line break inside the digits of a code.")
    add("trailing-text", good + "HELLO", "Text behind the digits must not be passed over.")
    add("trailing-space", good[:5] + " " + good[5:-1] + " ", "Spaces inside and behind the digits.")
    add("fragment", good + "#12", "A fragment behind the digits.")
    add("json-serialisation", "shc:/" + "".join(f"{ord(c) - 45:02}" for c in json.dumps(
        {"protected": HEAD, "payload": BODY, "signature": SIG}, separators=(",", ":")) if ord(c) >= 45),
        "The JSON serialisation of a JWS needs braces, whose pair is 78.")


def chunks():
    two, three = parts(GOOD, 200), parts(GOOD, 150, 300)
    other = jws(payload(nbf=NBF + 86400))
    cut, cut_other = GOOD.rindex("."), other.rindex(".")
    add = lambda n, texts, reason, sig, why: book.add("chunk", n, texts[0], reason, sig, why, more=texts[1:])
    add("control-three", three, "genuine", "good", "Control: three parts in order.")
    add("control-order", [three[2], three[0], three[1]], "genuine", "good", "Control: three parts in another order.")
    add("control-again", [two[0], two[0], two[1]], "genuine", "good", "Control: the same part scanned twice.")
    add("control-one-of-one", parts(GOOD), "genuine", "good", "Control: one part of one is deprecated and harmless.")
    for n, text, why in [
        ("zero", three[0].replace("/1/3/", "/0/3/"), "Parts count from 1."),
        ("beyond", three[2].replace("/3/3/", "/4/3/"), "Part 4 of 3."),
        ("of-zero", three[0].replace("/1/3/", "/1/0/"), "A set of no parts."),
        ("leading-zero", three[0].replace("/1/3/", "/01/3/"), "01 is a second way to write 1."),
        ("leading-zero-n", three[0].replace("/1/3/", "/1/03/"), "03 is a second way to write 3."),
        ("plus", three[0].replace("/1/3/", "/+1/3/"), "A sign is not part of the number."),
        ("negative", three[0].replace("/1/3/", "/-1/3/"), "A part number below zero."),
        ("overflow", three[0].replace("/1/3/", "/4294967297/3/"), "Cut to 32 bits the number would be 1."),
        ("overflow-n", three[0].replace("/1/3/", "/1/18446744073709551619/"), "Cut to 64 bits the count would be 3."),
        ("full-width", three[0].replace("/1/3/", "/\uff11/3/"), "A full-width 1 is no part number."),
        ("space", three[0].replace("/1/3/", "/1 /3/"), "A space inside the part number."),
        ("no-number", three[0].replace("/1/3/", "//3/"), "The part number is empty."),
    ]:
        add(n, [text, *(three[:2] if n == "beyond" else three[1:])], "chunk", "unknown", why)
    add("missing-last", three[:2], "chunk", "unknown", "The last part is missing.")
    add("missing-middle", [three[0], three[2]], "chunk", "unknown", "The middle part is missing.")
    add("alone", two[:1], "chunk", "unknown", "Half a code is no code.")
    add("many", [two[0].replace("/1/2/", "/1/999999999/")], "chunk", "unknown", "A huge count must cost no memory.")
    changed = two[1][:-2] + ("56" if two[1][-2:] != "56" else "57")
    add("twice-other", [two[0], two[1], changed], "chunk", "unknown", "The same part twice with different content.")
    add("twice-other-first", [two[0], changed, two[1]], "chunk", "unknown", "The same, the spoilt one first.")
    add("counts-differ", [two[0], three[2]], "chunk", "unknown", "Part 1 of 2 beside part 3 of 3.")
    add("counts-differ-full", [*two, three[2]], "chunk", "unknown", "A whole set of two and a part of three.")
    add("whole-and-part", [qr(GOOD), two[0]], "chunk", "unknown", "A whole card and a part in one presentation.")
    mixed = [parts(GOOD, cut)[0], parts(other, cut_other)[1]]
    add("mixed-cards", mixed, "signature", "bad", "Header and payload of one card, signature of another by the same key.")
    add("odd-in-part", [two[0][:-1], two[1]], "numeric", "unknown", "A part with half a character.")
    add("empty-part", [two[0], "shc:/2/2/"], "numeric", "unknown", "A part without digits.")
    add("three-slashes", ["shc:/1/2/3/" + digits(GOOD[:200]), two[1]], "chunk", "unknown", "A third number before the digits.")
    whole = sized(1195)
    add("control-1195", [qr(whole)], "genuine", "good", "Control: 1195 characters, the most that version 22 at L holds.")
    add("single-1196", [qr(sized(1196))], "chunk", "unknown", "1196 characters need a symbol larger than version 22.")
    long = sized(1600)
    add("control-long-text", [long], "genuine", "good", "Control: as text or file a JWS may be longer than a QR holds.")
    add("part-too-large", parts(long, 1200), "chunk", "unknown", "2400 digits in one part are more than version 22 holds.")


def sized(length):
    """A good card whose JWS has exactly `length` characters."""
    noise = base64.b64encode(hashlib.shake_256(b"filler").digest(2000)).decode()
    entry = payload()["vc"]["credentialSubject"]["fhirBundle"]["entry"]
    for spaces in range(3):
        # Base64 has no length of 1 modulo 4; spaces in the header then move the rest.
        head = header() + b" " * spaces
        for count in range(100, 2000):
            filler = {"fullUrl": "resource:2", "resource": {"resourceType": "Basic", "text": noise[:count]}}
            text = jws(payload(entry=[*entry, filler]), head=head)
            if len(text) == length:
                return text
            if len(text) > length:
                break
    raise AssertionError(f"no card of {length} characters")


def form():
    def add(n, text, why, reason="jws", sig="unknown", wrap=qr):
        book.add("jws", n, wrap(text), reason, sig, why)

    plain = lambda text: text
    add("two-parts", f"{HEAD}.{BODY}", "The signature part is missing.")
    add("four-parts", GOOD + "." + SIG, "A fourth part.")
    add("five-parts", f"{HEAD}..{BODY[:16]}.{BODY}.{SIG}", "Five parts are a JWE, not a JWS.")
    add("one-part", HEAD, "A header alone.")
    add("trailing-dot", GOOD + ".", "An empty fourth part.")
    add("empty-header", f".{BODY}.{SIG}", "An empty header.")
    add("empty-signature", f"{HEAD}.{BODY}.", "An empty signature.")
    add("empty-payload", jws(body=b""), "An empty payload is no deflate stream.", "deflate")
    add("dots", "..", "Three empty parts.")
    add("padding-signature", GOOD + "==", "Padding behind the signature: RFC 7515 leaves it out.", wrap=plain)
    add("padding-digits", GOOD + "==", "The same as digits: the pair 16 stands for no letter of a JWS.", "numeric")
    padded = base64.urlsafe_b64encode(header() + b" " * (-len(header()) % 3 or 3)).decode()
    spaced = header() + b" " * ((1 - len(header())) % 3)
    with_pad = base64.urlsafe_b64encode(spaced).decode()
    assert with_pad.endswith("==") and not padded.endswith("=")
    signed = f"{with_pad}.{BODY}"
    add("padding-header", f"{signed}.{b64u(sign(A, signed.encode()))}", "Padding behind the header, signed so.", wrap=plain)
    text = standard(lambda t: "/" in t.split(".")[2] and "+" not in t.split(".")[2])
    add("slash", text, "The alphabet of standard Base64 in the signature: the pair 02 stands for no letter of a JWS.", "numeric")
    text = standard(lambda t: "+" in t.split(".")[2])
    add("plus", text, "A letter of standard Base64 makes the text no JWS.", "not-health-code", wrap=plain)
    add("trailing-bits-signature", GOOD[:-1] + next_letter(GOOD[-1]), "The unused bits of the last letter are not zero: a second writing of the same signature.")
    bits = f"{b64u(spaced)[:-1]}{next_letter(b64u(spaced)[-1])}.{BODY}"
    add("trailing-bits-header", f"{bits}.{b64u(sign(A, bits.encode()))}", "The unused bits of the header's last letter are not zero, signed so.")
    add("length-one-over", spliced(GOOD, SIG + "A" * ((1 - len(SIG)) % 4)), "A length of 1 modulo 4 is no Base64.")
    add("equals-inside", GOOD.replace(SIG, SIG[:40] + "=" + SIG[41:]), "Padding in the middle.", wrap=plain)
    add("other-letter", GOOD.replace(SIG, SIG[:40] + "<" + SIG[41:]), "A letter of no Base64 alphabet that has a pair all the same: 15.", "numeric")
    add("space-text", spliced(GOOD, SIG[:40] + " " + SIG[40:]), "A space inside the text: no JWS.", "not-health-code", wrap=plain)
    add("newline-text", f"{HEAD}.\n{BODY}.{SIG}", "A line break inside the text: no JWS.", "not-health-code", wrap=plain)
    add("trailing-word", GOOD + " valid", "A word behind the text: no JWS.", "not-health-code", wrap=plain)


def next_letter(letter):
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    return alphabet[alphabet.index(letter) + 1]


def standard(wanted):
    """A good card whose signature is written in standard Base64 and meets `wanted`."""
    for nbf in range(NBF, NBF + 1000):
        head, body, sig = jws(payload(nbf=nbf)).split(".")
        text = f"{head}.{body}.{sig.replace('-', '+').replace('_', '/')}"
        if wanted(text):
            return text
    raise AssertionError("no such signature")


def headers():
    def add(n, head, why, reason="jws", sig="unknown", private=A, signer=None, trust=None):
        book.add("header", n, qr(jws(private=private, head=head, signer=signer)), reason, sig, why, trust=trust)

    none = header(alg="none")
    book.add("header", "alg-none", qr(f"{b64u(none)}.{BODY}."), "jws", "unknown", "alg none with an empty signature.")
    add("alg-none-signed", none, "alg none over a good signature.")
    for alg in ("NONE", "nOnE"):
        book.add("header", f"alg-{alg}", qr(f"{b64u(header(alg=alg))}.{BODY}."), "jws", "unknown", "none in other letters.")
    pem_key = A.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    for n, secret in [("pem", pem_key), ("jwk", dense(jwk(A))), ("x", base64.urlsafe_b64decode(jwk(A)["x"] + "="))]:
        signed = f"{b64u(header(alg='HS256'))}.{BODY}"
        tag = b64u(hmac.new(secret, signed.encode(), hashlib.sha256).digest())
        book.add("header", f"alg-hs256-{n}", qr(f"{signed}.{tag}"), "jws", "unknown",
                 f"HMAC with the public key ({n}) as the secret.")
    for alg in ("RS256", "PS256", "ES384", "ES512", "ES256K", "EdDSA", "es256", "ES256 ", ""):
        slug = alg.replace(" ", "-space") or "empty"
        slug = "lower" if alg == "es256" else slug
        add(f"alg-{slug}", header(alg=alg), f"alg {alg!r} is not ES256, whatever the signature.")
    add("alg-missing", header(alg=None), "No alg at all.")
    add("alg-null", header(alg="null"), "alg null.")
    add("alg-array", header(alg=["ES256"]), "alg as an array.")
    add("alg-number", header(alg=-7), "The number COSE uses for ES256.")
    add("zip-missing", header(zip=None), "Deflated, and the header does not say so.")
    book.add("header", "zip-missing-plain", GOOD_PLAIN := jws(head=header(zip=None), body=dense(payload())), "jws",
             "unknown", "Neither deflated nor said to be: a sound JWS, but no health card.")
    assert GOOD_PLAIN.count(".") == 2
    for n, value in [("gz", "GZ"), ("lower", "def"), ("null", "null"), ("array", ["DEF"]), ("empty", ""), ("true", True)]:
        add(f"zip-{n}", header(zip=value), "zip is not exactly DEF.")
    add("kid-missing", header(kid=None), "No kid.")
    add("kid-number", header(kid=7), "A kid that is no text.")
    add("kid-null", header(kid="null"), "A kid that is null.")
    add("kid-array", header(kid=[kid(A)]), "A kid in an array.")
    add("kid-empty", header(kid=""), "An empty kid names no key at all.")
    add("kid-unknown", header(STRANGER), "A key that nobody here knows signed it.", "issuer-unknown", private=STRANGER)
    add("kid-short", header(kid=kid(A)[:-1]), "A kid one letter short names another key: none.", "issuer-unknown")
    add("kid-padded", header(kid=kid(A) + "="), "A padded kid names another key: none.", "issuer-unknown")
    add("kid-case", header(kid=kid(A).swapcase()), "A kid counts by its letters' case.", "issuer-unknown")
    add("kid-space", header(kid=" " + kid(A)), "A kid is not trimmed.", "issuer-unknown")
    add("kid-of-other", header(B), "The kid of one trusted key over the signature of another.", "signature", "bad", signer=A)
    add("kid-path", header(kid="../" + kid(A)), "A kid is no path.", "issuer-unknown")
    add("crit-exp", header(crit=["exp"]), "crit asks for something a card does not have (RFC 7515 section 4.1.11).")
    add("crit-empty", header(crit=[]), "An empty crit is forbidden.")
    add("crit-null", header(crit="null"), "A crit that is null is none, and none belongs here.")
    add("crit-unknown", header(crit=["x"], x=1), "crit names a member that nobody knows.")
    add("b64-false-crit", header(b64=False, crit=["b64"]), "An unencoded payload (RFC 7797) is no health card.")
    evil = jwk(STRANGER)
    for n, more, why in [
        ("jwk", {"jwk": evil}, "The key inside the message is no trusted key."),
        ("jku", {"jku": "https://issuer.example.org/shc/.well-known/jwks.json"}, "An address inside the message gives no key."),
        ("x5u", {"x5u": "https://issuer.example.org/x.pem"}, "An address inside the message gives no certificate."),
        ("x5c", {"x5c": [base64.b64encode(der(LEAF_EVIL)).decode()]}, "A certificate inside the message is no trusted one."),
    ]:
        # As text: with a certificate inside it would not fit into one symbol.
        text = jws(private=STRANGER, head=header(STRANGER, **more))
        book.add("header", f"key-{n}", text, "issuer-unknown", "unknown", why)
    add("key-jwk-known-kid", header(A, jwk=evil), "A trusted kid beside the forger's own key.", "signature", "bad", signer=STRANGER)
    twisted = jwk(STRANGER)
    twisted["kid"] = kid(A)
    add("key-jwk-kid-inside", header(A, jwk=twisted), "The forger's key under the trusted kid.", "signature", "bad", signer=STRANGER)
    text = header().decode()
    add("not-json", b"alg=ES256;zip=DEF;kid=" + kid(A).encode(), "A header that is no JSON.")
    add("array", b"[" + header() + b"]", "A header that is an array.")
    add("string", dense(text), "A header that is a JSON text.")
    add("trailing", header() + b"{}", "A second value behind the header.")
    add("comma", (text[:-1] + ",}").encode(), "A comma before the closing brace.")
    add("bom", b"\xef\xbb\xbf" + header(), "A byte order mark before the header.")
    add("utf-8", text[:-1].encode() + b',"x":"\xff"}', "A header that is not UTF-8.")
    add("duplicate-alg", (text[:-1] + ',"alg":"ES256"}').encode(), "alg twice, even with the same value.")
    add("duplicate-alg-none", ('{"alg":"none",' + text[1:]).encode(), "alg twice: readers differ on which counts.")
    add("duplicate-kid", (text[:-1] + f',"kid":"{kid(STRANGER)}"}}').encode(), "kid twice.")
    add("duplicate-escaped", (text[:-1] + ',"\\u0061lg":"none"}').encode(), "alg twice, once with an escaped letter.")
    add("duplicate-unknown", (text[:-1] + ',"x":1,"x":2}').encode(), "Any member twice is refused.")
    add("control-typ", header(typ="JWT"), "Control: an unknown header that asks for nothing.", "genuine", "good")
    add("control-cty", header(cty="x", x=[1, {}]), "Control: unknown headers of any shape.", "genuine", "good")
    add("control-jku", header(jku="https://evil.example.org/k"), "Control: jku is ignored where the kid is trusted.", "genuine", "good")
    add("control-spaces", text.replace(",", " ,\n ").encode(), "Control: white space in the header is JSON.", "genuine", "good")
    add("control-escaped", text.replace('"alg"', '"\\u0061lg"').encode(), "Control: an escaped letter in a name.", "genuine", "good")


LEAF_EVIL = certify(STRANGER, name("AU", "evil"), san=ISS)


def signatures():
    def add(n, text, why, reason="signature", sig="bad", **more):
        book.add("signature", n, qr(text), reason, sig, why, **more)

    signed = f"{HEAD}.{BODY}"
    r, s = rs(A, signed.encode())
    with_sig = lambda value: f"{signed}.{b64u(value)}"
    add("zeros", with_sig(bytes(64)), "r = s = 0: the psychic signature (CVE-2022-21449).")
    add("ones", with_sig(b"\xff" * 64), "r and s above the order.")
    add("r-zero", with_sig(raw(0, s)), "r = 0.")
    add("s-zero", with_sig(raw(r, 0)), "s = 0.")
    add("r-order", with_sig(raw(N256, s)), "r = n.")
    add("s-order", with_sig(raw(r, N256)), "s = n.")
    add("both-order", with_sig(raw(N256, N256)), "r = s = n.")
    add("r-one", with_sig(raw(1, s)), "r = 1.")
    add("swapped", with_sig(raw(s, r)), "s before r.")
    add("little-endian", with_sig(r.to_bytes(32, "little") + s.to_bytes(32, "little")), "r and s with their bytes reversed.")
    add("r-negated", with_sig(raw(N256 - r, s)), "n - r in place of r.")
    add("control-high-s", with_sig(raw(r, N256 - s)), "Control: (r, n - s) is a valid ES256 signature too.", "genuine", "good")
    add("der", with_sig(der_sign(A, signed.encode())), "DER, as OpenSSL writes it; JWS has r and s side by side.", "jws", "unknown")
    add("63-bytes", with_sig(raw(r, s)[:-1]), "A byte short.", "jws", "unknown")
    add("65-bytes", with_sig(raw(r, s) + b"\x01"), "A byte more: a recovery id of other systems.", "jws", "unknown")
    add("66-bytes", with_sig(b"\0" + raw(r, s)[:32] + b"\0" + raw(r, s)[32:]), "Leading zeros before r and s.", "jws", "unknown")
    add("96-bytes", with_sig(r.to_bytes(48, "big") + s.to_bytes(48, "big")), "The size of ES384.", "jws", "unknown")
    add("32-bytes", with_sig(raw(r, s)[:32]), "Only r.", "jws", "unknown")
    add("twice", with_sig(raw(r, s) * 2), "The signature twice.", "jws", "unknown")
    add("first-bit", with_sig(bytes([raw(r, s)[0] ^ 0x80]) + raw(r, s)[1:]), "The first bit flipped.")
    add("last-bit", with_sig(raw(r, s)[:-1] + bytes([raw(r, s)[-1] ^ 1])), "The last bit flipped.")
    add("other-key", jws(signer=B), "Another trusted key's signature under this kid.")
    add("stranger", jws(signer=STRANGER), "A stranger's signature under a trusted kid.")
    add("other-card", spliced(GOOD, jws(payload(nbf=NBF + 1)).split(".")[2]), "The signature of another card of the same issuer.")
    changed = payload()
    changed["vc"]["credentialSubject"]["fhirBundle"]["entry"][0]["resource"]["birthDate"] = "2018-06-02"
    add("payload-changed", f"{HEAD}.{b64u(deflate(dense(changed)))}.{SIG}", "One digit of the birth date changed under the same signature.")
    add("payload-repacked", f"{HEAD}.{b64u(deflate(dense(payload()), 1))}.{SIG}", "The same payload deflated anew: the signature covers the deflated bytes.")
    renamed = dense({"alg": "ES256", "kid": kid(A), "zip": "DEF"})
    add("header-reordered", f"{b64u(renamed)}.{BODY}.{SIG}", "The header's members in another order under the same signature.")
    add("header-member", f"{b64u(header(typ='JWT'))}.{BODY}.{SIG}", "A harmless header member added under the same signature.")
    for n, message, why in [
        ("payload-only", BODY.encode(), "Signed over the payload part alone."),
        ("decoded", header() + b"." + deflate(dense(payload())), "Signed over the decoded bytes."),
        ("uncompressed", f"{HEAD}.{b64u(dense(payload()))}".encode(), "Signed over the payload before deflating."),
        ("prehashed", hashlib.sha256(signed.encode()).digest(), "Hashed twice."),
        ("empty", b"", "Signed over nothing."),
        ("qr-text", qr(signed).encode(), "Signed over the digits of the QR code."),
    ]:
        add(n, with_sig(sign(A, message)), why)
    add("sha384", with_sig(sign(A, signed.encode(), hashes.SHA384())), "SHA-384 under ES256.")
    add("sha1", with_sig(sign(A, signed.encode(), hashes.SHA1())), "SHA-1 under ES256.")


def deflating():
    good = dense(payload())
    packed = deflate(good)

    def add(n, body, why, reason="deflate", sig="unknown", wrap=qr):
        book.add("deflate", n, wrap(jws(body=body)), reason, sig, why)

    add("zlib", zlib.compress(good, 9), "zlib (RFC 1950) where raw deflate belongs.")
    add("gzip", gzip.compress(good, 9, mtime=0), "gzip where raw deflate belongs.")
    add("plain", good, "Not deflated at all.")
    for n, cut in [("truncated", 1), ("truncated-half", len(packed) // 2)]:
        add(n, packed[:-cut], "The stream is cut short.")
    add("trailing-byte", packed + b"\0", "A byte behind the end of the stream.")
    add("trailing-stream", packed + packed, "A second stream behind the first.", wrap=lambda t: t)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    add("no-end", packer.compress(good) + packer.flush(zlib.Z_SYNC_FLUSH), "All bytes are there and no block is the last.")
    add("reserved-block", b"\x07" + packed[1:], "Block type 3 is reserved (RFC 1951 section 3.2.3).")
    add("stored-length", b"\x01" + len(good).to_bytes(2, "little") + b"\0\0" + good, "A stored block whose length does not match its complement.")
    # A last block with fixed codes: length 3, distance 1, end (RFC 1951 section 3.2.6).
    bits = [1, 1, 0] + [0, 0, 0, 0, 0, 0, 1] + [0] * 5 + [0] * 7
    copy = bytes(sum(bit << i for i, bit in enumerate(bits[at:at + 8])) for at in range(0, len(bits), 8))
    add("distance", copy, "A copy from before the beginning.")
    bomb = deflate(b" " * 6_000_000 + good)
    add("bomb", bomb, "6 MB of spaces before the payload.", wrap=lambda t: t)
    add("bomb-tail", deflate(good + b"\n" * 6_000_000), "6 MB of line ends behind the payload.", wrap=lambda t: t)
    add("control-stored", deflate(good, 0), "Control: a stored block is raw deflate too.", "genuine", "good", lambda t: t)
    add("control-fixed", deflate(good, 9, zlib.Z_FIXED), "Control: fixed codes.", "genuine", "good")
    add("control-fast", deflate(good, 1), "Control: another level.", "genuine", "good")
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    blocks = packer.compress(good[:99]) + packer.flush(zlib.Z_FULL_FLUSH) + packer.compress(good[99:]) + packer.flush()
    add("control-blocks", blocks, "Control: several blocks with an empty one between.", "genuine", "good")
