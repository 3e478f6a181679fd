"""The words that columns hold: every enumeration once, as a type and as the tuple of its members."""

from typing import Literal, get_args

# Of quotes
Kind = Literal["direct", "mixed", "indirect"]
Factuality = Literal["actual", "negated", "possible"]
"""Whether it was said: yes; no ("never said"); or it may be, or may come ("if she says", "will say")."""
DateBasis = Literal["stated", "relative", "editor"]
Status = Literal["extracted", "confirmed", "rejected"]
KINDS: tuple[Kind, ...] = get_args(Kind)
FACTUALITIES: tuple[Factuality, ...] = get_args(Factuality)
DATE_BASES: tuple[DateBasis, ...] = get_args(DateBasis)
STATUSES: tuple[Status, ...] = get_args(Status)

# Of speakers, and of how they are named
SpeakerKind = Literal["person", "organization", "collective", "unnamed"]
NameKind = Literal["primary", "alias", "short", "transliteration", "former"]
MentionBasis = Literal["named", "title", "pronoun", "collective", "initialism", "place", "alternation", "editor"]
SPEAKER_KINDS: tuple[SpeakerKind, ...] = get_args(SpeakerKind)
NAMED_KINDS = tuple(kind for kind in SPEAKER_KINDS if kind != "unnamed")
"""Those that go by a name of their own."""
NAME_KINDS: tuple[NameKind, ...] = get_args(NameKind)
MENTION_BASES: tuple[MentionBasis, ...] = get_args(MentionBasis)

# Of sources
Medium = Literal["article", "transcript", "statement", "post", "broadcast", "document"]
MEDIA: tuple[Medium, ...] = get_args(Medium)

# Of claims, what quotes do to them, and how they bear on one another
ClaimKind = Literal["figure", "comparison", "superlative", "event", "accusation", "denial"]
Stance = Literal["asserts", "denies", "disputes", "repeats", "attributes"]
RelationKind = Literal["contradicts", "updates", "narrows", "same_as"]
CLAIM_KINDS: tuple[ClaimKind, ...] = get_args(ClaimKind)
WORTH_CHECKING = 0.3
"""Statements that score less are proposed out of transcripts alone, and listed where they are asked for."""
STANCES: tuple[Stance, ...] = get_args(Stance)
RELATIONS: tuple[RelationKind, ...] = get_args(RelationKind)

# Of reviews, ratings and evidence
ReviewStatus = Literal["draft", "published", "withdrawn"]
Normalized = Literal["true", "mixture", "false", "other"]
EvidenceStance = Literal["supports", "refutes", "context"]
REVIEW_STATUSES: tuple[ReviewStatus, ...] = get_args(ReviewStatus)
NORMALIZED: tuple[Normalized, ...] = get_args(Normalized)
EVIDENCE_STANCES: tuple[EvidenceStance, ...] = get_args(EvidenceStance)
