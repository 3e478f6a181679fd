"""Data Packages beside exported files, and sources as CSL-JSON and BibTeX."""

import json

import pytest


@pytest.fixture
def seeded(database, run, execute):
    from pathlib import Path

    assert run("-d", database, "import", str(Path(__file__).parents[1] / "seeds")).code == 0
    return database


def test_a_package_is_valid_and_grows_with_each_export(run, seeded, tmp_path):
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed: pip install -e '.[dev]'")
    (tmp_path / "out").mkdir()
    for noun in ("quotes", "sources", "speakers", "anchors", "claims", "assertions"):
        done = run("-d", seeded, "export", "csv", noun, "--package", "-o", f"out/{noun}.csv")
        assert done.code == 0, done.err
    package = frictionless.Package(str(tmp_path / "out" / "datapackage.json"))
    assert [one.name for one in package.resources] == [
        "anchors", "assertions", "claims", "quotes", "sources", "speakers",
    ]  # fmt: skip
    report = package.validate()
    assert report.valid, report.flatten(["type", "note", "fieldName", "rowNumber"])[:5]
    told = json.loads((tmp_path / "out" / "datapackage.json").read_text())["resources"]
    assert {one["name"]: one["schema"].get("primaryKey") for one in told}["quotes"] == ["quote_id", "speaker_seq"]
    (tmp_path / "out" / "quotes.csv").write_text("changed", encoding="utf-8")
    assert not package.validate().valid


def test_parquet_has_a_package_too(run, seeded_sqlite, tmp_path):
    import hashlib

    assert run("-d", seeded_sqlite, "export", "parquet", "quotes", "--package", "-o", "q.parquet").code == 0
    (told,) = json.loads((tmp_path / "datapackage.json").read_text())["resources"]
    written = (tmp_path / "q.parquet").read_bytes()
    assert (told["bytes"], told["hash"]) == (len(written), f"sha256:{hashlib.sha256(written).hexdigest()}")
    assert told["mediatype"] == "application/vnd.apache.parquet"


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (["csv", "quotes", "--package"], 2),
        (["csv", "quotes", "--package", "-o", "q.csv.gz"], 2),
        (["parquet", "everything", "--package", "-o", "all"], 2),
        (["csv", "quotes", "--package", "-o", "q.csv"], 1),
    ],
)
def test_what_no_package_describes_is_refused(run, seeded_sqlite, tmp_path, call, code):
    (tmp_path / "datapackage.json").write_text('{"name": "others", "resources": []}')
    done = run("-d", seeded_sqlite, "export", *call)
    assert done.code == code
    assert (tmp_path / "datapackage.json").read_text() == '{"name": "others", "resources": []}'


@pytest.fixture
def cited(database, run, tmp_path):
    text = "Costs of 5% & more_{}\n\nPublished: March 4, 2024\n\n“We owe it to them,” Mayor Jonas Reed said."
    line = {"text": text, "title": r"Costs of 5% & \more_{x}^2~", "url": "https://a.example/1?a=b&c={d}#e",
            "published": "2024-03-04", "publisher": "Ellis & Sons", "author": "Ada Quill, Bo Tarn"}  # fmt: skip
    (tmp_path / "in.jsonl").write_text(json.dumps(line), encoding="utf-8")
    assert run("-d", database, "import", "in.jsonl").code == 0
    return database


def test_sources_as_csl(run, cited):
    (item,) = json.loads(run("-d", cited, "export", "csl").out)
    assert len(item.pop("id")) == 32
    assert item == {
        "type": "article-newspaper",
        "title": r"Costs of 5% & \more_{x}^2~",
        "author": [{"literal": "Ada Quill"}, {"literal": "Bo Tarn"}],
        "container-title": "Ellis & Sons",
        "issued": {"date-parts": [[2024, 3, 4]]},
        "URL": "https://a.example/1?a=b&c={d}#e",
        "language": "en",
    }
    assert json.loads(run("-d", cited, "export", "csl", "--publisher", "nobody").out) == []


def test_sources_as_bibtex(run, cited):
    lines = run("-d", cited, "export", "bibtex", "--since", "2024").out.splitlines()
    assert lines[0].startswith("@article{")
    assert lines[1:] == [
        r"  title = {{Costs of 5\% \& \textbackslash{}more\_\{x\}\textasciicircum{}2\textasciitilde{}}},",
        "  author = {{Ada Quill} and {Bo Tarn}},",
        r"  journal = {Ellis \& Sons},",
        "  year = {2024},",
        "  date = {2024-03-04},",
        "  url = {https://a.example/1?a=b&c=%7Bd%7D#e},",
        "  langid = {en}",
        "}",
    ]
