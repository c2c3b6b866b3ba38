"""Law and aid: the check of the right to legal aid, and the norms and channels of the pack."""
