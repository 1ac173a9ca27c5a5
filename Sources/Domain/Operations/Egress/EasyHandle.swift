internal import CLibcurl
internal import Glibc

/// One libcurl transfer with typed options. It belongs to the egress thread; `destroy` ends it.
final class EasyHandle {
    /// libcurl refused an option, or had no memory. A transfer without all its options must not start.
    struct Refused: Error {}

    let raw: UnsafeMutableRawPointer
    private var lists: [UnsafeMutablePointer<curl_slist>] = []

    init() throws {
        guard let raw = curl_easy_init() else { throw Refused() }
        self.raw = raw
    }

    func destroy() {
        curl_easy_cleanup(raw)
        for list in lists { curl_slist_free_all(list) }
        lists = []
    }

    func set(_ option: CURLoption, _ value: Int) throws { try check(easy_set_long(raw, option, value)) }

    func set(_ option: CURLoption, size: Int) throws { try check(easy_set_size(raw, option, curl_off_t(size))) }

    func set(_ option: CURLoption, _ value: String?) throws {
        guard let value else { return try check(easy_set_text(raw, option, nil)) }
        // libcurl reads up to the first NUL: a text that holds one is not what was checked.
        guard !value.utf8.contains(0) else { throw Refused() }
        try check(value.withCString { easy_set_text(raw, option, $0) })
    }

    func set(_ option: CURLoption, lines: [String]) throws {
        guard !lines.isEmpty else { return }
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines {
            guard !line.utf8.contains(0), let longer = line.withCString({ curl_slist_append(list, $0) }) else {
                curl_slist_free_all(list)
                throw Refused()
            }
            list = longer
        }
        if let list { lists.append(list) }
        try check(easy_set_list(raw, option, list))
    }

    func set(_ option: CURLoption, pointer: UnsafeRawPointer) throws {
        try check(easy_set_pointer(raw, option, pointer))
    }

    func check(_ code: CURLcode) throws {
        guard code == CURLE_OK else { throw Refused() }
    }

    func long(_ info: CURLINFO) -> Int {
        var value = 0
        return easy_get_long(raw, info, &value) == CURLE_OK ? value : 0
    }

    func size(_ info: CURLINFO) -> Int {
        var value: curl_off_t = 0
        return easy_get_size(raw, info, &value) == CURLE_OK ? Int(value) : 0
    }
}

/// libcurl for the whole process.
enum Libcurl {
    /// Whether it is ready; it is made so once.
    static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// Whether this build brings a file of trusted certificates.
    static let hasAuthoritiesFile = version_now()?.pointee.cainfo != nil

    /// Milliseconds of a clock that only goes forward.
    static var milliseconds: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }
}
