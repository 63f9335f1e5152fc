"""Room: check."""
