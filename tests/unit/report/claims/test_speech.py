"""Whose words are no claims of ours: what stands between the marks of one quotation, and nothing else."""

from collections.abc import Mapping
from functools import cache

import pytest

from inspectorate.report.claims.check import in_prose
from inspectorate.report.statistic import Statistic
from inspectorate.report.statistics import statistics
from tests.unit.report.claims.evidence import fact_base

WRONG = "Only 22 per cent of assessments focused sufficiently on engaging the person on probation."


@cache
def evidence() -> Mapping[str, Statistic]:
    return statistics(fact_base())


def false(source: str) -> list[str]:
    return [each.text for each in in_prose(source, evidence()) if each.verdict == "false"]


@pytest.mark.parametrize(
    "source",
    [
        f"Leaders called this “whole-team”.\n\n{WRONG}\n\nOne called it “hard”.",
        f'Leaders called this "whole-team".\n\n{WRONG}\n\nOne called it "hard".',
        f"Leaders called this “whole-team”. {WRONG} One called it “hard”.",
        f'Leaders called this "whole-team". {WRONG} One called it "hard".',
        f'A cell of 5" by 6". {WRONG} It was "hard".',
        f"A mark that closes nothing” stands here. {WRONG} And one that opens “nothing.",
        f'A mark that opens "nothing stands here.\n\n{WRONG}\n\nAnd "another.',
        f"- They said “nobody”.\n- {WRONG}\n- They said “hard”.",
        f"He said “we never “did this”. {WRONG} He said so”.",
    ],
)
def test_what_stands_between_two_quotations_is_ours(source: str) -> None:
    assert false(source) == ["22 per cent"]


@pytest.mark.parametrize(
    "source",
    [
        f"One said: “{WRONG}”",
        f'One said: "{WRONG}"',
        f'One said ("{WRONG}") and left.',
        f"One said: “It was ‘hard’. {WRONG}”",
        f"One said:\n\n“{WRONG}\nIt was so.”",
        f'**"{WRONG}"**',
    ],
)
def test_what_somebody_said_is_theirs(source: str) -> None:
    assert in_prose(source.replace("One said", "A person told us"), evidence()) == ()


@pytest.mark.parametrize(
    "source",
    [
        f"> {WRONG}",
        f"> {WRONG}\n> I was seen by 4 officers in 2 years.\n> -- Person on probation",
        f"Before.\n\n> One.\n>\n> {WRONG}\n\nAfter.",
    ],
)
def test_a_quotation_set_apart_is_theirs(source: str) -> None:
    assert in_prose(source, evidence()) == ()


@pytest.mark.parametrize(
    "source",
    [
        f"> **Practice example**\n>\n> {WRONG}",
        f"> {WRONG}\n> -- HM Chief Inspector of Probation",
        f"> Theirs.\n\n{WRONG}",
        f"Chief Inspector of Probation Sam Smith said: “{WRONG}”",
        f"Chief Inspector of Probation Sam Smith said:\n\n“It was hard. {WRONG}”",
        f"Our lead inspector said:\n\n“It was hard, as we have seen.\n\n“{WRONG}”",
    ],
)
def test_what_our_inspectors_are_quoted_with_is_ours(source: str) -> None:
    assert false(source) == ["22 per cent"]


def test_what_somebody_says_after_our_inspectors_is_theirs_again() -> None:
    source = f"The Chief Inspector said it was hard.\n\nA person told us: “{WRONG}”\n\n“{WRONG}”"
    assert in_prose(source, evidence()) == ()
