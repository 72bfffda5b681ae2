"""The secret under which a tablet keeps answers that could not be sent yet."""

import base64

from django.utils.crypto import salted_hmac


def secret_of(person: int | None) -> str:
    """A key of 256 bits, the same for one person always.

    The script encrypts with it what it keeps on the tablet: who uses the tablet next and is not signed in as this
    person cannot read it.
    """
    return base64.b64encode(salted_hmac("unsent answers", str(person), algorithm="sha256").digest()).decode()
