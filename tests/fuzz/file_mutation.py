"""Files of every kind that is opened, made on the spot and then changed byte by byte, or in what they are made of."""

import io
import random
import zipfile
from functools import cache

from tests.fuzz import material
from tests.unit.register.opening.making import pdf, raw_pdf, word, zipped

HOSTILE = (
    b"\0",
    b"\xff",
    b"<",
    b">",
    b"&#0;",
    b"(",
    b")",
    b"<<",
    b">>",
    b"endobj",
    b"stream",
    b"0 R",
    b"999999999",
    b"-1",
    b"PK\x03\x04",
    b"%PDF-1.7",
)
TAGS = (
    "table",
    "tr",
    "td colspan=9",
    "td rowspan=9",
    "/table",
    "ul",
    "ol start=-3",
    "li",
    "h1",
    "/h1",
    "h2",
    "pre",
    "br",
    "svg",
    "select",
    "template",
    "a",
    "b",
)


@cache
def wholes() -> dict[str, bytes]:
    """Suffix and name -> a sound file of each kind, all saying the same as the made-up documents."""
    release, report = material.PRESS_RELEASE, material.REPORT
    typst = "#set page(margin: 3cm)\n" + "\n".join(f"#text({_quoted(line)})\\\n" for line in report.split("\n"))
    drawn = "".join(f"({line}) Tj 0 -14 Td\n" for line in release.split("\n") if line.isascii() and "(" not in line)
    paragraphs = "".join(f"<w:p><w:r><w:t>{_escaped(line)}</w:t></w:r></w:p>" for line in release.split("\n"))
    rows = "".join(
        f"<w:tr><w:tc><w:p><w:r><w:t>{name}</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Good</w:t></w:r></w:p></w:tc></w:tr>"
        for name in ("1.1 Leadership", "1.2 Staff", "2.1 Court work")
    )
    page = f"<!DOCTYPE html><html><head><title>Northmoor</title></head><body>{_html(report)}</body></html>"
    files = {
        "set.pdf": pdf(typst),
        "raw.pdf": raw_pdf(f"BT /F 12 Tf 40 760 Td\n{drawn}ET".encode(), b""),
        "a.docx": word(f"{paragraphs}<w:tbl>{rows}</w:tbl>"),
        "a.html": page.encode(),
        "utf-16.txt": release.encode("utf-16"),
        "cp1252.txt": release.encode("cp1252"),
    }
    inner = {name: content for name, content in files.items() if name != "set.pdf"}
    return files | {"a.zip": zipped(inner), "stored.zip": zipped(inner, zipfile.ZIP_STORED)}


def mutated_file(lot: random.Random) -> tuple[str, bytes]:
    """The name and the bytes of a file of any kind, changed in one to five places or in what it is made of."""
    files = wholes()
    name = lot.choice(list(files))
    content = files[name]
    if name.endswith((".docx", ".zip")) and lot.random() < 0.5:
        content = _repacked(content, lot)
    elif name == "raw.pdf" and lot.random() < 0.5:
        content = raw_pdf(
            _changed(content[400:1_500], lot), lot.choice((b"", b"", b"/FlateDecode", b"/ASCIIHexDecode"))
        )
    elif name == "a.html" and lot.random() < 0.5:
        content = _tagged(content, lot)
    else:
        content = _changed(content, lot)
    return lot.choice((name, name, name, "a", "a.txt", "a.md", "a.html")), content


def _changed(content: bytes, lot: random.Random) -> bytes:
    data = bytearray(content)
    for _ in range(lot.choice((1, 1, 2, 3, 5, 40))):
        place = lot.randint(0, max(0, len(data) - 1))
        length = lot.choice((1, 1, 4, 30, 400, 5_000))
        way = lot.randrange(7)
        if way == 0:
            data[place : place + 1] = bytes([lot.randrange(256)])
        elif way == 1:
            del data[place : place + length]
        elif way == 2:
            data[place:place] = data[place : place + length] * lot.choice((1, 1, 3, 50))
        elif way == 3:
            data[place:place] = lot.choice(HOSTILE)
        elif way == 4:
            del data[place if lot.random() < 0.1 else len(data) - length :]
        elif way == 5:
            other = wholes()[lot.choice(list(wholes()))]
            at = lot.randrange(len(other))
            data[place : place + length] = other[at : at + length]
        else:
            data[place : place + length] = lot.randbytes(min(length, 400))
    return bytes(data)


def _repacked(content: bytes, lot: random.Random) -> bytes:
    """A zip whose members are changed before they are packed, so that the change is not only a wrong checksum."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            if lot.random() < 0.05:
                continue
            data = old.read(member)
            new.writestr(
                lot.choice((member, member, member, f"../{member}")) if lot.random() < 0.1 else member,
                _changed(data, lot) if lot.random() < 0.3 else data,
            )
    return stream.getvalue()


def _tagged(content: bytes, lot: random.Random) -> bytes:
    text = content.decode()
    for _ in range(lot.choice((1, 5, 50))):
        place = lot.randint(0, len(text))
        text = text[:place] + f"<{lot.choice(TAGS)}>" * lot.choice((1, 1, 2, 2_000)) + text[place:]
    return text.encode()


def _quoted(line: str) -> str:
    escaped = line.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _escaped(line: str) -> str:
    return line.replace("&", "&amp;").replace("<", "&lt;")


def _html(text: str) -> str:
    """Rows as a table, items as a list, the rest as paragraphs."""
    parts = []
    for line in text.split("\n"):
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|"):
            parts.append(f"<table><tr>{''.join(f'<td>{_escaped(cell)}</td>' for cell in cells)}</tr></table>")
        elif line.startswith("- "):
            parts.append(f"<ul><li>{_escaped(line[2:])}</li></ul>")
        else:
            parts.append(f"<p>{_escaped(line)}</p>")
    return "".join(parts)
