"""Long measurements, one command each: see docs/benchmarks.md."""
