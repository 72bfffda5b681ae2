"""An S3-compatible store that runs as a process of its own, and a bucket in it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from inspectorate_app.store.file.bucket import Bucket

#: Seconds until the server is given up.
PATIENCE = 60
BUCKET = "evidence"


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a store, while it runs; its log goes into a folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = folder / "server.log"
    with log.open("wb") as written:
        server = subprocess.Popen(
            [sys.executable, "-c", "from moto.server import main; main()", "-H", "127.0.0.1", "-p", str(port)],
            stdout=written,
            stderr=written,
            env={**os.environ, "PYTHONWARNINGS": "default"},
        )
    try:
        _wait_for(server, port, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)


def made(endpoint: str, prefix: str) -> dict[str, str]:
    """The settings of a bucket in a store, which is made where it is not there."""
    where = {"bucket": BUCKET, "endpoint": endpoint, "region": "eu-west-2", "prefix": prefix}
    settings = where | {"access_key": "a-test", "secret_key": "of-no-use"}
    client = Bucket(**settings)._client()
    if BUCKET not in [each["Name"] for each in client.list_buckets()["Buckets"]]:
        client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
    return settings


def _wait_for(server: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail(f"the store did not start: {log.read_text()}")
