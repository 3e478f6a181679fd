"""The options that lists by topic share."""

from __future__ import annotations

from collections.abc import Callable

import click

from factdb.cli.general import all_of

topic_options = all_of(
    click.option("--topic", metavar="NAME", help="Only what contains a word of this topic."),
    click.option("--topics", metavar="FILE", help="TOML file of topics, a list of words each (see `factdb config`)."),
)


def asked_topic(topic: str | None, topics: str | None) -> Callable[[str], str | None]:
    """Return what tells the topic of a text: "" if it has none, None if the text is to be left out.

    Raises:
        click.UsageError: A topic is wanted, and no file says what it is.
        FactdbError: The file is invalid, or does not have the topic.
    """
    from factdb.matching.topics import read_topics, topic_of

    if topics is None and topic is not None:
        raise click.UsageError("--topic needs word lists: name a TOML file with --topics, or as `topics` in the config")
    return topic_of(read_topics(topics) if topics is not None else {}, topic)
