internal import Storage

/// How often someone used a feature, within the 90 days for which that is kept.
package struct FeatureUse: Sendable, Equatable {
    /// nil for a name that this version does not know.
    package let feature: Feature?
    /// Sign-ins one by one; of anything else the hours in which it was used.
    package let times: Int64
    /// Milliseconds UTC.
    package let firstAt: Int64
    package let lastAt: Int64
}

/// The usage data that is held about someone.
package struct OwnUsage: Sendable, Equatable {
    /// When they signed in, milliseconds UTC, the newest first; at most 200.
    package let signIns: [Int64]
    /// By the feature's name; sign-in is one of them.
    package let uses: [FeatureUse]
}

extension Reading {
    /// The usage data about whoever asks.
    package func ownUsage(_ permit: Permit<SeeOwnData>) throws -> OwnUsage {
        try accept(permit)
        guard let person = permit.principal.id else { return OwnUsage(signIns: [], uses: []) }
        return try usage(of: person)
    }

    func usage(of person: UUIDValue) throws -> OwnUsage {
        let signIn = Value.text(Feature.signIn.rawValue)
        return OwnUsage(
            signIns: try db.all(UsageSQL.times, [.blob(person.bytes), signIn, .integer(200)]) { $0.integer(0) },
            uses: try db.all(UsageSQL.grouped, [.blob(person.bytes)]) { row in
                FeatureUse(
                    feature: Feature(rawValue: row.text(0)), times: row.integer(1), firstAt: row.integer(2),
                    lastAt: row.integer(3))
            })
    }
}

extension UUIDValue {
    /// Before the first id of what happens at an instant, and after those of what happened before.
    static func first(at instant: Int64) -> UUIDValue { UUIDValue(high: UInt64(bitPattern: instant) << 16, low: 0) }
}

extension Writing {
    /// Writes that someone has just signed in: always, and with the sign-in itself.
    func storeSignIn(of person: UUIDValue) throws {
        try db.run(
            UsageSQL.insert,
            [
                .blob(UUIDValue.ordered(at: now).bytes), .text(Feature.signIn.rawValue), .integer(now), .integer(0),
                .blob(person.bytes),
            ])
    }

    /// Writes what was counted, as far as it may be kept: feature use only by the customer's instruction (promise U1)
    /// and for people who have not objected to it; at most one row a person, feature and hour.
    func store(_ uses: Set<UsageTally.Use>) throws {
        guard !uses.isEmpty else { return }
        let isInstructed = try gate().instructed.contains(.experience) || !customer.guards.stand(.u1)
        let offset = Int64(TimeZones.offset(of: customer.organization.zone, at: now)) * Clock.minute
        try db.run(
            UsageSQL.insert,
            each: uses.compactMap { use -> [Value]? in
                let purpose = Feature(rawValue: use.feature)?.purpose
                if purpose == .experience, !isInstructed { return nil }
                let isMoment = use.feature == Feature.signIn.rawValue
                let at = isMoment ? use.at : use.at - (use.at + offset) % Clock.hour
                return [
                    .blob(Self.id(of: use, at: at).bytes), .text(use.feature), .integer(at),
                    .integer(purpose.map { closedMask($0) } ?? 0), .blob(use.person.bytes),
                ]
            })
    }

    /// The bit by which a purpose is closed; none where the gate of purposes is lifted.
    private func closedMask(_ purpose: PurposeName) -> Int64 {
        purpose == .security || !customer.guards.stand(.g2) ? 0 : ClosedPurposes(purpose).rawValue
    }

    /// Begins with the instant, and is the same for the same use (version 8): it is stored once, however often it is
    /// counted.
    private static func id(of use: UsageTally.Use, at instant: Int64) -> UUIDValue {
        let named = UUIDValue.named("\(use.person) \(use.feature) \(instant)")
        return UUIDValue(high: UInt64(bitPattern: instant) << 16 | 0x8000 | named.high & 0xFFF, low: named.low)
    }

    /// Deletes what was recorded for `experience` alone, among the next `limit` rows after one id.
    /// - Parameter end: the first id that stays: what was recorded under a later instruction.
    /// - Returns: where to go on; nil where nothing is left.
    func forgetFeatureUse(after id: UUIDValue?, before end: UUIDValue, limit: Int64 = 5_000) throws -> UUIDValue? {
        let from = id ?? UUIDValue(high: 0, low: 0)
        let last =
            try db.first(
                UsageSQL.batchEnd, [.blob(from.bytes), .blob(end.bytes), .integer(limit)]
            ) { UUIDValue(bytes: $0.blob(0)) } ?? nil
        guard let last else { return nil }
        try db.run(
            UsageSQL.forget,
            each: Feature.recorded(for: .experience).map {
                [.blob(from.bytes), .blob(last.bytes), .text($0.rawValue)]
            })
        return last
    }
}
