"""Benchmarks: measurements that take too long, or need too much, for the tests."""
