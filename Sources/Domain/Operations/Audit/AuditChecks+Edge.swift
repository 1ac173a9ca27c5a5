extension AuditCheck {
    static let edge: [AuditCheck] = [
        AuditCheck(
            "II-201", .edge, "Nobody reaches the program in the clear from another machine.", "E1",
            asvs: ["12.1.1", "12.3.1"],
            remedy: "Give --tls-cert and --tls-key, or name the proxy that speaks TLS by --behind-proxy."
        ) { facts in
            facts.settings { settings in
                switch settings.listener {
                case .certificate: .pass("It speaks TLS 1.2 and 1.3 itself.")
                case .proxies: .pass("Only named proxies reach it.")
                case .loopback: .pass("Only this machine reaches it.")
                case .clear: .fail("It listens for other machines in plain HTTP.")
                }
            }
        },
        AuditCheck(
            "II-202", .edge, "The certificate does not end within three weeks.", "E1", asvs: ["12.1.1"],
            remedy: "Renew the certificate; the program takes the new files by itself."
        ) { facts in
            facts.settings { settings in
                guard settings.listener == .certificate else { return .pass("It has no certificate of its own.") }
                guard let end = settings.certificateEnd() else { return .notChecked("The certificate cannot be read.") }
                let days = (end - facts.now) / Clock.day
                if end <= facts.now { return .fail("It has ended.") }
                if days < 7 { return .fail("It ends in \(days) days.") }
                return .warn(if: days < 21, "It ends in \(days) days.", else: "It ends in \(days) days.")
            }
        },
        AuditCheck(
            "II-203", .edge, "Browsers are told to come by TLS only.", "E1", asvs: ["3.4.1", "3.3.1", "3.3.3"],
            remedy: "Set url to the https address that people use: HSTS and __Host- cookies follow from it."
        ) { facts in
            facts.settings { settings in
                let isSecure =
                    settings.publicURL.map { $0.utf8.starts(with: "https://".utf8) }
                    ?? (settings.listener == .certificate)
                if isSecure { return .pass("HSTS for a year, and cookies bound to the host over TLS.") }
                return settings.listener == .loopback && settings.publicURL == nil
                    ? .warn("It is served on this machine only, without TLS.")
                    : .fail("The address that people use is not https.")
            }
        },
        AuditCheck(
            "II-204", .edge, "It answers under its own names only.", "G6", asvs: ["4.1.3"],
            remedy: "Set url, and hosts for further names."
        ) { facts in
            facts.settings { settings in
                let names = settings.hosts + 1
                return .warn(
                    if: settings.publicURL == nil && settings.listener != .loopback,
                    "No public address is set; names follow from the address that is listened on.",
                    else: "\(names) \(names == 1 ? "name is" : "names are") answered; others get 421.")
            }
        },
        AuditCheck(
            "II-205", .edge, "Metrics are behind a token.", "G6", asvs: ["13.2.2"],
            remedy: "Set metricsToken; without it, every program of this machine reads /metrics."
        ) { facts in
            facts.settings { settings in
                .warn(
                    if: !settings.hasMetricsToken, "Every program of this machine can read them.",
                    else: "A token is set.")
            }
        },
        AuditCheck(
            "II-206", .edge, "Slow callers come to an end.", "G6", asvs: ["15.2.2"],
            remedy:
                "At most 60 seconds for headerDeadline, 120 for requestDeadline, 300 for idleDeadline."
        ) { facts in
            facts.settings { settings in
                let long = [
                    settings.headerDeadline > 60 ? "headerDeadline" : nil,
                    settings.requestDeadline > 120 ? "requestDeadline" : nil,
                    settings.idleDeadline > 300 ? "idleDeadline" : nil,
                ].compactMap(\.self)
                return .fail(
                    if: !long.isEmpty, "Too long: \(long.joined(separator: ", ")).",
                    else: "Headers \(settings.headerDeadline) s, requests \(settings.requestDeadline) s.")
            }
        },
        AuditCheck(
            "II-207", .edge, "One address cannot take all places.", "G6", asvs: ["2.4.1", "15.2.2"],
            remedy: "Set connectionsPerAddressMax to at most a quarter of connectionsMax."
        ) { facts in
            facts.settings { settings in
                .warn(
                    if: settings.connectionsPerAddressMax * 4 > settings.connectionsMax,
                    "One address may have \(settings.connectionsPerAddressMax) of \(settings.connectionsMax).",
                    else: "\(settings.connectionsPerAddressMax) of \(settings.connectionsMax) connections.")
            }
        },
        AuditCheck(
            "II-208", .edge, "Guessing is slow.", "G6", asvs: ["6.6.3", "2.4.1"],
            remedy: "Set failureRate to at most 60 a minute and accountRate to at most 60 an hour."
        ) { facts in
            facts.settings { settings in
                .fail(
                    if: settings.failuresPerMinute > 60 || settings.attemptsPerHour > 60,
                    "\(settings.failuresPerMinute) a minute, \(settings.attemptsPerHour) an hour for an account.",
                    else: "\(settings.failuresPerMinute) a minute, \(settings.attemptsPerHour) an hour for an account.")
            }
        },
        AuditCheck(
            "II-209", .edge, "Whoever finds a weakness knows whom to tell.", "K1",
            remedy: "Set securityContact, and /.well-known/security.txt names it."
        ) { facts in
            facts.settings { settings in
                .warn(
                    if: !settings.hasSecurityContact, "No contact is set.", else: "security.txt names a contact.")
            }
        },
        AuditCheck(
            "II-210", .edge, "The log is not that of a developer.", "D3", asvs: ["16.2.5"],
            remedy: "Set logLevel to info, notice or warning."
        ) { facts in
            facts.settings { settings in
                .fail(
                    if: ["trace", "debug"].contains(settings.logLevel), "The level is \(settings.logLevel).",
                    else: "The level is \(settings.logLevel).")
            }
        },
        AuditCheck(
            "II-211", .edge, "This is no demonstration.", "S1",
            remedy: "Serve real customers by instructors serve, from a data folder of their own."
        ) { facts in
            facts.settings { settings in
                .warn(
                    if: settings.isDemonstration, "A demonstration is served: its mail is kept and shown.",
                    else: "It is none.")
            }
        },
    ]

    static let wayOut: [AuditCheck] = [
        AuditCheck(
            "II-301", .wayOut, "Nothing may go to addresses that are not public.", "X1", asvs: ["1.3.6", "13.2.4"],
            remedy: "Take origins out of egressAllow that are not needed any more; waive what is."
        ) { facts in
            facts.settings { settings in
                let count = settings.listedOrigins.count
                let listed = settings.listedOrigins.prefix(5).joined(separator: ", ")
                return .warn(if: count > 0, "Listed: \(listed).", else: "No such origin is listed.")
            }
        },
        AuditCheck(
            "II-302", .wayOut, "Nothing tried to go where it may not.", "X1", asvs: ["13.2.4", "16.3.3"],
            remedy: "Look at the register of recipients: it shows which system was refused, and how often."
        ) { facts in
            guard let blocked = facts.platform.blockedContacts else {
                return .notChecked("The platform’s database does not answer.")
            }
            return .warn(
                if: blocked > 0, "\(blocked) attempts were refused within seven days.",
                else: "No attempt was refused within seven days.")
        },
        AuditCheck(
            "II-303", .wayOut, "People can be told by mail.", "U3", asvs: ["6.3.7"],
            remedy: "Set smtpURL and mailFrom; until then nobody is told of a visit, a reset or a held change."
        ) { facts in
            facts.settings { settings in
                .warn(
                    if: !settings.hasMailServer, "No mail server is configured.", else: "A mail server is configured.")
            }
        },
    ]
}

extension AuditFacts {
    func settings(_ judge: (AuditedSettings) -> AuditVerdict) -> AuditVerdict {
        settings.map(judge) ?? .notChecked("The configuration is not known.")
    }
}
