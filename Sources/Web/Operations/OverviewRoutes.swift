import Domain
import Hummingbird

/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /o/{slug} | operatorNotices; for some also counts, connections, change sets | SeeOverview, SeeDirectory |
struct OverviewRoutes: Sendable {
    func register(on rooms: RoomRoutes) {
        rooms.get(.overview) { call in
            // The operator's own people have a console of their own.
            if call.customer.organization.isLeaving { return Response(to: call.address(.register(.leaving))) }
            if call.customer.organization.isOperator { return Response(to: .operatorRoom(.organizations(page: 1))) }
            // Most people keep no directory: their home is one read, and no count is written for it.
            if let (page, context) = try await call.look({ view in try Self.home(view) }) {
                var response = Response(page: page.html(in: context))
                if call.flash != nil { call.console.cookies.clearFlash(on: &response.headers) }
                return response
            }
            try await call.customer.flushTally()
            let (read, permits, context) = try await call.look { view in
                (try Self.page(view), RegisterNotices.Permits(view), try view.context())
            }
            var page = read
            page.registers = try await RegisterNotices(permits, call.console.platform)
            return call.drawn(page, context, .ok)
        }
    }

    /// The home of those who learn; nil for those who keep the directory.
    private static func home(_ view: View) throws -> (HomePage, ConsoleContext)? {
        guard view.permitIfAny(SeeDirectory.self) == nil else { return nil }
        let overview = try view.permit(SeeOverview.self)
        let catalogue = try view.tx.catalogue()
        let page = HomePage(
            method: view.login.method, hasFactor: view.login.hasFactor, endsAt: view.login.expiresAt,
            instructed: Attribute.instructable.filter(catalogue.allows),
            notices: try view.tx.operatorNotices(overview).map(OverviewPage.Notice.init))
        return (page, try view.context())
    }

    private static func page(_ room: View) throws -> OverviewPage {
        let overview = try room.permit(SeeOverview.self)
        let counts = try room.tx.staffCounts(overview)
        let directory = try DirectoryReading(room, try room.permit(SeeDirectory.self))
        // Who visits reads of it in the banner.
        let isTold = !room.login.isVisit
        let visits = try isTold ? room.permitIfAny(SeeAccess.self).map { try room.tx.visits($0) } ?? [] : []
        let open = visits.filter { $0.isOpen(at: room.now) }
        let isOver = { (notice: OperatorNotice) in !open.contains { $0.id == notice.visit } }
        return OverviewPage(
            activeCount: Int(counts.active), deactivatedCount: Int(counts.inactive), heldCount: Int(counts.held),
            leavingCount: Int(counts.left), groupCount: Int(counts.groups),
            connections: directory.summaries,
            waiting: directory.staged.map { changeSet in
                OverviewPage.Waiting(
                    changeID: changeSet.id.description, connection: directory.name(changeSet.connection),
                    since: changeSet.createdAt,
                    counts: DifferenceCounts(changeSet, directory.leaving(changeSet.connection)))
            },
            events: directory.events,
            notices: try room.tx.operatorNotices(overview).filter(isOver).map(OverviewPage.Notice.init), visits: open)
    }
}

extension OverviewPage.Notice {
    init(_ notice: OperatorNotice) {
        switch notice.kind {
        case .operatorAccess:
            self.init(
                at: notice.at, kind: .operatorAccess(reason: notice.reason), isVisit: notice.visit != nil)
        case .escalated: self.init(at: notice.at, kind: .escalated)
        }
    }
}
