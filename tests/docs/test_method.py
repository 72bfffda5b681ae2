import re

import pytest

from inspectorate.framework.catalogue import EDITIONS
from tests.docs.places import DOCS

CITED = re.compile(r"METHOD (\d+(?:\.\d+)?)")
SECTIONS = set(
    re.findall(r"^#{2,4} (\d+(?:\.\d+)?) ", (DOCS / "explanation/method.md").read_text("utf-8"), re.MULTILINE)
)


def citations() -> list[str]:
    """Every section of the method that an edition names as its source."""
    texts = [path.read_text(encoding="utf-8") for path in EDITIONS.rglob("*.yaml")]
    return sorted({section for text in texts for section in CITED.findall(text)}, key=lambda text: text.split("."))


def test_editions_cite_the_method() -> None:
    assert {"1.2", "2.3", "3.7"} <= set(citations())


@pytest.mark.parametrize("section", citations())
def test_what_an_edition_cites_can_be_looked_up(section: str) -> None:
    assert section in SECTIONS, f"docs/explanation/method.md has no section {section}"
