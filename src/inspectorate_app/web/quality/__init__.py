"""Quality assurance: second readings, exercises, agreement, patterns and training."""
