"""Writes SM4-GCM and HMAC-SM3 cases by OpenSSL (pip install cryptography): python3 sm.py [gcm hmac [seed]] > sm.txt"""

import random
import sys

from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

GCM, HMAC, SEED = (list(map(int, sys.argv[1:])) + [2000, 500, 8998][len(sys.argv) - 1 :])[:3]
dice = random.Random(SEED)


def length(most):
    """Short ones often: block borders are where mistakes are."""
    return dice.choice([0, 1, 15, 16, 17, 31, 32, 33, dice.randrange(most), dice.randrange(64)])


for _ in range(GCM):
    key, nonce = dice.randbytes(16), dice.randbytes(12)
    aad, plain = dice.randbytes(length(96)), dice.randbytes(length(320))
    sealer = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
    sealer.authenticate_additional_data(aad)
    sealed = sealer.update(plain) + sealer.finalize()
    print("gcm", key.hex(), nonce.hex(), aad.hex(), plain.hex(), sealed.hex(), sealer.tag.hex())
for _ in range(HMAC):
    key, message = dice.randbytes(length(160)), dice.randbytes(length(320))
    mac = hmac.HMAC(key or b"\0", hashes.SM3())
    mac.update(message)
    print("hmac", key.hex(), message.hex(), mac.finalize().hex())
