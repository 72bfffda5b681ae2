"""The parts of a Word file beside its text: lists, footnotes, head and foot, properties, and what leads to them."""

from collections.abc import Mapping
from textwrap import shorten

from inspectorate.report.document import Document
from inspectorate.report.writers.language_tag import document_parts, tag
from inspectorate.report.writers.outline import one_line
from inspectorate.report.writers.package import DECLARATION, quoted
from inspectorate.report.writers.standing import day_printed
from inspectorate.report.writers.word_run import run

_OPEN = "http://schemas.openxmlformats.org"
NAMESPACES = (
    f'xmlns:w="{_OPEN}/wordprocessingml/2006/main" xmlns:r="{_OPEN}/officeDocument/2006/relationships" '
    f'xmlns:wp="{_OPEN}/drawingml/2006/wordprocessingDrawing"'
)
#: A4, with the margins of the PDF; the first page has a head and a foot of its own.
_PAGE = (
    '<w:sectPr><w:headerReference w:type="default" r:id="header1"/><w:headerReference w:type="first" r:id="header2"/>'
    '<w:footerReference w:type="default" r:id="footer1"/><w:footerReference w:type="first" r:id="footer2"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1531" w:right="1474" w:bottom="1474" w:left="1474" '
    'w:header="680" w:footer="624" w:gutter="0"/><w:titlePg/></w:sectPr>\n'
)
_TYPE = "application/vnd.openxmlformats-officedocument"
_WORD = f"{_TYPE}.wordprocessingml"
_TYPES = {
    "/word/document.xml": f"{_WORD}.document.main+xml",
    "/word/styles.xml": f"{_WORD}.styles+xml",
    "/word/numbering.xml": f"{_WORD}.numbering+xml",
    "/word/settings.xml": f"{_WORD}.settings+xml",
    "/word/footnotes.xml": f"{_WORD}.footnotes+xml",
    "/word/header1.xml": f"{_WORD}.header+xml",
    "/word/header2.xml": f"{_WORD}.header+xml",
    "/word/footer1.xml": f"{_WORD}.footer+xml",
    "/word/footer2.xml": f"{_WORD}.footer+xml",
    "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "/docProps/custom.xml": f"{_TYPE}.custom-properties+xml",
}
_BULLETS = "•–▪"
_FORMS = ("decimal", "lowerLetter", "lowerRoman")
_STEP = 397
_LONGEST_RUNNING = 90
_LONGEST_PROPERTY = 255
_DEEPEST = 8


def content_types(has_charts: bool) -> str:
    """What each part is."""
    drawn = '<Default Extension="png" ContentType="image/png"/><Default Extension="svg" ContentType="image/svg+xml"/>'
    parts = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in _TYPES.items())
    return (
        f'{DECLARATION}<Types xmlns="{_OPEN}/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/>{drawn if has_charts else ""}{parts}</Types>'
    )


def _relationship(name: str, kind: str, target: str, outward: bool = False) -> str:
    mode = ' TargetMode="External"' if outward else ""
    return f'<Relationship Id="{name}" Type="{kind}" Target="{quoted(target)}"{mode}/>'


def _relationships(content: str) -> str:
    return f'{DECLARATION}<Relationships xmlns="{_OPEN}/package/2006/relationships">{content}</Relationships>'


def relationships(addresses: Mapping[str, str], more: str = "") -> str:
    """Where links lead outward, by their address."""
    kind = f"{_OPEN}/officeDocument/2006/relationships/hyperlink"
    return _relationships(more + "".join(_relationship(name, kind, to, True) for to, name in addresses.items()))


def page(kind: str) -> str:
    """The page of a kind of document: a poster is one, and its text begins higher and ends lower."""
    if kind != "poster":
        return _PAGE
    higher = _PAGE.replace('w:top="1531"', 'w:top="794"').replace('w:bottom="1474"', 'w:bottom="964"')
    return higher.replace('w:header="680" w:footer="624"', 'w:header="454" w:footer="454"')


def package_relationships() -> str:
    """What the file begins with."""
    office = f"{_OPEN}/officeDocument/2006/relationships"
    return _relationships(
        _relationship("document", f"{office}/officeDocument", "word/document.xml")
        + _relationship("core", f"{_OPEN}/package/2006/relationships/metadata/core-properties", "docProps/core.xml")
        + _relationship("custom", f"{office}/custom-properties", "docProps/custom.xml")
    )


def document_relationships(addresses: Mapping[str, str], charts: int) -> str:
    """What the text leads to."""
    office = f"{_OPEN}/officeDocument/2006/relationships"
    more = "".join(
        _relationship(name, f"{office}/{name.rstrip('12')}", f"{name}.xml")
        for name in ("styles", "numbering", "settings", "footnotes", "header1", "header2", "footer1", "footer2")
    )
    for number in range(1, charts + 1):
        more += _relationship(f"picture{number}", f"{office}/image", f"media/chart{number}.png")
        more += _relationship(f"drawing{number}", f"{office}/image", f"media/chart{number}.svg")
    return relationships(addresses, more)


def numbering(lists: list[tuple[bool, int, int]]) -> str:
    """Each list of the text, which counts for itself: whether it has numbers, how deep it stands, where it begins."""
    forms = "".join(
        f'<w:abstractNum w:abstractNumId="{which}"><w:multiLevelType w:val="hybridMultilevel"/>'
        f"{''.join(_level(depth, bool(which)) for depth in range(_DEEPEST + 1))}</w:abstractNum>\n"
        for which in (0, 1)
    )
    numbers = ""
    for number, (is_numbered, depth, start) in enumerate(lists, start=1):
        deep = min(depth, _DEEPEST)
        begin = f'<w:lvlOverride w:ilvl="{deep}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        form = f'<w:abstractNumId w:val="{int(is_numbered)}"/>'
        numbers += f'<w:num w:numId="{number}">{form}{begin if is_numbered else ""}</w:num>\n'
    return f"{DECLARATION}<w:numbering {NAMESPACES}>{forms}{numbers}</w:numbering>"


def _level(depth: int, is_numbered: bool) -> str:
    form = _FORMS[depth % 3] if is_numbered else "bullet"
    label = f"%{depth + 1}." if is_numbered else _BULLETS[depth % 3]
    indent = f'<w:pPr><w:ind w:left="{_STEP * (depth + 1)}" w:hanging="{_STEP}"/></w:pPr>'
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{label}"/>'
        f'<w:lvlJc w:val="left"/>{indent}</w:lvl>'
    )


def settings(language: str) -> str:
    """How Word shows the file: as versions since 2013 do, with footnotes."""
    return (
        f'{DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:footnotePr><w:footnote w:id="-1"/>'
        '<w:footnote w:id="0"/></w:footnotePr><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{language}"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def footnotes(notes: list[str]) -> str:
    """The footnotes, after the two lines that part them from the text, which every file has."""
    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" '
        f'w:lineRule="auto"/></w:pPr><w:r><w:{sign}/></w:r></w:p></w:footnote>'
        for kind, number, sign in (
            ("separator", -1, "separator"),
            ("continuationSeparator", 0, "continuationSeparator"),
        )
    )
    return f"{DECLARATION}<w:footnotes {NAMESPACES}>{lines}{''.join(notes)}</w:footnotes>"


def _marked(document: Document) -> str:
    mark = one_line(document.mark)
    look = '<w:b/><w:bCs/><w:color w:val="6B4600"/>'
    return f"<w:r><w:tab/></w:r>{run(mark, look)}" if mark else ""


def header(document: Document) -> str:
    """The head of a page: the title, and the mark."""
    title = run(shorten(document.title, _LONGEST_RUNNING, placeholder=" …"))
    if len(document.mark) + len(document.title) > _LONGEST_RUNNING and document.mark:
        title += "<w:r><w:br/></w:r>"
    return _furniture("hdr", "Header", title + _marked(document))


def first_header(document: Document) -> str:
    """Nothing: the first page says in its text what a head would say."""
    return _furniture("hdr", "Normal", "")


def footer(document: Document, is_empty: bool = False) -> str:
    """The foot of a page: who publishes it, and its number."""
    number = (
        '<w:r><w:tab/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    return _furniture("ftr", "Footer", "" if is_empty else run(one_line(document.publisher)) + number)


def _furniture(name: str, style: str, content: str) -> str:
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content}</w:p>'
    return f"{DECLARATION}<w:{name} {NAMESPACES}>{paragraph}</w:{name}>"


def core(document: Document) -> str:
    """The properties of the file that every program knows; its time is the day printed on it."""
    day = day_printed(document.dated)
    moment = f"{day}T00:00:00Z" if day and len(day) == len("2031-03-13") else ""
    times = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>' for name in ("created", "modified")
    )
    said = {
        "dc:title": document.title or document.publisher or document.kind,
        "dc:subject": document.subject,
        "dc:creator": document.publisher,
        "cp:lastModifiedBy": document.publisher,
        "dc:language": tag(document_parts(document.language)),
        "cp:keywords": "; ".join(f"{name}: {value}" for name, value in document.properties.items()),
    }
    lines = "".join(f"<{name}>{quoted(one_line(value))}</{name}>" for name, value in said.items() if value.strip())
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_OPEN}/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{lines}{times if moment else ""}</cp:coreProperties>'
    )


def custom(document: Document) -> str:
    """Further properties by their names, of which no two are alike whatever their case."""
    held: dict[str, tuple[str, str]] = {}
    for name, value in document.properties.items():
        name = one_line(name)[:_LONGEST_PROPERTY]
        if name:
            held.setdefault(name.casefold(), (name, one_line(value)))
    lines = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="{quoted(name)}">'
        f"<vt:lpwstr>{quoted(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(held.values(), start=2)
    )
    return (
        f'{DECLARATION}<Properties xmlns="{_OPEN}/officeDocument/2006/custom-properties" '
        f'xmlns:vt="{_OPEN}/officeDocument/2006/docPropsVTypes">{lines}</Properties>'
    )
