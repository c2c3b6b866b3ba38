"""Review: cases somebody asked me about, and answers that came back to me."""
