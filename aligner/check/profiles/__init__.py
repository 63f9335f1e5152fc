"""Where profiles come from: files, what they extend, and what the command line sets."""
