"""The screen of `factdb inbox`: one item in its text, one key for each decision. Fits 80 columns by 24 lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Footer, Input, Static

from factdb.decide.answers import answer
from factdb.decide.inbox import DecidedMeanwhileError, Decides, Inbox, Item
from factdb.decide.keys import KEYS, MATCH_KEYS, Key
from factdb.errors import DatabaseError, FactdbError, NotFoundError
from factdb.export.shown import shown

STYLES = {"content": "reverse", "cue": "underline", "speaker": "bold", "reporter": "bold", "addressee": "italic"}
QUIT = Key("q", "quit", "quit", "quit; the next sitting continues from here")
HELP = "\n".join(f"{one.key}  {one.meaning}" for one in (*KEYS, *MATCH_KEYS, QUIT))


def _binding(key: Key, *, show: bool = True) -> Binding:
    own = {"next": "skip", "undo": "undo", "help": "explain", "quit": "quit"}
    action = own.get(key.decision) or f"{'ask' if key.asks else 'settle'}('{key.decision}')"
    return Binding("question_mark" if key.key == "?" else key.key, action, key.label, show=show, key_display=key.key)


class InboxScreen(App[None]):
    """Show the items of an `Inbox` and turn keys into decisions."""

    AUTO_FOCUS = ""
    ENABLE_COMMAND_PALETTE = False
    TITLE = "factdb inbox"
    CSS = """
    Screen { layout: vertical; }
    #heading { height: 1; background: $primary; color: $text; padding: 0 1; }
    #words { height: 1fr; padding: 0 1; }
    #facts { height: auto; max-height: 7; padding: 0 1; color: $text-muted; }
    #message { height: auto; max-height: 3; padding: 0 1; }
    #asked { height: 3; display: none; }
    #asked.open { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *map(_binding, (*KEYS, QUIT)),
        *(_binding(key, show=False) for key in MATCH_KEYS),
        Binding("escape", "close", "back", show=False),
    ]

    def __init__(self, inbox: Inbox) -> None:
        super().__init__()
        self.inbox = inbox
        self.decided = 0
        self.left = 0
        self.failure: DatabaseError | None = None
        self._asking: str | None = None
        self._unknown: str | None = None  # the name that nobody known has, as just given

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Static(id="heading", markup=False)
        with VerticalScroll(id="words", can_focus=False):
            yield Static(id="text", markup=False)
        yield Static(id="facts", markup=False)
        yield Static(id="message", markup=False)
        yield Input(id="asked")
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """Start where the person stopped, and show the first item."""
        self.guarded(self.inbox.resume)
        self.left = self.guarded(self.inbox.left) or 0
        self.go_on()

    def guarded(self, does: Callable[[], Any]) -> Any:
        """Return what `does` returns; show an explained failure, and end the sitting if the database failed."""
        try:
            return does()
        except DatabaseError as error:
            self.failure = error
            self.exit()
        except FactdbError as error:
            self.show_message(str(error), wrong=True)
        return None

    def show_message(self, words: str, *, wrong: bool = False) -> None:
        """Show a message below the item."""
        self.query_one("#message", Static).update(Text(shown(words), style="bold red" if wrong else "green"))

    # --- Showing

    def go_on(self) -> None:
        """Show the next item."""
        self.guarded(self.inbox.next)
        self.show_item()

    def show_item(self) -> None:
        """Show the current item, or that the queue is empty."""
        item = self.inbox.item
        heading, text, facts = (self.query_one(f"#{name}", Static) for name in ("heading", "text", "facts"))
        if item is None:
            heading.update("inbox")
            text.update(Text("Nothing is left to decide on. u undoes your last decision, q quits."))
            facts.update("")
            return
        row = item.row
        origin = ", ".join(str(v) for v in (row.get("publisher"), row.get("published_on")) if v)
        heading.update(Text(shown(f"{item.noun[:-1]} {item.number} · {self.left} left · {row['title']}"[:78])))
        text.update(_highlighted(item))
        facts.update(Text(shown(_facts(item, origin))))
        self.query_one("#words", VerticalScroll).scroll_to(y=_line_of(item, self.size.width - 4), animate=False)

    # --- Deciding

    def action_settle(self, what: str) -> None:
        """Confirm or reject the item."""
        item = self.inbox.item
        if item is not None:
            self.decide(lambda tx, _, by: answer(tx, item, what, "", by), stay=what in ("opposite", "different"))

    def decide(self, does: Decides, *, stay: bool = False) -> bool:
        """Make a decision and show the next item; if somebody else decided first, show the item as it is now.

        With `stay`, the item is not decided on yet, and is shown again.
        """
        done: str | None = None
        try:
            done = self.inbox.decide(does)
        except DecidedMeanwhileError as error:
            if self.guarded(self.inbox.refresh) is None:
                self.guarded(self.inbox.next)
            self.show_item()
            self.show_message(str(error), wrong=True)
        except DatabaseError as error:
            self.failure = error
            self.exit()
        except NotFoundError as error:
            asked = self.query_one("#asked", Input).value.strip() if self._asking == "speaker" else ""
            self._unknown = asked if asked and not asked.isdigit() else None
            self.show_message(f"{error}" + ("; Enter again adds this speaker" if self._unknown else ""), wrong=True)
        except FactdbError as error:
            self.show_message(str(error), wrong=True)
        if done is None:
            return False
        self.decided += 1
        if stay:
            self.guarded(self.inbox.refresh)
            self.show_item()
        else:
            self.left = max(self.left - 1, 0)
            self.go_on()
        self.show_message(done)
        return True

    def action_skip(self) -> None:
        """Leave the item for later."""
        self.show_message("left for later")
        self.go_on()

    def action_undo(self) -> None:
        """Undo the last decision of this sitting."""
        done = self.guarded(self.inbox.undo)
        if done is not None:
            self.decided -= 1
            self.left += 1
            self.show_item()
            self.show_message(done)

    def action_explain(self) -> None:
        """Show what the keys do."""
        self.query_one("#text", Static).update(Text(HELP + "\n\nescape brings the item back"))

    # --- Asking

    def action_ask(self, what: str) -> None:
        """Open the field for the words that a decision needs."""
        item = self.inbox.item
        if item is None:
            return
        [key] = (one for one in KEYS if one.decision == what)
        if not key.fits(item.noun):
            self.show_message(f"a claim has no {what}: e edits its statement, m merges it", wrong=True)
            return
        asked = self.query_one("#asked", Input)
        asked.placeholder = key.asks[item.noun]
        asked.value = str(item.row["text"]) if what == "edit" else ""
        asked.add_class("open")
        asked.focus()
        self._asking = what

    def action_close(self) -> None:
        """Close the field or the help, and show the item."""
        self._asking = None
        self.query_one("#asked", Input).remove_class("open")
        self.set_focus(None)
        self.show_item()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Decide with the words in the field."""
        what, words, item = self._asking, event.value.strip(), self.inbox.item
        if what is None or item is None or not words:
            self.action_close()
            return
        if what == "speaker" and words == self._unknown:
            what = "new speaker"
        self._unknown = None
        if self.decide(lambda tx, _, by: answer(tx, item, what, words, by)):
            self._asking = None
            self.query_one("#asked", Input).remove_class("open")
            self.set_focus(None)


def _highlighted(item: Item) -> Text:
    text = Text(shown(item.text or str(item.row["text"])))
    for start, end, part in item.spans:
        text.stylize(STYLES.get(part, ""), start, end)
    return text


def _facts(item: Item, origin: str) -> str:
    row = item.row
    if item.noun == "claims":
        lines = [f"proposed: {row['text']}", f"kind: {row['kind']} · score {row['score']:.2f} · {row['why']}", origin]
        lines += [_match(match) for match in row["matches"][:1]]
    else:
        said = f" · said on {row['said_on']}" if row["said_on"] else ""
        sure = f" · confidence {row['confidence']:.2f}" if row["confidence"] is not None else ""
        who = row["speaker"] or f"unclear ({row['speaker_mention'] or 'nobody named'})"
        by = f" · relayed by {row['reported_by']}" if row["reported_by"] else ""
        unsaid = f" · {row['factuality']}" if row["factuality"] != "actual" else ""
        lines = [f"{row['kind']}{unsaid} · speaker: {who}{by}", f"cue: {row.get('cue') or 'none'}{said}{sure}", origin]
    return "\n".join(line for line in lines if line)


def _match(match: dict[str, Any]) -> str:
    judged = f" ({match['rating']})" if match["rating"] else ""
    mind = f"; mind: {match['differs']} differ" if match["differs"] else ""
    return f"like claim {match['other_id']}{judged}: {match['other']}{mind} · a same, o opposite, d different"


def _line_of(item: Item, width: int) -> int:
    """Return about the line, less two, on which the item's words begin."""
    begin = min((start for start, _, part in item.spans if part == "content"), default=0)
    lines = item.text[:begin].split("\n")
    return max(sum(len(line) // max(width, 1) + 1 for line in lines) - 3, 0)
