"""`factdb completion`: commands, options, speakers and publishers completed by the shell."""

from __future__ import annotations

import click
from click.shell_completion import BashComplete, add_completion_class, get_completion_class

_SHELLS = ("bash", "zsh", "fish")


class _Bash(BashComplete):
    """Bash, with names of several words quoted as they are inserted."""

    name = "bash"
    source_template = """\
%(complete_func)s() {
    local IFS=$'\\n'
    local type value completion response
    response=$(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD %(complete_var)s=bash_complete $1)
    COMPREPLY=()
    for completion in $response; do
        IFS=',' read -r type value <<< "$completion"
        case $type in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain) COMPREPLY+=("$(printf %%q "$value")") ;;
        esac
    done
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""


def use() -> None:
    """Let click complete by the classes of this module."""
    add_completion_class(_Bash)


@click.command()
@click.argument("shell", type=click.Choice(_SHELLS))
def completion(shell: str) -> None:
    """Print what a shell needs to complete commands.

    Options are completed too, and speakers and publishers from the database that the command line or the configuration
    names.

    \b
      bash: echo 'eval "$(factdb completion bash)"' >> ~/.bashrc
      zsh:  echo 'eval "$(factdb completion zsh)"' >> ~/.zshrc
      fish: factdb completion fish > ~/.config/fish/completions/factdb.fish

    \b
    Example:
      factdb completion bash
    """
    from factdb.cli import cli

    use()
    made = get_completion_class(shell)
    assert made is not None
    click.echo(made(cli, {}, "factdb", "_FACTDB_COMPLETE").source())
