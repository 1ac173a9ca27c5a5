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
