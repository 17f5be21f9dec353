"""The archive to pages: addresses, and what each page shows, as pure functions."""
