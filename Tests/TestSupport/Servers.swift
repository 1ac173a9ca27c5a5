import Glibc
package import Storage

/// The PostgreSQL servers that all tests of a process share; each test has schemas of its own in them.
///
/// `INSTRUCTORS_TEST_POSTGRES` and `INSTRUCTORS_TEST_POSTGRES_KEYS` name servers that are there already.
package enum Servers {
    private static let first = SharedServer(variable: "INSTRUCTORS_TEST_POSTGRES")
    private static let second = SharedServer(variable: "INSTRUCTORS_TEST_POSTGRES_KEYS")

    /// The cluster that customers' schemas lie in.
    package static func data() async throws -> PostgresServer { try await first.server() }

    /// Another cluster, for the key store.
    package static func keys() async throws -> PostgresServer { try await second.server() }

    /// The erasure ledger of the installation that the tests of one key store share.
    package static func ledger() async throws -> String {
        // The same in every process that uses servers which were there already.
        let hash = try await keysURL().utf8.reduce(UInt64(14_695_981_039_346_656_037)) {
            ($0 ^ UInt64($1)) &* 1_099_511_628_211
        }
        return "/tmp/instructors-test-ledger-" + String(hash, radix: 36) + "/erasures.log"
    }

    package static func dataURL() async throws -> String { try await first.url() }
    package static func keysURL() async throws -> String { try await second.url() }
}

/// Starts its cluster when it is first asked for one.
private actor SharedServer {
    private let variable: String
    private var running: (url: String, server: PostgresServer)?

    init(variable: String) {
        self.variable = variable
    }

    func server() throws -> PostgresServer { try started().server }
    func url() throws -> String { try started().url }

    private func started() throws -> (url: String, server: PostgresServer) {
        if let running { return running }
        let given = getenv(variable).map { String(cString: $0) }
        let url = try given ?? PostgresCluster.start().url
        let made = (url: url, server: PostgresServer(url: url, poolSize: 16, waitLimitSeconds: 60))
        running = made
        return made
    }
}

extension Servers {
    /// Runs `body` with the URLs of two databases that nobody else uses, on the two shared servers: for tests that need
    /// an installation of their own.
    package static func withOwnDatabases<Result>(
        _ body: (_ data: String, _ keys: String) async throws -> Result
    ) async throws -> Result {
        let name = "own_" + String(UInt64.random(in: .min ... .max), radix: 36)
        let servers = [try await dataURL(), try await keysURL()]
        for url in servers { try run("CREATE DATABASE \(name) TEMPLATE template0", at: url) }
        defer { for url in servers { try? run("DROP DATABASE \(name) WITH (FORCE)", at: url) } }
        return try await body(naming(name, in: servers[0]), naming(name, in: servers[1]))
    }

    private static func run(_ statement: String, at url: String) throws {
        let code = Command.run(
            ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", statement], log: "/dev/null")
        if code != 0 { throw TestSupportError("psql ended with \(code)") }
    }

    /// The same URL with another database: what stands between the host's slash and the query.
    private static func naming(_ database: String, in url: String) -> String {
        let bytes = Array(url.utf8)
        let query = bytes.firstIndex(of: UInt8(ascii: "?")) ?? bytes.endIndex
        guard let slash = bytes[..<query].lastIndex(of: UInt8(ascii: "/")) else { return url }
        return String(decoding: bytes[...slash], as: UTF8.self) + database
            + String(decoding: bytes[query...], as: UTF8.self)
    }
}
