/// The envelope of a page of resources (RFC 7644, section 3.4.2; for cursors RFC 9865, section 2).
package struct SCIMListResponse: Sendable {
    /// All that match, not only those of this page.
    package var totalResults: Int
    /// How many resources follow in this page.
    package var itemsPerPage: Int
    /// Nil for a page by cursor.
    package var startIndex: Int?
    /// Absent on the last page.
    package var nextCursor: String?
    /// Absent on the first page.
    package var previousCursor: String?

    package init(
        totalResults: Int, itemsPerPage: Int, startIndex: Int? = nil, nextCursor: String? = nil,
        previousCursor: String? = nil
    ) {
        self.totalResults = totalResults
        self.itemsPerPage = itemsPerPage
        self.startIndex = startIndex
        self.nextCursor = nextCursor
        self.previousCursor = previousCursor
    }

    /// One whole object; `resources` writes ``itemsPerPage`` values.
    package func write<Problem: Error>(
        to writer: inout JSONWriter, resources: (inout JSONWriter) throws(Problem) -> Void
    ) throws(Problem) {
        writer.beginObject()
        writer.name("schemas")
        writer.beginArray()
        writer.string(SCIMURN.listResponse)
        writer.endArray()
        writer.name("totalResults")
        writer.integer(totalResults)
        writer.name("itemsPerPage")
        writer.integer(itemsPerPage)
        if let startIndex {
            writer.name("startIndex")
            writer.integer(startIndex)
        }
        if let nextCursor {
            writer.name("nextCursor")
            writer.string(nextCursor)
        }
        if let previousCursor {
            writer.name("previousCursor")
            writer.string(previousCursor)
        }
        writer.name("Resources")
        writer.beginArray()
        try resources(&writer)
        writer.endArray()
        writer.endObject()
    }
}
