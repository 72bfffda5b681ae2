"""The colours of boxes: their ground and their edge, as the PDF has them."""

BOXES = {
    "practice example": ("#e9f3ee", "#1d6b4a"),
    "notice": ("#fdf3dd", "#8a5a00"),
    "key facts": ("#eef2f6", "#123a63"),
}
