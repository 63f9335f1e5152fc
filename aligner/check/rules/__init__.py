"""One module a rule, or a family of rules; beside it, one TOML file a rule with its texts and examples."""
