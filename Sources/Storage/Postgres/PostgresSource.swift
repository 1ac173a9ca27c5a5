import Synchronization

/// Lends the server's connections for one schema's transactions.
final class PostgresSource: TransactionSource {
    private let pool: BoundedPool<PostgresLink>
    private let opening: PostgresOpening
    let isClosed = Atomic<Bool>(false)

    init(pool: BoundedPool<PostgresLink>, opening: PostgresOpening) {
        self.pool = pool
        self.opening = opening
    }

    func withReader<Result>(_ body: (any Transaction) throws -> Result) throws -> Result {
        try withConnection(body)
    }

    func withWriter<Result>(_ body: (any Transaction) throws -> Result) throws -> Result {
        try withConnection(body)
    }

    var schema: String? { opening.schema }

    /// Runs statements that no transaction can hold, under the connection's own role.
    func runOutsideTransaction(_ statements: [SQL]) throws {
        if isClosed.load(ordering: .relaxed) { throw StorageError.closed }
        try pool.withElement(isUsable: { !$0.isBroken && !$0.isInTransaction }) { link in
            let connection = PostgresConnection(link, opening)
            for statement in statements { try connection.run(statement) }
        }
    }

    private func withConnection<Result>(_ body: (any Transaction) throws -> Result) throws -> Result {
        if isClosed.load(ordering: .relaxed) { throw StorageError.closed }
        return try pool.withElement(isUsable: { !$0.isBroken && !$0.isInTransaction }) { link in
            try body(PostgresConnection(link, opening))
        }
    }
}
