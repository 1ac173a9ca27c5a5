extension Customer {
    /// Makes the copy that an approved request asks for, for the officer who approved it. Repeated after a crash it makes
    /// another; the person takes the newest.
    func copyPerson(for request: UUIDValue) async throws {
        let asked = try await read { tx -> (person: UUIDValue, officer: Principal)? in
            let stored = try tx.storedRequest(request)
            guard stored.request.state == .doing, let person = stored.request.person,
                case .person(let officer)? = stored.request.approvers.last
            else { return nil }
            return (person, .person(officer, roles: [.privacyOfficer]))
        }
        guard let asked else { return }
        _ = try await makeExport(of: asked.person, request: request, by: asked.officer)
        try await write { tx in try tx.copied(request) }
    }
}
