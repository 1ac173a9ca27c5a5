import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// Copies of people's data.
///
/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /o/{slug}/me/copies | ownExports | SeeOwnData |
/// | POST | /o/{slug}/me/copies/{id} | claimExport | SeeOwnData |
/// | GET | /o/{slug}/privacy/copies | exports | ExportPerson |
/// | POST | /o/{slug}/privacy/copies/{id} | claimExport | ExportPerson |
///
/// A download is a POST: a link that someone or something follows beforehand would use it up.
struct CopyRoutes: Sendable {
    func register(on rooms: RoomRoutes) {
        rooms.get(.own(.copies)) { call in
            try await call.view { view in
                OwnCopiesPage(copies: try view.tx.ownExports(try view.permit(SeeOwnData.self)).map(CopyLine.init))
            }
        }
        rooms.post(.own(.copyDownload(id: ""))) { call in
            try await download(call) { room, id in
                try room.tx.claimExport(id, login: room.login.id, try room.permit(SeeOwnData.self))
            }
        }
        rooms.get(.privacy(.copies)) { call in
            try await call.page { room in
                let listed = try room.tx.exports(try room.permit(ExportPerson.self))
                return CopiesPage(copies: listed.map { CopyLine($0.entry, of: $0.name.revealed) })
            }
        }
        rooms.post(.privacy(.copyDownload(id: ""))) { call in
            try await download(call) { room, id in
                try room.requireFreshProof()
                return try room.tx.claimExport(id, login: room.login.id, try room.permit(ExportPerson.self))
            }
        }
    }

    private func download(
        _ call: ConsoleCall, _ claim: @escaping @Sendable (Room, UUIDValue) throws -> ExportDownload
    ) async throws -> Response {
        _ = try await call.form()
        let id = try call.id()
        let download = try await call.inside { room in try claim(room, id) }
        return Response(download)
    }
}

extension Response {
    /// A file that the browser stores, sent part by part.
    init(_ download: ExportDownload) {
        self.init(
            status: .ok,
            headers: [
                .contentType: "application/zip", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"\(download.fileName)\"",
            ],
            body: ResponseBody(contentLength: Int(download.bytes)) { writer in
                for try await part in download { try await writer.write(ByteBuffer(bytes: part)) }
                try await writer.finish(nil)
            })
    }
}
