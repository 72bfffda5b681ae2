"""Names and values in the XML of a Word document."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def value(element: "_Element | None", path: str) -> str:
    """The ``w:val`` of what is at a path such as ``pPr/pStyle``; empty where there is none."""
    found = None if element is None else element.find("/".join(W + step for step in path.split("/")))
    return "" if found is None else found.get(f"{W}val", "")
