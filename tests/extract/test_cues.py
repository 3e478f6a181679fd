"""The cues: their forms, their frames, and a newsroom's own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from factdb.errors import FactdbError
from factdb.extract.lexicon import CLASSES, CUES, NOUN_CUES, inflect
from factdb.extract.wordlists import read_words

FORMS = [
    # (lemma, forms, reason)
    ("warn", "warn warns warned warning", "regular"),
    ("deny", "deny denies denied denying", "a consonant and y"),
    ("argue", "argue argues argued arguing", "a silent e"),
    ("agree", "agree agrees agreed agreeing", "ee stays before ing"),
    ("admit", "admit admits admitted admitting", "a doubled letter"),
    ("express", "express expresses expressed expressing", "es after a hissing sound"),
    ("lie", "lie lies lied lying", "ie becomes y"),
]


@pytest.mark.parametrize(("lemma", "forms", "reason"), FORMS)
def test_forms_follow_the_rules_of_spelling(lemma: str, forms: str, reason: str) -> None:
    assert set(inflect(lemma)) == set(forms.split()), reason


READ = [
    # (word, lemma, class, frame, reason)
    ("said", "say", "speech", "q", "irregular"),
    ("told", "tell", "speech", "oc", "takes whom it is told, then a clause"),
    ("urged", "urge", "speech", "oi", "takes whom, then an infinitive"),
    ("wrote", "write", "writing", "q", "a class of its own"),
    ("vowed", "vow", "speech", "i", "an infinitive"),
    ("rejected", "reject", "judgement", "o", "an object"),
    ("believes", "believe", "thought", "c", "a clause"),
    ("plans", "plan", "intention", "i", "an infinitive"),
    ("pointed", "point out", "speech", "c", "several words"),
    ("made", "make clear", "speech", "c", "several words, irregular"),
]


@pytest.mark.parametrize(("word", "lemma", "cls", "frame", "reason"), READ)
def test_a_form_leads_to_its_cue(word: str, lemma: str, cls: str, frame: str, reason: str) -> None:
    cue = next((cue for cue in CUES[word] if cue.lemma == lemma), None)
    assert cue is not None, reason
    assert cue.cls == cls
    assert frame in cue.frames


def test_a_form_that_is_another_word_as_a_rule_is_no_cue() -> None:
    assert "support" not in CUES  # mostly the noun; "supports" and "supported" are cues
    assert "supports" in CUES


def test_nouns_decide_what_may_follow_them() -> None:
    assert "that" in NOUN_CUES["claim"]
    assert "to" in NOUN_CUES["pledges"]


def test_every_list_of_cues_is_sorted_and_holds_an_entry_once() -> None:
    for name in (*CLASSES, "noun"):
        entries = list(read_words("cues")[name])
        assert entries == sorted(set(entries)), f"[{name}] of cues.txt"


FIND = """
from factdb.article import Article
from factdb.extract import extract_quotations
for quote in extract_quotations(Article("Ruiz mansplained that the ferry would sail.", "-", "")):
    print(quote.text)
"""


def run_with(folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "FACTDB_WORDS": str(folder), "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.run([sys.executable, "-c", FIND], env=environment, capture_output=True, text=True, check=False)


def test_a_newsroom_adds_cues_by_a_file(tmp_path: Path) -> None:
    assert run_with(tmp_path).stdout == ""
    (tmp_path / "cues.txt").write_text("[speech]\nmansplain = q t\n", encoding="utf-8")
    assert run_with(tmp_path).stdout == "that the ferry would sail\n"


def test_a_frame_that_does_not_exist_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from factdb.extract import lexicon

    (tmp_path / "cues.txt").write_text("[speech]\nmansplain = q zz\n", encoding="utf-8")
    monkeypatch.setenv("FACTDB_WORDS", str(tmp_path))
    with pytest.raises(FactdbError, match=r"'mansplain' has the unknown frame 'zz'"):
        lexicon._read()
