"""What pages tell people to press, and to type within a sentence, is there: labels on pages, and commands."""

import re
from pathlib import Path

import pytest

from tests.docs.commands import commands
from tests.docs.places import ROOT

#: The pages on what is done in a browser.
IN_A_BROWSER = (
    "tutorials/your-first-case-assessment.md",
    "how-to/delete-names.md",
    "how-to/invite-people.md",
    "how-to/take-an-inspection-to-sign-off.md",
    "how-to/use-the-api.md",
)
WEB = ROOT / "src" / "inspectorate_app" / "web"
#: Bold that is no label: the first words of a point.
NO_LABELS = {"When", "By itself", "Sooner", "Proof"}
COMMANDS = {words for words, _ in commands()}
PAGES = sorted((ROOT / "docs").rglob("*.md"))


def on_pages() -> str:
    """All the words of the templates and of the views."""
    files = [*WEB.rglob("*.html"), *WEB.rglob("*.py")]
    return "\n".join(" ".join(path.read_text(encoding="utf-8").split()) for path in files)


@pytest.mark.parametrize("page", IN_A_BROWSER)
def test_every_label_that_a_page_names_stands_on_a_page(page: str) -> None:
    text = " ".join((ROOT / "docs" / page).read_text(encoding="utf-8").split())
    named = set(re.findall(r"\*\*([^*]+)\*\*", text)) - NO_LABELS
    assert named
    words = on_pages()
    assert sorted(label for label in named if label not in words) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_command_named_in_a_sentence_is_there(page: Path) -> None:
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.S | re.M)
    named = re.findall(r"`inspectorate ([a-z][a-z-]*)(?: ([a-z][a-z-]*))?", " ".join(text.split()))
    unknown = [each for each in named if each[0] not in COMMANDS and " ".join(each) not in COMMANDS]
    nouns = {words for words in COMMANDS if " " in words}
    unknown += [
        each
        for each in named
        if each[1] and each[0] in {noun.split()[0] for noun in nouns} and " ".join(each) not in COMMANDS
    ]
    assert unknown == []
