"""Where people sign in who do so elsewhere; one standard per module."""
