#!/usr/bin/env python3
"""Writes genuine.kct: a trust file by another hand than ours (cbor2, cryptography), with two roots,
three parts and a death. The keys are thrown away. Run in this folder: python3 genuine.py"""

import hashlib

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
NOW = 1795248000  # 2026-11-21T08:00:00Z
DAY = 86400


def dumps(value):
    return cbor2.dumps(value, canonical=True)


def sha256(data):
    return hashlib.sha256(data).digest()


class Key:
    def __init__(self):
        self.secret = ec.generate_private_key(ec.SECP256R1())
        n = self.secret.public_key().public_numbers()
        self.cose = {1: 2, -1: 1, -2: n.x.to_bytes(32, "big"), -3: n.y.to_bytes(32, "big")}
        self.kid = sha256(dumps(self.cose))[:8]

    def sign(self, context, payload):
        protected = dumps({1: -7, 4: self.kid})
        message = dumps(["Signature1", protected, context, payload])
        r, s = utils.decode_dss_signature(self.secret.sign(message, ec.ECDSA(hashes.SHA256())))
        s = min(s, ORDER - s)
        return [protected, {}, None, r.to_bytes(32, "big") + s.to_bytes(32, "big")]


a, b, x, y, issuer, status = (Key() for _ in range(6))
sm2 = {1: 2, -1: -65537, -2: bytes(range(32)), -3: bytes(range(32, 64))}
first = {
    2: 1, 3: 1, 4: {"en": "Test publisher", "zh": "试验发布者"}, 5: [a.cose], 6: 1, 7: [x.cose],
    8: ["kc1:*", "hc1", "packs"], 9: NOW - 60 * DAY,
}
publisher = sha256(dumps(first))[:16]
second = {
    1: publisher, 2: 2, 3: 1, 4: {"en": "Test publisher"}, 5: [a.cose, b.cose, sm2], 6: 2,
    7: [y.cose], 8: ["kc1:gzedu", "hc1"], 9: NOW - 30 * DAY,
}
authority = {
    1: "gzedu",
    2: {"en": "Test education bureau", "zh": "试验教育局"},
    3: [
        {1: issuer.cose, 2: [1, 2, 3], 3: NOW - DAY, 4: NOW + 365 * DAY, 5: ["CN-GD"]},
        {1: status.cose, 2: [4], 3: NOW - DAY, 4: NOW + 365 * DAY, 5: ["CN-GD"]},
        {1: sm2, 2: [1], 3: NOW - DAY, 4: NOW + 365 * DAY, 5: ["CN-GD", "CN-HN"]},
    ],
    4: "https://status.example/",
    5: "https://codes.example",
    6: ["log.example/1", ["log.example/1+00000000+AQ"], [], 0],
}
parts = [("kc1", dumps([authority])), ("hc1-dsc", b"not read here"), ("pack", b"out of scope")]
manifest = {
    1: publisher, 2: 2, 3: 5, 4: NOW, 5: NOW + 30 * DAY,
    6: [[kind, sha256(content), len(content), "made", NOW - DAY] for kind, content in parts],
    7: [["kc1", status.kid, NOW - DAY]],
}


def document(thing, value, keys):
    payload = dumps(value)
    return [payload, [key.sign(b"kincode/1/real/" + thing, payload) for key in keys]]


with open("genuine.kct", "wb") as file:
    file.write(dumps([
        "kct1",
        [document(b"root", first, [a]), document(b"root", second, [a, b])],
        document(b"trust", manifest, [y]),
        [content for _, content in parts],
    ]))
