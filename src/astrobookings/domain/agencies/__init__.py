"""Who flies what and when: agencies, rockets, spaceports, launches and their life cycle."""
