# The family: people, kept codes and documents, showing.
