"""Strengths and areas for improvement, and what each rests on."""
