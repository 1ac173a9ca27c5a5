import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /o/{slug}/privacy/statistics?week= | statistics | SeeStatistics |
/// | GET | /o/{slug}/privacy/statistics/csv?week= | statistics | SeeStatistics |
struct StatisticsRoutes: Sendable {
    func register(on rooms: RoomRoutes) {
        rooms.get(.statistics(week: nil)) { call in
            let week = try Self.week(call)
            return try await call.view { view in
                StatisticsPage(statistics: try view.tx.statistics(of: week, try view.permit(SeeStatistics.self)))
            }
        }
        rooms.get(.statisticsFile(week: nil)) { call in
            let week = try Self.week(call)
            let statistics = try await call.look { view in
                try view.tx.statistics(of: week, try view.permit(SeeStatistics.self))
            }
            guard let published = statistics.published else {
                throw Failure.notFound("No statistics are published yet.")
            }
            return Self.file(published, call.texts)
        }
    }

    /// - Throws: `Failure.notFound`: what is no number names no block.
    private static func week(_ call: ConsoleCall) throws -> Int64? {
        guard let text = try call.query().one("week") else { return nil }
        guard text.utf8.count <= 9, let week = Int64(text) else {
            throw Failure.notFound("No statistics are published for these weeks.")
        }
        return week
    }

    private static func file(_ published: Statistics.Published, _ texts: Texts) -> Response {
        let name = "\(texts.statistics.fileName)-\(published.block.first.text).csv"
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"\(name)\"",
            ],
            body: .init(byteBuffer: ByteBuffer(bytes: StatisticsFile(published: published, texts: texts).bytes)))
    }
}
