import Domain
import Synchronization

/// The attempts whose answer has come: none is answered twice, though its cookie may have been copied.
///
/// Of this process only: on another node it is the provider that refuses a code the second time (RFC 6749, section
/// 4.1.2).
final class UsedAttempts: Sendable {
    /// At most this many are remembered, a few MiB; the oldest go first.
    private static let countMax = 16_384

    private struct State {
        var ends: [[UInt8]: Int64] = [:]
        var order: [[UInt8]] = []
    }

    private let state = Mutex(State())

    /// - Parameter attempt: as it was sealed; its random parts come first and tell it from any other.
    /// - Returns: whether this is the first answer to it.
    func use(_ attempt: [UInt8], at now: Int64) -> Bool {
        let name = Array(attempt.prefix(Self.nameBytes))
        return state.withLock { state in
            guard state.ends.updateValue(now + OpenIDAttempt.lifetime, forKey: name) == nil else { return false }
            state.order.append(name)
            let expired = state.order.prefix { (state.ends[$0] ?? 0) <= now }.count
            let surplus = max(expired, state.order.count - Self.countMax)
            if surplus > 0 {
                for old in state.order.prefix(surplus) { state.ends[old] = nil }
                state.order.removeFirst(surplus)
            }
            return true
        }
    }

    /// Version, time and the first of the random parts, which has 256 bits.
    private static let nameBytes = 41
}
