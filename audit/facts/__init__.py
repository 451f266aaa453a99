"""What happened: timeline, talks, needs, goals, interventions, contacts, follow-ups; knows no rubric."""
