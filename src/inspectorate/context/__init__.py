"""Context data: dated figures about what is inspected, each with its source, and how a report says them.

They come from no case that was read: caseload, staffing, workload, sickness, prioritisation, backlogs.
"""
