"""What a row is known by beside its number: a public id, and the hash of its words."""

from __future__ import annotations

import hashlib
import uuid


def new_uid() -> str:
    """A public id: 32 hex digits, never derived from a row's number, the same in every copy of the database."""
    return uuid.uuid4().hex


def sha256(text: str) -> str:
    """The SHA-256 (hex) of `text` in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()
