import Domain

/// Answers a query for users: by an index where one fits, by the order of ids where nothing is filtered or sorted, and
/// otherwise by looking at everyone, one such scan at a time.
struct SCIMUserQuery: Sendable {
    let query: SCIMQuery
    let call: SCIMCall
    let rates: SCIMRates

    typealias Found = (page: SCIMPage<DirectoryRecord>, catalogue: Catalogue)

    func run() async throws -> Found {
        let position = try SCIMPaging.position(query)
        if let (key, residual) = query.filter?.lookup(in: .user) { return try await lookUp(key, residual) }
        let customer = try await call.customer()
        if query.filter == nil && query.sort == nil {
            return try await customer.read { tx in
                let permit = try call.admit(tx, to: ReadDirectory.self)
                let page = try position.map { try byCursor($0, tx, permit) } ?? byIndex(tx, permit)
                return (page, try tx.catalogue())
            }
        }
        try await call.admitScan()
        return try await rates.scan(call.slug) {
            try await customer.read { tx in
                let permit = try call.admit(tx, to: ReadDirectory.self)
                let page = try position.map { try scanned(from: $0, tx, permit) } ?? scanned(tx, permit)
                return (page, try tx.catalogue())
            }
        }
    }

    private func lookUp(_ key: SCIMLookup, _ residual: SCIMFilter?) async throws -> Found {
        try await call.customer().read { tx in
            let permit = try call.admit(tx, to: ReadDirectory.self)
            var records = try DirectoryLookup(key).map { try tx.records(where: $0, permit) } ?? []
            if let residual { records = records.filter(residual.matches) }
            let page = SCIMPage(
                envelope: query.cursor == nil
                    ? SCIMPaging.envelope(query, total: records.count, items: SCIMPaging.slice(records, query).count)
                    : SCIMListResponse(totalResults: records.count, itemsPerPage: records.count),
                items: query.cursor == nil ? Array(SCIMPaging.slice(records, query)) : records)
            return (page, try tx.catalogue())
        }
    }

    private func byIndex(_ tx: Reading, _ permit: Permit<ReadDirectory>) throws -> SCIMPage<DirectoryRecord> {
        let total = try tx.recordCount(permit)
        let isBeyond = query.count == 0 || query.startIndex > total
        let records = isBeyond ? [] : try tx.records(offset: query.startIndex - 1, limit: query.count, permit)
        return SCIMPage(envelope: SCIMPaging.envelope(query, total: total, items: records.count), items: records)
    }

    private func byCursor(
        _ position: (after: UUIDValue?, startedAt: Int64?), _ tx: Reading, _ permit: Permit<ReadDirectory>
    ) throws -> SCIMPage<DirectoryRecord> {
        let records = try tx.records(after: position.after, limit: query.count + 1, permit)
        let page = Array(records.prefix(query.count))
        return SCIMPage(
            envelope: SCIMPaging.envelope(
                query, total: try tx.recordCount(permit), items: page.count,
                last: records.count > query.count ? page.last?.id : nil, startedAt: position.startedAt ?? tx.now),
            items: page)
    }

    /// Every match by its place in the order asked for; only the page's records are kept.
    private func scanned(_ tx: Reading, _ permit: Permit<ReadDirectory>) throws -> SCIMPage<DirectoryRecord> {
        var matches: [(key: SCIMSortKey, id: UUIDValue)] = []
        try tx.eachRecord(permit) { record in
            if query.filter?.matches(record) ?? true {
                matches.append((query.sort?.key(of: record) ?? .absent, record.id))
            }
            return true
        }
        if let sort = query.sort {
            // Equal keys stay in order of id, so that pages are disjoint.
            matches.sort { sort.isOrdered($0.key, before: $1.key) || ($0.key == $1.key && $0.id < $1.id) }
        }
        let slice = SCIMPaging.slice(matches, query)
        let records = try slice.flatMap { try tx.records(where: .id($0.id), permit) }
        return SCIMPage(
            envelope: SCIMPaging.envelope(query, total: matches.count, items: records.count), items: records)
    }

    private func scanned(
        from position: (after: UUIDValue?, startedAt: Int64?), _ tx: Reading, _ permit: Permit<ReadDirectory>
    ) throws -> SCIMPage<DirectoryRecord> {
        var total = 0
        var page: [DirectoryRecord] = []
        var hasMore = false
        try tx.eachRecord(permit) { record in
            guard query.filter?.matches(record) ?? true else { return true }
            total += 1
            guard position.after.map({ record.id > $0 }) ?? true else { return true }
            if page.count < query.count { page.append(record) } else { hasMore = true }
            return true
        }
        return SCIMPage(
            envelope: SCIMPaging.envelope(
                query, total: total, items: page.count, last: hasMore ? page.last?.id : nil,
                startedAt: position.startedAt ?? tx.now),
            items: page)
    }
}

extension DirectoryLookup {
    /// Nil where nothing can match.
    init?(_ lookup: SCIMLookup) {
        switch lookup {
        case .id(let id): self = .id(id)
        case .userName(let name): self = .userName(name)
        case .externalID(let id): self = .externalID(id)
        case .workEmail(let email): self = .workEmail(email)
        case .nothing, .displayName: return nil
        }
    }
}
