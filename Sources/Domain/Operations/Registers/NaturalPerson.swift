/// Four eyes are two natural persons: one counts once, however many accounts it has.
///
/// What tells them apart is the mailbox of their work e-mail: folded, and without a sub-address (`kim+2@…`, RFC 5233).
enum NaturalPerson {
    static func mark(of email: String, _ index: BlindIndex) -> [UInt8] {
        index.of(mailbox(email), as: .workEmail)
    }

    static func mailbox(_ email: String) -> String {
        let bytes = Array(Folding.fold(email).utf8)
        guard let at = bytes.lastIndex(of: UInt8(ascii: "@")),
            let plus = bytes[..<at].firstIndex(of: UInt8(ascii: "+")),
            plus > 0
        else { return String(decoding: bytes, as: UTF8.self) }
        return String(decoding: bytes[..<plus] + bytes[at...], as: UTF8.self)
    }
}

extension Reading {
    /// The natural person behind an account of this organization.
    func naturalPerson(_ person: UUIDValue, _ index: BlindIndex) throws -> [UInt8] {
        let opened = try open(person, for: SecurityPurpose.self)
        guard let email = (opened.workEmail ?? opened.userName)?.revealed else {
            throw Failure(.conflict(.state), "Your account has no e-mail, so that nobody knows who you are.")
        }
        return NaturalPerson.mark(of: email, index)
    }
}
