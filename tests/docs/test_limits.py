"""The limits told to a reader are those of the program."""

from inspectorate.register.opening.limits import DEFAULT, megabytes
from tests.docs.places import DOCS


def test_the_page_has_every_limit() -> None:
    page = (DOCS / "how-to/read-published-documents.md").read_text(encoding="utf-8")
    rows = {
        "a document": f"{megabytes(DEFAULT.file_bytes)}, {DEFAULT.characters:,} characters, {DEFAULT.pages:,} pages",
        "the reading of a document": f"{DEFAULT.seconds:g} seconds, {megabytes(DEFAULT.memory_bytes)} of memory",
        "a zip archive": (
            f"{DEFAULT.members:,} members, {megabytes(DEFAULT.uncompressed_bytes)} unpacked, "
            f"{DEFAULT.ratio} times its own size; no zip inside a zip"
        ),
    }
    for what, limits in rows.items():
        assert f"| {what} | {limits} |" in page
