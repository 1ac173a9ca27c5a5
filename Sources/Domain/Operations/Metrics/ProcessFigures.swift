internal import Foundation

/// What the system knows of this process. What cannot be read (`/proc` is Linux's) is left out.
struct ProcessFigures: Sendable {
    let residentBytes: Int?
    let cpuSeconds: Double
    let openFiles: Int?
    let uptimeSeconds: Double

    private static let begin = ContinuousClock.now

    /// Uptime counts from the first call.
    static var now: ProcessFigures {
        let uptime = ContinuousClock.now - begin
        return ProcessFigures(
            residentBytes: residentPages.map { $0 * sysconf(Int32(_SC_PAGESIZE)) },
            // POSIX fixes the unit of `clock()` at a millionth of a second.
            cpuSeconds: Double(clock()) / 1e6,
            openFiles: openFileCount,
            uptimeSeconds: uptime / .seconds(1)
        )
    }

    /// Lines of the exposition, by the names that Prometheus gives them.
    var lines: [String] {
        var lines = Self.metric("process_cpu_seconds_total", "counter", "\(cpuSeconds)")
        if let openFiles { lines += Self.metric("process_open_fds", "gauge", "\(openFiles)") }
        if let residentBytes { lines += Self.metric("process_resident_memory_bytes", "gauge", "\(residentBytes)") }
        return lines + Self.metric("process_uptime_seconds", "gauge", "\(uptimeSeconds)")
    }

    private static func metric(_ name: String, _ kind: String, _ value: String) -> [String] {
        ["# TYPE \(name) \(kind)", "\(name) \(value)"]
    }

    /// The second number of `/proc/self/statm`.
    private static var residentPages: Int? {
        guard let text = FileManager.default.contents(atPath: "/proc/self/statm") else { return nil }
        let fields = text.split(separator: UInt8(ascii: " "))
        return fields.count > 1 ? Int(String(decoding: fields[1], as: UTF8.self)) : nil
    }

    /// One of them is the listing itself.
    private static var openFileCount: Int? {
        try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count - 1
    }
}
