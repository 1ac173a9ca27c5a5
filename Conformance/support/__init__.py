"""What the outer tests share: starting the program, its two engines, and clients that speak to it."""
