import Domain
import Metrics
import Testing

@Suite("Metrics")
struct MetricsTests {
    private func lines(_ registry: MetricsRegistry) -> [String] {
        String(decoding: registry.exposition(), as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test("Counters and gauges are exposed by name and labels")
    func countersAndGauges() {
        let registry = MetricsRegistry()
        let counter = Counter(
            label: "http.requests", dimensions: [("route", "/o/{slug}"), ("method", "GET")], factory: registry)
        counter.increment()
        counter.increment(by: 4)
        Meter(label: "open_customers", factory: registry).set(3)
        let lines = lines(registry)
        #expect(lines.contains("# TYPE http_requests_total counter"))
        #expect(lines.contains(#"http_requests_total{route="/o/{slug}",method="GET"} 5"#))
        #expect(lines.contains("# TYPE open_customers gauge"))
        #expect(lines.contains("open_customers 3.0"))
    }

    @Test("The same label and dimensions are one cell, however often they are made")
    func sameCell() {
        let registry = MetricsRegistry()
        for _ in 0..<10 { Counter(label: "c", dimensions: [("a", "1")], factory: registry).increment() }
        Counter(label: "c", dimensions: [("a", "2")], factory: registry).increment()
        #expect(lines(registry).contains(#"c_total{a="1"} 10"#))
        #expect(lines(registry).contains(#"c_total{a="2"} 1"#))
    }

    @Test("A timer is a histogram in seconds whose buckets are cumulated")
    func timers() {
        let registry = MetricsRegistry()
        let timer = Timer(label: "request", dimensions: [("route", "/x")], factory: registry)
        timer.recordNanoseconds(500_000)
        timer.recordNanoseconds(500_000)
        timer.recordNanoseconds(60_000_000_000)
        let lines = lines(registry)
        #expect(lines.contains("# TYPE request_seconds histogram"))
        #expect(lines.contains(#"request_seconds_bucket{route="/x",le="0.001"} 2"#))
        #expect(lines.contains(#"request_seconds_bucket{route="/x",le="30.0"} 2"#))
        #expect(lines.contains(#"request_seconds_bucket{route="/x",le="+Inf"} 3"#))
        #expect(lines.contains(#"request_seconds_count{route="/x"} 3"#))
        #expect(lines.contains(#"request_seconds_sum{route="/x"} 60.001"#))
    }

    @Test("Label values are escaped over bytes")
    func escaping() {
        let registry = MetricsRegistry()
        Counter(label: "c", dimensions: [("a-b", "x\"\u{301}\\\n")], factory: registry).increment()
        #expect(lines(registry).contains("c_total{a_b=\"x\\\"\u{301}\\\\\\n\"} 1"))
    }

    @Test("A label of another kind is not mixed in, and nothing traps")
    func kinds() {
        let registry = MetricsRegistry()
        Counter(label: "x_total", factory: registry).increment()
        Meter(label: "x_total", factory: registry).set(7)
        #expect(lines(registry).contains("x_total 1"))
        #expect(!lines(registry).contains("x_total 7.0"))
    }

    @Test("The number of cells of one metric is bounded")
    func bounded() {
        let registry = MetricsRegistry()
        for number in 0..<1_500 { Counter(label: "c", dimensions: [("n", "\(number)")], factory: registry).increment() }
        let cells = lines(registry).filter { $0.hasPrefix("c_total{") }
        #expect(cells.count == 1_001)
        #expect(cells.contains(#"c_total{overflow="true"} 500"#))
    }

    @Test("The process is measured")
    func process() {
        let lines = lines(MetricsRegistry())
        for name in [
            "process_cpu_seconds_total", "process_resident_memory_bytes", "process_open_fds", "process_uptime_seconds",
        ] {
            let value = lines.first { $0.hasPrefix("\(name) ") }?.split(separator: " ").last.flatMap { Double($0) }
            #expect(value.map { $0 > 0 } ?? false, "\(name)")
        }
    }
}
