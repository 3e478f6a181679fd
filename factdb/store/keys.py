"""What identifies a row besides its number: a public id, and the hash of its words."""

from __future__ import annotations

import hashlib
import uuid


def new_uid() -> str:
    """Return a new public id: 32 random hex digits, the same in every copy of the database."""
    return uuid.uuid4().hex


def sha256(text: str) -> str:
    """Return the SHA-256 of `text` in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
