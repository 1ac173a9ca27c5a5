import Domain
import HTTPTypes
import Hummingbird

/// `/Groups` of one organization's SCIM service.
struct SCIMGroups: Sendable {
    let service: SCIMService

    func read(_ call: SCIMCall) async throws -> Response {
        let id = try call.id()
        let selection = try call.query().selection
        let group = try await call.customer().read { tx in
            try tx.group(id, withMembers: selection.hasMembers, call.admit(tx, to: ReadDirectory.self))
        }
        if call.isKnown(group.version) {
            return Response(status: .notModified, headers: [.eTag: SCIMCondition.tag(group.version)])
        }
        return answer(group, call, selection)
    }

    func create(_ call: SCIMCall) async throws -> Response {
        let selection = try call.query().selection
        return answer(try await create(call.json(), call), call, selection, status: .created)
    }

    func replace(_ call: SCIMCall) async throws -> Response {
        let (id, selection) = (try call.id(), try call.query().selection)
        return answer(try await replace(id, call.json(), if: call.ifMatch, call), call, selection)
    }

    func change(_ call: SCIMCall) async throws -> Response {
        let (id, selection) = (try call.id(), try call.query().selection)
        let patch = try SCIMPatch(try await call.json())
        return answer(try await change(id, patch, if: call.ifMatch, call), call, selection)
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

    func create(_ json: JSON, _ call: SCIMCall) async throws -> DirectoryGroup {
        try await call.customer().write { tx in
            let permit = try call.admit(tx, to: SyncDirectory.self)
            var dropped = DroppedNames()
            let draft = try SCIMGroupDecoder.decode(json, dropped: &dropped)
            let group = try tx.createGroup(draft, permit)
            tx.countDropped(dropped.names, permit)
            return group
        }
    }

    func replace(
        _ id: UUIDValue, _ json: JSON, if condition: VersionCondition?, _ call: SCIMCall
    ) async throws -> DirectoryGroup {
        try await update(id, if: condition, call) { draft, dropped in
            draft = try SCIMGroupDecoder.decode(json, dropped: &dropped)
        }
    }

    func change(
        _ id: UUIDValue, _ patch: SCIMPatch, if condition: VersionCondition?, _ call: SCIMCall
    ) async throws -> DirectoryGroup {
        try await update(id, if: condition, call) { draft, dropped in
            try patch.apply(to: &draft, dropped: &dropped)
        }
    }

    private func update(
        _ id: UUIDValue, if condition: VersionCondition?, _ call: SCIMCall,
        _ change: @escaping @Sendable (inout GroupDraft, inout DroppedNames) throws -> Void
    ) async throws -> DirectoryGroup {
        try await call.customer().write { tx in
            let permit = try call.admit(tx, to: SyncDirectory.self)
            var dropped = DroppedNames()
            let group = try tx.updateGroup(id, if: condition, permit) { try change(&$0, &dropped) }
            tx.countDropped(dropped.names, permit)
            return group
        }
    }

    func remove(_ id: UUIDValue, if condition: VersionCondition?, _ call: SCIMCall) async throws {
        try await call.customer().write { tx in
            try tx.removeGroup(id, if: condition, call.admit(tx, to: SyncDirectory.self))
        }
    }

    // MARK: - Answers

    private func answer(
        _ group: DirectoryGroup, _ call: SCIMCall, _ selection: AttributeSelection, status: HTTPResponse.Status = .ok
    ) -> Response {
        let writer = SCIMGroupWriter(base: call.base, selection: selection)
        var body = JSONWriter(capacity: 512 + 160 * group.draft.members.count)
        writer.write(group, to: &body)
        return Response(status: status, scim: body.bytes, etag: group.version, location: writer.location(of: group.id))
    }

    private func answer(_ query: SCIMQuery, _ call: SCIMCall) async throws -> Response {
        let page = try await SCIMGroupQuery(query: query, call: call, rates: service.rates).run()
        let writer = SCIMGroupWriter(base: call.base, selection: query.selection)
        var body = JSONWriter(capacity: 4_096)
        page.envelope.write(to: &body) { body in
            for group in page.items { writer.write(group, to: &body) }
        }
        return Response(status: .ok, scim: body.bytes)
    }
}

/// Answers a query for groups, as `SCIMUserQuery` does for users.
struct SCIMGroupQuery: Sendable {
    let query: SCIMQuery
    let call: SCIMCall
    let rates: SCIMRates

    func run() async throws -> SCIMPage<DirectoryGroup> {
        let position = try SCIMPaging.position(query)
        let customer = try await call.customer()
        let withMembers = query.selection.hasMembers
        if let (key, residual) = query.filter?.lookup(in: .group) {
            return try await customer.read { tx in
                let permit = try call.admit(tx, to: ReadDirectory.self)
                let lookup = GroupLookup(key)
                var groups =
                    try lookup.map { try tx.groups(where: $0, withMembers: withMembers || residual != nil, permit) }
                    ?? []
                if let residual { groups = groups.filter(residual.matches) }
                return page(of: groups, after: nil, total: groups.count, now: tx.now)
            }
        }
        if query.filter == nil && query.sort == nil {
            return try await customer.read { tx in
                let permit = try call.admit(tx, to: ReadDirectory.self)
                let total = try tx.groupCount(permit)
                guard let position else {
                    let groups =
                        query.count == 0 || query.startIndex > total
                        ? []
                        : try tx.groups(
                            offset: query.startIndex - 1, limit: query.count, withMembers: withMembers, permit)
                    return SCIMPage(
                        envelope: SCIMPaging.envelope(query, total: total, items: groups.count), items: groups)
                }
                let groups = try tx.groups(
                    after: position.after, limit: query.count + 1, withMembers: withMembers, permit)
                let items = Array(groups.prefix(query.count))
                let last = groups.count > query.count ? items.last?.id : nil
                return SCIMPage(
                    envelope: SCIMPaging.envelope(
                        query, total: total, items: items.count, last: last, startedAt: position.startedAt ?? tx.now),
                    items: items)
            }
        }
        try await call.admitScan()
        return try await rates.scan(call.slug) {
            try await customer.read { tx in
                let permit = try call.admit(tx, to: ReadDirectory.self)
                let matches = try matches(tx, permit)
                let after = position?.after.map { id in matches.prefix { $0.id <= id }.count }
                return page(of: matches, after: position == nil ? nil : after ?? 0, total: matches.count, now: tx.now)
            }
        }
    }

    private func matches(_ tx: Reading, _ permit: Permit<ReadDirectory>) throws -> [DirectoryGroup] {
        var matches: [DirectoryGroup] = []
        var last: UUIDValue?
        while true {
            let batch = try tx.groups(after: last, limit: 200, permit)
            matches.append(contentsOf: batch.filter { query.filter?.matches($0) ?? true })
            guard batch.count == 200 else { break }
            last = batch.last?.id
        }
        guard let sort = query.sort else { return matches }
        let keyed = matches.map { (key: sort.key(of: $0), group: $0) }
        return keyed.sorted {
            sort.isOrdered($0.key, before: $1.key) || ($0.key == $1.key && $0.group.id < $1.group.id)
        }.map(\.group)
    }

    /// The page of a whole that is at hand: by cursor behind `after` places, else by index.
    private func page(of groups: [DirectoryGroup], after: Int?, total: Int, now: Int64) -> SCIMPage<DirectoryGroup> {
        guard let after else {
            let slice = Array(SCIMPaging.slice(groups, query))
            return SCIMPage(envelope: SCIMPaging.envelope(query, total: total, items: slice.count), items: slice)
        }
        let slice = Array(groups.dropFirst(after).prefix(query.count))
        let last = groups.count > after + slice.count ? slice.last?.id : nil
        return SCIMPage(
            envelope: SCIMPaging.envelope(query, total: total, items: slice.count, last: last, startedAt: now),
            items: slice)
    }
}

extension GroupLookup {
    /// Nil where nothing can match.
    init?(_ lookup: SCIMLookup) {
        switch lookup {
        case .id(let id): self = .id(id)
        case .displayName(let name): self = .displayName(name)
        case .externalID(let id): self = .externalID(id)
        case .nothing, .userName, .workEmail: return nil
        }
    }
}
