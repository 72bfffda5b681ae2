"""A link as a QR code: its size in modules, and the path of its dark ones for an SVG."""


def qr_code(text: str) -> tuple[int, str]:
    """The side of the code with its quiet zone, and the ``d`` of a path that draws it."""
    from qrcode import QRCode
    from qrcode.constants import ERROR_CORRECT_M

    code = QRCode(border=4, error_correction=ERROR_CORRECT_M)
    code.add_data(text)
    matrix: list[list[bool]] = code.get_matrix()
    return len(matrix), "".join(run for y, row in enumerate(matrix) for run in _runs(y, row))


def _runs(y: int, row: list[bool]) -> list[str]:
    """A rectangle for each run of dark modules in a row."""
    drawn, x = [], 0
    while x < len(row):
        length = 0
        while x + length < len(row) and row[x + length]:
            length += 1
        if length:
            drawn.append(f"M{x} {y}h{length}v1h-{length}z")
        x += length or 1
    return drawn
