"""The demonstration: a synthetic inspection, case by case, that comes to what was really published.

Every person, practitioner, team and case in it is made up and labelled so. The counts are those printed for Leicester,
Leicestershire and Rutland in February 2023.
"""
