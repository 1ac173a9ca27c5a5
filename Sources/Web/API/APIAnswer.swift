import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// What the API answers.
enum APIAnswer {
    static func json(_ writer: JSONWriter, version: String? = nil) -> Response {
        var headers: HTTPFields = [.contentType: "application/json", .cacheControl: "no-store"]
        if let version { headers[.eTag] = EntityTags.tag(version) }
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: writer.bytes)))
    }

    /// 304: the caller has it already.
    static func unchanged(_ version: String) -> Response {
        Response(
            status: .notModified, headers: [.eTag: EntityTags.tag(version), .cacheControl: "no-store"])
    }

    /// An error, with the challenge that a client is to read (RFC 6750, section 3).
    ///
    /// - Parameter hasToken: whether the request brought a token of any kind.
    static func problem(_ failure: Failure, scopes: [Scope], hasToken: Bool) -> Response {
        var response = ProblemAnswer.response(failure)
        switch failure.kind {
        case .unauthenticated:
            response.headers[.wwwAuthenticate] =
                hasToken ? "Bearer realm=\"api\", error=\"invalid_token\"" : "Bearer realm=\"api\""
        case .forbidden:
            let names = scopes.map(\.rawValue).joined(separator: " ")
            response.headers[.wwwAuthenticate] =
                "Bearer realm=\"api\", error=\"insufficient_scope\", scope=\"\(names)\""
        default: break
        }
        return response
    }
}

/// The entity tags of an If-None-Match header (RFC 9110, section 13.1.2), compared weakly.
struct EntityTags: Sendable {
    private let isAny: Bool
    private let versions: [String]

    /// The longest header that is read, in bytes, and the most tags of it.
    private static let lengthMax = 4_096
    private static let tagsMax = 100

    /// A malformed header names nothing, so that the whole answer is sent.
    init(parsing header: String) {
        let bytes = Array(header.utf8)
        let words = bytes.count <= Self.lengthMax ? bytes.split(separator: UInt8(ascii: ",")) : []
        var versions: [String] = []
        for word in words.prefix(Self.tagsMax) {
            var tag = word.drop { $0 == 0x20 || $0 == 0x09 }
            while let last = tag.last, last == 0x20 || last == 0x09 { tag.removeLast() }
            if tag.starts(with: Array("W/".utf8)) { tag = tag.dropFirst(2) }
            guard tag.count >= 2, tag.first == UInt8(ascii: "\""), tag.last == UInt8(ascii: "\"") else { continue }
            versions.append(String(decoding: tag.dropFirst().dropLast(), as: UTF8.self))
        }
        self.versions = versions
        isAny = words.count == 1 && words[0].elementsEqual([UInt8(ascii: "*")])
    }

    func contains(_ version: String) -> Bool {
        isAny || versions.contains { $0.utf8.elementsEqual(version.utf8) }
    }

    static func tag(_ version: String) -> String { "W/\"\(version)\"" }
}
