"""The annual report: gathered from what the system holds, locked as it was, and compared with what is now."""
