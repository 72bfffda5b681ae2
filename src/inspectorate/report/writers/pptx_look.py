"""The look of slides: the master that python-pptx brings, in our sizes and colours, without the layouts not used."""

from typing import Any

from inspectorate.report.writers.slide import HEIGHT, LEFT, ROOM, TITLE_BOX, TOP, WIDTH

_POINT = 12700
_USED = frozenset({"Title Slide", "Title and Content", "Title Only"})
#: Where each kind of placeholder stands, in points: left, top, width, height.
_BOXES = {
    "TITLE": TITLE_BOX,
    "BODY": (LEFT, TOP, ROOM, 384.0),
    "OBJECT": (LEFT, TOP, ROOM, 384.0),
    "FOOTER": (LEFT, 506.0, ROOM - 80, 22.0),
    "SLIDE_NUMBER": (WIDTH - LEFT - 70, 506.0, 70.0, 22.0),
    "CENTER_TITLE": (70.0, 120.0, WIDTH - 140, 170.0),
    "SUBTITLE": (70.0, 300.0, WIDTH - 140, HEIGHT - 330),
}


def rgb(colour: str) -> Any:
    """A colour ("#123a63") as python-pptx has it."""
    from pptx.dml.color import RGBColor

    made: Any = RGBColor
    return made(*bytes.fromhex(colour.lstrip("#")))


def restyled(opened: Any) -> None:
    """Give a presentation that python-pptx began our look; the layouts stay in their order."""
    from pptx.oxml.ns import qn

    master = opened.slide_master
    for holder in (master, *opened.slide_layouts):
        _placed(holder)
    for style in master._element.iter(qn("p:titleStyle")):
        for level in style.iter(qn("a:lvl1pPr")):
            level.set("algn", "l")
    for body in master._element.iter(qn("a:bodyPr")):
        for fit in list(body):
            body.remove(fit)
    theme = next(each.target_part for each in master.part.rels.values() if each.reltype.endswith("/theme"))
    theme._blob = theme.blob.replace(b'latin typeface="Calibri"', b'latin typeface="Arial"')
    for layout in list(opened.slide_layouts):
        if layout.name not in _USED:
            opened.slide_layouts.remove(layout)


def _placed(holder: Any) -> None:
    """Put the placeholders of a master or a layout at our places; nothing shows a date."""
    for shape in list(holder.placeholders):
        kind = shape.placeholder_format.type
        name = kind.name if kind is not None else ""
        if name == "DATE":
            shape._element.getparent().remove(shape._element)
        elif name in _BOXES:
            shape.left, shape.top, shape.width, shape.height = (int(side * _POINT) for side in _BOXES[name])
