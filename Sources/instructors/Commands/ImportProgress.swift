import Synchronization

/// Tells now and then how far an import is: at each twentieth of it.
final class ImportProgress: Sendable {
    private let total: Int64
    private let told = Mutex<Int64>(0)

    init(total: Int64) { self.total = total }

    /// - Returns: a line to show; nil where little has happened since the last one.
    func line(_ applied: Int64) -> String? {
        guard total > 0 else { return nil }
        let twentieth = applied * 20 / total
        let isNew = told.withLock { told in
            guard twentieth > told else { return false }
            told = twentieth
            return true
        }
        return isNew ? "\(applied) of \(total) changes applied (\(twentieth * 5) %)" : nil
    }
}
