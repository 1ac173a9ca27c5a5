/// An HTTP request to a recipient, for a purpose.
package struct OutgoingRequest: Sendable, Concealed {
    package enum Method: String, Sendable {
        case get = "GET"
        case head = "HEAD"
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
        case delete = "DELETE"

        var takesBody: Bool { self != .get && self != .head }
    }

    package static let bodyBytesMax = 8_388_608
    private static let headersMax = 64
    private static let headerBytesMax = 16_384

    package let recipient: Recipient
    package let purpose: PurposeName
    package let method: Method
    package let url: String
    package let headers: [(String, String)]
    package let body: [UInt8]
    package let limits: EgressLimits
    /// Whose data it is about: a sub-processor gets none without.
    package let organization: UUIDValue?

    package init(
        to recipient: Recipient, for purpose: PurposeName, method: Method = .get, url: String,
        headers: [(String, String)] = [], body: [UInt8] = [], limits: EgressLimits = .standard,
        of organization: UUIDValue? = nil
    ) {
        self.organization = organization
        self.recipient = recipient
        self.purpose = purpose
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.limits = limits
    }

    /// Refuses what could not be sent as it is meant: a line break in a header, or what libcurl writes itself.
    func validate() throws(Failure) {
        if !body.isEmpty, !method.takesBody { throw .invalid("body", "\(method.rawValue) carries no body.") }
        if body.count > Self.bodyBytesMax { throw .invalid("body", "The body is larger than 8 MiB.") }
        guard headers.count <= Self.headersMax,
            headers.reduce(0, { $0 + $1.0.utf8.count + $1.1.utf8.count }) <= Self.headerBytesMax
        else { throw .invalid("headers", "There are too many header fields, or they are too long.") }
        for (name, value) in headers {
            guard !name.isEmpty, name.utf8.allSatisfy(HTTPField.isTokenByte),
                !HTTPField.ownNames.contains(HTTPField.lowercased(name)),
                value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 })
            else { throw .invalid("headers", "A header field cannot be sent.") }
        }
    }
}

/// The answer to an `OutgoingRequest`; a redirect is an answer like any other.
package struct OutgoingResponse: Sendable, Concealed {
    package let status: Int
    /// In the order received, names in lower case, values without surrounding blanks.
    package let headers: [(name: String, value: String)]
    package let body: [UInt8]

    /// The first value of a header field.
    /// - Parameter name: in lower case.
    package func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}

/// Names of header fields (RFC 9110, section 5.1).
enum HTTPField {
    /// Where a message begins and ends, and where it goes, is not the caller's to say.
    static let ownNames: Set<String> = [
        "connection", "content-length", "expect", "host", "proxy-authorization", "te", "trailer", "transfer-encoding",
        "upgrade", "user-agent",
    ]

    static func lowercased(_ name: String) -> String {
        String(decoding: name.utf8.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }, as: UTF8.self)
    }

    static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
