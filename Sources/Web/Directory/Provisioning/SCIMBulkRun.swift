import Domain
import Hummingbird

/// `/Bulk` (RFC 7644, section 3.7): many operations in one request, each stored whole or not at all.
struct SCIMBulkRun: Sendable {
    let users: SCIMUsers
    let groups: SCIMGroups
    let service: SCIMService

    func run(_ call: SCIMCall) async throws -> Response {
        let customer = try await call.customer()
        _ = try await customer.read { tx in try call.admit(tx, to: SyncDirectory.self) }
        let bulk = try SCIMBulk(try await call.json(max: SCIMBulk.payloadMax))
        var ids: [String: UUIDValue] = [:]
        var results: [SCIMBulkResult] = []
        var failures = 0
        for operation in bulk.operations {
            let outcome = await outcome(of: operation, &ids, call)
            results.append(SCIMBulkResult(operation, outcome))
            if case .failed = outcome { failures += 1 }
            if let limit = bulk.failOnErrors, failures >= limit { break }
        }
        var body = JSONWriter(capacity: 256 * results.count)
        SCIMBulkResponse.write(results, to: &body)
        return Response(status: .ok, scim: body.bytes)
    }

    private func outcome(
        of operation: SCIMBulkOperation, _ ids: inout [String: UUIDValue], _ call: SCIMCall
    ) async -> SCIMBulkResult.Outcome {
        var location: String?
        do {
            let (target, data) = try operation.resolved(ids)
            guard let method = operation.method, let resource = operation.resource else {
                throw SCIMProblem.invalid(.invalidSyntax, "path", "An operation needs a method and a path.")
            }
            if method == .post {
                let created = try await create(resource, data, call)
                if let bulkID = operation.bulkID { ids[bulkID] = created.id }
                return .done(status: 201, location: created.location, version: created.version)
            }
            guard let id = target.flatMap({ UUIDValue($0) }) else {
                throw Failure.notFound("There is no such resource here.")
            }
            location = "\(call.base)/\(resource.collection)/\(id)"
            let version = try await write(method, resource, id, data, operation, call)
            return .done(
                status: method == .delete ? 204 : 200, location: location ?? "",
                version: method == .delete ? nil : version)
        } catch {
            return .failed(
                (error as? SCIMProblem) ?? SCIMProblem(service.errors.failure(for: error)), location: location)
        }
    }

    private func create(
        _ resource: SCIMResource, _ data: JSON, _ call: SCIMCall
    ) async throws -> (id: UUIDValue, location: String, version: Int64) {
        let (id, version): (UUIDValue, Int64)
        switch resource {
        case .user:
            let record = try await users.create(data, call).0
            (id, version) = (record.id, record.version)
        case .group:
            let group = try await groups.create(data, call)
            (id, version) = (group.id, group.version)
        }
        return (id, "\(call.base)/\(resource.collection)/\(id)", version)
    }

    /// - Returns: the new version; zero after a removal.
    private func write(
        _ method: SCIMBulkOperation.Method, _ resource: SCIMResource, _ id: UUIDValue, _ data: JSON,
        _ operation: SCIMBulkOperation, _ call: SCIMCall
    ) async throws -> Int64 {
        let condition = operation.version.map { SCIMCondition(parsing: $0) }
        var check: VersionCondition?
        if let condition { check = { condition.names($0) } }
        switch (method, resource) {
        case (.delete, .user): try await users.remove(id, if: check, call)
        case (.delete, .group): try await groups.remove(id, if: check, call)
        case (.patch, .user): return try await users.change(id, SCIMPatch(data), if: check, call).0.version
        case (.patch, .group): return try await groups.change(id, SCIMPatch(data), if: check, call).version
        case (_, .user): return try await users.replace(id, data, if: check, call).0.version
        case (_, .group): return try await groups.replace(id, data, if: check, call).version
        }
        return 0
    }
}
