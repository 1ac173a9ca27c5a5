import Domain
import Hummingbird

/// `.search` at the root: users and groups in one answer (RFC 7644, section 3.4.3), users first.
struct SCIMSearches: Sendable {
    let service: SCIMService

    func search(_ call: SCIMCall) async throws -> Response {
        let query = try SCIMQuery(search: await call.json(max: 65_536))
        guard query.cursor == nil, query.sort == nil else {
            throw SCIMProblem.invalid(
                .invalidValue, query.cursor == nil ? "sortBy" : "cursor",
                "Users and groups together are paged by startIndex in their own order; search one resource type instead."
            )
        }
        let customer = try await call.customer()
        try await call.admitScan()
        let found = try await service.rates.scan(call.slug) {
            try await customer.read { tx in
                let permit = try call.admit(tx, to: ReadDirectory.self)
                return (try matches(query, tx, permit), try tx.catalogue())
            }
        }
        let users = SCIMUserWriter(base: call.base, catalogue: found.1, selection: query.selection)
        let groups = SCIMGroupWriter(base: call.base, selection: query.selection)
        var body = JSONWriter(capacity: 4_096)
        let page = found.0
        SCIMPaging.envelope(query, total: page.total, items: page.users.count + page.groups.count).write(to: &body) {
            body in
            for user in page.users { users.write(user, to: &body) }
            for group in page.groups { groups.write(group, to: &body) }
        }
        return Response(status: .ok, scim: body.bytes)
    }

    private func matches(
        _ query: SCIMQuery, _ tx: Reading, _ permit: Permit<ReadDirectory>
    ) throws -> (total: Int, users: [DirectoryRecord], groups: [DirectoryGroup]) {
        var total = 0
        var users: [DirectoryRecord] = []
        var groups: [DirectoryGroup] = []
        func isOnPage() -> Bool { total >= query.startIndex && users.count + groups.count < query.count }
        try tx.eachRecord(permit) { record in
            guard query.filter?.matches(record) ?? true else { return true }
            total += 1
            if isOnPage() { users.append(record) }
            return true
        }
        var last: UUIDValue?
        while true {
            let batch = try tx.groups(after: last, limit: 200, permit)
            for group in batch where query.filter?.matches(group) ?? true {
                total += 1
                if isOnPage() { groups.append(group) }
            }
            guard batch.count == 200 else { return (total, users, groups) }
            last = batch.last?.id
        }
    }
}

/// What the service can do, and the schemas of what this organization keeps.
struct SCIMDiscoveryRoutes: Sendable {
    let service: SCIMService

    /// A directory connection is nobody's user (RFC 7644, section 3.11).
    func me(_ call: SCIMCall) async throws -> Response {
        _ = try await catalogue(call)
        throw Failure.notFound("This token belongs to a directory connection, not to a user.")
    }

    func configuration(_ call: SCIMCall) async throws -> Response {
        _ = try await catalogue(call)
        return Response(status: .ok, scim: SCIMDiscovery.serviceProviderConfig(base: call.base))
    }

    func schemas(_ call: SCIMCall) async throws -> Response {
        Response(status: .ok, scim: try await discovery(call).schemas())
    }

    func schema(_ call: SCIMCall) async throws -> Response {
        try await found(call, "urn") { $0.schema($1) }
    }

    func resourceTypes(_ call: SCIMCall) async throws -> Response {
        Response(status: .ok, scim: try await discovery(call).resourceTypes())
    }

    func resourceType(_ call: SCIMCall) async throws -> Response {
        try await found(call, "name") { $0.resourceType($1) }
    }

    private func found(
        _ call: SCIMCall, _ parameter: String, _ body: (SCIMDiscovery, String) -> [UInt8]?
    ) async throws -> Response {
        let name = PercentDecoding.decode(try call.context.parameters.require(parameter).utf8)
        guard let document = body(try await discovery(call), name) else {
            throw Failure.notFound("There is no such schema or resource type here.")
        }
        return Response(status: .ok, scim: document)
    }

    private func discovery(_ call: SCIMCall) async throws -> SCIMDiscovery {
        if let query = call.request.uri.query,
            PercentDecoding.items(query).contains(where: { $0.name.foldsTo("filter") })
        {
            throw SCIMDiscovery.refusedFilter
        }
        return SCIMDiscovery(base: call.base, catalogue: try await catalogue(call))
    }

    private func catalogue(_ call: SCIMCall) async throws -> Catalogue {
        try await call.customer().read { tx in
            _ = try call.admit(tx, to: ReadDirectory.self)
            return try tx.catalogue()
        }
    }
}
