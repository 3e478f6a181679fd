"""Several who write at once: each waits for the other, nobody is turned away, nothing is lost."""

import json
import subprocess
import sys
import textwrap
from contextlib import ExitStack

import pytest
from processes import started

WRITER = textwrap.dedent(
    """
    import sys
    from factdb.database.write import open_writer
    from factdb.store.decisions import By, confirm_row, reject_row

    database, me, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    with open_writer(database) as writer:
        for n in range(count):
            with writer.transaction() as tx:
                decide = confirm_row if n % 2 else reject_row
                decide(tx, By(f"writer {me}", str(n)), "quotes", me)
    """
)


@pytest.mark.slow
def test_four_writers_make_eight_hundred_transactions(run, database, tmp_path):
    text = "Pier\n\n" + "\n\n".join(f"“The pier has {n} lamps,” Jonas Reed said." for n in range(4))
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert run("-d", database, "import", "a.txt").code == 0
    with ExitStack() as stack:
        commands = [[sys.executable, "-c", WRITER, database, str(n), "200"] for n in range(1, 5)]
        options = {"stderr": subprocess.PIPE, "text": True, "cwd": tmp_path}
        writers = [stack.enter_context(started(command, **options)) for command in commands]
        told = [writer.communicate()[1] for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0, 0, 0], told
    decisions = json.loads(run("-d", database, "decisions", "--limit", "0", "--format", "json").out)
    assert len(decisions) == 800
    assert run("-d", database, "verify").code == 0
