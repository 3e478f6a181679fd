"""Random sequences of decisions, undos and looks back, against a model in memory that knows nothing of the database.

The model holds plain dicts: quotes, claims and reviews by number, and for each of them the pile of decisions with what
stood before. `make stress` runs hundreds of sequences on both databases.
"""

import copy
import json
import shutil
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from samples import BRIDGE, FERRY

from factdb.cli.decided import correction
from factdb.database.connect import as_it_stood, checking_connection, read_connection
from factdb.database.counts import count_faults
from factdb.database.write import open_writer
from factdb.decide import claims, quotes, reviews, status
from factdb.decide.reviews import Judgement, Piece
from factdb.decide.undo import undo_decision
from factdb.errors import FactdbError
from factdb.queries.claims import list_claims
from factdb.queries.likeness import suggested_matches
from factdb.store.decisions import By
from factdb.verify import Proved, verify

QUOTES = (1, 2, 3)
SPEAKERS = ("Jonas Reed", "Mira Okafor", "Lena Brandt")
STATEMENTS = ("The ferry is owed.", "The bridge holds.", "The vote was close.")
RATINGS = ("False", "Half true", "True")
ACTORS = ("ann", "bo")
# What a candidate of the first article likely repeats.
JUDGED = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://checks.example/passengers",
    "datePublished": "2024-02-10",
    "author": {"@type": "Organization", "name": "Ellis Checks"},
    "claimReviewed": "The ferry carries 40,000 passengers every year.",
    "reviewRating": {"@type": "Rating", "alternateName": "False"},
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Olga Sund"},
        "datePublished": "2024-02-01",
    },
}


def read(reader):
    """What the model knows, read from the database."""
    world = {"quotes": {}, "claims": {}, "reviews": {}, "matches": {}}
    for row in reader.rows("SELECT id, status, confirmed_by, said_on, venue FROM quotes"):
        if row["id"] in QUOTES:
            said = list(
                reader.rows(
                    "SELECT a.rank, k.name FROM attributions a LEFT JOIN speakers k ON k.id = a.speaker_id"
                    " WHERE a.quote_id = :id AND a.part = 'speaker' ORDER BY a.seq",
                    {"id": row["id"]},
                )
            )
            world["quotes"][row["id"]] = {
                **{k: row[k] for k in ("status", "confirmed_by", "venue")},
                "said_on": row["said_on"] and str(row["said_on"]),
                "speakers": tuple(a["name"] for a in said if a["rank"] != "deprecated"),
            }
    for row in reader.rows("SELECT id, text, status, confirmed_by FROM claims WHERE origin = 'record'"):
        held = reader.rows("SELECT quote_id, stance FROM assertions WHERE claim_id = :id", {"id": row["id"]})
        world["claims"][row["id"]] = {
            **{k: row[k] for k in ("text", "status", "confirmed_by")},
            "stances": {a["quote_id"]: a["stance"] for a in held},
        }
    for row in reader.rows(
        "SELECT id, claim_id, status, rating_label, reviewer, supersedes_id FROM reviews WHERE origin = 'record'"
    ):
        rests = reader.rows("SELECT quote_id FROM evidence WHERE review_id = :id ORDER BY seq", {"id": row["id"]})
        world["reviews"][row["id"]] = {
            **{k: row[k] for k in ("claim_id", "status", "rating_label", "reviewer", "supersedes_id")},
            "evidence": [e["quote_id"] for e in rests],
        }
    open_ones = {(match["id"], match["other_id"]) for match in suggested_matches(reader)}
    for row in reader.rows(
        "SELECT m.claim_id, m.other_id, c.status, (SELECT kind FROM claim_relations r WHERE r.claim_id = m.claim_id)"
        " AS kind FROM claim_matches m JOIN claims c ON c.id = m.claim_id"
    ):
        pair = (row["claim_id"], row["other_id"])
        settled = "same" if row["status"] == "rejected" else "opposite" if row["kind"] else "different"
        world["matches"][pair] = "suggested" if pair in open_ones else settled
    return world


class Desk(RuleBasedStateMachine):
    """Each row is a pile of states: a decision lays one on it, an undo takes one off."""

    fresh = staticmethod(lambda: "")
    drop = staticmethod(lambda database: None)

    @initialize()
    def begin(self):
        self.database = self.fresh()
        with read_connection(self.database) as reader:
            self.world = read(reader)
        self.piles = {}
        self.answers = {}
        with read_connection(self.database) as reader:
            self.decisions = next(iter(reader.rows("SELECT count(*) AS n FROM decisions")))["n"]
        self.past = []

    def teardown(self):
        if hasattr(self, "database"):
            self.drop(self.database)

    def does(self, subject, number, work, new, refused=None, linked=None):
        """Do `work`; the model's row becomes `new` (None: gone, the row itself: nothing decided), or it is refused.

        `linked` is the quote whose link alone the decision changes: it is undone apart.
        """
        with open_writer(self.database) as writer:
            if refused is not None:
                with pytest.raises(FactdbError, match=refused), writer.transaction() as tx:
                    work(tx)
                return
            with writer.transaction() as tx:
                work(tx)
                (made,) = tx.exec_driver_sql("SELECT coalesce(max(id), 0) FROM decisions").one()
        rows = self.world[subject]
        if new == rows.get(number):
            return
        self.decisions += 1
        self.piles.setdefault((subject, number), []).append((made, copy.deepcopy(rows.get(number)), linked))
        if new is None:
            del rows[number]
        else:
            rows[number] = new

    def some(self, subject, pick):
        numbers = sorted(self.world[subject])
        return numbers[pick % len(numbers)] if numbers else None

    # --- Quotes

    @rule(number=st.sampled_from(QUOTES), actor=st.sampled_from(ACTORS), keep=st.booleans())
    def settles_a_quote(self, number, actor, keep):
        was = self.world["quotes"][number]
        wanted = "confirmed" if keep else "rejected"
        new = was if was["status"] == wanted else {**was, "status": wanted, "confirmed_by": actor if keep else None}
        does = status.confirm if keep else status.reject
        self.does("quotes", number, lambda tx: does(tx, "quotes", str(number), By(actor)), new)

    @rule(
        number=st.sampled_from(QUOTES),
        speakers=st.lists(st.sampled_from(SPEAKERS), unique=True, min_size=1, max_size=2),
        day=st.sampled_from([None, "2024-03-01", "2024-02-28"]),
        venue=st.sampled_from([None, "", "the quay"]),
    )
    def corrects_a_quote(self, number, speakers, day, venue):
        was = self.world["quotes"][number]
        new = {**was, "speakers": tuple(speakers), "said_on": day or was["said_on"]}
        new["venue"] = was["venue"] if venue is None else venue or None
        if new != was or was["status"] != "confirmed":
            new |= {"status": "confirmed", "confirmed_by": "cy"}
        wanted = correction(tuple(speakers), day, None, venue)
        self.does("quotes", number, lambda tx: quotes.correct(tx, str(number), wanted, By("cy", "x")), new)

    # --- Claims

    @rule(statement=st.sampled_from(STATEMENTS), quote=st.sampled_from(QUOTES))
    def adds_a_claim(self, statement, quote):
        known = next((n for n, c in self.world["claims"].items() if c["text"] == statement), None)
        if known is not None:
            return
        with read_connection(self.database) as reader:
            number = next(iter(reader.rows("SELECT coalesce(max(id), 0) + 1 AS n FROM claims")))["n"]
            if reader.dialect == "postgresql":
                number = next(iter(reader.rows("SELECT last_value + 1 AS n FROM claims_id_seq")))["n"]
        refused = "is rejected" if self.world["quotes"][quote]["status"] == "rejected" else None
        new = {"text": statement, "status": "confirmed", "confirmed_by": "ann", "stances": {quote: "asserts"}}
        self.does(
            "claims",
            number,
            lambda tx: claims.add_claim(tx, statement, By("ann"), quote=str(quote), stance="asserts"),
            new,
            refused,
        )

    @rule(pick=st.integers(0, 9), quote=st.sampled_from(QUOTES), stance=st.sampled_from(["denies", "repeats"]))
    def links_a_claim(self, pick, quote, stance):
        number = self.some("claims", pick)
        if number is None:
            return
        was = self.world["claims"][number]
        rejected = "rejected" in (was["status"], self.world["quotes"][quote]["status"])
        self.does(
            "claims",
            number,
            lambda tx: claims.link_claim(tx, str(number), str(quote), By("bo"), stance=stance, force=True),
            {**was, "stances": {**was["stances"], quote: stance}},
            "is rejected" if rejected else None,
            linked=quote,
        )

    @rule(pick=st.integers(0, 9), quote=st.sampled_from(QUOTES))
    def unlinks_a_claim(self, pick, quote):
        number = self.some("claims", pick)
        if number is None:
            return
        was = self.world["claims"][number]
        rejected = "rejected" in (was["status"], self.world["quotes"][quote]["status"])
        self.does(
            "claims",
            number,
            lambda tx: claims.unlink_claim(tx, str(number), str(quote), By("bo")),
            {**was, "stances": {q: stance for q, stance in was["stances"].items() if q != quote}},
            "is rejected" if rejected else None,
            linked=quote,
        )

    @rule(pick=st.integers(0, 9), keep=st.booleans())
    def settles_a_claim(self, pick, keep):
        number = self.some("claims", pick)
        if number is None:
            return
        was = self.world["claims"][number]
        wanted = "confirmed" if keep else "rejected"
        new = was if was["status"] == wanted else {**was, "status": wanted, "confirmed_by": "bo" if keep else None}
        does = status.confirm if keep else status.reject
        self.does("claims", number, lambda tx: does(tx, "claims", str(number), By("bo")), new)

    # --- Reviews

    @rule(pick=st.integers(0, 9), rating=st.sampled_from(RATINGS), former=st.integers(0, 3))
    def reviews_a_claim(self, pick, rating, former):
        number = self.some("claims", pick)
        if number is None:
            return
        superseded = {r["supersedes_id"] for r in self.world["reviews"].values()}
        open_ones = [
            n
            for n, r in sorted(self.world["reviews"].items())
            if r["claim_id"] == number and r["status"] != "draft" and n not in superseded
        ]
        supersedes = open_ones[former] if former < len(open_ones) else None
        with read_connection(self.database) as reader:
            known = next(iter(reader.rows("SELECT coalesce(max(id), 0) + 1 AS n FROM reviews")))["n"]
            if reader.dialect == "postgresql":
                sequence = next(iter(reader.rows("SELECT last_value, is_called FROM reviews_id_seq")))
                known = sequence["last_value"] + bool(sequence["is_called"])
        new = {
            "claim_id": number, "status": "draft", "rating_label": rating, "reviewer": "ann",
            "supersedes_id": supersedes, "evidence": [],
        }  # fmt: skip
        scales = 0 if self._scale() else 1
        confirmed = self.world["claims"][number]["status"] == "confirmed"
        self.does(
            "reviews",
            known,
            lambda tx: reviews.add_review(
                tx, str(number), Judgement(rating=rating), By("ann"), supersedes=supersedes and str(supersedes)
            ),
            new,
            None if confirmed else "is rejected: confirm it first",
        )  # fmt: skip
        self.decisions += scales if confirmed else 0

    def _scale(self):
        with read_connection(self.database) as reader:
            return list(reader.rows("SELECT id FROM rating_scales"))

    @rule(pick=st.integers(0, 9), rating=st.sampled_from(RATINGS))
    def edits_a_review(self, pick, rating):
        number = self.some("reviews", pick)
        if number is None:
            return
        was = self.world["reviews"][number]
        self.does(
            "reviews",
            number,
            lambda tx: reviews.edit_review(tx, str(number), Judgement(rating=rating), By("bo")),
            {**was, "rating_label": rating},
            None if was["status"] == "draft" else "too late to edit",
        )

    @rule(pick=st.integers(0, 9), quote=st.sampled_from(QUOTES))
    def adds_evidence(self, pick, quote):
        number = self.some("reviews", pick)
        if number is None:
            return
        was = self.world["reviews"][number]
        refused = "too late to add evidence" if was["status"] != "draft" else None
        if refused is None and self.world["quotes"][quote]["status"] == "rejected":
            refused = "is rejected and cannot be evidence"
        if refused is None and quote in was["evidence"]:
            refused = "already has this quote as evidence"
        piece = Piece("supports", quote=str(quote))
        self.does(
            "reviews",
            number,
            lambda tx: reviews.add_evidence(tx, str(number), piece, By("bo")),
            {**was, "evidence": [*was["evidence"], quote]},
            refused,
        )

    @rule(pick=st.integers(0, 9), step=st.sampled_from(["publish", "withdraw", "delete"]))
    def moves_a_review(self, pick, step):
        number = self.some("reviews", pick)
        if number is None:
            return
        was = self.world["reviews"][number]
        status, refused = was["status"], None
        new = {**was, "status": {"publish": "published", "withdraw": "withdrawn", "delete": None}[step]}
        if step == "publish":
            if status == "withdrawn":
                refused = "is withdrawn: write another"
            elif status == "draft" and self.world["claims"][was["claim_id"]]["status"] != "confirmed":
                refused = "no longer confirmed"
        elif step == "withdraw" and status == "draft":
            refused = "is a draft"
        elif step == "delete":
            new = None
            if status != "draft":
                refused = "was published: withdraw it"
        work = {"publish": reviews.publish_review, "withdraw": reviews.withdraw_review, "delete": reviews.delete_review}
        self.does("reviews", number, lambda tx: work[step](tx, str(number), By("bo", "so")), new, refused)

    # --- Likely matches

    @rule(pick=st.integers(0, 9), what=st.sampled_from(["same", "opposite", "different"]))
    def answers_a_match(self, pick, what):
        pair = self.some("matches", pick)
        if self.world["matches"][pair] != "suggested":
            return
        one, other = map(str, pair)
        work = {
            "same": lambda tx: claims.merge_claims(tx, one, other, By("bo")),
            "opposite": lambda tx: claims.relate_claims(tx, one, other, By("bo"), kind="contradicts"),
            "different": lambda tx: claims.keep_claims_apart(tx, one, other, By("bo")),
        }
        with open_writer(self.database) as writer, writer.transaction() as tx:
            work[what](tx)
            (last,) = tx.exec_driver_sql("SELECT max(id) FROM decisions").one()
        made = 2 if what == "same" else 1  # the known claim takes over, the other is rejected
        self.decisions += made
        self.answers[pair] = range(last, last - made, -1)
        self.world["matches"][pair] = what

    @rule(pick=st.integers(0, 9))
    def takes_an_answer_back(self, pick):
        pair = self.some("matches", pick)
        for decision in self.answers.pop(pair, ()):
            with open_writer(self.database) as writer, writer.transaction() as tx:
                undo_decision(tx, decision, By("di"))
            self.decisions += 1
        self.world["matches"][pair] = "suggested"

    # --- Undo, and the past

    @rule(pick=st.integers(0, 99), depth=st.integers(1, 2))
    def undoes(self, pick, depth):
        piles = sorted(key for key, pile in self.piles.items() if len(pile) >= depth)
        if not piles:
            return
        subject, number = piles[pick % len(piles)]
        pile = self.piles[subject, number]
        decision, before, linked = pile[-depth]
        later = pile[len(pile) - depth + 1 :]
        refused = None
        if linked is not None and all(other != linked for _, _, other in later):
            self.undoes_a_link(number, decision, before["stances"].get(linked), linked, later)
            pile.pop(-depth)
            return
        if depth > 1:
            refused = f"undo decision {pile[-1][0]} first"
        elif before is None and any(r[key] == number for r in self.world["reviews"].values()
                                    for key in (("claim_id",) if subject == "claims" else ("supersedes_id",))
                                    if subject != "quotes"):  # fmt: skip
            refused = "undo that"
        with open_writer(self.database) as writer:
            if refused is not None:
                with pytest.raises(FactdbError, match=refused), writer.transaction() as tx:
                    undo_decision(tx, decision, By("di"))
                return
            with writer.transaction() as tx:
                undo_decision(tx, decision, By("di"))
        self.decisions += 1
        pile.pop()
        if before is None:
            del self.world[subject][number]
        else:
            self.world[subject][number] = before

    def undoes_a_link(self, number, decision, stance, quote, later):
        """What was decided since stays: only the quote's stance goes back, then and now."""
        with open_writer(self.database) as writer, writer.transaction() as tx:
            undo_decision(tx, decision, By("di"))
        self.decisions += 1
        for world in (self.world["claims"][number], *(before for _, before, _ in later)):
            if stance is None:
                world["stances"].pop(quote, None)
            else:
                world["stances"][quote] = stance

    @rule()
    def remembers(self):
        self.past.append((datetime.now(UTC), copy.deepcopy(self.world)))
        time.sleep(0.002)

    @rule(pick=st.integers(0, 99))
    def looks_back(self, pick):
        if self.past:
            moment, world = self.past[pick % len(self.past)]
            with as_it_stood(moment), read_connection(self.database) as reader:
                assert read(reader) == world

    @invariant()
    def agrees(self):
        if not hasattr(self, "database"):
            return
        with read_connection(self.database) as reader:
            assert read(reader) == self.world
            assert [str(fault) for fault in verify(reader, Proved())] == []
            assert [r["n"] for r in reader.rows("SELECT count(*) AS n FROM decisions")] == [self.decisions]
            repeated = {row["id"]: dict(row)["said_since"] for row in list_claims(reader, repeated_since="2024-02-20")}
        assert repeated == self.said_again()
        with checking_connection(self.database) as tx:
            assert list(count_faults(tx)) == []

    def said_again(self):
        """Claim -> how often it was said since a day between the review and all quotes, of those said twice or more."""
        counts = {pair[1]: 1 for pair, state in self.world["matches"].items() if state == "same"}
        for number, claim in self.world["claims"].items():
            quotes = [q for q, stance in claim["stances"].items() if stance in ("asserts", "repeats")]
            count = sum(self.world["quotes"][q]["status"] != "rejected" for q in quotes)
            if len(quotes) > 1 and count and claim["status"] != "rejected":
                counts[number] = count
        return counts


@pytest.fixture(params=["sqlite", "postgresql"])
def machine(request, run, tmp_path):
    """The state machine, each of whose sequences begins with a copy of one filled database."""
    for name, text in (("a.txt", FERRY), ("b.txt", BRIDGE), ("checks.json", json.dumps(JUDGED))):
        (tmp_path / name).write_text(text, encoding="utf-8")
    filled = request.getfixturevalue(f"{request.param}_database")
    assert run("-d", filled, "import", str(tmp_path / "a.txt"), str(tmp_path / "b.txt")).code == 0
    reviewed = run("-d", filled, "import", "--format", "claimreview", str(tmp_path / "checks.json"))
    assert "1 candidate likely says what they judge" in reviewed.out

    server = request.getfixturevalue("postgresql_server") if request.param == "postgresql" else None

    class Filled(Desk):
        if server is None:
            fresh = staticmethod(lambda: str(shutil.copy(filled, Path(tempfile.mkdtemp(dir=tmp_path)) / "f.sqlite")))
            drop = staticmethod(lambda database: shutil.rmtree(Path(database).parent))
        else:
            fresh = staticmethod(lambda: server.create(urlsplit(filled).path.removeprefix("/")))
            drop = staticmethod(lambda database: server.drop(database))

    return Filled


def drive(machine, sequences, steps):
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=sequences,
            stateful_step_count=steps,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )


def test_random_decisions_leave_what_the_model_says(machine):
    drive(machine, 6, 20)


@pytest.mark.stress
def test_hundreds_of_random_sequences_leave_what_the_model_says(machine):
    drive(machine, 300, 25)
