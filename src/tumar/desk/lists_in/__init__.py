"""Lists of persons, organisations, participants, trainers and consignments, as people really keep them."""
