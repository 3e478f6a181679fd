"""`factdb mcp`: asked over stdio by the client of the protocol's own library."""

import asyncio
import sys

import pytest


@pytest.mark.slow
def test_an_assistant_asks_and_every_answer_has_uid_status_and_origin(seeded_sqlite):
    pytest.importorskip("mcp", reason="mcp is not installed: pip install -e '.[dev]'")
    from mcp.client.session import ClientSession
    from mcp.client.stdio import StdioServerParameters, stdio_client

    async def asked():
        command = StdioServerParameters(command=sys.executable, args=["-m", "factdb", "-d", seeded_sqlite, "mcp"])
        async with stdio_client(command) as (read, write), ClientSession(read, write) as session:
            await session.initialize()
            tools = [tool.name for tool in (await session.list_tools()).tools]

            async def call(name, **given):
                answer = await session.call_tool(name, given)
                if answer.is_error:
                    return answer.content[0].text
                told = answer.structured_content
                return told.get("result", told)

            found = await call("search_quotes", words='"core concerns"')
            said = await call("quotes_of", speaker="Blinken", limit=2)
            alike = await call("claims_alike", statement="Hackers linked to China attacked hundreds of targets")
            proof = await call("quote_source", uid=said[0]["uid"])
            unknown = await call("quotes_of", speaker="Blinkn")
            return tools, found, said, alike, proof, unknown

    tools, found, said, alike, proof, unknown = asyncio.run(asyncio.wait_for(asked(), 60))
    assert tools == ["search_quotes", "quotes_of", "claims_alike", "quote_source"]
    assert {row["speaker"] for row in found} == {"Qin Gang", "China"}
    assert [row["speaker"] for row in said] == ["Antony Blinken"] * 2
    assert alike[0]["text"].startswith("Hackers linked to China attacked schools")
    for row in (*found, *said, *alike, proof):
        assert len(row["uid"]) == 32
        assert row["status"] in ("extracted", "confirmed", "candidate")
        assert row["origin"]
    assert {span["proved"] for span in proof["spans"]} <= {True}
    assert proof["source"]["title"].startswith("Blinken and Qin")
    assert "did you mean Antony Blinken" in unknown


def test_a_wrong_path_is_reported_before_the_first_question(run):
    done = run("-d", "none.sqlite", "mcp")
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert "there is no database yet" in done.err
