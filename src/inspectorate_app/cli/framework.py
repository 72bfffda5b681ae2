"""``inspectorate framework``."""

from inspectorate_app.cli.terminal import noun

app = noun("framework", "framework")


@app.callback()
def _group() -> None: ...
