"""Whether a model pays: `python -m benchmarks.models`."""
