internal import Crypto

/// A run's bytes: what is kept, and what its hash covers.
///
/// ```
/// 1, id (16), at (varint), has-previous (0, 1), [previous (32)], results, count, (customer (16), length, results)…
/// results: count, (check, outcome, detail, has-waiver, [owner, until (varint), reason])…
/// ```
/// Texts are UTF-8 with their length before them. Each run holds the hash of the one before, and its own stands in the
/// operator's evidence: a run that was changed or taken out later is noticed.
extension AuditRun {
    private static let version: UInt8 = 1
    /// For readers who want no customer's part: no organization has this id.
    static let nobody = UUIDValue(high: 0, low: 0)

    var content: [UInt8] {
        var bytes: [UInt8] = [Self.version]
        bytes += id.bytes
        bytes.appendVarint(UInt64(max(0, at)))
        bytes.append(previous == nil ? 0 : 1)
        if let previous { bytes += previous }
        Self.append(results, to: &bytes)
        bytes.appendVarint(UInt64(customers.count))
        for (customer, results) in customers.sorted(by: { $0.key < $1.key }) {
            bytes += customer.bytes
            var part: [UInt8] = []
            Self.append(results, to: &part)
            bytes.appendVarint(UInt64(part.count))
            bytes += part
        }
        return bytes
    }

    /// What names this run in evidence, and in the run after it.
    package var hash: [UInt8] { Self.hash(of: content) }

    static func hash(of content: [UInt8]) -> [UInt8] { SHA256.hash(data: content).withUnsafeBytes { [UInt8]($0) } }

    /// - Parameter only: the customer whose part is wanted; nil for all of them.
    /// - Throws: `Failure` where the bytes are no run.
    init(content: [UInt8], only customer: UUIDValue? = nil) throws {
        var reader = ByteReader(content)
        guard try reader.byte() == Self.version else { throw ByteReader.damaged }
        id = try reader.uuid()
        at = Int64(clamping: try reader.varint())
        var previous: [UInt8]?
        if try reader.byte() == 1 { previous = try (0..<32).map { _ in try reader.byte() } }
        self.previous = previous
        results = try Self.results(&reader)
        var customers: [UUIDValue: [AuditResult]] = [:]
        for _ in 0..<(try reader.count()) {
            let id = try reader.uuid()
            var part = ByteReader(try reader.data())
            if customer == nil || customer == id { customers[id] = try Self.results(&part) }
        }
        self.customers = customers
    }

    private static func append(_ results: [AuditResult], to bytes: inout [UInt8]) {
        bytes.appendVarint(UInt64(results.count))
        for result in results {
            bytes.appendText(result.check)
            bytes.appendText(result.outcome.rawValue)
            bytes.appendText(result.detail)
            bytes.append(result.waiver == nil ? 0 : 1)
            guard let waiver = result.waiver else { continue }
            bytes.appendText(waiver.owner)
            bytes.appendVarint(UInt64(max(0, waiver.until)))
            bytes.appendText(waiver.reason)
        }
    }

    private static func results(_ reader: inout ByteReader) throws -> [AuditResult] {
        try (0..<(try reader.count())).map { _ in
            let check = try reader.text()
            guard let outcome = AuditOutcome(rawValue: try reader.text()) else { throw ByteReader.damaged }
            let detail = try reader.text()
            var waiver: AuditWaiver?
            if try reader.byte() == 1 {
                let (owner, until) = (try reader.text(), try reader.varint())
                waiver = AuditWaiver(
                    check: check, owner: owner, until: Int64(clamping: until), reason: try reader.text())
            }
            return AuditResult(check: check, outcome: outcome, detail: detail, waiver: waiver)
        }
    }
}
