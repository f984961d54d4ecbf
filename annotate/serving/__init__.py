"""Rules or a model that answer Label Studio while a task is opened."""
