from pathlib import Path

import pytest

from tests.docs.places import DOCS, named, pages
from tests.docs.walkthrough import blocks, follow, steps, unlike

FOLLOWED = [page for page in pages() if "```console" in page.read_text(encoding="utf-8")]


@pytest.mark.parametrize("page", FOLLOWED, ids=named)
def test_a_page_goes_as_it_says(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    follow(page.read_text(encoding="utf-8"))


#: Pages on the application in a browser, or on a server of one's own: there is no command line to follow them on.
ON_PAGES = {
    "docs/tutorials/your-first-case-assessment.md",
    "docs/how-to/ask-for-evidence.md",
    "docs/how-to/answer-recommendations.md",
    "docs/how-to/assure-quality.md",
    "docs/how-to/check-factual-accuracy.md",
    "docs/how-to/choose-what-you-are-told.md",
    "docs/how-to/set-up-mail.md",
    "docs/how-to/back-up-and-restore.md",
    "docs/how-to/be-told-of-new-reports.md",
    "docs/how-to/delete-names.md",
    "docs/how-to/draft-documents.md",
    "docs/how-to/publish-a-report.md",
    "docs/how-to/find-something.md",
    "docs/how-to/follow-up-recommendations.md",
    "docs/how-to/invite-people.md",
    "docs/how-to/monitor.md",
    "docs/how-to/make-recommendations.md",
    "docs/how-to/move-an-inspection.md",
    "docs/how-to/plan-fieldwork-and-take-notes.md",
    "docs/how-to/record-context-data.md",
    "docs/how-to/place-a-legal-hold.md",
    "docs/how-to/review-a-report.md",
    "docs/how-to/send-embargoed-copies.md",
    "docs/how-to/run-for-a-team.md",
    "docs/how-to/run-on-one-laptop.md",
    "docs/how-to/run-on-one-server.md",
    "docs/how-to/sign-in-with-your-organisation.md",
    "docs/how-to/survey-staff-and-people.md",
    "docs/how-to/take-an-inspection-to-sign-off.md",
    "docs/how-to/translate.md",
    "docs/how-to/upgrade.md",
    "docs/how-to/use-the-api.md",
    "docs/how-to/use-the-public-register.md",
    "docs/how-to/work-with-the-inspected-service.md",
    "docs/how-to/write-findings.md",
}


def test_every_other_tutorial_and_how_to_shows_commands() -> None:
    lessons = [*(DOCS / "tutorials").glob("*.md"), *(DOCS / "how-to").glob("*.md")]
    assert lessons
    assert {named(page) for page in lessons if page not in FOLLOWED} == ON_PAGES


PAGE = """
Write `a/b.yaml`:

```yaml
x: 1
```

```csv c.csv
case
```

Change line 2 of `j.csv` back to:

```csv
A,yes
```

```console
$ inspectorate rating \\
    compute
one
$ echo $?
2
```

```pycon
>>> 1 + 1
2
```

```sh
rm -rf everything
```
"""


def test_a_page_is_read_as_steps() -> None:
    first, named_block, second, third, fourth, session = steps(PAGE)
    assert (first.file, first.replaces, first.text) == ("a/b.yaml", None, "x: 1\n")
    assert (named_block.file, named_block.text) == ("c.csv", "case\n")
    assert (second.file, second.replaces, second.text) == ("j.csv", 2, "A,yes")
    assert (third.text, third.answer) == ("inspectorate rating compute", ("one",))
    assert (fourth.text, fourth.answer) == ("echo $?", ("2",))
    assert session.text == ">>> 1 + 1\n2\n"


def test_a_block_that_is_never_closed_is_a_mistake() -> None:
    with pytest.raises(AssertionError, match="opened in line 1 is never closed"):
        list(blocks("```console\n$ inspectorate\n"))


@pytest.mark.parametrize(
    ("shown", "same"),
    [
        ("one\ntwo\nthree", True),
        ("one\n...\nthree", True),
        ("...\nthree", True),
        ("one\n...", True),
        ("one\nt...o\nthree", True),
        ("one\n...\ntwo\nthree", True),
        ("one\nthree", False),
        ("one\n...\nfour", False),
        ("two", False),
        ("one\ntwo", False),
    ],
)
def test_an_answer_is_held_against_the_one_shown(shown: str, *, same: bool) -> None:
    assert (unlike(tuple(shown.split("\n")), "one\ntwo  \nthree\n") == "") is same


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("```console\n$ inspectorate rating overall --points 99 --rated 1 --edition hmip-pdu-2021\n```", "left with 2"),
        ("```console\n$ inspectorate --help\nNothing of the kind\n```", "line 2: 'inspectorate --help' answers"),
        ("```console\n$ curl example.org\n```", "line 2: only 'inspectorate'"),
        ("```console\n$ inspectorate --help\n$ echo $?\n1\n```", "line 3: the exit status is 0"),
        ("```pycon\n>>> 1 + 1\n3\n```", "line 1: Python answers otherwise"),
        ("```pycon\n1 + 1\n```", "line 1: a Python session has '>>> '"),
    ],
)
def test_a_page_that_does_not_go_as_it_says_fails_with_its_line(page: str, told: str) -> None:
    with pytest.raises(AssertionError, match="(?s)" + told.replace("$", r"\$")):
        follow(page)
