extension Dialect {
    /// The engine's form of a schema statement.
    ///
    /// SQLite: a CREATE TABLE gets STRICT, since SQLite stores anything anywhere otherwise. PostgreSQL: the words
    /// INTEGER, BLOB and TEXT become BIGINT, BYTEA and `TEXT COLLATE "C"`, so that numbers have 64 bits and text
    /// compares by bytes, as on SQLite. Words are whole, upper-case, and outside quotes and comments.
    func schemaText(_ text: String) -> String {
        switch self {
        case .sqlite: Self.isCreateTable(text) ? Self.trimmed(text) + " STRICT" : text
        case .postgres: Self.withPostgresTypes(text)
        }
    }

    private static func isCreateTable(_ text: String) -> Bool {
        let words = text.utf8.split(maxSplits: 2, omittingEmptySubsequences: true) { isSpace($0) }
        return words.count > 2 && words[0].elementsEqual("CREATE".utf8) && words[1].elementsEqual("TABLE".utf8)
    }

    private static func trimmed(_ text: String) -> String {
        var bytes = Array(text.utf8)
        while let last = bytes.last, isSpace(last) || last == UInt8(ascii: ";") { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func withPostgresTypes(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 64)
        var position = 0
        while position < bytes.count {
            let end = tokenEnd(bytes, position)
            let token = bytes[position..<end]
            if let type = postgresTypes[String(decoding: token, as: UTF8.self)] {
                result.append(contentsOf: type.utf8)
            } else {
                result.append(contentsOf: token)
            }
            position = end
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static let postgresTypes = [
        "INTEGER": "BIGINT", "BLOB": "BYTEA", "TEXT": "TEXT COLLATE \"C\"",
    ]

    /// Where the token that begins at `start` ends: a word, a quoted text or name, a comment, or one other byte.
    static func tokenEnd(_ bytes: [UInt8], _ start: Int) -> Int {
        let first = bytes[start]
        var end = start + 1
        if first == UInt8(ascii: "'") || first == UInt8(ascii: "\"") {
            while end < bytes.count, bytes[end] != first { end += 1 }
            return min(end + 1, bytes.count)
        }
        if first == UInt8(ascii: "-"), end < bytes.count, bytes[end] == first {
            while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
            return end
        }
        if isWord(first) {
            while end < bytes.count, isWord(bytes[end]) { end += 1 }
        }
        return end
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0d) }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || (byte >= 0x30 && byte <= 0x39) || byte >= 0x80
            || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a)
    }
}
