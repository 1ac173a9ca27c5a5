internal import Storage

enum ArrivalSQL {
    static let reads: SQL = "SELECT sum(reads) FROM arrival WHERE connection = $1 AND hour >= $2"
    static let waiting: SQL = "SELECT count(*) FROM change_set WHERE state = 'staged'"
}
