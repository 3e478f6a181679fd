"""Everything proved again: hashes, spans, and every decision replayed."""

from factdb.verify.proofs import Proved, verify, verify_against

__all__ = ["Proved", "verify", "verify_against"]
