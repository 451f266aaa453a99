"""What can be known of one stretch of Swedish: tokens, lemmas, sentences, dates. spaCy stays in here."""
