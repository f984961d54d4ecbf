"""What people did to pre-annotations, and what becomes of it when rules or texts change."""
