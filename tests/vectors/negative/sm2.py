"""SM2 signatures (GB/T 32918.2-2016) for the vectors, in plain numbers: slow, readable, independent of what it tests."""

import hashlib

from cryptography.hazmat.primitives import hashes

P = 2**256 - 2**224 - 2**96 + 2**64 - 1
A = P - 3
B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
G = (0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
     0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0)
IDENTIFIER = b"1234567812345678"


def sm3(data):
    digest = hashes.Hash(hashes.SM3())
    digest.update(data)
    return digest.finalize()


def sha256(data):
    return hashlib.sha256(data).digest()


def add(a, b):
    if a is None or b is None:
        return a or b
    if a[0] == b[0]:
        if (a[1] + b[1]) % P == 0:
            return None
        slope = (3 * a[0] * a[0] + A) * pow(2 * a[1], -1, P)
    else:
        slope = (b[1] - a[1]) * pow(b[0] - a[0], -1, P)
    x = (slope * slope - a[0] - b[0]) % P
    return x, (slope * (a[0] - x) - a[1]) % P


def multiply(k, point):
    total = None
    while k:
        if k & 1:
            total = add(total, point)
        point, k = add(point, point), k >> 1
    return total


class Sm2Key:
    """The private key that belongs to `name`."""

    def __init__(self, name):
        stream = hashlib.shake_256(b"Kincode negative vectors: SM2 " + name.encode()).digest(48)
        self.d = int.from_bytes(stream, "big") % (N - 2) + 1
        self.point = multiply(self.d, G)
        self.x, self.y = (n.to_bytes(32, "big") for n in self.point)

    def z(self, identifier=IDENTIFIER):
        numbers = b"".join(n.to_bytes(32, "big") for n in (A, B, *G))
        return sm3(len(identifier * 8).to_bytes(2, "big") + identifier + numbers + self.x + self.y)

    def rs(self, message, identifier=IDENTIFIER, with_z=True, digest=sm3):
        """r and s; the nonce follows from key and message."""
        e = int.from_bytes(digest((self.z(identifier) if with_z else b"") + message), "big")
        k = int.from_bytes(hashlib.shake_256(self.d.to_bytes(32, "big") + e.to_bytes(32, "big")).digest(48), "big") % (N - 1) + 1
        r = (e + multiply(k, G)[0]) % N
        s = pow(1 + self.d, -1, N) * (k - r * self.d) % N
        assert r and s and r + k != N
        return r, s
