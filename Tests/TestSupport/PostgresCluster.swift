import Glibc

/// A PostgreSQL cluster in a folder of its own, started for the tests and gone with their process.
///
/// It is as durable as any (fsync on), reachable over a socket in its folder and over loopback, and trusts whoever
/// connects there.
package final class PostgresCluster: Sendable {
    /// What libpq connects with, as the cluster's superuser.
    package let url: String
    private let folder: String
    private let port: UInt16
    private static let binaries = "/usr/lib/postgresql/15/bin"

    /// Creates and starts a cluster; `initdb` takes a second or two.
    package static func start() throws -> PostgresCluster {
        let cluster = PostgresCluster(folder: try makeScratchFolder(), port: try freePort())
        if geteuid() == 0 { Command.run(["chown", "postgres", cluster.folder]) }
        try cluster.watchParent()
        try cluster.run(
            "initdb", ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "-D", cluster.data]
        )
        try cluster.resume()
        return cluster
    }

    private init(folder: String, port: UInt16) {
        self.folder = folder
        self.port = port
        url = "postgres://postgres@/postgres?host=\(folder)&port=\(port)"
    }

    private var data: String { folder + "/data" }

    /// Ends the server as an operator would: connections break, nothing acknowledged is lost.
    package func stop() throws {
        try run("pg_ctl", ["-D", data, "-w", "-m", "fast", "stop"])
    }

    /// Starts the server again after `stop`.
    package func resume() throws {
        let options = "-k \(folder) -p \(port) -c listen_addresses=127.0.0.1 -c max_connections=200"
        try run("pg_ctl", ["-D", data, "-w", "-l", folder + "/server.log", "-o", options, "start"])
    }

    /// Stops the server at once and removes its folder.
    package func remove() {
        _ = try? run("pg_ctl", ["-D", data, "-w", "-m", "immediate", "stop"])
        Command.run(["rm", "-rf", folder])
    }

    /// PostgreSQL refuses to run as root, where tests in a container do.
    private func run(_ program: String, _ arguments: [String]) throws {
        let user = geteuid() == 0 ? ["runuser", "-u", "postgres", "--"] : []
        let log = folder + "/commands.log"
        let code = Command.run(user + ["\(Self.binaries)/\(program)"] + arguments, log: log)
        if code != 0 { throw TestSupportError("\(program) ended with \(code); see \(log)") }
    }

    /// Starts a shell that removes the cluster as soon as this process has ended, however it ends: the only copy of
    /// the pipe's other end is here, so the shell's `read` ends with this process.
    private func watchParent() throws {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0, fcntl(ends[0], F_SETFD, FD_CLOEXEC) == 0, fcntl(ends[1], F_SETFD, FD_CLOEXEC) == 0
        else { throw TestSupportError("no pipe: errno \(errno)") }
        let script = """
            trap '' INT TERM HUP
            read -r line
            if [ -f "$1/data/postmaster.pid" ]; then kill -QUIT "$(head -n 1 "$1/data/postmaster.pid")"; sleep 1; fi
            rm -rf "$1"
            """
        let watcher = Command.start(["sh", "-c", script, "sh", folder], standardInput: ends[0], log: "/dev/null")
        close(ends[0])
        if watcher == nil { throw TestSupportError("no shell to watch over the cluster") }
    }

    private static func freePort() throws -> UInt16 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isBound else { throw TestSupportError("no free port: errno \(errno)") }
        return UInt16(bigEndian: address.sin_port)
    }
}
