/// An e-mail address with the name shown beside it (RFC 5322, section 3.4).
package struct MailAddress: Sendable, Concealed, Equatable {
    /// `local@domain` in ASCII: what `MAIL FROM` and `RCPT TO` carry.
    package let address: String
    package let name: String?

    /// Nil for what is no address that a server takes as it stands: quoted local parts, address literals, anything
    /// but ASCII (a server without SMTPUTF8 would refuse it); and for a name with line breaks or controls.
    ///
    /// - Parameters:
    ///   - address: at most 254 bytes, 64 of them before the `@` (RFC 5321, section 4.5.3.1).
    ///   - name: at most 256 bytes.
    package init?(_ address: String, name: String? = nil) {
        let parts = address.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard address.utf8.count <= 254, parts.count == 2, (1...64).contains(parts[0].count),
            Self.isDotAtom(parts[0]), HostName.normalized(parts[1]) != nil, parts[1].last != UInt8(ascii: ".")
        else { return nil }
        if let name {
            guard name.utf8.count <= 256, HeaderText.isOneLine(name) else { return nil }
        }
        self.address = address
        self.name = name
    }

    /// Where it is delivered, lower-case.
    package var domain: String {
        let at = address.utf8.lastIndex(of: UInt8(ascii: "@")) ?? address.utf8.startIndex
        return HTTPField.lowercased(String(address[address.utf8.index(after: at)...]))
    }

    /// As header fields show it: `Name <local@domain>`.
    var mailbox: String {
        guard let name, !name.utf8.isEmpty else { return address }
        return "\(HeaderText.phrase(name)) <\(address)>"
    }

    /// RFC 5322, section 3.2.3.
    private static func isDotAtom(_ text: some Collection<UInt8>) -> Bool {
        text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { atom in
            !atom.isEmpty
                && atom.allSatisfy { byte in
                    switch byte {
                    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                    default: "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
                    }
                }
        }
    }
}
