"""What people read: the open report from levels alone, and the internal pages from results."""
