/// Something that can be configured. The raw value is its name in `instructors.yaml`.
enum Setting: String, CaseIterable, Sendable {
    case data, host, port, databaseURL, keysURL, url, logLevel, ledger
    case smtpURL, mailFrom, egressAllow, egressAuthorities
    case tlsCert, tlsKey, trustedProxies, hosts, securityContact, metricsToken
    case headerDeadline, requestDeadline, idleDeadline, connectionsMax, connectionsPerAddressMax
    case addressRate, failureRate, linkRate, accountRate
    case auditWaivers

    /// `--database-url`. What is set once and for good has none, but a variable and a line in the file.
    var flag: String { self == .trustedProxies ? "--behind-proxy" : "--" + words(separator: "-") }

    /// `INSTRUCTORS_DATABASE_URL`
    var variable: String { "INSTRUCTORS_" + words(separator: "_").uppercased() }

    /// The name's words in lower case: a run of capitals is one word.
    private func words(separator: String) -> String {
        var words = ""
        var isInside = false
        for byte in rawValue.utf8 {
            let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            if isCapital && !isInside { words += separator }
            isInside = isCapital
            words.unicodeScalars.append(Unicode.Scalar(isCapital ? byte | 0x20 : byte))
        }
        return words
    }
}

/// Where a setting's value came from.
enum SettingSource: Sendable, Equatable {
    case flag, environment, builtIn
    case file(String)

    /// As an error names the place of a wrong value.
    func place(of setting: Setting) -> String {
        switch self {
        case .flag: setting.flag
        case .environment: setting.variable
        case .file(let path): "\(setting.rawValue) in \(path)"
        case .builtIn: "the default of \(setting.rawValue)"
        }
    }

    /// As `serve --print-config` says it.
    func remark(on setting: Setting) -> String {
        switch self {
        case .flag, .environment: place(of: setting)
        case .file(let path): path
        case .builtIn: "default"
        }
    }
}
