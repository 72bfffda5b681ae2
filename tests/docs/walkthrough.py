"""A page of the documentation as the steps it tells a person to take, and those steps taken.

The convention, for whoever writes a page (CONTRIBUTING.md says it too):

* A block fenced as ``console`` shows commands and what they answer. A line that begins with ``$ `` is a command:
  ``cd FOLDER``, ``echo $?`` or ``inspectorate ...``; it goes on where a line ends with a backslash. The lines below a
  command are its answer, both streams as a terminal shows them. A line ``...`` stands for any lines, ``...`` in a line
  for any text. A command that leaves with another status than 0 is followed by ``$ echo $?`` and that status.
* ``Write `NAME`:`` before a fenced block, or the name after the language of the block (``yaml NAME``), writes the block
  to the file NAME; its folders are made.
* A block fenced as ``pycon`` is a Python session, run as a doctest in the same folder; ``...`` stands for any text.
* ``Change line N of `NAME` to:`` (or ``back to:``) before a fenced block puts the block in the place of that line.

Each page begins in an empty folder. Blocks fenced in any other way are not touched.
"""

import contextlib
import difflib
import doctest
import io
import os
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from inspectorate_app.cli import main

WRITE = re.compile(r"Write `([\w./-]+)`:")
NAMED = re.compile(r"[a-z]+ ([\w./-]+)")
CHANGE = re.compile(r"Change line (\d+) of `([\w./-]+)` (?:back )?to:")
REST = "..."


@dataclass(frozen=True)
class Command:
    """A command with the answer that the page shows; ``line`` is its place in the page."""

    line: int
    text: str
    answer: tuple[str, ...]


@dataclass(frozen=True)
class Edit:
    """Text for a file: the whole of it, or what comes in the place of one of its lines."""

    line: int
    file: str
    replaces: int | None
    text: str


@dataclass(frozen=True)
class Session:
    """What is typed at Python's prompt, with what it answers."""

    line: int
    text: str


@dataclass(frozen=True)
class Block:
    """A fenced block: the line it opens on, its language, the line of prose before it, and what is in it."""

    line: int
    language: str
    introduced_by: str
    content: tuple[str, ...]


def blocks(page: str) -> Iterator[Block]:
    """The fenced blocks of a page."""
    opened: tuple[int, str, str] | None = None
    before, content = "", list[str]()
    for number, line in enumerate(page.splitlines(), start=1):
        if opened is None and line.startswith("```"):
            opened, content = (number, line[3:].strip(), before), []
        elif opened is not None and line.startswith("```"):
            yield Block(*opened, tuple(content))
            opened, before = None, ""
        elif opened is not None:
            content.append(line)
        elif line.strip():
            before = line.strip()
    assert opened is None, f"the block opened in line {opened and opened[0]} is never closed"


def steps(page: str) -> list[Command | Edit | Session]:
    """What a page tells a person to do, in order."""
    found: list[Command | Edit | Session] = []
    for block in blocks(page):
        if block.language == "console":
            found += _commands(block)
        elif block.language == "pycon":
            found.append(Session(block.line, "\n".join(block.content) + "\n"))
        elif written := NAMED.fullmatch(block.language) or WRITE.fullmatch(block.introduced_by):
            found.append(Edit(block.line, written[1], None, "\n".join(block.content) + "\n"))
        elif changed := CHANGE.fullmatch(block.introduced_by):
            found.append(Edit(block.line, changed[2], int(changed[1]), "\n".join(block.content)))
    return found


def _commands(block: Block) -> Iterator[Command]:
    lines = list(enumerate(block.content, start=block.line + 1))
    assert "\n".join(block.content).startswith("$ "), f"line {block.line}: a console block begins with a command"
    while lines:
        number, text = lines.pop(0)
        text = text.removeprefix("$ ")
        while text.endswith("\\"):
            text = text[:-1].rstrip() + " " + lines.pop(0)[1].strip()
        answer = []
        while lines and not lines[0][1].startswith("$ "):
            answer.append(lines.pop(0)[1])
        yield Command(number, text, tuple(answer))


def follow(page: str) -> None:
    """Take every step of a page in the current folder; fail at the first that does not go as the page says."""
    status, told = 0, True
    for step in steps(page):
        if isinstance(step, Edit | Session):
            _edit(step) if isinstance(step, Edit) else _talk(step)
            continue
        words = shlex.split(step.text)
        if step.text == "echo $?":
            assert step.answer == (str(status),), f"line {step.line}: the exit status is {status}, not {step.answer}"
            told = True
            continue
        assert told, f"line {step.line}: the command before it left with {status}; show it with '$ echo $?'"
        if words[0] == "cd":
            os.chdir(words[1])
            continue
        assert words[0] == "inspectorate", f"line {step.line}: only 'inspectorate', 'cd' and 'echo $?' are run here"
        status, answered = run(words[1:])
        told = status == 0
        difference = unlike(step.answer, answered)
        assert not difference, f"line {step.line}: '{step.text}' answers otherwise\n{difference}"
    assert told, f"the last command left with {status}; show it with '$ echo $?'"


def _edit(step: Edit) -> None:
    path = Path(step.file)
    if step.replaces is None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(step.text, encoding="utf-8")
        return
    lines = path.read_text(encoding="utf-8").split("\n")
    lines[step.replaces - 1] = step.text
    path.write_text("\n".join(lines), encoding="utf-8")


def _talk(step: Session) -> None:
    session = doctest.DocTestParser().get_doctest(step.text, {}, "the session", None, step.line)
    heard = io.StringIO()
    runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS)
    failed, tried = runner.run(session, out=heard.write)
    assert tried, f"line {step.line}: a Python session has '>>> ' before what is typed"
    assert not failed, f"line {step.line}: Python answers otherwise\n{heard.getvalue()}"


def run(arguments: list[str]) -> tuple[int, str]:
    """Run ``inspectorate`` in this process: its exit status, and both streams in the order in which they came."""
    heard = io.StringIO()
    status = 0
    with contextlib.redirect_stdout(heard), contextlib.redirect_stderr(heard):
        try:
            main(arguments)
        except SystemExit as left:
            status = left.code if isinstance(left.code, int) else 0
    return status, heard.getvalue()


def unlike(shown: tuple[str, ...], answered: str) -> str:
    """How an answer differs from the one shown; nothing where it does not. An answer not shown at all is any."""
    if not shown:
        return ""
    got = [line.rstrip() for line in answered.rstrip("\n").split("\n")]
    want = [line.rstrip() for line in shown]
    if re.fullmatch("".join(map(_pattern, want)), "".join(line + "\n" for line in got)):
        return ""
    return "\n".join(difflib.unified_diff(want, got, "the page", "the command", lineterm=""))


def _pattern(line: str) -> str:
    if line == REST:
        return r"(?:.*\n)*?"
    return re.escape(line).replace(re.escape(REST), ".*") + "\n"
