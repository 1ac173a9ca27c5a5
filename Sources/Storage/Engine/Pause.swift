import Glibc

/// Waits, on an engine's own thread, before a transaction is tried again: up to 2, 4, 8 … 128 ms, by chance, so that
/// those who collided do not collide again.
func pause(afterAttempt attempt: Int) {
    let limit = UInt32(2000) << UInt32(min(max(attempt - 1, 0), 6))
    usleep(UInt32.random(in: 500...limit))
}
