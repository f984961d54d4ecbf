"""What shares tasks out: this process, a pool of others, or a cluster."""
