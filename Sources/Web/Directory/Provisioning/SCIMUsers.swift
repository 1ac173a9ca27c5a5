import Domain
import HTTPTypes
import Hummingbird

/// `/Users` of one organization's SCIM service.
struct SCIMUsers: Sendable {
    let service: SCIMService

    func read(_ call: SCIMCall) async throws -> Response {
        let id = try call.id()
        let selection = try call.query().selection
        let (record, catalogue) = try await call.customer().read { tx in
            let permit = try call.admit(tx, to: ReadDirectory.self)
            return (try tx.record(id, permit), try tx.catalogue())
        }
        if call.isKnown(record.version) {
            return Response(status: .notModified, headers: [.eTag: SCIMCondition.tag(record.version)])
        }
        return answer(record, call, catalogue, selection)
    }

    func create(_ call: SCIMCall) async throws -> Response {
        let selection = try call.query().selection
        let json = try await call.json()
        let (record, catalogue) = try await create(json, call)
        return answer(record, call, catalogue, selection, status: .created)
    }

    func replace(_ call: SCIMCall) async throws -> Response {
        let id = try call.id()
        let selection = try call.query().selection
        let json = try await call.json()
        let (record, catalogue) = try await replace(id, json, if: call.ifMatch, call)
        return answer(record, call, catalogue, selection)
    }

    func change(_ call: SCIMCall) async throws -> Response {
        let id = try call.id()
        let selection = try call.query().selection
        let patch = try SCIMPatch(try await call.json())
        let (record, catalogue) = try await change(id, patch, if: call.ifMatch, call)
        return answer(record, call, catalogue, selection)
    }

    func remove(_ call: SCIMCall) async throws -> Response {
        try await remove(call.id(), if: call.ifMatch, call)
        return Response(status: .noContent)
    }

    func list(_ call: SCIMCall) async throws -> Response { try await answer(call.query(), call) }

    func search(_ call: SCIMCall) async throws -> Response {
        try await answer(SCIMQuery(search: call.json(max: 65_536)), call)
    }

    // MARK: - The verbs, for single and bulk requests

    func create(_ json: JSON, _ call: SCIMCall) async throws -> (DirectoryRecord, Catalogue) {
        try await call.customer().write { tx in
            let permit = try call.admit(tx, to: SyncDirectory.self)
            let catalogue = try tx.catalogue()
            var dropped = DroppedNames()
            let draft = try SCIMUserDecoder.decode(json, catalogue: catalogue, dropped: &dropped)
            let record = try tx.createRecord(draft, permit)
            tx.countDropped(dropped.names, permit)
            return (record, catalogue)
        }
    }

    /// Leaving `active` out neither admits nor excludes anyone.
    func replace(
        _ id: UUIDValue, _ json: JSON, if condition: VersionCondition?, _ call: SCIMCall
    ) async throws -> (DirectoryRecord, Catalogue) {
        try await update(id, if: condition, call) { draft, catalogue, dropped in
            draft = try SCIMUserDecoder.decode(json, catalogue: catalogue, isActive: draft.active, dropped: &dropped)
        }
    }

    func change(
        _ id: UUIDValue, _ patch: SCIMPatch, if condition: VersionCondition?, _ call: SCIMCall
    ) async throws -> (DirectoryRecord, Catalogue) {
        try await update(id, if: condition, call) { draft, catalogue, dropped in
            try patch.apply(to: &draft, catalogue: catalogue, dropped: &dropped)
        }
    }

    private func update(
        _ id: UUIDValue, if condition: VersionCondition?, _ call: SCIMCall,
        _ change: @escaping @Sendable (inout RecordDraft, Catalogue, inout DroppedNames) throws -> Void
    ) async throws -> (DirectoryRecord, Catalogue) {
        try await call.customer().write { tx in
            let permit = try call.admit(tx, to: SyncDirectory.self)
            let catalogue = try tx.catalogue()
            var dropped = DroppedNames()
            let record = try tx.updateRecord(id, if: condition, permit) { try change(&$0, catalogue, &dropped) }
            tx.countDropped(dropped.names, permit)
            return (record, catalogue)
        }
    }

    func remove(_ id: UUIDValue, if condition: VersionCondition?, _ call: SCIMCall) async throws {
        try await call.customer().write { tx in
            try tx.removeRecord(id, if: condition, call.admit(tx, to: SyncDirectory.self))
        }
    }

    // MARK: - Answers

    private func answer(
        _ record: DirectoryRecord, _ call: SCIMCall, _ catalogue: Catalogue, _ selection: AttributeSelection,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        let writer = SCIMUserWriter(base: call.base, catalogue: catalogue, selection: selection)
        var body = JSONWriter(capacity: 1_024)
        writer.write(record, to: &body)
        return Response(
            status: status, scim: body.bytes, etag: record.version, location: writer.location(of: record.id))
    }

    private func answer(_ query: SCIMQuery, _ call: SCIMCall) async throws -> Response {
        let found = try await SCIMUserQuery(query: query, call: call, rates: service.rates).run()
        let writer = SCIMUserWriter(base: call.base, catalogue: found.catalogue, selection: query.selection)
        var body = JSONWriter(capacity: 256 + 700 * found.page.items.count)
        found.page.envelope.write(to: &body) { body in
            for record in found.page.items { writer.write(record, to: &body) }
        }
        return Response(status: .ok, scim: body.bytes)
    }
}
