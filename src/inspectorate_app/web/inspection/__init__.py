"""One inspection: where it stands, its timetable and its team."""
