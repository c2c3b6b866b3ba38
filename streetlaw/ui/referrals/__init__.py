"""Referrals: the board, the list, and one referral on its way."""
