"""The benches of claims say what is wrong with a file that is none of the labs'."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))
import checkworthiness
import claim_matching

GOOD = {
    "claims.tsv": "c1\tThe ferry sank.\tNo, it did not\n",
    "a.queries.tsv": "q1\tThe ferry sank!\n",
    "a.qrels": "q1\t0\tc1\t1\n",
}


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("claims.tsv", "c1\tThe ferry sank.\n", "claims.tsv:1: has 2 columns of 3: is it a file of the lab?"),
        ("a.queries.tsv", "q1\n", "a.queries.tsv:1: has 1 columns of 2"),
        ("a.qrels", "q1\t0\tc1\n", "a.qrels:1: has 3 columns of 4"),
        ("claims.tsv", None, "holds no claims.tsv, claims.jsonl or claims.jsonl.gz"),
        ("a.queries.tsv", None, "holds no *queries.tsv or no *.qrels"),
        ("a.qrels", None, "holds no *queries.tsv or no *.qrels"),
        ("claims.jsonl", '{"vclaim_id": "c1"}', "claims.jsonl:1: KeyError('vclaim')"),
        ("claims.jsonl", "[1]", "claims.jsonl:1: TypeError"),
        ("claims.jsonl", "{", "claims.jsonl:1: JSONDecodeError"),
    ],
)
def test_a_file_that_lacks_something_is_named_with_its_line(tmp_path, name, text, message):
    files = {k: v for k, v in GOOD.items() if k != "claims.tsv" or name != "claims.jsonl"} | {name: text}
    for each, content in files.items():
        if content is not None:
            (tmp_path / each).write_text(content, encoding="utf-8")
    with pytest.raises(SystemExit) as stop:
        claim_matching.measure(tmp_path, None)
    assert message in str(stop.value)


def test_whole_files_are_measured(tmp_path, capsys):
    for name, content in GOOD.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    claim_matching.measure(tmp_path, None)
    printed = capsys.readouterr().out
    assert printed.count("MAP@5 1.000  MAP@1 1.000") == 2
    assert "suggested unasked: 1, of which 1 marked" in printed


@pytest.mark.parametrize("line", ["1\tREED\tThe ferry sank.", "1\tREED\tThe ferry sank.\tyes"])
def test_a_sentence_without_a_label_is_named_with_its_line(tmp_path, line):
    (tmp_path / "talk.tsv").write_text(f"line_number\tspeaker\tsentence\tlabel\n{line}\n", encoding="utf-8")
    with pytest.raises(SystemExit, match=r"talk.tsv:2: has no label 0 or 1"):
        list(checkworthiness.read(tmp_path / "talk.tsv"))
