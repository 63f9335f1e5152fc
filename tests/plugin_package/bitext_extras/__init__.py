"""Adds a rule, an input format, a report, an export format and an encoder to aligner."""
