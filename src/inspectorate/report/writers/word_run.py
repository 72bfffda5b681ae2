"""Runs of text as Word holds them, with links, bookmarks and footnotes."""

from dataclasses import dataclass, field

from inspectorate.report.document import Run, Runs, plain
from inspectorate.report.writers.address import address
from inspectorate.report.writers.language_tag import RIGHT_TO_LEFT, parts, tag
from inspectorate.report.writers.outline import Outline, identifier
from inspectorate.report.writers.package import quoted
from inspectorate.report.writers.place_name import PlaceNames
from inspectorate.report.writers.rating_look import look, rating_words
from inspectorate.report.writers.standing import LINES

_SOFT_HYPHEN = "\u00ad"


def text(content: str) -> str:
    """Text with its lines, for a run: what Word would take for a hyphen that is always seen is left out."""
    lines = LINES.split(content.replace(_SOFT_HYPHEN, "").replace("\t", " "))
    return "<w:br/>".join(f'<w:t xml:space="preserve">{quoted(line)}</w:t>' for line in lines)


def run(content: str, properties: str = "") -> str:
    """A run with the properties given as XML."""
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{text(content)}</w:r>"


def rating_run(rating: str, size: int = 0) -> str:
    """A rating as shaded words; ``size`` in half points."""
    found = look(rating)
    fill, colour, edge = (each.lstrip("#").upper() for each in (found.fill, found.text, found.edge))
    sizes = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else ""
    properties = (
        f'<w:b/><w:bCs/><w:color w:val="{colour}"/>{sizes}<w:bdr w:val="single" w:sz="6" w:space="0" '
        f'w:color="{edge}"/><w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'
    )
    return run(f"\u00a0{rating_words(rating)}\u00a0", properties)


@dataclass
class Writing:
    """What the text of one file has gathered: its footnotes, the addresses it links to, the names of its places."""

    outline: Outline
    notes: list[str] = field(default_factory=list)
    addresses: dict[str, str] = field(default_factory=dict)
    note_addresses: dict[str, str] = field(default_factory=dict)
    names: PlaceNames = field(default_factory=PlaceNames)
    _marked: int = 0

    def runs(self, runs: Runs, strong: bool = False, colour: str = "") -> str:
        """Runs one after the other; ``strong`` sets all of them in bold, ``colour`` in one colour."""
        return "".join(self._run(each, strong, self.addresses, colour) for each in runs)

    def marked(self, anchor: str, content: str) -> str:
        """Content as a place that links lead to; as it is without an anchor."""
        if not anchor:
            return content
        self._marked += 1
        begin = f'<w:bookmarkStart w:id="{self._marked}" w:name="{self.names.name(anchor)}"/>'
        return f'{begin}{content}<w:bookmarkEnd w:id="{self._marked}"/>'

    def _run(self, part: Run, strong: bool, addresses: dict[str, str], colour: str = "") -> str:
        inward, outward = self.outline.leads(part.link), address(part.link)
        content = run(part.text, _properties(part, strong, inward or bool(outward), colour)) if part.text else ""
        if content and inward:
            content = f'<w:hyperlink w:anchor="{self.names.name(identifier(part.link[1:]))}">{content}</w:hyperlink>'
        elif content and outward:
            number = addresses.setdefault(outward, f"link{len(addresses) + 1}")
            content = f'<w:hyperlink r:id="{number}" w:history="1">{content}</w:hyperlink>'
        return content + (self._call(part.note) if part.note else "")

    def _call(self, note: Runs) -> str:
        """A footnote; one called in a footnote, which Word cannot have, stands in it in brackets."""
        flat: list[Run] = []
        for each in note:
            flat += [Run(each.text, each.strong, each.emphasis, each.link, each.language)]
            flat += [Run(f" [{plain(each.note)}]")] if each.note else []
        written = "".join(self._run(each, False, self.note_addresses) for each in flat)
        self.notes.append(
            f'<w:footnote w:id="{len(self.notes) + 1}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
            '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> </w:t></w:r>{written}</w:p></w:footnote>'
        )
        return (
            '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
            f'<w:footnoteReference w:id="{len(self.notes)}"/></w:r>'
        )


def _properties(part: Run, strong: bool, linked: bool, colour: str) -> str:
    """The properties of a run in the order in which the schema has them."""
    written = '<w:rStyle w:val="Hyperlink"/>' if linked else ""
    written += "<w:b/><w:bCs/>" if part.strong or strong else ""
    written += "<w:i/><w:iCs/>" if part.emphasis else ""
    written += f'<w:color w:val="{colour}"/>' if colour else ""
    said = parts(part.language) if part.language else None
    if said and said[0] in RIGHT_TO_LEFT:
        return f'{written}<w:rtl/><w:lang w:bidi="{tag(said)}"/>'
    return f'{written}<w:lang w:val="{tag(said)}"/>' if said else written
