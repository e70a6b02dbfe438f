"""Make and edit a consultation: file, texts, explanations, illustrations, questions, documents."""
