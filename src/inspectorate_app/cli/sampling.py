"""``inspectorate sampling``."""

from inspectorate_app.cli.terminal import noun

app = noun("sampling", "sampling")


@app.callback()
def _group() -> None: ...
