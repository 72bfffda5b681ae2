"""A static file server: WhiteNoise alone, in the same server as the product, with the page as a file."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from whitenoise import WhiteNoise


def _nothing(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response("404 Not Found", [("Content-Length", "0")])
    return [b""]


application = WhiteNoise(_nothing, root=os.environ["BENCHMARK_STATIC"], index_file=True)
