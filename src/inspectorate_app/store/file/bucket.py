"""Files in an S3-compatible store; needs the extra ``s3``. What is in it is given out by us alone, never by a link."""

import datetime
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, BinaryIO

_CHUNK = 1 << 20


@dataclass(frozen=True)
class Bucket:
    """A bucket, and how it is reached. ``endpoint`` is blank for the store of Amazon itself."""

    bucket: str
    endpoint: str
    region: str
    access_key: str
    secret_key: str = field(repr=False)
    prefix: str

    def keep(self, key: str, file: BinaryIO) -> None:
        """Send a file; the store answers when it is safely there."""
        self._client().put_object(Bucket=self.bucket, Key=self.prefix + key, Body=file)

    def holds(self, key: str) -> bool:
        """Whether a file is there."""
        from botocore.exceptions import ClientError

        try:
            self._client().head_object(Bucket=self.bucket, Key=self.prefix + key)
        except ClientError as error:
            if error.response["Error"]["Code"] in ("NoSuchKey", "404"):
                return False
            raise
        return True

    def chunks(self, key: str) -> Iterator[bytes]:
        """The content of a file, in parts; asked for with the first of them."""
        found = self._client().get_object(Bucket=self.bucket, Key=self.prefix + key)
        with closing(found["Body"]) as body:
            yield from body.iter_chunks(_CHUNK)

    def listed(self) -> Iterator[tuple[str, datetime.datetime]]:
        """Every file with when it was sent."""
        for page in self._client().get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=self.prefix):
            for each in page.get("Contents", ()):
                yield each["Key"].removeprefix(self.prefix), each["LastModified"]

    def remove(self, key: str) -> None:
        """Remove a file."""
        self._client().delete_object(Bucket=self.bucket, Key=self.prefix + key)

    def _client(self) -> Any:
        return _client(self.endpoint, self.region, self.access_key, self.secret_key)


@lru_cache(maxsize=4)
def _client(endpoint: str, region: str, access_key: str, secret_key: str) -> Any:
    import boto3
    from botocore.config import Config

    retries = Config(retries={"max_attempts": 3, "mode": "standard"}, connect_timeout=5, read_timeout=30)
    return boto3.session.Session().client(
        "s3",
        endpoint_url=endpoint or None,
        region_name=region or None,
        aws_access_key_id=access_key or None,
        aws_secret_access_key=secret_key or None,
        config=retries,
    )
