"""Meetings: in the admin the meeting's own page and what is done from it, and the extracts that the public reads."""
