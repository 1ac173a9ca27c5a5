/// A dropped attribute's name, as far as it is one: letters of a declared kind, few of them.
///
/// Names come from outside, as a staff file's headings do, and anything can stand there. What does not look like the
/// path of an attribute (RFC 7643, section 2.1; an extension's URN before it, a canonical type in brackets within it) is
/// counted as one unreadable name, so that nobody's data gets in by this door (promise D1).
enum DeclaredName {
    static let unreadable = "(unreadable)"
    /// The longest path: an extension's URN with an attribute of it.
    static let lengthMax = 128

    /// What the program itself counts several names as.
    private static let own: Set<String> = ["(other)", unreadable]

    static func readable(_ name: String) -> String {
        guard !name.isEmpty, name.utf8.count <= lengthMax else { return unreadable }
        if own.contains(name) { return name }
        guard let bracket = name.utf8.firstIndex(of: UInt8(ascii: "[")) else {
            return isPath(name.utf8) ? name : unreadable
        }
        // addresses[type eq "home"].locality
        let (head, tail) = (name.utf8[..<bracket], Array(name.utf8[bracket...]))
        let opening = Array("[type eq \"".utf8)
        guard isPath(head), tail.starts(with: opening),
            let end = tail.dropFirst(opening.count).firstIndex(of: UInt8(ascii: "\"")),
            tail[opening.count..<end].allSatisfy({ (0x61...0x7A).contains($0) }), end - opening.count <= 16,
            tail.count > end + 1, tail[end + 1] == UInt8(ascii: "]"), tail[(end + 2)...].allSatisfy(isOfPath)
        else { return unreadable }
        return name
    }

    private static func isPath(_ bytes: some Collection<UInt8>) -> Bool {
        !bytes.isEmpty && bytes.allSatisfy(isOfPath)
    }

    private static func isOfPath(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: ":._-$".utf8.contains(byte)
        }
    }
}
