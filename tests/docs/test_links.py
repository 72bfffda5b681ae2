import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from tests.docs.places import ROOT, named, pages
from tests.docs.walkthrough import blocks

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"`[^`\n]*`")
HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*$", re.MULTILINE)

#: Written in two halves, so that this file does not hold what it looks for.
FORBIDDEN = [
    "/" + "tmp/",
    "/" + "work/",
    "/" + "home/",
    "/" + "Users/",
    "/" + "root/",
    "C:" + "\\Users",
    "pypi" + ".org",
    "python" + "hosted",
    "test" + ".pypi",
    "/" + "opt/pypi",
    "registry" + ".npmjs",
    "proxy" + ".golang",
    "anaconda" + ".org",
    "index" + "-url",
]


def without_blocks(text: str) -> str:
    """A page without its fenced blocks: a heading or a link in them is none."""
    lines = text.split("\n")
    for block in blocks(text):
        for place in range(block.line - 1, block.line + len(block.content) + 1):
            lines[place] = ""
    return "\n".join(lines)


def anchor(heading: str) -> str:
    """The anchor that a code host gives a heading: small letters, hyphens for spaces, no other signs."""
    words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).casefold()
    return re.sub(r"[^\w\- ]", "", words).replace(" ", "-")


def anchors(text: str) -> set[str]:
    """The anchors of a page; of a heading that stands again, the second ends in -1."""
    times = Counter(anchor(heading) for heading in HEADING.findall(without_blocks(text)))
    return {f"{name}-{time}" if time else name for name, number in times.items() for time in range(number)}


def broken(page: Path) -> list[str]:
    """The relative links of a page that lead nowhere."""
    found = []
    for target in LINK.findall(CODE.sub("", without_blocks(page.read_text(encoding="utf-8")))):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, fragment = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        inside = file.exists() and ROOT in (file, *file.parents)
        if not inside or (fragment and fragment not in anchors(file.read_text(encoding="utf-8"))):
            found.append(target)
    return found


@pytest.mark.parametrize("page", pages(), ids=named)
def test_every_link_leads_somewhere(page: Path) -> None:
    assert broken(page) == []


def test_every_page_can_be_reached_from_the_readme() -> None:
    seen, waiting = set[Path](), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in seen or page.suffix != ".md" or not page.exists():
            continue
        seen.add(page)
        links = LINK.findall(without_blocks(page.read_text(encoding="utf-8")))
        waiting += [(page.parent / link.partition("#")[0]).resolve() for link in links if ":" not in link]
    assert [named(page) for page in pages() if page not in seen] == []


def test_no_tracked_file_names_a_machine_or_a_package_registry() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    files = [ROOT / name for name in listed.split("\0") if name]
    assert files
    found = [
        f"{named(file)}: {words}"
        for file in files
        if file.is_file()
        for text in [file.read_text(encoding="utf-8", errors="replace")]
        for words in FORBIDDEN
        if words in text and re.search((r"(?<![\w.}])" if words.startswith("/") else "") + re.escape(words), text)
    ]
    assert found == []


def test_what_the_tests_look_for_they_find(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.docs.test_links.ROOT", tmp_path)
    (tmp_path / "other.md").write_text("# One `two`: three\n\n# Twice\n\n# Twice\n\n```\n# Not one\n```\n")
    page = tmp_path / "page.md"
    good = "[a](other.md) [b](other.md#one-two-three) [c](other.md#twice-1) [d](https://example.org) `[e](none.md)`"
    page.write_text(good)
    assert broken(page) == []
    page.write_text(f"{good} [f](none.md) [g](other.md#none) [h](#none) ![i](other.md#not-one) [j](../outside.md)")
    assert broken(page) == ["none.md", "other.md#none", "#none", "other.md#not-one", "../outside.md"]
