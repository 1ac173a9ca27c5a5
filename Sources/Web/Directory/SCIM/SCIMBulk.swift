package import Domain

/// A bulk request (RFC 7644, section 3.7), read and put in an order in which it can run.
package struct SCIMBulk: Sendable, Concealed {
    /// The most operations of one request.
    package static let operationsMax = 1_000
    /// The longest request, in bytes.
    package static let payloadMax = 1_048_576

    /// After how many failed operations the rest is left undone; nil for never.
    package let failOnErrors: Int?
    /// In the order in which they run: as they came, but each after those whose resources it refers to.
    package let operations: [SCIMBulkOperation]

    /// Throws `invalidSyntax` for the request's form, a limit for its size, a conflict for references in a circle.
    ///
    /// An operation that is wrong by itself does not throw: it bears its ``SCIMBulkOperation/problem``.
    package init(_ json: JSON) throws(SCIMProblem) {
        guard case .array(let items)? = json.member(folded: "Operations") else {
            throw .invalid(.invalidSyntax, "Operations", "A bulk request needs an array named Operations.")
        }
        guard items.count <= Self.operationsMax else {
            throw .tooLarge("A bulk request has at most \(Self.operationsMax) operations; split it.")
        }
        switch json.member(folded: "failOnErrors") {
        case nil, .null?: failOnErrors = nil
        case .integer(let number)? where number >= 1: failOnErrors = Int(clamping: number)
        default: throw .invalid(.invalidSyntax, "failOnErrors", "failOnErrors must be a whole number from 1 on.")
        }
        var operations: [SCIMBulkOperation] = []
        var places: [String: Int] = [:]
        for (place, item) in items.enumerated() {
            let operation = SCIMBulkOperation(item, place: place)
            if let id = operation.bulkID, operation.method == .post {
                guard places.updateValue(place, forKey: id) == nil else {
                    throw .invalid(.invalidSyntax, "bulkId", "Two operations have the same bulkId; use each once.")
                }
            }
            operations.append(operation)
        }
        self.operations = try Self.ordered(operations, places)
    }

    /// Each time the first operation that waits for none before it, so that the order changes only where it must.
    private static func ordered(
        _ operations: [SCIMBulkOperation], _ places: [String: Int]
    ) throws(SCIMProblem) -> [SCIMBulkOperation] {
        var waiting: [Int] = []
        var waiters: [[Int]] = Array(repeating: [], count: operations.count)
        for operation in operations {
            let needed = Set(operation.references.compactMap { places[$0] })
            waiting.append(needed.count)
            for place in needed { waiters[place].append(operation.place) }
        }
        var ready = operations.indices.filter { waiting[$0] == 0 }
        var result: [SCIMBulkOperation] = []
        result.reserveCapacity(operations.count)
        while let first = ready.first {
            ready.removeFirst()
            result.append(operations[first])
            for place in waiters[first] {
                waiting[place] -= 1
                guard waiting[place] == 0 else { continue }
                ready.insert(place, at: ready.firstIndex { $0 > place } ?? ready.endIndex)
            }
        }
        guard result.count == operations.count else {
            throw SCIMProblem(
                Failure(.conflict(.state), "Operations refer to each other in a circle; break it by a later PATCH.")
            )
        }
        return result
    }
}

/// One operation of a bulk request.
package struct SCIMBulkOperation: Sendable, Concealed {
    package enum Method: Sendable, Equatable {
        case post, put, patch, delete
    }

    /// Its place in the request, from 0: answers are given in this order.
    package let place: Int
    package let method: Method?
    package let resource: SCIMResource?
    package let bulkID: String?
    /// The entity tag that the resource must still have.
    package let version: String?
    /// What is wrong with it, so that it must not run.
    package let problem: SCIMProblem?

    /// The id in the path, or `bulkId:x`.
    let target: String?
    let data: JSON
    /// The bulkIds in path and data.
    let references: [String]

    private static let marker = "bulkId:"

    init(_ json: JSON, place: Int) {
        self.place = place
        bulkID = json.member(folded: "bulkId")?.text
        version = json.member(folded: "version")?.text
        data = json.member(folded: "data") ?? .null
        method = Self.method(json.member(folded: "method")?.text ?? "")
        let path = Self.path(json.member(folded: "path")?.text ?? "")
        resource = path?.resource
        target = path?.id
        var references = path?.id.flatMap(Self.bulkID).map { [$0] } ?? []
        Self.collect(data, into: &references)
        self.references = references
        problem = Self.problem(method, path, bulkID: bulkID, data)
    }

    private static func problem(
        _ method: Method?, _ path: (resource: SCIMResource, id: String?)?, bulkID: String?, _ data: JSON
    ) -> SCIMProblem? {
        guard let method else {
            return .invalid(.invalidSyntax, "method", "An operation's method is POST, PUT, PATCH or DELETE.")
        }
        guard let path, (path.id == nil) == (method == .post) else {
            return .invalid(
                .invalidPath, "path", "The path is /Users or /Groups for POST, and ends in an id otherwise.")
        }
        if method == .post, bulkID?.isEmpty ?? true {
            return .invalid(.invalidSyntax, "bulkId", "A POST within a bulk request needs a bulkId.")
        }
        if method != .delete, data == .null {
            return .invalid(.invalidSyntax, "data", "This operation needs data.")
        }
        return nil
    }

    private static func method(_ text: String) -> Method? {
        if text.foldsTo("POST") { return .post }
        if text.foldsTo("PUT") { return .put }
        if text.foldsTo("PATCH") { return .patch }
        return text.foldsTo("DELETE") ? .delete : nil
    }

    private static func path(_ text: String) -> (resource: SCIMResource, id: String?)? {
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 3).map { String(Substring($0)) }
        guard text.utf8.first == UInt8(ascii: "/"), let first = parts.first, parts.count <= 2 else { return nil }
        let resource: SCIMResource
        if first.foldsTo("Users") {
            resource = .user
        } else if first.foldsTo("Groups") {
            resource = .group
        } else {
            return nil
        }
        return (resource, parts.count == 2 ? parts[1] : nil)
    }

    private static func bulkID(_ text: String) -> String? {
        guard text.utf8.starts(with: marker.utf8) else { return nil }
        return String(Substring(text.utf8.dropFirst(marker.utf8.count)))
    }

    private static func collect(_ json: JSON, into references: inout [String]) {
        switch json {
        case .string(let text): if let id = bulkID(text) { references.append(id) }
        case .array(let elements): for element in elements { collect(element, into: &references) }
        case .object(let members): for member in members { collect(member.value, into: &references) }
        default: break
        }
    }
}

extension SCIMBulkOperation {
    /// The operation with real ids in place of `bulkId:x`: the id that it is about (nil for POST) and its data.
    ///
    /// `ids` has those of the operations that succeeded. Throws a conflict where one that it needs did not, and its own
    /// ``problem`` if it has one.
    package func resolved(_ ids: [String: UUIDValue]) throws(SCIMProblem) -> (id: String?, data: JSON) {
        if let problem { throw problem }
        for reference in references where ids[reference] == nil {
            throw SCIMProblem(
                Failure(.conflict(.state), "A resource that this operation refers to by bulkId was not created.")
            )
        }
        return (target.map { Self.resolved($0, ids) }, Self.resolved(data, ids))
    }

    private static func resolved(_ text: String, _ ids: [String: UUIDValue]) -> String {
        bulkID(text).flatMap { ids[$0] }?.description ?? text
    }

    private static func resolved(_ json: JSON, _ ids: [String: UUIDValue]) -> JSON {
        switch json {
        case .string(let text): .string(resolved(text, ids))
        case .array(let elements): .array(elements.map { resolved($0, ids) })
        case .object(let members): .object(members.map { JSONMember($0.name, resolved($0.value, ids)) })
        default: json
        }
    }
}
