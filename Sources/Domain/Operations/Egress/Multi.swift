internal import CLibcurl
internal import Glibc

/// libcurl's multi handle: many transfers on one thread.
///
/// `@unchecked Sendable`: `wake` is made for other threads; everything else is called by the egress thread only, which
/// lets go of it everywhere else before it destroys it.
final class Multi: @unchecked Sendable {
    private let raw: UnsafeMutableRawPointer
    /// Outlives every connection, which a transfer need not.
    let sockets = OpenSockets()

    init?() {
        guard Libcurl.isReady, let raw = curl_multi_init() else { return nil }
        self.raw = raw
    }

    func destroy() { curl_multi_cleanup(raw) }

    /// Ends `poll`, from any thread.
    func wake() { curl_multi_wakeup(raw) }

    func add(_ easy: EasyHandle) -> Bool { curl_multi_add_handle(raw, easy.raw) == CURLM_OK }

    func remove(_ easy: EasyHandle) { curl_multi_remove_handle(raw, easy.raw) }

    func perform() {
        var count: Int32 = 0
        curl_multi_perform(raw, &count)
    }

    /// The next transfer that has come to its end.
    func nextDone() -> (Transfer, CURLcode)? {
        var left: Int32 = 0
        while let message = curl_multi_info_read(raw, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
            var context: UnsafeMutableRawPointer?
            let code = easy_get_pointer(easy, CURLINFO_PRIVATE, &context)
            if code == CURLE_OK, let transfer = Transfer.at(context) { return (transfer, message_result(message)) }
        }
        return nil
    }

    /// Waits until a socket, a timer of libcurl's or `wake` has something to do.
    func poll(milliseconds: Int64) {
        guard curl_multi_poll(raw, nil, 0, Int32(clamping: milliseconds), nil) != CURLM_OK else { return }
        // Out of memory: trying again at once would only burn the processor.
        usleep(10_000)
    }
}

/// The sockets that are open, and for which transfer each was opened. It belongs to the egress thread.
final class OpenSockets {
    private var owners: [Int32: UInt64] = [:]

    func opened(_ descriptor: Int32, for transfer: UInt64) { owners[descriptor] = transfer }

    func close(_ descriptor: Int32) -> Int32 {
        owners[descriptor] = nil
        return Glibc.close(descriptor)
    }

    /// Lets nothing more come in over a transfer's sockets.
    func stopListening(for transfer: UInt64) { shutdownAll(of: transfer, SHUT_RD) }

    /// Lets nothing more go either way over them.
    func hangUp(for transfer: UInt64) { shutdownAll(of: transfer, SHUT_RDWR) }

    private func shutdownAll(of transfer: UInt64, _ direction: some BinaryInteger) {
        for (descriptor, owner) in owners where owner == transfer { shutdown(descriptor, Int32(direction)) }
    }
}
