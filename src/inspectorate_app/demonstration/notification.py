"""What the people of the demonstration have read of what they were told: all but the latest."""

from inspectorate_app.actions import notification
from inspectorate_app.actions.notification_reading import told
from inspectorate_app.demonstration.sign_in import Actors

#: How many each has not read.
UNREAD = 4


def read_most(actors: Actors) -> None:
    """Everyone marks as read what they were told, but the latest."""
    for actor in actors.values():
        earlier = told(actor)[UNREAD:]
        if earlier:
            notification.mark_all_read(actor, max(each.facts.id for each in earlier))
