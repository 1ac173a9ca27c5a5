package import Domain

/// A failure with SCIM's own word for it (RFC 7644, section 3.12).
package struct SCIMProblem: Error, Sendable, Equatable {
    package let failure: Failure
    /// Nil where the status says everything.
    package let type: SCIMType?

    package init(_ failure: Failure, type: SCIMType?) {
        self.failure = failure
        self.type = type
    }

    /// Gives a failure of the Domain the word that fits its kind.
    package init(_ failure: Failure) {
        switch failure.kind {
        case .conflict(.uniqueness): self.init(failure, type: .uniqueness)
        case .invalid: self.init(failure, type: .invalidValue)
        default: self.init(failure, type: nil)
        }
    }

    /// Wrong input: HTTP 400. `field` names the attribute or parameter; `message` has the remedy and no value.
    package static func invalid(_ type: SCIMType, _ field: String, _ message: String) -> SCIMProblem {
        SCIMProblem(.invalid(field, message), type: type)
    }

    /// Too much of something, where waiting does not help: HTTP 413.
    package static func tooLarge(_ message: String) -> SCIMProblem {
        SCIMProblem(Failure(.limit(retryAfter: nil), message), type: nil)
    }

    /// The HTTP status, which the error's body repeats as a string.
    package var status: Int {
        switch failure.kind {
        case .notFound: 404
        case .conflict(.version): 412
        case .conflict: 409
        case .invalid: 400
        case .forbidden: 403
        case .unauthenticated: 401
        case .method: 405
        case .limit(let wait): wait == nil ? 413 : 429
        case .unavailable: 503
        }
    }

    /// Seconds, for the `Retry-After` header of a 429.
    package var retryAfter: Int? {
        if case .limit(let wait) = failure.kind { return wait }
        return nil
    }
}

/// The values of `scimType` (RFC 7644, table 9; RFC 9865, section 2.1).
package enum SCIMType: Sendable, Equatable {
    case invalidFilter, tooMany, uniqueness, mutability, invalidSyntax, invalidPath, noTarget, invalidValue
    case invalidVers, sensitive, invalidCursor, expiredCursor, invalidCount

    package var word: StaticString {
        switch self {
        case .invalidFilter: "invalidFilter"
        case .tooMany: "tooMany"
        case .uniqueness: "uniqueness"
        case .mutability: "mutability"
        case .invalidSyntax: "invalidSyntax"
        case .invalidPath: "invalidPath"
        case .noTarget: "noTarget"
        case .invalidValue: "invalidValue"
        case .invalidVers: "invalidVers"
        case .sensitive: "sensitive"
        case .invalidCursor: "invalidCursor"
        case .expiredCursor: "expiredCursor"
        case .invalidCount: "invalidCount"
        }
    }
}

/// Writes SCIM error bodies (RFC 7644, section 3.12). The failure's private detail never gets in.
package enum SCIMErrorWriter {
    package static func write(_ problem: SCIMProblem, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("schemas")
        writer.beginArray()
        writer.string("urn:ietf:params:scim:api:messages:2.0:Error")
        writer.endArray()
        if let type = problem.type {
            writer.name("scimType")
            writer.string(type.word)
        }
        writer.name("detail")
        writer.string(problem.failure.message)
        writer.name("status")
        writer.string(String(problem.status))
        writer.endObject()
    }

    package static func body(_ problem: SCIMProblem) -> [UInt8] {
        var writer = JSONWriter(capacity: 256)
        write(problem, to: &writer)
        return writer.bytes
    }
}

extension JSON {
    /// Reads the body of a SCIM request: names that differ only in case count as repeated (RFC 7643, section 2.1).
    package init(scim bytes: UnsafeRawBufferPointer) throws(SCIMProblem) {
        do {
            self = try JSON(parsing: bytes, names: .caseInsensitive)
        } catch {
            throw SCIMProblem(error, type: .invalidSyntax)
        }
    }

    package init(scim bytes: [UInt8]) throws(SCIMProblem) {
        self = try bytes.withUnsafeBufferPointer { buffer throws(SCIMProblem) in
            try JSON(scim: UnsafeRawBufferPointer(buffer))
        }
    }
}
