/// Whether the code that keeps each promise does its work.
///
/// In the program it always does: the only value that a release build can make is `standing`. Tests compose the program
/// with one guard lifted, to see that its probe notices; benchmarks do, to measure what a guard costs.
package struct Guards: Sendable, Equatable {
    private let lifted: UInt64
    /// Whether evidence is written. Only a benchmark turns it off.
    let recordsEvidence: Bool

    package static let standing = Guards(lifted: 0, recordsEvidence: true)

    private init(lifted: UInt64, recordsEvidence: Bool) {
        self.lifted = lifted
        self.recordsEvidence = recordsEvidence
    }

    #if DEBUG || MEASURING
        /// The program with some guards that permit everything.
        package init(lifting promises: Set<PromiseID>, recordsEvidence: Bool = true) {
            lifted = promises.reduce(0) { $0 | 1 << UInt64($1.order) }
            self.recordsEvidence = recordsEvidence
        }
    #endif

    /// Whether the guard of this promise stands.
    func stand(_ promise: PromiseID) -> Bool { lifted == 0 || lifted & 1 << UInt64(promise.order) == 0 }
}
