"""A Label Studio: where it is, how it is spoken to, and one of one's own."""
