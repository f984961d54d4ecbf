"""Label Studio: the local server, what is pushed to it and what is pulled from it."""
