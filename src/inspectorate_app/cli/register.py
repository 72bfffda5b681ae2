"""``inspectorate register``: what was published, read, checked, and compared."""

from inspectorate_app.cli import register_keeping, register_query
from inspectorate_app.cli.terminal import noun

app = noun("register", "What was published: read documents, check them, compare units over time.")

app.command("list")(register_query.list_)
app.command()(register_query.show)
app.command()(register_query.compare)
app.command()(register_query.series)
app.command()(register_keeping.export)
app.command()(register_keeping.correct)
