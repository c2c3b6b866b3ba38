"""Six words that stand for a person's two public keys, to be read aloud to one another."""

from __future__ import annotations

import hashlib
from functools import cache, lru_cache

WORDS = 6
_BITS = 11


@lru_cache(maxsize=256)
def fingerprint_words(recipient: str, verify_key: str) -> tuple[str, ...]:
    """Six words of the BIP-39 English list: 66 bits of an scrypt hash over both keys.

    scrypt (16 MiB, about 50 ms) makes each of a forger's tries some hundred thousand times dearer than a
    plain hash, so that six words are enough.
    """
    keys = f"{recipient}\n{verify_key}".encode()
    digest = hashlib.scrypt(keys, salt=b"streetlaw fingerprint words 1", n=2**14, r=8, p=1, dklen=16)
    number = int.from_bytes(digest, "big")
    words = _list()
    return tuple(words[number >> (_BITS * i) & (2**_BITS - 1)] for i in range(WORDS))


@cache
def _list() -> tuple[str, ...]:
    # lazy: needed only where people compare words, and its list costs milliseconds to read
    from mnemonic import Mnemonic

    return tuple(Mnemonic("english").wordlist)
