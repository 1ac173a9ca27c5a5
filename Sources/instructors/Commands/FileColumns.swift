import Domain

/// What the columns of a staff file are used for, known from its first bytes.
struct FileColumns: Sendable {
    /// In order of the file.
    let columns: [CSVMapping.Column]

    var dropped: [(name: String, drop: CSVMapping.Drop)] {
        columns.compactMap { column in
            guard case .dropped(let drop) = column.use else { return nil }
            return (column.name, drop)
        }
    }

    /// Reads until the header is known.
    /// - Returns: the columns, and all bytes of the file from its beginning.
    /// - Throws: `Failure` for a file that cannot be read at all.
    static func read(_ input: CommandInput, catalogue: Catalogue) async throws -> (FileColumns, CommandInput) {
        var file = StaffCSV(catalogue: catalogue)
        var head: [[UInt8]] = []
        while file.mapping == nil {
            if let chunk = try await input.next() {
                head.append(chunk)
                file.push(chunk)
                _ = try file.next()
            } else {
                file.finish()
                _ = try file.next()
                break
            }
        }
        let unread = Unread(head)
        let bytes = CommandInput {
            if let chunk = await unread.take() { return chunk }
            return try await input.next()
        }
        return (FileColumns(columns: file.mapping?.columns ?? []), bytes)
    }
}

/// Chunks that were read ahead and are to be read again.
private actor Unread {
    private var chunks: ArraySlice<[UInt8]>

    init(_ chunks: [[UInt8]]) { self.chunks = chunks[...] }

    func take() -> [UInt8]? { chunks.popFirst() }
}
