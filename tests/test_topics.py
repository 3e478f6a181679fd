"""Topics by a newsroom's own word lists, and what is wrong with such lists."""

import pytest

from factdb.errors import FactdbError, NotFoundError
from factdb.matching.topics import read_topics, topic_of

LISTS = 'health = ["vaccin*", "flu shot", "C.D.C."]\ntransport = ["ferry", "ferries", "A-1"]\n'


@pytest.fixture
def topics(tmp_path):
    path = tmp_path / "topics.toml"
    path.write_text(LISTS, encoding="utf-8")
    return read_topics(str(path))


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("The Vaccines arrived by ferry.", "health"),
        ("The flu\nshot is free.", "health"),
        ("The C.D.C. said so.", "health"),
        ("Road A-1 is closed.", "transport"),
        ("FERRY", "transport"),
        ("The revaccinated are safe.", ""),
        ("A ferryman spoke of shots.", ""),
        ("", ""),
    ],
)
def test_a_text_has_the_first_topic_whose_words_it_holds(topics, text, topic):
    assert topic_of(topics)(text) == topic


def test_one_topic_may_be_asked_for(topics):
    on_transport = topic_of(topics, "transport")
    assert on_transport("The vaccine came by ferry") == "transport"
    assert on_transport("The vaccine came") is None
    with pytest.raises(NotFoundError, match="no topic 'sport': choose from health, transport"):
        topic_of(topics, "sport")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "has no topic: write lines such as"),
        ("health = []", "topic 'health': has no words: write lines such as"),
        ('health = ["ferry", "…"]', "topic 'health': '…' has neither letter nor digit"),
        ('health = "ferry"', "topic 'health': is not a list of words"),
        ("health = [1]", "topic 'health': is not a list of words"),
        ('a = ["x"]\nhealth ferry', r"is not TOML \(.*line 2"),
    ],
)
def test_what_is_wrong_with_a_list_is_said_with_its_place(tmp_path, text, message):
    path = tmp_path / "topics.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FactdbError, match=message) as error:
        read_topics(str(path))
    assert str(error.value).startswith(f"{path}: ")


def test_a_file_that_cannot_be_read_is_said(tmp_path):
    with pytest.raises(FactdbError, match="cannot be read"):
        read_topics(str(tmp_path / "none.toml"))
    (tmp_path / "latin.toml").write_bytes(b'caf\xe9 = ["x"]')
    with pytest.raises(FactdbError, match=r"is not UTF-8 \(byte 3\)"):
        read_topics(str(tmp_path / "latin.toml"))
