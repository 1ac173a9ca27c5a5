internal import CLibcurl

extension Transfer {
    /// A handle with every option set, ready to start.
    /// - Throws: where an option is refused; the transfer must not start then.
    final func makeHandle(now: Int64, sockets: OpenSockets) throws -> EasyHandle {
        self.sockets = sockets
        let easy = try EasyHandle()
        do {
            try setBounds(easy, now: now)
            try setConnection(easy)
            try setTLS(easy)
            try setContexts(easy, sockets)
            try setCallbacks(easy)
            try configure(easy)
        } catch {
            easy.destroy()
            throw error
        }
        return easy
    }

    private func setBounds(_ easy: EasyHandle, now: Int64) throws {
        // The loop keeps the whole time itself: it can hang up first.
        let left = max(1, Int(deadline - now))
        try easy.set(CURLOPT_CONNECTTIMEOUT_MS, min(left, limits.connectMilliseconds))
        try easy.set(CURLOPT_SERVER_RESPONSE_TIMEOUT, (left + 999) / 1_000)
        try easy.set(CURLOPT_NOSIGNAL, 1)
        // Giving up on a name must not wait for the resolver's thread: it would hold up all other transfers.
        try easy.set(CURLOPT_QUICK_EXIT, 1)
    }

    private func setConnection(_ easy: EasyHandle) throws {
        try easy.set(CURLOPT_PROTOCOLS_STR, origin.scheme.rawValue)
        try easy.set(CURLOPT_FOLLOWLOCATION, 0)
        try easy.set(CURLOPT_REDIR_PROTOCOLS_STR, origin.scheme.rawValue)
        try easy.set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
        // Nothing from the environment or the home folder.
        try easy.set(CURLOPT_PROXY, "")
        try easy.set(CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
        // Each connection is opened, and so checked, for its own recipient.
        try easy.set(CURLOPT_FRESH_CONNECT, 1)
        try easy.set(CURLOPT_FORBID_REUSE, 1)
    }

    private func setTLS(_ easy: EasyHandle) throws {
        try easy.set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        try easy.set(CURLOPT_SSL_VERIFYPEER, 1)
        try easy.set(CURLOPT_SSL_VERIFYHOST, 2)
        if let file = rules.authoritiesFile {
            // In place of the system's file; the system's folder of certificates stays.
            try easy.set(CURLOPT_CAINFO, file)
        } else if Libcurl.hasAuthoritiesFile {
            // With the folder too, libcurl would read the file anew for each connection.
            try easy.set(CURLOPT_CAPATH, nil)
        }
    }

    private func setContexts(_ easy: EasyHandle, _ sockets: OpenSockets) throws {
        let me = UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque())
        try easy.set(CURLOPT_PRIVATE, pointer: me)
        try easy.set(CURLOPT_WRITEDATA, pointer: me)
        try easy.set(CURLOPT_HEADERDATA, pointer: me)
        try easy.set(CURLOPT_READDATA, pointer: me)
        try easy.set(CURLOPT_OPENSOCKETDATA, pointer: me)
        try easy.set(CURLOPT_DEBUGDATA, pointer: me)
        // libcurl owns the connection, and may close it when the transfer is gone.
        try easy.set(
            CURLOPT_CLOSESOCKETDATA, pointer: UnsafeRawPointer(Unmanaged.passUnretained(sockets).toOpaque()))
    }

    private func setCallbacks(_ easy: EasyHandle) throws {
        try easy.check(
            easy_set_write(easy.raw, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
                let part = UnsafeRawBufferPointer(start: bytes, count: size * count)
                return Transfer.at(context)?.takeBody(part) == true ? part.count : 0
            })
        try easy.check(
            easy_set_write(easy.raw, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
                let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
                return Transfer.at(context)?.takeLine(line) == true ? line.count : 0
            })
        try easy.check(
            easy_set_read(easy.raw) { place, size, count, context in
                Transfer.at(context)?.giveBody(
                    to: UnsafeMutableRawBufferPointer(start: place, count: size * count)) ?? 0
            })
        try easy.check(
            easy_set_open_socket(easy.raw) { context, _, address in
                guard let address else { return -1 }
                return Transfer.at(context)?.openSocket(address) ?? -1
            })
        try easy.check(
            easy_set_close_socket(easy.raw) { context, descriptor in
                guard let context else { return -1 }
                return Unmanaged<OpenSockets>.fromOpaque(context).takeUnretainedValue().close(descriptor)
            })
        try easy.check(
            easy_set_debug(easy.raw) { _, kind, bytes, size, context in
                if kind == CURLINFO_HEADER_OUT {
                    Transfer.at(context)?.hear(command: UnsafeRawBufferPointer(start: bytes, count: size))
                }
                return 0
            })
    }

    /// What a callback was given as its context. The loop keeps it alive until its handle is destroyed.
    static func at(_ context: UnsafeMutableRawPointer?) -> Transfer? {
        context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
    }
}
