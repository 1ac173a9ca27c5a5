import Domain
import Hummingbird
import NIOCore

/// The fields of a form or of an address's query, each name asked for as often as it may stand there.
struct Form: Sendable, Concealed {
    static let bytesMax = 65_536
    private static let fieldsMax = 256

    private let items: [(name: String, value: String)]

    /// - Throws: `Failure.invalid` for too many fields and for the character U+0000, which no field has.
    init(_ items: [(name: String, value: String)]) throws(Failure) {
        guard items.count <= Self.fieldsMax else {
            throw .invalid("form", "The form has more than \(Self.fieldsMax) fields.")
        }
        guard !items.contains(where: { $0.name.utf8.contains(0) || $0.value.utf8.contains(0) }) else {
            throw .invalid("form", "The form holds the character U+0000, which no text has.")
        }
        self.items = items
    }

    /// A query or a body in the form encoding.
    init(encoded text: String) throws(Failure) { try self.init(PercentDecoding.items(text)) }

    /// The body of a POST that one of our own pages sent.
    /// - Throws: `Failure.forbidden` for another site's page, `.limit` above 64 KiB, `.invalid`.
    init(of request: Request, _ console: Console) async throws {
        try console.origin.require(request.headers)
        let type = (request.headers[.contentType] ?? "").utf8.prefix { $0 != UInt8(ascii: ";") }
        guard HeaderParameters.trimmed(type).map(\.asciiLowered) == Array("application/x-www-form-urlencoded".utf8)
        else {
            throw Failure.invalid("Content-Type", "Send the form as application/x-www-form-urlencoded.")
        }
        let body = try await request.body.collect(upTo: Self.bytesMax)
        try self.init(encoded: String(buffer: body))
    }

    /// The only value of that name, nil where it is absent.
    /// - Throws: `Failure.invalid` where it stands there twice: programs disagree on which one counts.
    func one(_ name: String) throws(Failure) -> String? {
        let values = all(name)
        guard values.count < 2 else { throw .invalid(name, "The field \(name) was sent twice; send it once.") }
        return values.first
    }

    func required(_ name: String) throws(Failure) -> String {
        guard let value = try one(name) else { throw .invalid(name, "The field \(name) is missing.") }
        return value
    }

    func all(_ name: String) -> [String] {
        items.filter { $0.name.utf8.elementsEqual(name.utf8) }.map(\.value)
    }
}
