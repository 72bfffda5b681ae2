"""Drawings of what is registered: plain values in, accessible SVG or lines for a terminal out."""
