import Logging
import Testing
import Web

@testable import instructors

@Suite("Configuration")
struct ConfigurationTests {
    @Test("Flags go before the environment, the environment before the file, the file before what is built in")
    func precedence() async throws {
        let scratch = try Scratch()
        let file = try scratch.write("data: from-file\nport: 1111\nhost: 10.0.0.1\nlogLevel: debug\n", to: "c.yaml")
        let configuration = try await instructors.Configuration(
            flags: [.data: "from-flag"],
            environment: [
                "INSTRUCTORS_DATA": "from-environment", "INSTRUCTORS_PORT": "2222", "INSTRUCTORS_LOG_LEVEL": "",
            ],
            file: file)
        #expect(configuration.data == "from-flag")
        #expect(configuration.port == 2222)
        #expect(configuration.host == "10.0.0.1")
        #expect(configuration.logLevel == .debug)
        #expect(configuration.databaseURL == nil)
        #expect(configuration.sources[.port] == .environment)
        #expect(configuration.sources[.host] == .file(file))
    }

    @Test("A command's own defaults come last")
    func defaults() async throws {
        let configuration = try await instructors.Configuration(
            flags: [:], defaults: [.data: "demo-data"], environment: ["INSTRUCTORS_PORT": "81"], file: nil)
        #expect(configuration.data == "demo-data" && configuration.port == 81)
    }

    @Test("Every setting has its flag and its variable")
    func names() {
        #expect(
            Setting.allCases.map(\.flag) == [
                "--data", "--host", "--port", "--database-url", "--keys-url", "--url", "--log-level", "--ledger",
                "--smtp-url",
                "--mail-from", "--egress-allow", "--egress-authorities", "--tls-cert", "--tls-key", "--behind-proxy",
                "--hosts", "--security-contact", "--metrics-token", "--header-deadline", "--request-deadline",
                "--idle-deadline", "--connections-max", "--connections-per-address-max",
                "--address-rate", "--failure-rate", "--link-rate", "--account-rate",
                "--audit-waivers",
            ])
        #expect(Setting.databaseURL.variable == "INSTRUCTORS_DATABASE_URL")
        #expect(Setting.keysURL.variable == "INSTRUCTORS_KEYS_URL")
        #expect(Setting.logLevel.variable == "INSTRUCTORS_LOG_LEVEL")
    }

    @Test("Databases' addresses come from the environment", arguments: [Setting.databaseURL, .keysURL])
    func variables(setting: Setting) async throws {
        let configuration = try await instructors.Configuration(
            flags: [:], environment: [setting.variable: "postgres://h/d"], file: nil)
        #expect(configuration.sources[setting] == .environment)
    }

    @Test("A wrong value names its source and what to give")
    func wrongValues() async throws {
        let scratch = try Scratch()
        let file = try scratch.write("port: many\n", to: "c.yaml")
        await #expect(throws: UsageError(message: "port in \(file) is not usable; give a number from 0 to 65535.")) {
            _ = try await instructors.Configuration(flags: [:], environment: [:], file: file)
        }
        await #expect(throws: UsageError(message: "INSTRUCTORS_PORT is not usable; give a number from 0 to 65535.")) {
            _ = try await instructors.Configuration(flags: [:], environment: ["INSTRUCTORS_PORT": "-1"], file: nil)
        }
        let list = try scratch.write("data:\n  - a\n  - b\n", to: "l.yaml")
        await #expect(throws: UsageError(message: "data in \(list) is not usable; give one plain value.")) {
            _ = try await instructors.Configuration(flags: [:], environment: [:], file: list)
        }
    }

    @Test("A named file that is missing or broken is bad usage", arguments: ["a: [", "just text"])
    func brokenFile(content: String) async throws {
        let scratch = try Scratch()
        let file = try scratch.write(content, to: "c.yaml")
        await #expect(throws: UsageError.self) {
            _ = try await instructors.Configuration(flags: [:], environment: [:], file: file)
        }
        await #expect(throws: UsageError.self) {
            _ = try await instructors.Configuration(flags: [:], environment: [:], file: scratch.path + "/none.yaml")
        }
    }

    @Test(
        "The printed configuration hides passwords",
        arguments: [
            ("postgres://ii:secret@h:5432/d", "postgres://ii:***@h:5432/d"),
            ("postgres://ii:se@cr/et@h/d?sslmode=require", "postgres://ii:***@h/d?sslmode=require"),
            ("postgres://h/d?user=ii&password=secret&x=1", "postgres://h/d?user=ii&password=***&x=1"),
            ("postgres://ii@h/d", "postgres://ii@h/d"),
            ("postgres://h:5432/d", "postgres://h:5432/d"),
        ])
    func secrets(url: String, shown: String) async throws {
        #expect(instructors.Configuration.withoutPassword(url) == shown)
        let scratch = try Scratch()
        let printed = await scratch.run("serve", "--print-config", "--database-url", url)
        #expect(printed.status == .done)
        #expect(printed.output.contains("databaseURL: \(shown)  # --database-url\n"))
        #expect(!printed.output.contains("secret") && !printed.output.contains("se@cr"))
    }

    @Test("What the edge is told is read from the environment, and its secret is not shown")
    func edge() async throws {
        let scratch = try Scratch()
        let environment = [
            "INSTRUCTORS_TLS_CERT": "a.pem", "INSTRUCTORS_TLS_KEY": "b.pem",
            "INSTRUCTORS_TRUSTED_PROXIES": "10.0.0.5, 10.1.0.0/16", "INSTRUCTORS_HOSTS": "a.example,b.example",
            "INSTRUCTORS_SECURITY_CONTACT": "mailto:security@company.example",
            "INSTRUCTORS_METRICS_TOKEN": "0123456789abcdef", "INSTRUCTORS_REQUEST_DEADLINE": "7",
            "INSTRUCTORS_FAILURE_RATE": "5",
        ]
        let configuration = try await instructors.Configuration(flags: [:], environment: environment, file: nil)
        let options = configuration.serverOptions()
        #expect(options.certificate == CertificateFiles(chain: "a.pem", key: "b.pem"))
        #expect(options.base == "https://127.0.0.1:8080")
        #expect(options.trustedProxies.count == 2 && options.hosts == ["a.example", "b.example"])
        #expect(options.securityContact == "mailto:security@company.example")
        #expect(options.metricsToken == "0123456789abcdef")
        #expect(options.connections.requestDeadline == 7 && options.connections.headerDeadline == 10)
        #expect(options.rates.failuresPerMinute == 5 && options.rates.addressPerSecond == 200)
        #expect(configuration.yaml.contains("metricsToken: ***  # INSTRUCTORS_METRICS_TOKEN\n"))
        #expect(!configuration.yaml.contains("0123456789abcdef"))
        #expect(!String(decoding: configuration.json, as: UTF8.self).contains("0123456789abcdef"))
        withExtendedLifetime(scratch) {}
    }

    @Test(
        "What the edge cannot use is named with its remedy",
        arguments: [
            ("INSTRUCTORS_TRUSTED_PROXIES", "everyone"), ("INSTRUCTORS_TRUSTED_PROXIES", "10.0.0.1/8"),
            ("INSTRUCTORS_HOSTS", "a.example:80"), ("INSTRUCTORS_HOSTS", "a.example,,b"),
            ("INSTRUCTORS_SECURITY_CONTACT", "security@company.example"), ("INSTRUCTORS_METRICS_TOKEN", "short"),
            ("INSTRUCTORS_SECURITY_CONTACT", "mailto:a@b\nExpires: never"), ("INSTRUCTORS_REQUEST_DEADLINE", "0"),
            ("INSTRUCTORS_CONNECTIONS_MAX", "many"), ("INSTRUCTORS_FAILURE_RATE", "-1"),
        ])
    func wrongEdge(variable: String, value: String) async throws {
        let error = await #expect(throws: UsageError.self) {
            _ = try await instructors.Configuration(flags: [:], environment: [variable: value], file: nil)
        }
        #expect(error?.message.hasPrefix("\(variable) is not usable; give ") == true)
    }

    @Test(
        "ASVS 12.2.1: without TLS only this machine and named proxies are listened to",
        arguments: [
            ("127.0.0.1", "", "", true), ("localhost", "", "", true), ("::1", "", "", true), ("0.0.0.0", "", "", false),
            ("192.0.2.1", "", "", false), ("::", "", "", false), ("example", "", "", false),
            ("192.0.2.1", "10.0.0.1", "", true), ("0.0.0.0", "10.0.0.1", "", false),
            ("0.0.0.0", "10.0.0.1", "https://learn.example", true), ("192.0.2.1", "", "https://learn.example", false),
        ])
    func listening(host: String, proxies: String, url: String, isAllowed: Bool) async throws {
        let configuration = try await instructors.Configuration(
            flags: [.host: host],
            environment: ["INSTRUCTORS_TRUSTED_PROXIES": proxies, "INSTRUCTORS_URL": url], file: nil)
        do throws(UsageError) {
            try configuration.requireSafeListening()
            #expect(isAllowed)
        } catch {
            #expect(!isAllowed && error.message.lineCount == 0)
        }
    }
}
