internal import Storage

/// Doing what was approved. What takes one transaction is done in it; copies are made by a job, and erasure goes on by
/// its own steps and says when it is effective.
extension Writing {
    func carryOut(_ stored: StoredRequest, keepsSignIn: Bool, by principal: Principal) throws {
        guard let person = stored.request.person else { throw Failure.noSuchRequest }
        let wish = try wish(of: stored) ?? RightsWish()
        switch stored.request.kind {
        case .access, .portability:
            try take(.begun, in: stored, note: nil, by: .program)
            try schedule(.copyPerson, subject: stored.id, at: now)
        case .erasure:
            try take(.begun, in: stored, note: nil, by: .program)
            _ = try beginErasure(of: person, cause: .request, request: stored.id, by: principal)
        case .restriction:
            try beginRestriction(
                of: person, keepsSignIn: keepsSignIn, reason: wish.text, request: stored.id, by: principal)
            try take(.done, in: stored, note: nil, by: .program)
        case .objection:
            try confirmObjection(of: stored, by: principal)
            try take(.done, in: stored, note: nil, by: .program)
        case .rectification:
            try rectify(stored, person, wish, by: principal)
            try take(.done, in: stored, note: nil, by: .program)
        }
    }

    private func rectify(
        _ stored: StoredRequest, _ person: UUIDValue, _ wish: RightsWish, by principal: Principal
    ) throws {
        guard let attribute = wish.attribute else {
            throw Failure.invalid("attribute", "It says of no value that it is wrong.")
        }
        guard attribute.isCorrectable else {
            try add(.atSource, to: stored, note: nil, by: principal)
            return try askAtSource(of: person, attribute, by: principal)
        }
        try correct(person, attribute, to: wish.value, by: principal)
    }

    /// A copy that a request asked for is there.
    func copied(_ request: UUIDValue) throws {
        let stored = try storedRequest(request)
        guard stored.request.state == .doing else { return }
        try take(.done, in: stored, note: nil, by: .program)
    }

    /// The erasure of a request is effective: the person can be read nowhere any more. Called in its transaction.
    func requestErased(_ request: UUIDValue, _ erasure: UUIDValue) throws {
        let stored = try storedRequest(request)
        guard stored.request.state == .doing || stored.request.state == .approved else { return }
        try take(.done, in: stored, note: nil, by: .program)
    }
}
