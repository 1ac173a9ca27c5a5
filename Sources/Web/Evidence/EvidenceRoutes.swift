import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /o/{slug}/privacy/evidence | checkpoint, evidenceKey, checkpoints, eventsByDay | SeeEvidence |
/// | GET | /o/{slug}/privacy/evidence/checkpoint | checkpoint | SeeEvidence |
/// | GET | /o/{slug}/privacy/evidence/checkpoints | checkpoints | SeeEvidence |
/// | POST | /o/{slug}/privacy/evidence/bundle | exportEvidence, as a stream | SeeEvidence |
/// | POST | /o/{slug}/privacy/evidence/verdict | handBack | SeeEvidence |
struct EvidenceRoutes: Sendable {
    func register(on rooms: RoomRoutes) {
        rooms.get(.evidence(.log)) { call in try await call.view { try Self.page($0) } }
        rooms.get(.evidence(.checkpoint)) { call in
            let newest = try await call.look { view in try view.tx.checkpoint(try view.permit(SeeEvidence.self)) }
            guard let newest else {
                throw Failure.notFound("No checkpoint was signed yet; one will be within minutes.")
            }
            return Response(
                download: newest.signed.text, named: "\(call.slug)-checkpoint-\(newest.size).txt")
        }
        rooms.get(.evidence(.checkpoints(before: nil))) { call in
            let before = try call.query().one("before").flatMap { Int64($0) }
            return try await call.view { try Self.list(before: before, $0) }
        }
        rooms.post(.evidence(.bundle), bundle)
        rooms.post(.evidence(.verdict), verdict)
    }

    private static func page(_ view: RoomIn<some Reading>) throws -> EvidencePage {
        let permit = try view.permit(SeeEvidence.self)
        let checkpoints = try view.tx.checkpoints(limit: EvidencePage.checkpointsShown, permit)
        let offset = TimeZones.offset(of: view.customer.organization.zone, at: view.now)
        return EvidencePage(
            newest: checkpoints.first.map(CheckpointSummary.init),
            key: try view.tx.evidenceKey(permit)?.description ?? "",
            checkpoints: checkpoints.map(CheckpointSummary.init),
            days: try view.tx.eventsByDay(offsetMinutes: offset, permit))
    }

    private static func list(before: Int64?, _ view: View) throws -> CheckpointsPage {
        let permit = try view.permit(SeeEvidence.self)
        let size = CheckpointsPage.pageSize
        let found = try view.tx.checkpoints(before: before, limit: size + 1, permit)
        return CheckpointsPage(
            checkpoints: found.prefix(size).map(CheckpointSummary.init), isFirst: before == nil,
            hasMore: found.count > size)
    }

    private func bundle(_ call: ConsoleCall) async throws -> Response {
        let withDetails = try await call.form().one("details") == "yes"
        let permit = try await call.look { view in try view.permit(SeeEvidence.self) }
        let customer = call.customer
        // What is wrong with the log is told now: once bytes have gone there is no other answer.
        try await customer.sequence()
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/octet-stream", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"\(call.slug).evidence\"",
            ],
            body: ResponseBody { writer in
                var stream = writer
                _ = try await customer.exportEvidence(withDetails: withDetails, permit) { bytes in
                    try await stream.write(ByteBuffer(bytes: bytes))
                }
                try await stream.finish(nil)
            })
    }

    private func verdict(_ call: ConsoleCall) async throws -> Response {
        do {
            let note = try await HandedText(call).bytes
            let (page, context) = try await call.inside { room in
                let handed = try room.tx.handBack(note, try room.permit(SeeEvidence.self))
                return (VerdictPage(handed, at: room.now), try room.context())
            }
            return call.drawn(page, context, .ok)
        } catch let failure as Failure where failure.kind == .invalid(field: "note") {
            return try await call.view(.badRequest) { view in
                var page = try Self.page(view)
                page.problem = failure.message
                return page
            }
        }
    }
}

extension CheckpointSummary {
    init(_ stored: StoredCheckpoint) { self.init(stored.signed, at: stored.at) }

    init(_ signed: SignedCheckpoint, at: Int64) {
        self.init(size: signed.checkpoint.size, at: at, root: signed.checkpoint.root.base64, text: signed.text)
    }
}

extension VerdictPage {
    init(_ handed: HandedBack, at now: Int64) {
        self.init(
            verdict: handed.verdict, size: handed.earlier?.size,
            newest: handed.newest.map { CheckpointSummary($0, at: now) }, proof: handed.proof.map(\.base64))
    }
}
