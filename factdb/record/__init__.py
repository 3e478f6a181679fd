"""An editor's record of one published work: its speakers, quotes and claims, in TOML, validated to the line.

A record belongs to up to two texts. The *original* is the work that the editor read; where its text may not be copied,
the record keeps offsets and hashes of each quote in it, which are facts, and no text. The *retelling* is a report of
the same events in our own words that lies beside the record and may be published with it.

    format = 1                      # of this file
    editor = "factdb"               # who confirms what is written here

    [source]                        # the original
    title, published_on             # required; a title may be cited in part, ending in "…"
    agency, publisher, byline, contributors = [..], dateline, url, language = "en", medium = "article", rights
    text_sha256, text_length        # of the text that `original` offsets count in (code points; SHA-256 of its UTF-8)

    [retelling]                     # if there is one
    file                            # beside the record
    publisher, note                 # note: how it derives from the original

    [[speaker]]
    key, name, kind                 # kind: person, organization, collective, unnamed
    role, aliases = [..], wikidata  # wikidata: "Q" and digits

    [[quote]]
    key, speaker, kind              # speaker: a speaker's key, or a list of them for a joint statement
    quoted = [".."]                 # the runs in quotation marks, in order, without the marks and without the comma or
                                    #   full stop before the closing one; none for an indirect quote
    content = [".."]                # the whole content as the retelling prints it, marks and all, in one stretch or
                                    #   several; without cue, speaker and "that"; may be left out for a direct quote
    cue, mention                    # the words of the retelling that attribute ("rejected … as"), and that name the
                                    #   speaker; of several places, that nearest to the content is meant
    said_on, said_until             # days; said_until is said_on where it is left out
    said_as, said_basis             # the words read ("Friday"), and how: stated, relative, editor
    addressee, addressee_as         # a speaker's key; the words as printed ("reporters")
    reported_by                     # key of the speaker who relays it: "China said that Qin urged"
    factuality                      # actual, negated (the text says that it was not said) or possible
    venue, note

    [quote.original]                # its place in the original: code points, ends exclusive
    content = [[start, end], ..]    # its stretches, from the first word to the last
    sha256                          # of the words there (`content_sha256`)
    cue = [start, end]
    speaker = [start, end]

    [[claim]]
    key, text                       # one statement in our own words, standing by itself
    [[claim.assertion]]
    stance                          # asserts, denies, disputes, repeats
    quote                           # a quote's key, or
    narration = true                # the report's own voice, in the retelling as in the original

    [[relation]]                    # between two claims
    claim, to, kind                 # keys; contradicts, updates, narrows, same_as

`read_record` reports every problem of a file at once; `locate` finds a quote in a text, or says why it cannot.
"""

from __future__ import annotations

from factdb.record.entries import (
    ClaimRelation,
    Original,
    Record,
    RecordedAssertion,
    RecordedClaim,
    RecordedQuote,
    RecordedSource,
    RecordedSpeaker,
    Retelling,
)
from factdb.record.places import Located, content_sha256, locate
from factdb.record.reading import FORMAT, read_record

__all__ = [
    "FORMAT",
    "ClaimRelation",
    "Located",
    "Original",
    "Record",
    "RecordedAssertion",
    "RecordedClaim",
    "RecordedQuote",
    "RecordedSource",
    "RecordedSpeaker",
    "Retelling",
    "content_sha256",
    "locate",
    "read_record",
]
