"""People, invitations and conflicts of interest."""
