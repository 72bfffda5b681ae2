"""What the product costs and how well it does, beside named alternatives in the same run."""
