/// What a certificate of erasure says, taken from its own text: a page shows what was signed and nothing else.
package struct CertificateFacts: Sendable, Equatable {
    package struct Removal: Sendable, Equatable {
        package let table: String
        package let rows: Int
    }

    package struct Search: Sendable, Equatable {
        package let place: String
        /// As the certificate has it: “4 found before, 0 after”, “not checked, on a server”.
        package let result: String

        package enum Outcome: Sendable {
            case clean, found, notChecked
        }

        package var outcome: Outcome {
            if result.after("not checked") != nil { return .notChecked }
            return result.utf8.reversed().starts(with: ", 0 after".utf8.reversed()) ? .clean : .found
        }
    }

    /// The first 8 bytes of the hash of the destroyed key's id, in hexadecimal digits.
    package private(set) var keyFingerprint: String?
    package private(set) var ledgerLine: String?
    package private(set) var removed: [Removal] = []
    package private(set) var searched: [Search] = []
    /// Fields and dates, as the certificate has them.
    package private(set) var held: [String] = []
    package private(set) var suppressed: String?

    /// Lines that it does not know, such as those of a signature, are passed over.
    package init(_ certificate: String) {
        for line in certificate.utf8.prefix(65_536).split(separator: UInt8(ascii: "\n")) {
            take(String(decoding: line, as: UTF8.self))
        }
    }

    private mutating func take(_ line: String) {
        if let rest = line.after("removed ") {
            let parts = rest.utf8.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
            guard parts.count == 2, let rows = Int(parts[1]) else { return }
            removed.append(Removal(table: parts[0], rows: rows))
        } else if let rest = line.after("searched ") {
            let parts = rest.utf8.split(separator: UInt8(ascii: ":"), maxSplits: 1)
            guard parts.count == 2 else { return }
            let result = String(decoding: parts[1].drop { $0 == UInt8(ascii: " ") }, as: UTF8.self)
            searched.append(Search(place: String(decoding: parts[0], as: UTF8.self), result: result))
        } else if let rest = line.after("held ") {
            held.append(rest)
        } else if let rest = line.after("suppressed ") {
            suppressed = rest
        } else if let rest = line.after("key destroyed, fingerprint ") {
            keyFingerprint = rest
        } else if let rest = line.after("ledger line ") {
            ledgerLine = rest
        }
    }
}

extension String {
    /// What follows a beginning, compared by bytes; nil where it begins otherwise.
    fileprivate func after(_ beginning: String) -> String? {
        guard utf8.starts(with: beginning.utf8) else { return nil }
        return String(decoding: utf8.dropFirst(beginning.utf8.count), as: UTF8.self)
    }
}
