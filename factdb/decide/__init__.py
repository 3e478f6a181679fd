"""What people decide about rows. A call is a decision, which records who, when and why, and can be undone."""
