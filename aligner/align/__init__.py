"""Room: align."""
