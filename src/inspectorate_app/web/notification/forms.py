"""The form of what one is told, and when."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms

from inspectorate.sampling.dates import clock
from inspectorate_app.actions.notification_kind import KINDS, Delivery, Kind
from inspectorate_app.store.queries.notification import Choice
from inspectorate_app.wording import later

_MAILED = (
    (Delivery.AT_ONCE, later("At once")),
    (Delivery.DIGEST, later("In the mail of the day")),
    (Delivery.NEVER, later("Not by mail")),
)


def _hour(hour: int) -> str:
    """8am, noon, 7pm, midnight."""
    names = {0: later("Midnight"), 12: later("Noon")}
    return names.get(hour) or clock(datetime.time(hour))


def _hours() -> list[tuple[str, str]]:
    return [(f"{hour:02}:00", _hour(hour)) for hour in range(24)]


class SettingsForm(forms.Form):
    """A checkbox and a choice for each kind, then the hours."""

    digest_hour = forms.ChoiceField(
        label=later("The mail of the day"),
        choices=[
            ("", later("No mail of the day")),
            *((str(hour), later("From {hour}", hour=_hour(hour))) for hour in range(24)),
        ],
        required=False,
        help_text=later(
            "One mail with how much you have not read and how much is due. None is sent where there is nothing."
        ),
    )
    quiet = forms.BooleanField(label=later("Send me no mail in quiet hours"), required=False)
    quiet_from = forms.ChoiceField(label=later("Quiet from"), choices=_hours)
    quiet_to = forms.ChoiceField(label=later("Until"), choices=_hours)
    quiet_weekends = forms.BooleanField(label=later("Saturdays and Sundays are quiet"), required=False)

    def __init__(self, data: Any, *, kinds: Sequence[Kind], choice: Choice) -> None:
        super().__init__(data, initial=_initial(choice))
        self._kinds = [kind for kind in kinds if not KINDS[kind].fixed]
        for kind in self._kinds:
            facts = KINDS[kind]
            shown, mailed = choice.kinds.get(kind, (True, facts.mail))
            self.fields[f"{kind}_shown"] = forms.BooleanField(
                label=later("Show it here"), required=False, initial=shown
            )
            self.fields[f"{kind}_mail"] = forms.ChoiceField(
                label=later("By mail"),
                choices=_MAILED,
                initial=str(mailed),
                error_messages={"required": later("Select how")},
            )

    def chosen(self) -> dict[str, tuple[bool, str]]:
        """What was chosen of each kind."""
        given = self.cleaned_data
        return {kind.value: (given[f"{kind}_shown"], given[f"{kind}_mail"]) for kind in self._kinds}

    def hours(self) -> dict[str, Any]:
        """The hours that were chosen, as ``actions.notification.choose`` takes them."""
        given = self.cleaned_data
        times = {name: datetime.time.fromisoformat(given[name]) for name in ("quiet_from", "quiet_to")}
        hour = int(given["digest_hour"]) if given["digest_hour"] else None
        plain = {name: given[name] for name in ("quiet", "quiet_weekends")}
        return {"digest_hour": hour, **times, **plain}

    def clean(self) -> dict[str, Any]:
        """What goes into the mail of the day needs one."""
        given = super().clean() or {}
        for kind in self._kinds:
            if given.get(f"{kind}_mail") == Delivery.DIGEST and given.get("digest_hour") == "":
                label = later(KINDS[kind].label)
                problem = later("‘{label}’ goes into the mail of the day: select from when it is sent", label=label)
                self.add_error("digest_hour", problem)
                break
        return given


def _initial(choice: Choice) -> dict[str, Any]:
    return {
        "digest_hour": "" if choice.digest_hour is None else str(choice.digest_hour),
        "quiet": choice.quiet,
        "quiet_from": f"{choice.quiet_from:%H}:00",
        "quiet_to": f"{choice.quiet_to:%H}:00",
        "quiet_weekends": choice.quiet_weekends,
    }
