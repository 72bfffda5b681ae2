"""Pages of action plans: those of the team, those of the inspected service, and open recommendations of everyone."""
