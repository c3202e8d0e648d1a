"""Controlled doubles of the library's concurrency: they behave as documented, and let the checker choose who goes next."""
