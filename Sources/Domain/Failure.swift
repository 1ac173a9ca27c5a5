/// What went wrong, free of any transport: a public text that says what to do, and a private detail for the diagnostics.
///
/// The three renderers (problem+json, SCIM, page) live in Web. A public text never holds personal data of
/// anyone but the caller's own input, and never a value at all where the input may be someone else's.
package struct Failure: Error, Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        /// Nothing by that name here, or nothing that this caller may know of.
        case notFound
        /// The state does not allow it: a duplicate, a stale version, a decision already made.
        case conflict(Conflict)
        /// The input is wrong; `field` names the attribute, parameter or line.
        case invalid(field: String)
        case forbidden
        case unauthenticated
        /// The address is there, the method is not; `allowed` lists those that are.
        case method(allowed: String)
        /// Too much: of size, depth, number or rate; the wait is in whole seconds where waiting helps.
        case limit(retryAfter: Int?)
        /// The program cannot answer now: a stopped database, a full disk.
        case unavailable
    }

    package enum Conflict: Sendable, Equatable {
        /// Another resource holds that unique value (SCIM `uniqueness`).
        case uniqueness
        /// The resource changed since the version that the caller named (HTTP 412).
        case version
        /// The state forbids the deed.
        case state
    }

    package let kind: Kind
    /// One sentence for the caller, with the remedy.
    package let message: String
    /// For the operator's diagnostics only; still without personal data.
    package let detail: String?

    package init(_ kind: Kind, _ message: String, detail: String? = nil) {
        self.kind = kind
        self.message = message
        self.detail = detail
    }

    package static func invalid(_ field: String, _ message: String) -> Failure {
        Failure(.invalid(field: field), message)
    }

    package static func notFound(_ message: String) -> Failure { Failure(.notFound, message) }
}
