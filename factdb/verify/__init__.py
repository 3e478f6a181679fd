"""Everything proved again: hashes, spans, and every decision replayed; and all of it against a head kept elsewhere."""

from factdb.verify.heads import Head, misfits, read_head, take_head, write_head
from factdb.verify.proofs import Proved, verify, verify_against

__all__ = ["Head", "Proved", "misfits", "read_head", "take_head", "verify", "verify_against", "write_head"]
