"""``inspectorate rating``."""

from inspectorate_app.cli.terminal import noun

app = noun("rating", "rating")


@app.callback()
def _group() -> None: ...
