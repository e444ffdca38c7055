"""Vectors of KC1 with SM2, of the classes of kc1.md part 4 in which it makes a difference."""

import cbor2

import kc1_make as make
from kc1 import book
from kc1_make import (DAY, ISSUER, LISTER, NOW, SM2, SM2_DEVICE, SM2_ISSUER, SM2_LISTER, SM2_STRANGER, STRANGER, T, authority,
                      body, claims, code, context, entry, kct, kid, live, low, parts, rep, signed, text, token)
from keys import raw
from sm2 import N, sha256


def strip(**changes):
    return body(claims(kind=1, **{"cnf": make.device(SM2_DEVICE), **changes}), private=SM2_ISSUER)


def shown(inside=None, **more):
    return live(strip() if inside is None else inside, private=more.pop("private", SM2_DEVICE), **more)


def vectors():
    trust = kct("sm2", [authority(entry(SM2_ISSUER, (1, 2, 3)), entry(SM2_LISTER, (4,)))], [token(private=SM2_LISTER)])

    def add(kind, name, text_of, reason, why, **more):
        book.vector(kind, "sm2-" + name, text_of, reason, why, **{"trust": [trust], **more})

    def paper(**more):
        return code(more.pop("content", None) or claims(), **{"private": SM2_ISSUER, **more})

    good = parts(claims(), private=SM2_ISSUER)
    add("A", "control-paper", paper(), "genuine", "Control: a paper code with SM2.")
    add("A", "control-live", shown(), "genuine", "Control: a live proof with SM2 throughout.", proof=True)
    add("A", "control-school", paper(content=claims(kind=3)), "genuine", "Control: a school code with SM2.")
    whole, payload = cbor2.dumps(good), good[2]
    for size in range(8, len(whole), 32):
        add("B", f"cut-{size}", text(whole[:size]), "form", f"Only the first {size} bytes.")
    add("B", "trailing", text(whole + b"\0"), "form", "A byte behind the body.")
    add("B", "wide-alg", paper(protected=rep(good[0], b"\x3a\x00\x01\x00\x00", b"\x3b" + (65536).to_bytes(8, "big"))), "form",
        "alg one width too long.")

    name = kid(SM2_ISSUER)
    add("C", "es256-header", paper(protected={1: -7, 4: name}), "key-scope", "ES256 in the header over an SM2 key.")
    add("C", "es256-header-signed", code(claims(), private=ISSUER, protected={1: -7, 4: name}), "key-scope",
        "ES256 under the kid of an SM2 key.")
    add("C", "es384-header", paper(protected={1: -35, 4: name}), "form", "An algorithm of nobody.")
    add("C", "kid-of-p256", code(claims(), private=SM2_ISSUER, protected={1: SM2, 4: kid(ISSUER)}), "issuer-unknown",
        "SM2 under the kid of a key that is not here.")

    message = signed(good[0], context("code"), payload)
    r, s = SM2_ISSUER.rs(message)

    def forged(word, why, signature=None, reason="signature", **more):
        add("D", word, paper(signature=signature, **more), reason, why)

    forged("control", "Control: r and s as they are.", raw(r, s), "genuine")
    high = next(claims(idx=idx) for idx in range(99) if int.from_bytes(parts(claims(idx=idx), private=SM2_ISSUER)[3][32:], "big") > N // 2)
    forged("control-high-s", "Control: SM2 knows no half of s.", reason="genuine", content=high)
    for word, value, why in [("zeros", bytes(64), "r = s = 0."), ("r-zero", raw(0, s), "r = 0."), ("s-zero", raw(r, 0), "s = 0."),
                             ("r-order", raw(N, s), "r = n."), ("r-above", raw(N + 1, s), "r = n + 1."), ("s-order", raw(r, N), "s = n."),
                             ("s-above", raw(r, N + 1), "s = n + 1."), ("mirrored-s", raw(r, N - s), "n - s."), ("swapped", raw(s, r), "s before r."),
                             ("sum", raw(r, N - r), "r + s = n."), ("ones", b"\xff" * 64, "All bits set."),
                             ("little-endian", raw(r, s)[:32][::-1] + raw(r, s)[32:][::-1], "Little-endian numbers."),
                             ("last-bit", raw(r, s ^ 1), "The last bit flipped.")]:
        forged(word, why, value)
    for word, value in [("63-bytes", raw(r, s)[:-1]), ("65-bytes", raw(r, s) + b"\0"), ("71-bytes", raw(r, s) + bytes(7))]:
        forged(word, "Not 64 bytes.", value, "form")
    for word, why, more in [("other-identifier", "Another identifier.", {"identifier": b"1234567812345679"}),
                            ("no-identifier", "No identifier.", {"identifier": b""}),
                            ("no-z", "Without Z_A.", {"with_z": False}), ("sha256", "With SHA-256.", {"digest": sha256})]:
        forged(word, why, raw(*SM2_ISSUER.rs(message, **more)))
    forged("stranger", "By another key under the trusted kid.", private=SM2_STRANGER, named=SM2_ISSUER)
    forged("empty-context", "Signed with an empty context.", aad=b"")
    for thing in ("proof", "request", "receipt", "trust"):
        forged("context-" + thing, f"Signed as a {thing}.", aad=context(thing))
    forged("context-practice", "Signed in the practice realm.", aad=context("code", "practice"))
    forged("es256", "ES256 over the same bytes.", low(ISSUER, message))
    forged("crossed", "The signature of another code.", parts(claims(idx=5), private=SM2_ISSUER)[3])

    add("E", "unknown", paper(private=SM2_STRANGER), "issuer-unknown", "A key of nobody.")
    add("E", "status-key", paper(private=SM2_LISTER), "key-scope", "A key for status lists signs a code.")
    add("E", "dead", paper(), "key-dead", "A dead key.",
        trust=[kct("sm2-dead", [authority(entry(SM2_ISSUER, (2,)), entry(SM2_LISTER, (4,)))], dead=[name])])
    off = (bytes(31) + b"\x05", bytes(31) + b"\x01")
    curve = kct("sm2-off-curve", [authority(entry(off, (2,), curve=SM2), entry(SM2_LISTER, (4,)))])
    add("E", "off-curve", paper(protected={1: SM2, 4: kid(off, SM2)}), "signature", "A key off its curve verifies nothing.", trust=[curve])
    mixed = kct("sm2-mixed", [authority(entry(SM2_ISSUER, (2,)), entry(LISTER, (4,)))])
    add("E", "control-mixed", paper(), "genuine", "Control: codes with SM2, status lists with ES256.", trust=[mixed])

    wrong = kct("sm2-list-stranger", [authority(entry(SM2_ISSUER, (2,)), entry(SM2_LISTER, (4,)))], [token(private=SM2_STRANGER)])
    add("H", "list-stranger", paper(), "status-unknown", "A status list by a key of nobody.", trust=[wrong])
    ones = kct("sm2-revoked", [authority(entry(SM2_ISSUER, (2,)), entry(SM2_LISTER, (4,)))], [token(private=SM2_LISTER, ones=[982341])])
    add("H", "revoked", paper(), "status-revoked", "Its bit is set.", trust=[ones])
    head = {1: -7, 4: kid(SM2_LISTER), 16: "application/statuslist+cwt"}
    alg = kct("sm2-list-alg", [authority(entry(SM2_ISSUER, (2,)), entry(SM2_LISTER, (4,)))], [token(private=SM2_LISTER, protected=head)])
    add("H", "list-alg", paper(), "status-unknown", "ES256 in the header of a list with SM2.", trust=[alg])

    def proof(word, text_of, reason, why, **more):
        add("I", word, text_of, reason, why, proof=True, **more)

    proof("bare", text(strip()), "live-missing", "A bare strip.")
    proof("old", shown(t=NOW - 91), "live-stale", "91 seconds old.")
    proof("ahead", shown(t=NOW + 61), "live-clock", "61 seconds ahead.")
    proof("by-issuer", shown(private=SM2_ISSUER), "signature", "Signed by the issuer.", forged=True)
    proof("by-stranger", shown(private=SM2_STRANGER), "signature", "Signed by another device.", forged=True)
    proof("context-code", shown(aad=context("code")), "signature", "Signed as a code.", forged=True)
    proof("es256-device", live(strip(cnf=make.device())), "form", "An ES256 device key in an SM2 strip.")
    proof("es256-proof", live(strip(), private=STRANGER), "form", "An ES256 proof around an SM2 strip.")
    flipped = make.device(SM2_DEVICE)
    flipped[1][-3] = not flipped[1][-3]
    proof("mirrored", shown(strip(cnf=flipped)), "signature", "The mirrored point.", forged=True)
    off = {1: {1: 2, -1: SM2, -2: b"\xff" * 32, -3: True}}
    proof("off-curve", shown(strip(cnf=off)), "signature", "An x that no point has.", forged=True)
    once = shown()
    proof("again", once, "live-repeat", "Shown forty seconds before.", seen=[(once, NOW - 40)])
    proof("control-challenge", shown(challenge=7), "genuine", "Control: the digits that were asked.", challenge=(7, NOW - 20))
    proof("challenge-other", shown(challenge=8), "live-challenge", "Other digits.", challenge=(7, NOW - 20))
    add("G", "expired", paper(), "expired", "exp itself is too late.", now=T + 30 * DAY)
    red = strip(colour=3, log=[2**40, bytes(32)])
    proof("control-red", shown(red), "genuine", "Control: red with its log number.")
