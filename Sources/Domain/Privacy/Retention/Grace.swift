internal import Storage

/// How long people who left stay: the customer's to say, between a day's sweep and 90 days.
extension Writing {
    package static let graceDaysMax: Int64 = 90

    /// Records after how many days someone who left is erased. It holds for whoever leaves from now on; whoever has left
    /// keeps the date that was shown.
    /// - Parameter graceDays: 0 to 90; with 0 the next sweep erases.
    /// - Returns: the instruction's version.
    /// - Throws: `Failure.invalid("graceDays")`.
    @discardableResult
    package func instruct(graceDays: Int64, _ permit: Permit<InstructPurposes>) throws -> Int64 {
        try accept(permit)
        guard (0...Self.graceDaysMax).contains(graceDays) else {
            throw Failure.invalid("graceDays", "The grace period takes 0 to \(Self.graceDaysMax) days.")
        }
        let version = try record(.grace, "\(graceDays) days", by: permit.principal)
        try db.run(GateSQL.instructGrace, [.integer(graceDays)])
        forgetGate()
        return version
    }
}

extension Reading {
    /// Between someone's leaving and their erasure, in days.
    package func graceDays() throws -> Int64 { try gate().graceDays }
}
