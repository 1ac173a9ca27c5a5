import Domain

/// One page of a query's answer.
struct SCIMPage<Item: Sendable>: Sendable {
    let envelope: SCIMListResponse
    let items: [Item]
}

/// What a query selects, as positions: cuts the page out of a whole that is known by its ids.
enum SCIMPaging {
    /// The page by index of `all`, already in order.
    static func slice<Item>(_ all: [Item], _ query: SCIMQuery) -> ArraySlice<Item> {
        all.dropFirst(min(all.count, query.startIndex - 1)).prefix(query.count)
    }

    static func envelope(_ query: SCIMQuery, total: Int, items: Int) -> SCIMListResponse {
        SCIMListResponse(totalResults: total, itemsPerPage: items, startIndex: query.startIndex)
    }

    /// The place behind which a page by cursor begins; nil for the first page.
    static func position(_ query: SCIMQuery) throws(SCIMProblem) -> (after: UUIDValue?, startedAt: Int64?)? {
        guard let text = query.cursor else { return nil }
        guard query.sort == nil else {
            throw .invalid(
                .invalidValue, "sortBy", "A cursor goes through resources in their own order; sort with startIndex.")
        }
        guard !text.isEmpty else { return (nil, nil) }
        let cursor = try SCIMCursor(decoding: text, for: query.fingerprint)
        return (cursor.after, cursor.startedAt)
    }

    /// The envelope of a page by cursor. `last` is the last item's id where there are more behind it.
    static func envelope(
        _ query: SCIMQuery, total: Int, items: Int, last: UUIDValue?, startedAt: Int64
    ) -> SCIMListResponse {
        let next = last.map { SCIMCursor(after: $0, startedAt: startedAt, fingerprint: query.fingerprint).encoded }
        return SCIMListResponse(totalResults: total, itemsPerPage: items, nextCursor: next)
    }
}
