extension Customer {
    func copyPerson(for request: UUIDValue) async throws { try await write { tx in try tx.copied(request) } }
}
