"""The law itself: searched, checked, corrected, suggested and brought up to date."""
