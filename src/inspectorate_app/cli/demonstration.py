"""``inspectorate demonstration``."""

from inspectorate_app.cli.terminal import noun

app = noun("demonstration", "demonstration")


@app.callback()
def _group() -> None: ...
