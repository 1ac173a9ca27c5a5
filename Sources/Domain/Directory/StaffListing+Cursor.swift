internal import Crypto

/// A page of a list, in the order of its keys.
package struct ListPage<Element: Sendable>: Sendable {
    package let items: [Element]
    /// Where the next page begins; nil on the last.
    package let next: PagePlace?

    /// From up to one row more than the page holds: that it is there says that another page follows.
    init(_ rows: [Element], limit: Int, place: (Element) -> PagePlace) {
        items = Array(rows.prefix(limit))
        next = rows.count > limit ? items.last.map(place) : nil
    }

    init(items: [Element], next: PagePlace?) {
        self.items = items
        self.next = next
    }
}

/// How much one page holds at most.
package enum PageLimit {
    package static let max = 200
}

/// The key of a list's row: an id, or two where one is not enough.
package struct PagePlace: Sendable, Equatable {
    package let first: UUIDValue
    package let second: UUIDValue

    package init(_ first: UUIDValue, _ second: UUIDValue = UUIDValue(high: 0, low: 0)) {
        self.first = first
        self.second = second
    }

    /// Before every row.
    static let start = PagePlace(UUIDValue(high: 0, low: 0))
}

/// A value with what its entity tag is made of.
package struct Versioned<Value: Sendable>: Sendable {
    /// ASCII letters, digits and hyphens; another one whenever what is shown of the value is.
    package let version: String
    /// Nil where the caller has this version already: then nothing was opened, and nothing was read.
    package let value: Value?
}

/// Whether a caller has a version already.
package typealias KnownVersion = (_ version: String) -> Bool

extension Reading {
    private static let cursorForm: UInt8 = 1
    private static let cursorSize = 48
    private static let tagSize = 15
    /// Sets these codes apart from blind indexes, which begin with their kind and use the same key.
    private static let cursorUse: UInt8 = 0xC1

    /// Where a list goes on, as 64 characters of base64url. It counts in this organization, and for this list only.
    ///
    /// - Parameter list: names the list with its filter.
    package func cursor(after place: PagePlace, in list: String) -> String {
        let bytes = [Self.cursorForm] + place.first.bytes + place.second.bytes
        return Base64URL.encode(bytes + tag(of: bytes, in: list))
    }

    /// - Throws: `Failure.invalid` for a text that this organization did not give out for this list.
    package func place(of cursor: String, in list: String) throws(Failure) -> PagePlace {
        let failure = Failure.invalid(
            "cursor", "This cursor does not belong to this list and filter; begin again without one.")
        guard cursor.utf8.count == Self.cursorSize / 3 * 4, let bytes = Base64URL.decode(cursor.utf8) else {
            throw failure
        }
        let (signed, given) = (Array(bytes.dropLast(Self.tagSize)), bytes.suffix(Self.tagSize))
        let difference = zip(tag(of: signed, in: list), given).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) }
        guard difference == 0, signed[0] == Self.cursorForm, let first = UUIDValue(bytes: signed[1..<17]),
            let second = UUIDValue(bytes: signed[17..<33])
        else { throw failure }
        return PagePlace(first, second)
    }

    private func tag(of bytes: [UInt8], in list: String) -> [UInt8] {
        let message = [Self.cursorUse] + customer.organization.id.bytes + bytes + Array(list.utf8)
        let code = HMAC<SHA256>.authenticationCode(for: message, using: customer.keys.index.key.symmetric)
        return code.withUnsafeBytes { [UInt8]($0.prefix(Self.tagSize)) }
    }
}
