import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /o/{slug}/leaving | leaving | ReturnData |
/// | POST | /o/{slug}/leaving/notice | giveNotice | ReturnData, freshly proved |
/// | POST | /o/{slug}/leaving/notice/end | takeNoticeBack | ReturnData |
/// | POST | /o/{slug}/leaving/archive | returnArchive | ReturnData, freshly proved |
/// | GET, POST | /o/{slug}/leaving/deletion | approveDeletion | ReturnData, freshly proved |
struct LeavingRoutes: Sendable {
    func register(on rooms: RoomRoutes) {
        rooms.get(.register(.leaving)) { call in try await page(call) }
        rooms.post(.register(.notice), giveNotice)
        rooms.post(.register(.noticeEnd), takeBack)
        rooms.post(.register(.archive), archive)
        rooms.get(.register(.deletion), askDeletion)
        rooms.post(.register(.deletion), approveDeletion)
    }

    private func page(
        _ call: ConsoleCall, _ status: HTTPResponse.Status = .ok, alert: String? = nil
    ) async throws -> Response {
        let (permit, isProved, context) = try await call.look { view in
            (try view.permit(ReturnData.self), view.login.isFreshlyProved(at: view.now), try view.context())
        }
        let leaving = try await call.console.platform.leaving(permit)
        return call.drawn(LeavingPage(leaving: leaving, isProved: isProved, alert: alert), context, status)
    }

    private func proved(_ call: ConsoleCall) async throws -> Permit<ReturnData> {
        try await call.look { view in
            let permit = try view.permit(ReturnData.self)
            try view.requireFreshProof()
            return permit
        }
    }

    private func giveNotice(_ call: ConsoleCall) async throws -> Response {
        let days = Int(try await call.form().required("days")) ?? -1
        let permit = try await proved(call)
        do {
            try await call.console.platform.giveNotice(days: days, permit)
            return call.done(.register(.leaving), .did(.noticeGiven))
        } catch let failure as Failure where failure.kind == .conflict(.state) || failure.names("days") {
            return try await page(call, .conflict, alert: failure.message)
        }
    }

    private func takeBack(_ call: ConsoleCall) async throws -> Response {
        _ = try await call.form()
        let permit = try await call.look { try $0.permit(ReturnData.self) }
        do {
            try await call.console.platform.takeNoticeBack(permit)
            return call.done(.register(.leaving), .did(.noticeTakenBack))
        } catch let failure as Failure where failure.kind == .conflict(.state) {
            return try await page(call, .conflict, alert: failure.message)
        }
    }

    private func archive(_ call: ConsoleCall) async throws -> Response {
        _ = try await call.form()
        let permit = try await proved(call)
        return Response(archive: try await call.console.platform.returnArchive(permit))
    }

    private func askDeletion(_ call: ConsoleCall) async throws -> Response {
        let (permit, context) = try await call.look { view in
            let permit = try view.permit(ReturnData.self)
            try view.requireFreshProof()
            return (permit, try view.context())
        }
        guard try await call.console.platform.leaving(permit).organization.isLeaving else {
            throw Failure(.conflict(.state), "Data is deleted early only after the contract has ended.")
        }
        let texts = context.texts.leaving
        let way = context.address(.register(.leaving))
        var page = ConfirmPage(
            steps: [(texts.title, way)], title: texts.earlyQuestion, text: texts.earlyConsequence,
            deed: texts.earlyDeed,
            action: context.address(.register(.deletion)), isGrave: true, refusal: texts.keepOn, back: way)
        page.entry = .privacy
        let question = page
        return call.drawn(Question { question.html(in: $0) }, context, .ok)
    }

    private func approveDeletion(_ call: ConsoleCall) async throws -> Response {
        _ = try await call.form()
        let permit = try await proved(call)
        do {
            try await call.console.platform.approveDeletion(permit)
            return call.done(.register(.leaving), .did(.deletionApproved))
        } catch let failure as Failure where failure.kind == .conflict(.state) {
            return try await page(call, .conflict, alert: failure.message)
        }
    }
}

extension Response {
    /// An archive that is made as it is sent. A failure on the way breaks the connection off: half an archive has no
    /// directory, and no program takes it for a whole one.
    init(archive: ReturnArchive) {
        self.init(
            status: .ok,
            headers: [
                .contentType: "application/zip", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"\(archive.fileName)\"",
            ],
            body: ResponseBody { writer in
                let sink = try await archive.write(to: ResponseSink(writer: writer))
                try await sink.writer.finish(nil)
            })
    }
}

/// Hands the parts of an archive to one connection.
private struct ResponseSink: ArchiveSink {
    var writer: any ResponseBodyWriter

    mutating func write(_ bytes: [UInt8]) async throws { try await writer.write(ByteBuffer(bytes: bytes)) }
}
