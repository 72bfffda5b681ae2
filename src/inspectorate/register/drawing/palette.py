"""The colours of every drawing, for light and dark, as one style sheet.

Ratings run from red through orange and pale blue to dark blue: below the middle warm, above it cold, each of another
lightness, so that they stay apart for people who see fewer colours and in grey. A cell always says its letters too.
"""

from inspectorate.register.drawing.figure import NOT_IN_EDITION, NOT_PUBLISHED
from inspectorate.register.facts import NOT_RATED, RATINGS

PREFIX = "rd"
FONT = "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', Verdana, Arial, sans-serif"

#: Colours of text, lines and marks on the ground, light and dark.
LIGHT = {
    "ground": "#ffffff",
    "text": "#1b1f24",
    "quiet": "#57606a",
    "rule": "#d0d7de",
    "band": "#dde7f0",
    "edge": "#6b7785",
    "mark": "#1f6fb2",
    "unit": "#b3261e",
}
DARK = {
    "ground": "#10151c",
    "text": "#e6edf3",
    "quiet": "#9fb0c0",
    "rule": "#30363d",
    "band": "#25303b",
    "edge": "#8c959f",
    "mark": "#5aa9f0",
    "unit": "#ff9b91",
}

#: A rating's fill and the text on it, the same in light and dark; then its edge in light and in dark.
CELLS = {
    "Inadequate": ("#b5301f", "#ffffff", "#b5301f", "#ff9b91"),
    "Requires improvement": ("#f0a63c", "#1b1f24", "#8a5a00", "#f0a63c"),
    "Good": ("#b9dcf2", "#1b1f24", "#2f6f9f", "#b9dcf2"),
    "Outstanding": ("#0b2f63", "#ffffff", "#0b2f63", "#7fb8f0"),
}

#: The class of a rating's cell; its text has the same with ``-t``.
CLASSES = {
    **dict(zip(RATINGS, ("i", "ri", "g", "o"), strict=True)),
    NOT_RATED: "nr",
    NOT_PUBLISHED: "np",
    NOT_IN_EDITION: "ne",
}


def style_sheet() -> str:
    """The rules for light, then for dark where the reader's system asks for it. Every class begins with ``PREFIX``."""
    fixed = [
        f"svg.{PREFIX}{{max-width:100%;height:auto}}",
        f".{PREFIX} text{{font-family:{FONT}}}",
        f".{PREFIX}-b{{font-weight:700}}",
        f".{PREFIX}-m{{text-anchor:middle}}",
        f".{PREFIX}-e{{text-anchor:end}}",
    ]
    for rating, (fill, text, _, _) in CELLS.items():
        name = f"{PREFIX}-{CLASSES[rating]}"
        fixed += [f".{name}{{fill:{fill}}}", f".{name}-t{{fill:{text};font-weight:700}}"]
    dark = "".join(_scheme(DARK, {rating: cell[3] for rating, cell in CELLS.items()}))
    light = _scheme(LIGHT, {rating: cell[2] for rating, cell in CELLS.items()})
    return "\n".join([*fixed, *light, f"@media (prefers-color-scheme:dark){{{dark}}}"])


def _scheme(colours: dict[str, str], edges: dict[str, str]) -> list[str]:
    quiet, edge = colours["quiet"], colours["edge"]
    return [
        f".{PREFIX}-ground{{fill:{colours['ground']}}}",
        f".{PREFIX}-text{{fill:{colours['text']}}}",
        f".{PREFIX}-quiet,.{PREFIX}-nr-t,.{PREFIX}-np-t,.{PREFIX}-ne-t{{fill:{quiet}}}",
        f".{PREFIX}-rule{{stroke:{colours['rule']}}}",
        f".{PREFIX}-edge{{stroke:{edge};fill:none}}",
        f".{PREFIX}-nr{{fill:none;stroke:{edge};stroke-dasharray:3 2}}",
        f".{PREFIX}-np,.{PREFIX}-ne{{fill:none}}",
        f".{PREFIX}-band{{fill:{colours['band']};stroke:{edge}}}",
        f".{PREFIX}-shade{{fill:{colours['band']}}}",
        f".{PREFIX}-open{{fill:{colours['ground']};stroke:{colours['text']}}}",
        f".{PREFIX}-mark{{fill:{colours['mark']};stroke:{colours['ground']}}}",
        f".{PREFIX}-line{{fill:none;stroke:{colours['mark']}}}",
        f".{PREFIX}-unit{{fill:{colours['unit']};stroke:{colours['ground']}}}",
        f".{PREFIX}-unit-t{{fill:{colours['unit']};font-weight:700}}",
        *(f".{PREFIX}-{CLASSES[rating]}{{stroke:{stroke}}}" for rating, stroke in edges.items()),
    ]
