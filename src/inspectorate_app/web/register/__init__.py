"""The public register: published inspections for anyone, without signing in, without a cookie."""
