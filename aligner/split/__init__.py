"""Room: split."""
