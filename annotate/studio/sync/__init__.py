"""What goes to the server and comes back, each once and all of it."""
