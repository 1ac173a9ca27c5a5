internal import Storage

extension Customer {
    /// Makes the copy that a request asks for, and says so in the request. Where the process dies in between, the job
    /// makes another; the first one ends by itself.
    func copyPerson(for request: UUIDValue) async throws {
        let person = try await read { tx in
            let stored = try tx.storedRequest(request)
            return stored.request.state == .doing ? stored.request.person : nil
        }
        // It was withdrawn, or the person erased, before its turn came.
        guard let person, try await read({ tx in try tx.state(of: person) }) ?? .erasing != .erasing else { return }
        _ = try await makeExport(of: person, request: request, by: .program)
        try await write { tx in try tx.copied(request) }
    }
}
