"""Rules: one module for each rule or family of rules, and for each rule a TOML file with its texts and examples."""
