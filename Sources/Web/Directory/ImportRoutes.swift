import Domain
import HTTPTypes
import Hummingbird

/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /o/{slug}/directory/import | – | ImportStaff |
/// | POST | /o/{slug}/directory/import | StaffImport.propose, the file as a stream | ImportStaff |
struct ImportRoutes: Sendable {
    func register(on rooms: RoomRoutes) {
        rooms.get(.imports) { call in
            try await call.page { room in try Self.page(room) }
        }
        rooms.post(.imports, take)
    }

    private func take(_ call: ConsoleCall) async throws -> Response {
        try call.requireSameOrigin()
        let permit = try await call.inside { room in try room.permit(ImportStaff.self) }
        let changeSet: ChangeSet
        do {
            changeSet = try await propose(call, permit)
        } catch let failure as Failure where failure.isAboutInput {
            let status = HTTPResponse.Status(code: SCIMProblem(failure).status)
            return try await call.page(status) { room in
                var page = try Self.page(room)
                page.fileError = failure.message
                return page
            }
        }
        guard changeSet.changes + changeSet.keptOut + changeSet.refused > 0 else {
            try await call.inside { room in
                try room.tx.discardProposal(changeSet.id, try room.permit(ImportStaff.self))
            }
            return call.done(.directory, .nothingToImport)
        }
        return call.done(.change(id: changeSet.id.description, ChangeQuery()))
    }

    /// Reads the form up to its file, whose bytes then go straight into the difference.
    private func propose(_ call: ConsoleCall, _ permit: Permit<ImportStaff>) async throws -> ChangeSet {
        var body = try MultipartBody(call.request)
        try call.requireToken(try await body.fields(["csrf"], before: "file"))
        return try await StaffImport(call.customer, permit).propose(MultipartContent(body: body))
    }

    private static func page(_ room: Room) throws -> ImportPage {
        _ = try room.permit(ImportStaff.self)
        let catalogue = try room.tx.catalogue()
        return ImportPage(
            instructed: Attribute.instructable.filter(catalogue.allows), sizeMax: MultipartBody.bytesMax / 1_048_576)
    }
}

extension Failure {
    /// Whether what was sent is at fault, and not who sent it or the program.
    fileprivate var isAboutInput: Bool {
        switch kind {
        case .invalid, .limit: true
        default: false
        }
    }
}
