/// What a probe found.
package enum ProbeFinding: Sendable, Equatable {
    case kept(String)
    case broken(String)
    /// It could not be looked at: never counted as kept.
    case notChecked(String)
}

/// One run of a promise's probe, as it is stored.
package struct ProbeRun: Sendable, Equatable {
    /// Raw values are stored: never change one.
    package enum Outcome: String, Sendable, CaseIterable {
        case kept, broken
        case notChecked = "not-checked"
    }

    package let promise: PromiseID
    /// Milliseconds UTC.
    package let at: Int64
    package let outcome: Outcome
    /// What was measured, in one sentence: counts and words of the program, nobody's data.
    package let measured: String

    /// The longest sentence that is stored, in bytes.
    private static let measuredMax = 600

    init(promise: PromiseID, at: Int64, outcome: Outcome, measured: String) {
        self.promise = promise
        self.at = at
        self.outcome = outcome
        self.measured = String(decoding: measured.utf8.prefix(Self.measuredMax), as: UTF8.self)
    }

    init(_ promise: PromiseID, at: Int64, _ finding: ProbeFinding) {
        switch finding {
        case .kept(let text): self.init(promise: promise, at: at, outcome: .kept, measured: text)
        case .broken(let text): self.init(promise: promise, at: at, outcome: .broken, measured: text)
        case .notChecked(let text): self.init(promise: promise, at: at, outcome: .notChecked, measured: text)
        }
    }
}

extension ProbeFinding {
    /// One finding of several: the worst, with the sentences of all that are as bad.
    static func worst(_ findings: [ProbeFinding]) -> ProbeFinding {
        let broken = findings.compactMap { if case .broken(let text) = $0 { text } else { nil } }
        if !broken.isEmpty { return .broken(broken.joined(separator: "; ")) }
        let unchecked = findings.compactMap { if case .notChecked(let text) = $0 { text } else { nil } }
        if !unchecked.isEmpty { return .notChecked(unchecked.joined(separator: "; ")) }
        let kept = findings.compactMap { if case .kept(let text) = $0 { text } else { nil } }
        return .kept(kept.joined(separator: "; "))
    }

    /// A probe that throws did not find what it had to find: its promise is not shown to be kept.
    init(_ error: any Error) {
        switch error {
        case let obstacle as ProbeObstacle: self = obstacle.finding
        default: self = .broken("The probe did not get through: \(Failure(storage: error).message)")
        }
    }
}

/// What keeps a probe from its end.
enum ProbeObstacle: Error {
    /// There is no way in to try, as from a command that serves nothing.
    case noDoor
    /// The way in answered otherwise than it has to.
    case answered(String)

    var finding: ProbeFinding {
        switch self {
        case .noDoor: .notChecked("No way in was open to try it.")
        case .answered(let text): .broken(text)
        }
    }
}
