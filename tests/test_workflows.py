"""The workflow files agree with the package and with each other."""

import re
import tomllib
from pathlib import Path

import click
import pytest
import yaml  # type: ignore[import-untyped]

from factdb.cli import cli

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def jobs(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_jobs_need_jobs_and_call_workflows_that_exist(path):
    for name, job in jobs(path).items():
        needed = job.get("needs", [])
        assert ({needed} if isinstance(needed, str) else set(needed)) <= set(jobs(path)), name
        if called := job.get("uses"):
            assert (ROOT / called).is_file(), name
        else:
            assert job["steps"], name
            assert job["timeout-minutes"] <= 90, f"{name} may hang for hours"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_context_of_the_runner_is_used_in_steps_alone(path):
    for name, job in jobs(path).items():
        outside = {key: value for key, value in job.items() if key != "steps"}
        assert not re.search(r"\$\{\{[^}]*\brunner\.", str(outside)), name


def test_every_supported_python_is_checked():
    checked = jobs(ROOT / ".github" / "workflows" / "check.yml")
    prefix = "Programming Language :: Python :: 3."
    supported = [
        line.removeprefix("Programming Language :: Python :: ") for line in PROJECT["classifiers"] if prefix in line
    ]
    assert checked["check"]["strategy"]["matrix"]["python"] == supported
    assert PROJECT["requires-python"] == f">={supported[0]}"
    assert {"python-version": supported[0]} in [step.get("with") for step in checked["lowest"]["steps"]]


def test_the_makefile_has_every_target_that_a_workflow_makes():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    for path in FILES:
        assert set(re.findall(r"\bmake ([a-z-]+)", path.read_text(encoding="utf-8"))) <= targets


def test_the_containerfile_installs_and_runs_what_there_is_without_rights():
    """No builder is needed: it says what it installs, and its commands and options are the command line's."""
    text = (ROOT / "Containerfile").read_text(encoding="utf-8")
    steps = re.findall(r"^(USER|ENTRYPOINT|CMD|ENV) (.*)$", text, re.MULTILINE)
    assert dict(steps) == {
        "USER": "10001",
        "ENV": "FACTDB_DATABASE=/data/factdb.sqlite",
        "ENTRYPOINT": '["factdb"]',
        "CMD": '["--help"]',
    }
    assert "factdb" in PROJECT["scripts"]
    assert set(re.findall(r"\[(\w+)\]\"", text)) <= set(PROJECT["optional-dependencies"])
    python = re.findall(r"^FROM docker.io/library/python:(\S+)-slim", text, re.MULTILINE)
    assert {f"Programming Language :: Python :: {version}" for version in python} <= set(PROJECT["classifiers"])
    runs = re.findall(r"^#   podman run .*? factdb (\w+) (.*)$", text, re.MULTILINE)
    assert [name for name, _ in runs] == ["import", "serve"]
    for name, given in runs:
        command = cli.get_command(click.Context(cli), name)
        known = {option for parameter in command.params for option in parameter.opts}
        assert set(re.findall(r"--[\w-]+", given)) <= known
