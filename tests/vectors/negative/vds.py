"""VDS-NC of ICAO: `vds-nc.ndjson`."""

import base64
import json
import unicodedata

from cryptography.hazmat.primitives import hashes, serialization

from jcs import canonical
from keys import (N256, ORDERS, SIZES, b64u, certify, der, der_sign, key, name, pem, raw, rs, rsa_key, sign,
                  with_null_parameters)
from vector import Book, write_trust

AU, AU_OLD, NZ, RSA = "csca-au.pem", "csca-au-expired.pem", "csca-nz.pem", "csca-au-rsa.pem"
EKU = "2.23.136.1.1.14.2"
CA_USE, SIGN_USE = ("key_cert_sign", "crl_sign"), ("digital_signature",)
AU_NAME, NZ_NAME = name("AU", "csca au"), name("NZ", "csca nz")
CSCA = key("csca au", "P-384")
SIGNER = key("vds signer")
ALGS = {"P-256": "ES256", "P-384": "ES384", "P-521": "ES512"}

book = Book("vds", [AU])


def certificate(private=SIGNER, ca=CSCA, issuer=AU_NAME, subject=None, **more):
    """A signer's certificate as the profile wants it, with changes."""
    more = {"eku": (EKU,), "usage": SIGN_USE, "aki": ca, **more}
    return certify(private, subject or name("AU", "vds signer"), ca, issuer, **more)


CERT = certificate()


def vaccination(**changes):
    dose = {"dvc": "2025-03-03", "seq": 1, "ctr": "AUS", "adm": "Test clinic", "lot": "TEST-1", "dvn": "2026-03-03"}
    event = {"des": "XM68M6", "nam": "Test vaccine", "dis": "RA01.0", "vd": [dose]}
    person = {"n": "TEST  VECTOR", "dob": "1990-01-02", "sex": "X", "i": "TEST00001", "ai": "TEST2"}
    msg = {"uvci": "TEST0000001", "pid": person, "ve": [event]}
    return {"hdr": {"t": "icao.vacc", "v": 1, "is": "AUS"}, "msg": changed(msg, changes, {
        "n": person, "dob": person, "sex": person, "i": person, "des": event, "nam": event, "dis": event, "vd": event,
        "dvc": dose, "seq": dose, "ctr": dose, "adm": dose, "lot": dose, "dvn": dose})}


def tested(**changes):
    contact = {"p": "+00000000000", "e": "test@example.org", "a": "1 Test Street"}
    place = {"spn": "Test clinic", "ctr": "AUS", "cd": contact}
    dates, result = {"sc": "2026-02-20T12:00:00+08:00", "ri": "2026-02-21T14:00:00+08:00"}, {
        "tc": "molecular(PCR)", "r": "negative", "m": "nasopharyngeal"}
    person = {"n": "TEST  VECTOR", "dob": "1990-01-02", "dt": "P", "dn": "TEST00001"}
    msg = {"utci": "TEST0000002", "pid": person, "sp": place, "dat": dates, "tr": result}
    return {"hdr": {"t": "icao.test", "v": 1, "is": "AUS"}, "msg": changed(msg, changes, {
        "n": person, "dob": person, "dn": person, "sc": dates, "ri": dates, "tc": result, "r": result})}


def changed(msg, changes, places):
    for label, change in changes.items():
        place = places.get(label, msg)
        if change is None:
            place.pop(label)
        else:
            place[label] = change
    return msg


def with_header(**changes):
    data = vaccination()
    data["hdr"] = changed(data["hdr"], changes, {})
    return data


def seal(data=None, private=SIGNER, cert=CERT, **sig):
    """The sealed value; `sig` changes members of the signature zone, None takes them out."""
    data = vaccination() if data is None else data
    curve = {256: "P-256", 384: "P-384", 521: "P-521"}[private.curve.key_size]
    raw_cert = cert if isinstance(cert, bytes) else der(cert)
    zone = {"alg": ALGS[curve], "cer": b64u(raw_cert), "sigvl": b64u(sign(private, canonical(data)))}
    return {"data": data, "sig": changed(zone, sig, {})}


def dense(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


GOOD = dense(seal())


def form():
    def add(n, text, why, reason="json", sig="unknown"):
        book.add("json", n, text if isinstance(text, str) else dense(text), reason, sig, why)

    add("control", GOOD, "Control: the ordinary seal every other vector spoils.", "genuine", "good")
    add("control-array", f"[{GOOD}]", "Control: some arrive as an array of one.", "genuine", "good")
    add("control-spaces", json.dumps(seal(), indent=2), "Control: white space is not signed.", "genuine", "good")
    add("control-trailing-line", GOOD + "\n", "Control: a line end behind the value is white space.", "genuine", "good")
    swap = seal()
    add("control-sig-first", {"sig": swap["sig"], "data": swap["data"]}, "Control: the signature zone first.", "genuine", "good")
    add("array-two", f"[{GOOD},{GOOD}]", "An array of two.")
    add("array-nested", f"[[{GOOD}]]", "An array in an array.")
    add("trailing", GOOD + "x", "A letter behind the value.")
    add("trailing-value", GOOD + GOOD, "A second value behind the first.")
    add("truncated", GOOD[:-1], "The last brace is missing.")
    add("comma", GOOD[:-1] + ",}", "A comma before the closing brace.")
    add("comment", GOOD[:-1] + "/* */}", "A comment is not JSON.")
    add("bom-inside", GOOD.replace('"data":', '"data":\ufeff', 1), "A byte order mark between name and value.")
    add("bare-character", GOOD.replace("TEST  VECTOR", "TEST\tVECTOR"), "A bare tab in a text.")
    add("surrogate", GOOD.replace("TEST  VECTOR", "TEST \\ud800"), "Half a surrogate pair has no canonical form (RFC 8785 section 3.2.2.2).")
    add("nan", GOOD.replace('"seq":1', '"seq":NaN'), "NaN is not JSON.")
    add("number-1e400", GOOD.replace('"seq":1', '"seq":1e400'), "A number larger than any double has no canonical form.")
    add("leading-zero", GOOD.replace('"seq":1', '"seq":01'), "A number with a leading zero is not JSON.")
    deep = GOOD.replace('"uvci"', '"x":' + "[" * 200 + "]" * 200 + ',"uvci"')
    add("deep", deep, "200 arrays in one another.")
    add("duplicate-data", GOOD[:-1] + ',"data":{}}', "data twice.")
    add("duplicate-sig", GOOD[:-1] + ',"sig":{}}', "sig twice.")
    add("duplicate-header", GOOD.replace('"is":"AUS"', '"is":"NZL","is":"AUS"'), "The issuing state twice.")
    add("duplicate-person", GOOD.replace('"dob":', '"dob":"2000-01-02","dob":'), "The birth date twice with two values.")
    add("duplicate-same", GOOD.replace('"uvci":', '"uvci":"TEST0000001","uvci":'), "The identifier twice with one value.")
    add("duplicate-dose", GOOD.replace('"lot":', '"lot":"X","lot":'), "The lot twice, deep inside.")
    add("duplicate-escaped", GOOD.replace('"dob":', '"d\\u006fb":"2000-01-02","dob":'), "The birth date twice, once with an escaped letter.")
    add("duplicate-alg", GOOD.replace('"alg":', '"alg":"none","alg":'), "The algorithm twice.")
    for n, value, why in [
        ("sig-missing", {"data": vaccination()}, "No signature zone."),
        ("sig-text", {**seal(), "sig": "x"}, "The signature zone as a text."),
        ("sig-array", {**seal(), "sig": []}, "The signature zone as an array."),
        ("sig-null", {**seal(), "sig": None}, "The signature zone is null."),
        ("data-text", {**seal(), "data": "icao.vacc"}, "data as a text."),
        ("data-array", {**seal(), "data": ["icao.vacc"]}, "data as an array."),
        ("data-missing", {**vaccination(), "sig": seal()["sig"]}, "Header and message without data around them."),
    ]:
        add(n, value, why)
    value = seal(sigvl=None)
    add("sigvl-missing", value, "No signature value.")
    add("sigvl-number", seal(sigvl=7), "A signature value that is no text.")
    add("alg-missing", seal(alg=None), "No algorithm.")
    add("alg-number", seal(alg=-7), "An algorithm that is no text.")


def algorithms():
    def add(n, value, why, reason="signature", sig="bad", **more):
        book.add("algorithm", n, dense(value), reason, sig, why, **more)

    for curve, alg in ALGS.items():
        private = key("vds " + curve, curve)
        add(f"control-{alg.lower()}", seal(private=private, cert=certificate(private)), f"Control: {alg}.", "genuine", "good")
    for alg in ("none", "HS256", "RS256", "PS256", "EdDSA", "es256", "SHA256withECDSA", "", "ES384", "ES512"):
        slug = {"es256": "lower", "": "empty"}.get(alg, alg.lower())
        known = alg in ALGS.values()
        why = f"alg {alg!r} over an ES256 signature." if known else f"alg {alg!r} is none that a seal may have."
        add(slug, seal(alg=alg), why, *(() if known else ("json", "unknown")))
    add("none-empty", seal(alg="none", sigvl=""), "alg none without a signature.", "json", "unknown")
    p384 = key("vds P-384", "P-384")
    value = seal(private=p384, cert=certificate(p384), alg="ES256")
    add("es256-p384", value, "alg ES256 over an ES384 signature by a P-384 key.")
    data = vaccination()
    mixed = sign(p384, canonical(data), hashes.SHA256())
    add("es384-sha256", seal(data, p384, certificate(p384), sigvl=b64u(mixed)), "A P-384 key with SHA-256 under ES384.")
    add("es256-p384-sha256", seal(data, p384, certificate(p384), alg="ES256", sigvl=b64u(mixed)), "A P-384 key with SHA-256 under ES256.")
    whole = sign(p384, canonical(data))
    cut = whole[16:48] + whole[64:96]
    add("es384-cut", seal(data, p384, certificate(p384), sigvl=b64u(cut)), "r and s of ES384 cut to 32 bytes, as one reader does.")
    p521 = key("vds P-521", "P-521")
    whole = sign(p521, canonical(data))
    add("es512-128", seal(data, p521, certificate(p521), sigvl=b64u(whole[2:66] + whole[68:])), "r and s of ES512 cut to 64 bytes.")


def signatures():
    def add(n, value, why, reason="signature", sig="bad", **more):
        book.add("signature", n, value if isinstance(value, str) else dense(value), reason, sig, why, **more)

    data = vaccination()
    r, s = rs(SIGNER, canonical(data))
    with_sig = lambda value: seal(data, sigvl=b64u(value))
    for n, value, why in [
        ("zeros", bytes(64), "r = s = 0."), ("r-zero", raw(0, s), "r = 0."), ("s-zero", raw(r, 0), "s = 0."),
        ("r-order", raw(N256, s), "r = n."), ("s-order", raw(r, N256), "s = n."), ("swapped", raw(s, r), "s before r."),
        ("der", der_sign(SIGNER, canonical(data)), "DER, where r and s stand side by side."),
        ("63-bytes", raw(r, s)[:-1], "A byte short."), ("65-bytes", raw(r, s) + b"\0", "A byte more."),
        ("96-bytes", r.to_bytes(48, "big") + s.to_bytes(48, "big"), "Padded to the size of ES384."),
        ("empty", b"", "No byte at all."), ("first-bit", bytes([raw(r, s)[0] ^ 0x80]) + raw(r, s)[1:], "The first bit flipped."),
        ("last-bit", raw(r, s)[:-1] + bytes([raw(r, s)[-1] ^ 1]), "The last bit flipped."),
    ]:
        add(n, with_sig(value), why)
    for curve in ("P-384", "P-521"):
        private = key("vds " + curve, curve)
        zeros = seal(private=private, cert=certificate(private), sigvl=b64u(bytes(2 * SIZES[curve])))
        add(f"zeros-{ALGS[curve].lower()}", zeros, f"r = s = 0 under {ALGS[curve]}.")
        n = ORDERS[curve]
        order = seal(private=private, cert=certificate(private), sigvl=b64u(raw(n, n, curve)))
        add(f"order-{ALGS[curve].lower()}", order, f"r = s = n under {ALGS[curve]}.")
    add("control-high-s", with_sig(raw(r, N256 - s)), "Control: (r, n - s) is valid too.", "genuine", "good")
    add("not-base64", seal(sigvl="*" * 86), "A signature value that is no Base64.", "json", "unknown")
    for n, message, why in [
        ("as-written", dense(data).encode(), "Signed over the JSON as it is written, members unsorted."),
        ("with-spaces", json.dumps(data).encode(), "Signed over the JSON with spaces."),
        ("message-only", canonical(data["msg"]), "Signed over the message zone alone."),
        ("header-only", canonical(data["hdr"]), "Signed over the header zone alone."),
        ("wrapped", canonical({"data": data}), "Signed over data with its name."),
        ("line-end", canonical(data) + b"\n", "Signed with a line end."),
        ("utf-16", canonical(data).decode().encode("utf-16-le"), "Signed over UTF-16."),
    ]:
        add(n, with_sig(sign(SIGNER, message)), why)
    add("sha384", with_sig(sign(SIGNER, canonical(data), hashes.SHA384())), "SHA-384 under ES256.")
    add("other-key", seal(data, key("vds other")), "Another key's signature beside this certificate.")
    add("other-seal", seal(data, sigvl=seal(tested())["sig"]["sigvl"]), "The signature of another seal by the same signer.")
    for member, old, new in [
        ("is", '"is":"AUS"', '"is":"NZL"'), ("uvci", "TEST0000001", "TEST0000003"),
        ("n", "TEST  VECTOR", "TEST VECTOR"), ("dob", "1990-01-02", "1991-01-02"), ("sex", '"sex":"X"', '"sex":"F"'),
        ("i", "TEST00001", "TEST00009"), ("ai", '"TEST2"', '"TEST3"'), ("des", "XM68M6", "XM68M7"),
        ("nam", "Test vaccine", "Best vaccine"), ("dis", "RA01.0", "RA01.1"), ("dvc", "2025-03-03", "2025-04-03"),
        ("seq", '"seq":1', '"seq":2'), ("seq-text", '"seq":1', '"seq":"1"'), ("ctr", '"ctr":"AUS"', '"ctr":"NZL"'),
        ("adm", "Test clinic", "Best clinic"), ("lot", "TEST-1", "TEST-2"), ("dvn", "2026-03-03", "2027-03-03"),
        ("member-added", '"ve":', '"opt":"x","ve":'), ("member-removed", ',"ai":"TEST2"', ""),
    ]:
        assert old in GOOD
        add(f"changed-{member}", GOOD.replace(old, new, 1), f"The signed text changed: {member}.")
    add("dose-added", GOOD.replace('"vd":[', '"vd":[{"dvc":"2025-01-01","seq":1,"ctr":"AUS","adm":"x","lot":"x"},'), "A dose added to what was signed.")


def canonical_forms():
    def add(n, text, why, reason="genuine", sig="good"):
        book.add("jcs", n, text, reason, sig, why)

    for n, new in [("float", "1.0"), ("exponent", "1e0"), ("exponent-minus", "10e-1")]:
        add(f"control-number-{n}", GOOD.replace('"seq":1', f'"seq":{new}'), f"Control: {new} and 1 have one canonical form.")
    value = seal()
    add("control-order", dense({"sig": value["sig"], "data": reverse(value["data"])}), "Control: members in reverse order, their canonical order is the same.")
    add("control-escape", GOOD.replace("TEST  VECTOR", "\\u0054EST  VECTOR"), "Control: an escaped T is a T.")
    add("control-escape-name", GOOD.replace('"dob"', '"d\\u006Fb"'), "Control: an escaped letter in a name.")
    slash = dense(seal(vaccination(lot="A/B")))
    add("control-slash", slash.replace("A/B", "A\\/B"), "Control: an escaped slash.")
    accent = seal(vaccination(n="MU\u0308LLER  JO\u0308RG"))
    add("control-nfd", dense(accent), "Control: a name in decomposed letters, signed so.")
    add("nfc-for-nfd", unicodedata.normalize("NFC", dense(accent)), "The name composed after signing: RFC 8785 leaves letters as they are.", "signature", "bad")
    composed = seal(vaccination(n="M\u00dcLLER  J\u00d6RG"))
    add("control-umlaut", dense(composed), "Control: letters outside ASCII.")
    add("control-umlaut-escaped", json.dumps(composed), "Control: the same letters escaped.")
    add("nfd-for-nfc", unicodedata.normalize("NFD", dense(composed)), "The name decomposed after signing.", "signature", "bad")
    add("control-han", dense(seal(vaccination(n="\u6d4b\u8bd5  \u5c0f\u96e8"))), "Control: Han letters.")
    add("control-emoji-escaped", json.dumps(seal(vaccination(adm="\U0001f3e5"))), "Control: a letter beyond 16 bits, as an escaped pair.")
    add("control-controls", json.dumps(seal(vaccination(adm="a\u0001\b\t\n\f\r\"\\\u007f"))), "Control: the seven short escapes and one long.")
    names = vaccination()
    names["msg"].update({"\ufb33": 1, "\U0001f600": 2, "\u20ac": 3, "\r": 4, "1": 5, "\u0080": 6})
    add("control-utf16-order", json.dumps(seal(names)), "Control: names sort by UTF-16 code units (RFC 8785 section 3.2.3).")
    by_point = json.dumps(names, separators=(",", ":"), ensure_ascii=False, sort_keys=True).encode()
    add("code-point-order", json.dumps(seal(names, sigvl=b64u(sign(SIGNER, by_point)))), "Signed with names sorted by code points.", "signature", "bad")
    numbers = vaccination()
    numbers["msg"]["x"] = [1e21, 1e20, 1e-6, 1e-7, 333333333.33333329, 4.5, -0.0, 9007199254740994, 5e-324, 1.7976931348623157e308]
    add("control-numbers", dense(seal(numbers)), "Control: numbers as ECMAScript writes them (RFC 8785 appendix B).")
    add("case-of-name", GOOD.replace('"uvci"', '"UVCI"'), "A member's name in capitals is another name.", "signature", "bad")
    add("number-close", GOOD.replace('"seq":1', '"seq":1.0000000000000002'), "The next double after 1 is another number.", "signature", "bad")


def reverse(value):
    if isinstance(value, dict):
        return {label: reverse(value[label]) for label in reversed(list(value))}
    return [reverse(item) for item in value] if isinstance(value, list) else value


def certificates():
    def add(n, cert, why, reason="usage", sig="good", private=SIGNER, trust=None, **sig_zone):
        value = seal(private=private, cert=cert, **sig_zone)
        book.add("certificate", n, dense(value), reason, sig, why, trust=trust)

    bad = lambda n, why, cert=CERT, **zone: add(n, cert, why, "certificate", "unknown", **zone)
    bad("missing", "No certificate.", cer=None)
    bad("number", "A certificate that is a number.", cer=0)
    bad("empty", "An empty certificate.", cer="")
    bad("garbage", "Bytes that are no certificate.", b"Kincode" * 40)
    bad("not-base64", "No Base64.", cer="*" * 400)
    bad("hex", "Hexadecimal where base64url belongs.", cer=der(CERT).hex())
    bad("truncated", "The certificate is cut short.", der(CERT)[:-1])
    bad("half", "Half a certificate.", der(CERT)[:len(der(CERT)) // 2])
    bad("trailing", "A byte behind the certificate.", der(CERT) + b"\0")
    bad("two", "Two certificates in a row.", der(CERT) * 2)
    bad("pem", "PEM where DER belongs.", pem(CERT).encode())
    bad("public-key", "A bare public key.", SIGNER.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo))
    plus = next(c for i in range(99) if {"+", "/"} <= set(base64.b64encode(der(c := certificate(subject=name("AU", f"vds signer {i}")))).decode()))
    standard = base64.b64encode(der(plus)).decode()
    add("control-standard", plus, "Control: standard Base64 with padding.", "genuine", cer=standard)
    short = next(c for i in range(9) if len(der(c := certificate(subject=name("AU", "v" * (i + 1))))) % 3 == 1)
    padded = base64.urlsafe_b64encode(der(short)).decode()
    assert padded.endswith("==")
    add("control-padded", short, "Control: base64url with padding.", "genuine", cer=padded)
    add("control-no-eku", certificate(eku=()), "Control: no extended key usage, as sloppy signers have it.", "genuine")
    add("control-no-usage", certificate(usage=None), "Control: no key usage, as the Australian signer has it.", "genuine")
    add("control-bare", certificate(usage=None, eku=(), aki=None), "Control: no extension at all.", "genuine")
    add("control-eku-two", certificate(eku=("1.3.6.1.5.5.7.3.2", EKU)), "Control: two uses, one of them the right one.", "genuine")
    add("control-null", with_null_parameters(certificate(ca=P256_CA, issuer=AU_NAME), P256_CA), "Control: NULL after ecdsa-with-SHA256, as the Japanese signer has it.", "genuine", trust=("csca-au-p256.pem",))
    add("control-rsa", certificate(ca=RSA_CA, issuer=AU_NAME), "Control: a CSCA with RSA.", "genuine", trust=(RSA,))
    add("control-p521", certificate(ca=P521_CA, issuer=AU_NAME), "Control: a CSCA with P-521.", "genuine", trust=("csca-au-p521.pem",))
    add("control-rollover", CERT, "Control: two CSCA of one name, the second made the signer.", "genuine", trust=("csca-au-p256.pem", AU))
    twin = certificate(key("vds twin"))
    add("other-same-subject", twin, "Another certificate with the same subject and issuer, another key.", "signature", "bad")
    add("no-csca", CERT, "A good seal without any CSCA: nobody vouches for the signer.", "issuer-unknown", trust=())
    add("other-csca", CERT, "Only another state's CSCA is here.", "issuer-unknown", trust=(NZ,))
    self_name = name("AU", "vds self")
    itself = certify(SIGNER, self_name, eku=(EKU,), usage=SIGN_USE)
    add("self-signed", itself, "A signer that vouches for itself; no CSCA of that name is here.", "issuer-unknown")
    add("self-signed-no-csca", itself, "The same without any CSCA.", "issuer-unknown", trust=())
    forged = certify(SIGNER, AU_NAME, eku=(EKU,), usage=SIGN_USE)
    add("self-signed-csca-name", forged, "A signer that vouches for itself under the name of the CSCA.")
    rolled = certificate(aki=None)
    add("control-rollover-no-aki", rolled, "Control: two CSCA of one name and no key identifier to tell them apart.", "genuine", trust=("csca-au-p256.pem", AU))
    add("forged-csca", certificate(ca=key("csca forger", "P-384"), issuer=AU_NAME), "The CSCA's name and another key's identifier: perhaps a newer CSCA of that name, which is not here.", "issuer-unknown")
    add("forged-csca-no-aki", certify(SIGNER, name("AU", "vds signer"), key("csca forger", "P-384"), AU_NAME, eku=(EKU,), usage=SIGN_USE), "The CSCA's name on a certificate that another key signed.")
    add("forged-csca-aki", certify(SIGNER, name("AU", "vds signer"), key("csca forger", "P-384"), AU_NAME, eku=(EKU,), usage=SIGN_USE, aki=CSCA), "The same with the real CSCA's key identifier.")
    add("forged-csca-rsa", certificate(ca=key("csca forger"), issuer=AU_NAME, aki=RSA_CA), "The same against an RSA CSCA.", trust=(RSA,))
    spoilt = bytearray(der(CERT))
    serial = spoilt.index(CERT.serial_number.to_bytes(8, "big"))
    spoilt[serial + 7] ^= 1
    add("serial-changed", bytes(spoilt), "A bit of the certificate's serial flipped: the seal is good, the chain is not.")
    spoilt = bytearray(der(CERT))
    spoilt[-1] ^= 1
    add("signature-changed", bytes(spoilt), "A bit of the certificate's own signature flipped.")
    longer = der(certificate(until="2034-12-31"))
    spoilt = der(certificate(until="2025-06-01")).replace(b"250601000000Z", b"340601000000Z")
    assert longer != spoilt
    add("life-changed", spoilt, "An expired certificate whose end was changed after signing.")
    add("expired", certificate(until="2025-12-31"), "The signer's certificate has expired.")
    add("not-yet", certificate(since="2030-01-01"), "The signer's certificate does not count yet.")
    add("csca-expired", certificate(ca=OLD_CA, issuer=AU_NAME), "The CSCA has expired.", trust=(AU_OLD,))
    add("csca-not-yet", certificate(ca=OLD_CA, issuer=AU_NAME), "The CSCA does not count yet.", trust=("csca-au-future.pem",))
    add("non-ca", certificate(key("vds leaf"), SUB, name("AU", "csca leaf")), "Made by a certificate that is no CA: given as CSCA it is none.", "issuer-unknown", private=key("vds leaf"), trust=("csca-leaf.pem",))
    add("non-ca-missing", certificate(key("vds leaf"), SUB, name("AU", "csca plain")), "Made by a certificate without basic constraints, which is no CSCA.", "issuer-unknown", private=key("vds leaf"), trust=("csca-plain.pem",))
    add("ca-no-cert-sign", certificate(key("vds leaf"), SUB, name("AU", "csca use")), "Made by a CA whose key usage does not cover certificates, which is no CSCA.", "issuer-unknown", private=key("vds leaf"), trust=("csca-use.pem",))
    add("by-signer", certificate(key("vds leaf"), SIGNER, name("AU", "vds signer")), "Made by an honest signer, which is no CSCA: none of that name is here.", "issuer-unknown", private=key("vds leaf"))
    for n, usage, why in [
        ("usage-cert-sign", CA_USE, "Key usage for certificates only."), ("usage-encipher", ("key_encipherment",), "Key usage for encipherment only."),
        ("usage-agreement", ("key_agreement",), "Key usage for agreement only."), ("usage-commitment", ("content_commitment",), "Key usage without digitalSignature."),
    ]:
        add(n, certificate(usage=usage), why)
    for n, oid, why in [
        ("eku-server", "1.3.6.1.5.5.7.3.1", "A TLS server."), ("eku-client", "1.3.6.1.5.5.7.3.2", "A TLS client."),
        ("eku-dcc", "1.3.6.1.4.1.1847.2021.1.2", "A signer of EU vaccination certificates."),
        ("eku-csca", "2.23.136.1.1.14.1", "The use of a health CSCA."), ("eku-master-list", "2.23.136.1.1.3", "A signer of master lists."),
        ("eku-longer", "2.23.136.1.1.14.2.1", "A use below the right one is another one."),
        ("eku-shorter", "2.23.136.1.1.14", "The arc above the right one."),
    ]:
        add(n, certificate(eku=(oid,)), why)
    nz = certificate(key("vds nz"), NZ_CA, NZ_NAME, subject=name("NZ", "vds signer"))
    add("country", nz, "A seal of Australia signed under New Zealand's CSCA.", private=key("vds nz"), trust=(NZ,))
    add("country-both", nz, "The same with both CSCA at hand.", private=key("vds nz"), trust=(AU, NZ))
    data = with_header(**{"is": "NZL"})
    book.add("certificate", "control-country", dense(seal(data, key("vds nz"), nz)), "genuine", "good", "Control: a seal of New Zealand under its CSCA.", trust=(AU, NZ))
    book.add("certificate", "country-other", dense(seal(data)), "usage", "good", "A seal of New Zealand signed under Australia's CSCA.", trust=(AU, NZ))


P256_CA, P521_CA, RSA_CA = key("csca au p256"), key("csca au p521", "P-521"), rsa_key("csca au")
OLD_CA, NZ_CA, SUB = key("csca au old", "P-384"), key("csca nz"), key("csca sub")


def messages():
    def add(n, data, why, reason="schema", sig="good"):
        book.add("message", n, dense(seal(data)), reason, sig, why)

    for n, change, why in [
        ("t-unknown", {"t": "icao.foo"}, "A type that nobody knows."), ("t-case", {"t": "icao.VACC"}, "The type in capitals."),
        ("t-longer", {"t": "icao.vacc2"}, "A type that begins alike."), ("t-test", {"t": "icao.test"}, "A vaccination under the header of a test."),
        ("v-2", {"v": 2}, "A version that nobody knows."), ("v-0", {"v": 0}, "Version 0."), ("v-text", {"v": "1"}, "The version as a text."),
        ("v-missing", {"v": None}, "No version."), ("v-fraction", {"v": 1.5}, "Version one and a half."),
        ("is-missing", {"is": None}, "No issuing state."), ("is-lower", {"is": "aus"}, "The issuing state in small letters."),
        ("is-two", {"is": "AU"}, "Two letters where Doc 9303-3 has three."), ("is-number", {"is": 36}, "The issuing state as a number."),
        ("is-empty", {"is": ""}, "An empty issuing state."), ("is-four", {"is": "AUST"}, "Four letters."),
    ]:
        add(n, with_header(**change), why)
    data = vaccination()
    data["hdr"] = "icao.vacc"
    add("hdr-text", data, "The header as a text.")
    data = vaccination()
    del data["msg"]
    add("msg-missing", data, "No message.")
    data = vaccination()
    data["msg"] = []
    add("msg-array", data, "The message as an array.")
    both = vaccination(dob=None)
    del both["msg"]["pid"]["i"]
    add("dob-and-i-missing", both, "Neither a birth date nor a document number.")
    add("control-dob-only", vaccination(i=None), "Control: a birth date and no document number.", "genuine")
    add("control-i-only", vaccination(dob=None), "Control: a document number and no birth date.", "genuine")
    add("control-seq-text", vaccination(seq="1"), "Control: the dose number as a text, as one issuer writes it.", "genuine")
    add("control-one-name", vaccination(n="VECTOR"), "Control: a single name.", "genuine")
    add("control-no-options", vaccination(sex=None, dis=None, dvn=None), "Control: only what must be there.", "genuine")
    for n, change, why in [
        ("uvci-missing", {"uvci": None}, "No identifier."), ("uvci-number", {"uvci": 7}, "An identifier that is a number."),
        ("pid-missing", {"pid": None}, "No person."), ("pid-array", {"pid": []}, "The person as an array."),
        ("n-missing", {"n": None}, "No name."), ("n-empty", {"n": ""}, "An empty name."), ("n-number", {"n": 7}, "A name that is a number."),
        ("ve-missing", {"ve": None}, "No vaccination."), ("ve-empty", {"ve": []}, "An empty list of vaccinations."),
        ("ve-object", {"ve": {}}, "The vaccinations as an object."), ("ve-text", {"ve": ["x"]}, "A vaccination that is a text."),
        ("vd-missing", {"vd": None}, "No dose."), ("vd-empty", {"vd": []}, "An empty list of doses."), ("vd-text", {"vd": ["x"]}, "A dose that is a text."),
        ("des-missing", {"des": None}, "No vaccine."), ("nam-missing", {"nam": None}, "No product."),
        ("dvc-missing", {"dvc": None}, "No day of the dose."), ("dvc-impossible", {"dvc": "2025-02-30"}, "A day that no calendar has."),
        ("dvc-month", {"dvc": "2025-13-01"}, "A thirteenth month."), ("dvc-text", {"dvc": "last year"}, "A day in words."),
        ("dvc-number", {"dvc": 20250303}, "A day as a number."), ("dvc-order", {"dvc": "03-03-2025"}, "A day in another order."),
        ("dob-impossible", {"dob": "1990-02-31"}, "A birth date that no calendar has."), ("dob-zero", {"dob": "0000-00-00"}, "A birth date of zeros."),
        ("dob-text", {"dob": "unknown"}, "A birth date in words."), ("dob-number", {"dob": 19900102}, "A birth date as a number."),
    ]:
        add(n, vaccination(**change), why)
    add("control-test", tested(), "Control: a test.", "genuine")
    for n, change, why in [
        ("test-utci-missing", {"utci": None}, "No identifier of the test."), ("test-tr-missing", {"tr": None}, "No result."),
        ("test-tr-text", {"tr": "negative"}, "The result as a text."), ("test-r-missing", {"r": None}, "A result zone without the result."),
        ("test-tc-missing", {"tc": None}, "A result zone without the kind of test."), ("test-dat-missing", {"dat": None}, "No dates."),
        ("test-sc-missing", {"sc": None}, "No moment of sampling."), ("test-sc-impossible", {"sc": "2026-02-30T12:00:00Z"}, "A moment that no calendar has."),
        ("test-sc-hour", {"sc": "2026-02-20T25:00:00Z"}, "A twenty-fifth hour."), ("test-sc-text", {"sc": "yesterday"}, "A moment in words."),
        ("test-n-missing", {"n": None}, "No name."), ("test-pid-missing", {"pid": None}, "No person."),
    ]:
        add(n, tested(**change), why)
    data = tested()
    data["hdr"]["t"] = "icao.vacc"
    add("test-as-vaccination", data, "A test under the header of a vaccination.")


def trust():
    """The CSCA certificates that these vectors name."""
    ca = lambda private, subject=AU_NAME, **more: certify(private, subject, **{"ca": True, "usage": CA_USE, **more})
    write_trust(AU, pem(ca(CSCA)))
    write_trust("csca-au-p256.pem", pem(ca(P256_CA)))
    write_trust("csca-au-p521.pem", pem(ca(P521_CA)))
    write_trust(AU_OLD, pem(ca(OLD_CA, since="2020-01-01", until="2025-12-31")))
    write_trust("csca-au-future.pem", pem(ca(OLD_CA, since="2030-01-01", until="2040-01-01")))
    write_trust(NZ, pem(ca(NZ_CA, NZ_NAME)))
    write_trust("csca-leaf.pem", pem(ca(SUB, name("AU", "csca leaf"), ca=False, usage=SIGN_USE)))
    write_trust("csca-plain.pem", pem(ca(SUB, name("AU", "csca plain"), ca=None, usage=None)))
    write_trust("csca-use.pem", pem(ca(SUB, name("AU", "csca use"), usage=SIGN_USE)))
    write_trust(RSA, pem(ca(RSA_CA)))
