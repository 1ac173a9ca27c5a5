import Domain
import Synchronization

/// A clock that stands until a test moves it.
final class TestClock: Sendable {
    /// 2026-03-02, 09:00 UTC: a Monday.
    static let start: Int64 = 1_772_442_000_000

    private let instant = Mutex(TestClock.start)

    var clock: Clock { Clock { self.now } }

    var now: Int64 { instant.withLock { $0 } }

    func advance(by milliseconds: Int64) {
        instant.withLock { $0 += milliseconds }
    }
}
