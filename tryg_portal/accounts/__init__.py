"""Accounts: one login for admin, CMS and desk. allauth does the work; what is ours about it is here."""
