"""Runs of text as OpenDocument holds them, with links, bookmarks and footnotes; and the styles that they need."""

import re
from dataclasses import dataclass, field

from inspectorate.report.document import Run, Runs, plain
from inspectorate.report.writers.address import address
from inspectorate.report.writers.language_tag import parts
from inspectorate.report.writers.outline import Outline, identifier
from inspectorate.report.writers.package import quoted
from inspectorate.report.writers.place_name import PlaceNames
from inspectorate.report.writers.rating_look import look, rating_words
from inspectorate.report.writers.standing import LINES

_SOFT_HYPHEN = "\u00ad"
_SPACES = re.compile(r"^ +|(?<= ) +")
BOLD = 'fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold"'
ITALIC = 'fo:font-style="italic" style:font-style-asian="italic" style:font-style-complex="italic"'


def text(content: str) -> str:
    """Text with its lines and all of its spaces, of which OpenDocument would keep one of several."""
    lines = LINES.split(content.replace(_SOFT_HYPHEN, "").replace("\t", " "))
    return "<text:line-break/>".join(_SPACES.sub(_spaces, quoted(line)) for line in lines)


def _spaces(found: re.Match[str]) -> str:
    return f'<text:s text:c="{len(found[0])}"/>'


@dataclass
class AutomaticStyles:
    """The styles that a file needs beside those with a name: each set of properties once, in the order of their use."""

    _held: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def name(self, family: str, properties: str, more: str = "") -> str:
        """The name of the style with these properties, as XML; ``more`` are attributes of the style itself."""
        return self._held.setdefault((family, more, properties), f"{family[0].upper()}{len(self._held) + 1}")

    def changed(self, name: str, before: str, after: str) -> str:
        """The name of a style that is another one but for a part of its properties."""
        for (family, more, properties), held in self._held.items():
            if held == name:
                return self.name(family, properties.replace(before, after), more)
        return name

    def written(self) -> str:
        """All of them as XML."""
        return "".join(
            f'<style:style style:name="{name}" style:family="{family}"{f" {more}" if more else ""}>'
            f"{properties}</style:style>\n"
            for (family, more, properties), name in self._held.items()
        )


@dataclass
class OpenWriting:
    """What the text of one file has gathered: its styles, how many footnotes, the names of its places."""

    outline: Outline
    styles: AutomaticStyles = field(default_factory=AutomaticStyles)
    names: PlaceNames = field(default_factory=PlaceNames)
    _notes: int = 0

    def runs(self, runs: Runs, strong: bool = False, colour: str = "") -> str:
        """Runs one after the other; ``strong`` sets all of them in bold, ``colour`` in one colour."""
        return "".join(self._run(each, strong, colour) for each in runs)

    def span(self, content: str, properties: str) -> str:
        """Text with properties of its own."""
        style = self.styles.name("text", f"<style:text-properties {properties}/>")
        return f'<text:span text:style-name="{style}">{text(content)}</text:span>'

    def rating(self, rating: str, size: float = 0) -> str:
        """A rating as shaded words; ``size`` in points."""
        found = look(rating)
        sized = f' fo:font-size="{size}pt"' if size else ""
        properties = f'{BOLD} fo:color="{found.text}" fo:background-color="{found.fill}"{sized}'
        return self.span(f"\u00a0{rating_words(rating)}\u00a0", properties)

    def marked(self, anchor: str, content: str) -> str:
        """Content as a place that links lead to; as it is without an anchor."""
        if not anchor:
            return content
        name = self.names.name(anchor)
        return f'<text:bookmark-start text:name="{name}"/>{content}<text:bookmark-end text:name="{name}"/>'

    def _run(self, part: Run, strong: bool, colour: str) -> str:
        properties = _properties(part, strong, colour)
        content = (self.span(part.text, properties) if properties else text(part.text)) if part.text else ""
        target = f"#{self.names.name(identifier(part.link[1:]))}" if self.outline.leads(part.link) else ""
        target = target or address(part.link)
        if content and target:
            content = (
                f'<text:a xlink:type="simple" xlink:href="{quoted(target)}" text:style-name="Internet_20_link" '
                f'text:visited-style-name="Internet_20_link">{content}</text:a>'
            )
        return content + (self._call(part.note) if part.note else "")

    def _call(self, note: Runs) -> str:
        """A footnote; one called in a footnote, which OpenDocument cannot have, stands in it in brackets."""
        flat: list[Run] = []
        for each in note:
            flat += [Run(each.text, each.strong, each.emphasis, each.link, each.language)]
            flat += [Run(f" [{plain(each.note)}]")] if each.note else []
        self._notes += 1
        return (
            f'<text:note text:id="note{self._notes}" text:note-class="footnote"><text:note-citation>{self._notes}'
            f'</text:note-citation><text:note-body><text:p text:style-name="Footnote">{self.runs(tuple(flat))}</text:p>'
            "</text:note-body></text:note>"
        )


def _properties(part: Run, strong: bool, colour: str) -> str:
    said = parts(part.language) if part.language else None
    country = said[1] or "none" if said else ""
    wanted = (
        (BOLD, part.strong or strong),
        (ITALIC, part.emphasis),
        (f'fo:color="{colour}"', colour),
        (f'fo:language="{said[0]}" fo:country="{country}"' if said else "", said),
    )
    return " ".join(properties for properties, is_so in wanted if is_so)
