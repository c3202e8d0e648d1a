"""Controlled doubles of the library: they behave as documented, and let the checker choose who goes next."""
