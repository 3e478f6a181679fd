"""The inbox: undecided items in order, one at a time, for one person each, and nothing overwritten unseen."""

import asyncio
import json
import os
import select
import sys
import time
from pathlib import Path

import pytest
from processes import started
from samples import BRIDGE, FERRY

from factdb.cli.inbox_screen import InboxScreen
from factdb.database.write import open_writer
from factdb.decide.inbox import DecidedMeanwhileError, Inbox
from factdb.decide.keys import KEYS, MATCH_KEYS
from factdb.decide.status import confirm, reject


@pytest.fixture
def filled(made_once, run, tmp_path):
    for name, text in (("a.txt", FERRY), ("b.txt", BRIDGE)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return made_once("inbox", lambda database: [run("-d", database, "import", name) for name in ("a.txt", "b.txt")])


def confirms(item):
    return lambda tx, number, by: confirm(tx, item.noun, number, by)


def rejects(item):
    return lambda tx, number, by: reject(tx, item.noun, number, by)


def everything(inbox):
    found = []
    while (item := inbox.next()) is not None:
        found.append((item.noun, item.number))
    return found


def data(done):
    assert done.code == 0, done.err
    return json.loads(done.out)


def test_every_undecided_item_comes_once_source_by_source(run, filled):
    quotes = data(
        run(
            "-d",
            filled,
            "sql",
            "--as-owner",
            "SELECT id, source_id FROM quotes ORDER BY source_id, id",
            "--format",
            "json",
        )
    )
    with open_writer(filled) as writer:
        inbox = Inbox(writer, "ada")
        inbox.resume()
        items = everything(inbox)
        assert len(items) == len(set(items)) == inbox.left()
        assert [n for noun, n in items if noun == "quotes"] == [q["id"] for q in quotes]
        nouns = [noun for noun, _ in items]
        assert nouns.index("claims") < len(nouns) - 1 - nouns[::-1].index("quotes"), (
            "a source is finished before the next"
        )
        only = Inbox(writer, "ada", only="claims")
        assert {noun for noun, _ in everything(only)} == {"claims"}
        assert len(everything(Inbox(writer, "ada", source=2, only="quotes"))) == sum(
            q["source_id"] == 2 for q in quotes
        )


def test_what_is_decided_is_gone_what_is_skipped_comes_again(filled):
    with open_writer(filled) as writer:
        inbox = Inbox(writer, "ada")
        inbox.resume()
        first = inbox.next()
        second = inbox.next()  # the first is skipped
        assert inbox.decide(confirms(second)) == f"quote {second.number} confirmed"
        third = inbox.next()
    with open_writer(filled) as writer:
        again = Inbox(writer, "ada")
        again.resume()
        assert again.next().number == third.number, "goes on where it stopped"
        rest = everything(again)
        assert rest[-1] == ("quotes", first.number), "what was skipped comes at the end"
        other = Inbox(writer, "eve")
        other.resume()
        assert other.next().number == first.number


def test_an_undo_brings_the_item_back(run, filled, execute):
    rows = "SELECT status, confirmed_by FROM quotes ORDER BY id"
    before = execute(filled, rows)
    with open_writer(filled) as writer:
        inbox = Inbox(writer, "ada")
        item = inbox.next()
        inbox.decide(rejects(item))
        inbox.next()
        assert "undone" in inbox.undo()
        assert inbox.item.number == item.number
        assert inbox.next().number != item.number
        with pytest.raises(Exception, match="nothing was decided in this sitting"):
            inbox.undo()
    assert execute(filled, rows) == before
    assert run("-d", filled, "verify").code == 0


def test_two_editors_on_postgresql_never_have_the_same_item(run, postgresql_database, tmp_path):
    (tmp_path / "a.txt").write_text(FERRY, encoding="utf-8")
    assert run("-d", postgresql_database, "import", "a.txt").code == 0
    with open_writer(postgresql_database) as one, open_writer(postgresql_database) as two:
        ada, eve = Inbox(one, "ada"), Inbox(two, "eve")
        seen = {"ada": [], "eve": []}
        total = ada.left()
        for _ in range(total):
            for name, inbox in (("ada", ada), ("eve", eve)):
                item = inbox.next()
                if item is not None:
                    seen[name].append((item.noun, item.number))
                    inbox.decide(confirms(item))
        assert not set(seen["ada"]) & set(seen["eve"])
        assert len(seen["ada"]) + len(seen["eve"]) == total
        assert ada.left() == 0
    assert run("-d", postgresql_database, "verify").code == 0


def test_an_item_left_by_one_editor_is_free_for_the_other(postgresql_database, run, tmp_path):
    (tmp_path / "a.txt").write_text(FERRY, encoding="utf-8")
    assert run("-d", postgresql_database, "import", "a.txt").code == 0
    with open_writer(postgresql_database) as two:
        with open_writer(postgresql_database) as one:
            left = Inbox(one, "ada")
            held = left.next()
            other = Inbox(two, "eve")
            assert other.next().number != held.number
            other.close()
            left.close()
            eve = Inbox(two, "eve")
            assert eve.next().number == held.number
            eve.close()
            second = left.next()
            assert second.number != held.number
        ends = time.monotonic() + 120  # the server notices a lost connection by itself, a moment later
        while True:
            eve = Inbox(two, "eve")
            eve.next()
            if eve.next().number == second.number:
                break
            assert time.monotonic() < ends
            time.sleep(0.05)


def test_nobody_overwrites_another_unseen(run, filled):
    with open_writer(filled) as writer:
        inbox = Inbox(writer, "ada")
        item = inbox.next()
        assert run("-d", filled, "quotes", "reject", str(item.number), "--by", "eve").code == 0
        with pytest.raises(DecidedMeanwhileError, match="eve decided on"):
            inbox.decide(confirms(item))
        assert inbox.refresh() is None
    assert data(run("-d", filled, "quotes", "show", str(item.number), "--format", "json"))["status"] == "rejected"


# --- The screen


def sit(database, *keys, meanwhile=None, only=None):
    """Press `keys` in an inbox of 80 by 24; returns the screen's texts after each."""
    shown, regions = [], []

    async def sitting(screen):
        async with screen.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            regions.extend(screen.query_one(f"#{i}").region for i in ("heading", "words", "facts", "message"))
            for key in keys:
                if key == "MEANWHILE":
                    meanwhile(screen.inbox.item)
                elif key.startswith("type:"):
                    screen.query_one("#asked").value = key.removeprefix("type:")
                else:
                    await pilot.press(key)
                await pilot.pause()
                shown.append(
                    " | ".join(str(screen.query_one(f"#{i}").render()) for i in ("heading", "text", "facts", "message"))
                )

    with open_writer(database) as writer:
        screen = InboxScreen(Inbox(writer, "ada", only=only))
        asyncio.run(sitting(screen))
    assert screen.failure is None
    assert all(region.right <= 80 and region.bottom <= 24 for region in regions)
    return screen, shown


def test_one_key_decides_and_the_next_item_comes(run, filled):
    screen, shown = sit(filled, "c", "r", "n", "u", "u")
    assert "quote 1 confirmed" in shown[0]
    assert "quote 2 rejected" in shown[1]
    assert "left for later" in shown[2]
    assert "on quote 2 undone" in shown[3]
    assert "on quote 1 undone" in shown[4]
    assert screen.decided == 0
    assert run("-d", filled, "verify").code == 0


def test_the_keys_are_those_of_the_desk_and_of_the_documents():
    """One map: on the buttons (`test_the_keys_are_on_the_buttons`), in the footer, in README."""
    bound = {b.key_display or b.key: (b.description, b.show) for b in InboxScreen.BINDINGS if b.key != "escape"}
    assert bound.pop("q") == ("quit", True)
    assert bound == {k.key: (k.label, k in KEYS) for k in (*KEYS, *MATCH_KEYS)}
    assert len(bound) == len(KEYS) + len(MATCH_KEYS), "a key decides one thing"
    readme = " ".join((Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8").split())
    assert ", ".join(f"`{k.key}` {k.label}" for k in KEYS) in readme
    assert ", ".join(f"`{k.key}` {k.label}" for k in MATCH_KEYS) in readme


def test_nothing_of_an_article_drives_the_screen(run, filled, execute):
    hostile = "\x1b]52;c;eA==\x07 \u202e [@click=app.quit]x[/]"
    execute(filled, f"UPDATE sources SET title = '{hostile}'", f"UPDATE quotes SET cue = '{hostile}'")
    _, shown = sit(filled, "n")
    assert "\x1b" not in shown[0]
    assert "\u202e" not in shown[0]
    assert shown[0].count("[@click=app.quit]x[/]") == 2


def test_a_speaker_is_corrected_and_a_wrong_name_is_reported(run, filled):
    _, shown = sit(filled, "s", "type:Nobody Such", "enter", "type:Mira Okafor", "enter")
    assert "Nobody Such" in shown[2]
    assert "quote 1 corrected" in shown[4]
    assert data(run("-d", filled, "quotes", "show", "1", "--format", "json"))["speaker"] == "Mira Okafor"


def test_enter_twice_adds_a_speaker_whom_nobody_knows(run, filled):
    _, shown = sit(filled, "s", "type:Tove Lind", "enter", "enter")
    assert shown[2].endswith("Enter again adds this speaker")
    assert "quote 1 corrected" in shown[3]
    assert data(run("-d", filled, "speakers", "show", "Tove Lind", "--json"))["quotes"]
    _, shown = sit(filled, "s", "type:9999", "enter", "enter")
    assert "Enter again" not in shown[2] + shown[3], "a number is nobody's name"
    assert run("-d", filled, "verify").code == 0


def test_a_quote_is_edited_split_and_merged_by_keys(run, filled):
    owe = data(run("-d", filled, "quotes", "--search", "owe", "--format", "json"))[0]["id"]
    keys = ["n"] * (owe - 1) + ["x", "type:They have no", "enter"]
    _, shown = sit(filled, *keys)
    assert f"quote {owe} split" in shown[-1]
    _, shown = sit(filled, "e", "type:nowhere to be found", "enter", "escape", "q", only="quotes")
    assert "is not in its source" in shown[2]


def test_a_claim_is_put_in_normal_form(run, filled):
    with open_writer(filled) as writer:
        first = everything(Inbox(writer, "bo", only="claims"))[0][1]

        async def sitting(screen):
            async with screen.run_test(size=(80, 24)) as pilot:
                await pilot.pause()
                await pilot.press("s")
                await pilot.pause()
                assert "a claim has no speaker" in str(screen.query_one("#message").render())
                await pilot.press("e")
                await pilot.pause()
                screen.query_one("#asked").value = "The ferry sails for another year."
                await pilot.press("enter")
                await pilot.pause()

        asyncio.run(sitting(InboxScreen(Inbox(writer, "ada", only="claims"))))
    shown = data(run("-d", filled, "claims", "show", str(first), "--format", "json"))
    assert (shown["text"], shown["status"], shown["confirmed_by"]) == (
        "The ferry sails for another year.", "confirmed", "ada",
    )  # fmt: skip


def test_who_was_slower_hears_of_it_and_sees_another_item(run, filled):
    def quicker(item):
        assert run("-d", filled, "quotes", "confirm", str(item.number), "--by", "eve").code == 0

    _, shown = sit(filled, "MEANWHILE", "r", meanwhile=quicker)
    assert "eve decided on" in shown[1]
    assert shown[1].startswith("quote 2")


def test_the_item_and_its_words_fit_a_small_terminal(filled):
    _, shown = sit(filled, "question_mark", "escape")
    assert "continues from here" in shown[0]
    assert "Mayor Jonas Reed said" in shown[1]


def test_an_empty_pile_says_so(run, sqlite_database):
    _, shown = sit(sqlite_database, "n")
    assert "Nothing is left to decide on" in shown[0]


def test_without_a_terminal_it_names_the_other_ways(run, filled):
    done = run("-d", filled, "inbox")
    assert done.code == 1
    assert "the inbox needs a terminal" in done.err


def test_the_real_command_works_in_a_real_terminal(filled, tmp_path):
    """80 by 24, as over ssh: a pseudo-terminal, real keys, the real process."""
    pty = pytest.importorskip("pty")
    import fcntl
    import struct
    import termios

    master, terminal = pty.openpty()
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    seen = b""

    def until(words, seconds=120):
        nonlocal seen
        ends = time.monotonic() + seconds
        while words not in seen:
            assert time.monotonic() < ends, seen[-2000:]
            if select.select([master], [], [], 0.2)[0]:
                try:
                    seen += os.read(master, 65536)
                except OSError:
                    break

    command = [sys.executable, "-m", "factdb", "-d", filled, "inbox"]
    environment = {**os.environ, "TERM": "xterm-256color", "FACTDB_ACTOR": "ada", "COLUMNS": "80", "LINES": "24"}
    with started(command, stdin=terminal, stdout=terminal, stderr=terminal, env=environment) as sitting:
        os.close(terminal)
        until(b"quote 1")
        os.write(master, b"c")
        until(b"confirmed")
        os.write(master, b"q")
        until(b"1 decided")
        assert sitting.wait(timeout=60) == 0
    os.close(master)
