/// The lines of a ledger, read one after the other and held to their chain.
struct LedgerReading {
    let publicKey: [UInt8]
    /// Where the next line begins in the file, bytes.
    private(set) var offset: Int64 = 0
    private(set) var head: LedgerReceipt?

    init(publicKey: [UInt8]) { self.publicKey = publicKey }

    /// Takes the whole lines of `bytes`, which begin at `offset`. What follows the last line feed is a line that a
    /// crash has torn: it was never acknowledged, and is left.
    /// - Throws: `Failure.unavailable` where a line was altered, removed or put in.
    mutating func take(_ bytes: [UInt8], _ body: (LedgerLine, LedgerReceipt) throws -> Void = { _, _ in }) throws {
        var start = 0
        while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
            let text = Array(bytes[start..<end])
            guard let line = LedgerLine(text, publicKey: publicKey), isNext(line) else {
                throw Failure(
                    .unavailable,
                    "The erasure ledger was altered at line \((head?.sequence ?? -1) + 2), or is another installation's; "
                        + "put the right one in place.")
            }
            let receipt = LedgerReceipt(sequence: line.sequence, hash: LedgerLine.hash(text))
            head = receipt
            offset += Int64(end - start) + 1
            try body(line, receipt)
            start = end + 1
        }
    }

    private func isNext(_ line: LedgerLine) -> Bool {
        let isFirst = line.content == .begin(publicKey: publicKey)
        guard let head else { return isFirst && line.sequence == 0 && line.previous == LedgerLine.noHash }
        return !isFirst && line.sequence == head.sequence + 1 && line.previous == head.hash
    }
}
