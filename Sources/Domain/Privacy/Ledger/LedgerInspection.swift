/// A ledger as a restore looks at it, before there is a key store: with the public key that the backup names.
struct LedgerInspection: Sendable {
    let head: LedgerReceipt
    /// The persons' keys that must not come back.
    let erasedKeys: Set<UUIDValue>
    /// The last head of each organization's evidence.
    let heads: [UUIDValue: LedgerHead]
    private let hashes: [[UInt8]]

    /// - Returns: nil where there is no ledger at the path.
    /// - Throws: `Failure.unavailable` where it was altered, or is another installation's.
    init?(path: String, publicKey: [UInt8]) throws {
        guard let file = try LedgerFile(path, for: .reading) else { return nil }
        var reading = LedgerReading(publicKey: publicKey)
        var (keys, heads, hashes) = (Set<UUIDValue>(), [UUIDValue: LedgerHead](), [[UInt8]]())
        try reading.take(try file.contents(from: 0)) { line, receipt in
            hashes.append(receipt.hash)
            switch line.content {
            case .begin, .destroyed: break
            case .erased(_, let key, _, _, _, _): keys.insert(key)
            case .head(let head): heads[head.organization] = head
            }
        }
        guard let head = reading.head else { return nil }
        (self.head, erasedKeys, self.heads, self.hashes) = (head, keys, heads, hashes)
    }

    /// Whether the ledger has that line: a ledger that ends before it was cut, one with another line forked.
    func contains(_ receipt: LedgerReceipt) -> Bool {
        receipt.sequence >= 0 && receipt.sequence < Int64(hashes.count)
            && hashes[Int(receipt.sequence)] == receipt.hash
    }
}
