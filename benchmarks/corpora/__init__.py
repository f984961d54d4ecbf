"""How corpora of up to a million documents are annotated, and by how many workers: `python -m benchmarks.corpora`."""
