import HTTPTypes
import Metrics
import Synchronization

/// One counter and one timer for each route and status, looked up without building labels again.
final class RouteCounters: Sendable {
    private struct Key: Hashable {
        let method: HTTPRequest.Method
        let route: String
        let status: Int
    }

    private struct Cell {
        let count: Counter
        let duration: Timer
    }

    private let cells = Mutex<[Key: Cell]>([:])

    func count(method: HTTPRequest.Method, route: String, status: Int, duration: Duration) {
        let key = Key(method: method, route: route, status: status)
        let cell = cells.withLock { cells in
            if let cell = cells[key] { return cell }
            let labels = [("method", method.rawValue), ("route", route), ("status", String(status))]
            let cell = Cell(
                count: Counter(label: "http_requests_total", dimensions: labels),
                duration: Timer(label: "http_request_duration", dimensions: [("route", route)]))
            cells[key] = cell
            return cell
        }
        cell.count.increment()
        let (seconds, attoseconds) = duration.components
        cell.duration.recordNanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}
