"""The command line: parse, call, print. One noun in each file.

Data goes to stdout, messages to stderr. Exit code 0: done; 1: an explained failure, or faults were found; 2: wrong
usage. The module of a command is imported when the command runs, so that `--help` and `--version` are as quick as click
itself.
"""

from __future__ import annotations

import importlib
import os
import signal
import sys
from contextlib import suppress

import click

from factdb import __version__
from factdb.cli.general import DATABASE, general_options, take_everywhere
from factdb.cli.settings import defaults, read_settings
from factdb.errors import DatabaseError, FactdbError, reason
from factdb.export.shown import door

# Name -> (module, one-line help). The help is repeated here so that `factdb --help` need not import the command;
# a test compares it with the command's own first line.
COMMANDS = {
    "import": ("factdb.cli.import_", "Import articles: find who said what and store it."),
    "imports": ("factdb.cli.imports", "List import runs; undo one."),
    "extract": ("factdb.cli.extract", "Print the quotations of articles without a database."),
    "quotes": ("factdb.cli.quotes", "List quotes; show one in the context of its source."),
    "speakers": ("factdb.cli.speakers", "List speakers; show one; merge and split them."),
    "claims": ("factdb.cli.claims", "List claims; show one with who asserts and who denies it."),
    "reviews": ("factdb.cli.reviews", "List reviews of claims; write, publish or withdraw one."),
    "scales": ("factdb.cli.scales", "List rating scales; show one; add one of your own."),
    "sources": ("factdb.cli.sources", "List sources; show one, its versions and their changes."),
    "digest": ("factdb.cli.digest", "Print what has come in since yesterday."),
    "inbox": ("factdb.cli.inbox", "Decide on quotes and claim candidates one at a time."),
    "as-of": ("factdb.cli.as_of", "Run a command on the database as it was at a time (UTC)."),
    "serve": ("factdb.cli.serve", "Show the database in a browser; with --desk, decide there."),
    "mcp": ("factdb.cli.mcp", "Answer assistants (Model Context Protocol) over stdio, read-only."),
    "history": ("factdb.cli.history", "Show the decisions on one row, oldest first."),
    "decisions": ("factdb.cli.decisions", "List decisions; undo one; apply a file of them."),
    "search": ("factdb.cli.search", "Search the words of quotes."),
    "sql": ("factdb.cli.sql", "Run one SELECT, read-only."),
    "export": ("factdb.cli.export", "Export quotes, claims and other views to files."),
    "validate": ("factdb.cli.validate", "Check ClaimReview markup offline."),
    "record": ("factdb.cli.record", "Check an editor's record; explain how to write one."),
    "stats": ("factdb.cli.stats", "Count what is in the database."),
    "verify": ("factdb.cli.verify", "Check that every hash and every span still matches."),
    "completion": ("factdb.cli.completion", "Print what a shell needs to complete commands."),
    "config": ("factdb.cli.config", "Show the configuration file and the values in force."),
    "db": ("factdb.cli.db", "Upgrade, downgrade, check and back up the database."),
}


class Nouns(click.Group):
    """A group that imports a command's module only when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the commands in the order of `COMMANDS`."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; None if there is no such command."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[cmd_name][0])
        name = cmd_name.replace("-", "_")
        command: click.Command = getattr(module, name + "_" if name == "import" else name)
        return take_everywhere(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, and suggest one for an unknown name.

        Raises:
            click.UsageError: There is no such command.
        """
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, 1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise click.UsageError(f"No such command {args[0]!r}.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; blame an unforeseen failure on the database file if that is damaged."""
        try:
            return super().invoke(ctx)
        except (FactdbError, click.ClickException, click.Abort, click.exceptions.Exit, OSError):
            raise
        except Exception as error:
            from factdb.database.damage import damage
            from factdb.database.url import is_postgresql, sqlite_path

            if ctx.obj is None or is_postgresql(ctx.obj) or not (found := damage(sqlite_path(ctx.obj))):
                raise
            raise DatabaseError(f"{ctx.obj}: is damaged ({found}): restore it from a backup") from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=Nouns, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="factdb", message="%(prog)s %(version)s")
@general_options
@click.pass_context
def cli(ctx: click.Context, database: str | None) -> None:
    """Who said what, to whom, when, where was it printed, and does it hold?

    The options below work anywhere on the line. `factdb config` shows what a configuration file can set.

    \b
    Example:
      factdb import article.txt
      factdb quotes --speaker Blinken
      factdb verify
    """
    settings = read_settings()
    ctx.obj = settings.get("database", DATABASE) if database is None else database
    name = ctx.invoked_subcommand
    if settings and name and (command := cli.get_command(ctx, name)):
        ctx.default_map = {name: defaults(command, settings)}


def main() -> None:
    """Run `factdb`: print explained failures on one line and exit with their code."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a terminated command cleans up as after Ctrl-C
    if "_FACTDB_COMPLETE" in os.environ:
        from factdb.cli.completion import use

        use()
    with door():
        sys.exit(_run())


def _run() -> int:
    try:
        code = cli.main(prog_name="factdb", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except click.Abort:
        click.echo("stopped", err=True)
        code = 130
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except FactdbError as error:
        click.echo(f"factdb: {error}", err=True)
        code = error.exit_code
    except SystemExit:  # raised by click when the reader of a pipe is gone: `factdb quotes | head`
        code = 0
    except BrokenPipeError:  # the reader of a pipe is gone: `factdb quotes | head`
        _give_up_stdout()
        code = 0
    except OSError as error:  # a full disk, a folder that is gone
        where = "" if error.filename is None else f"{error.filename}: "
        click.echo(f"factdb: {where}the system refused {reason(error, 'check the path and its permissions')}", err=True)
        _give_up_stdout()
        code = 1
    return code if isinstance(code, int) else 0


def _give_up_stdout() -> None:
    """Let the interpreter's exit not complain of what cannot be written."""
    with suppress(OSError):
        sys.stdout.flush()
    with suppress(OSError):  # it may be no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
