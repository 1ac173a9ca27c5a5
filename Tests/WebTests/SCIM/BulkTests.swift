import Domain
import Testing
import Web

@Suite("Bulk requests")
struct BulkTests {
    private func bulk(_ operations: String, _ more: String = "") throws -> SCIMBulk {
        try SCIMBulk(Fixture.json(#"{\#(more)"Operations":[\#(operations)]}"#))
    }

    private func post(_ id: String, _ members: String...) -> String {
        let list = members.map { #"{"value":"bulkId:\#($0)"}"# }.joined(separator: ",")
        return
            #"{"method":"POST","path":"/Groups","bulkId":"\#(id)","#
            + #""data":{"displayName":"\#(id)","members":[\#(list)]}}"#
    }

    @Test("read method, path, version and data")
    func reading() throws {
        let bulk = try bulk(
            #"""
            {"method":"post","path":"/Users","bulkId":"a","data":{"userName":"x"}},
            {"method":"PUT","path":"/Users/1","version":"W/\"3\"","data":{}},
            {"method":"PATCH","path":"/groups/2","data":{}},{"method":"DELETE","path":"/Users/3"}
            """#, #""failOnErrors":2,"#)
        #expect(bulk.failOnErrors == 2)
        #expect(bulk.operations.map(\.method) == [.post, .put, .patch, .delete])
        #expect(bulk.operations.map(\.resource) == [.user, .user, .group, .user])
        #expect(bulk.operations[1].version == #"W/"3""#)
        #expect(try bulk.operations.map { try $0.resolved([:]).id } == [nil, "1", "2", "3"])
    }

    @Test("run in the order given, each behind those it refers to, and answer in the order given")
    func order() throws {
        let bulk = try bulk(
            [post("a", "c"), post("b"), post("c", "d"), post("d"), post("e", "b")].joined(separator: ","))
        #expect(bulk.operations.compactMap(\.bulkID) == ["b", "d", "c", "a", "e"])
        let results = bulk.operations.map { SCIMBulkResult($0, .done(status: 201, location: "l", version: 1)) }
        let written = try Fixture.written { SCIMBulkResponse.write(results, to: &$0) }
        #expect(written["Operations"]?.elements.compactMap { $0["bulkId"]?.text } == ["a", "b", "c", "d", "e"])
    }

    @Test("replace bulkIds by the ids that came of them, in data and in paths")
    func resolution() throws {
        let bulk = try bulk(
            #"""
            {"method":"PATCH","path":"/Groups/bulkId:g","data":{"Operations":[{"op":"add","path":"members",
            "value":[{"value":"bulkId:u"}]}]}},
            {"method":"POST","path":"/Groups","bulkId":"g","data":{"displayName":"G"}},
            {"method":"POST","path":"/Users","bulkId":"u",
            "data":{"userName":"U","urn:x":{"manager":{"value":"bulkId:m"}}}},
            {"method":"POST","path":"/Users","bulkId":"m","data":{"userName":"M"}}
            """#)
        #expect(bulk.operations.map(\.place) == [1, 3, 2, 0])
        let ids = ["g": Fixture.member(1), "u": Fixture.member(2), "m": Fixture.member(3)]
        let patch = try bulk.operations[3].resolved(ids)
        #expect(patch.id == "\(Fixture.member(1))")
        var group = GroupDraft(displayName: "G")
        var dropped = DroppedNames()
        try SCIMPatch(patch.data).apply(to: &group, dropped: &dropped)
        #expect(group.members == [Fixture.member(2)])
        let user = try bulk.operations[2].resolved(ids)
        #expect((user.data["urn:x"]?["manager"]?["value"] == .string("\(Fixture.member(3))")) as Bool)
    }

    @Test("refuse what depends on something that was not created: 409 for that operation")
    func unresolved() throws {
        let bulk = try bulk(post("a", "b") + "," + post("b"))
        #expect(Fixture.problem { _ = try bulk.operations[1].resolved([:]) }?.status == 409)
        let unknown = try self.bulk(post("a", "nobody"))
        #expect(Fixture.problem { _ = try unknown.operations[0].resolved([:]) }?.status == 409)
    }

    @Test("refuse references in a circle: 409")
    func circle() {
        #expect(Fixture.problem { _ = try bulk(post("a", "b") + "," + post("b", "a")) }?.status == 409)
        #expect(Fixture.problem { _ = try bulk(post("a", "a")) }?.status == 409)
    }

    @Test(
        "leave a wrong operation to its own answer",
        arguments: [
            (#"{"method":"GET","path":"/Users","data":{}}"#, .invalidSyntax),
            (#"{"method":"POST","path":"/Users","data":{}}"#, .invalidSyntax),
            (#"{"method":"POST","path":"/Users/1","bulkId":"a","data":{}}"#, .invalidPath),
            (#"{"method":"PUT","path":"/Users","data":{}}"#, .invalidPath),
            (#"{"method":"DELETE","path":"/Devices/1"}"#, .invalidPath),
            (#"{"method":"DELETE","path":"/Users/1/x"}"#, .invalidPath),
            (#"{"method":"DELETE","path":"Users/1"}"#, .invalidPath),
            (#"{"method":"PUT","path":"/Users/1"}"#, .invalidSyntax),
            ("7", .invalidSyntax), (#"{"method":7,"path":[]}"#, .invalidSyntax),
        ] as [(String, SCIMType)])
    func wrongOperation(operation: String, type: SCIMType) throws {
        let bulk = try bulk(operation + #",{"method":"DELETE","path":"/Users/1"}"#)
        #expect(bulk.operations[0].problem?.type == type)
        #expect(bulk.operations[1].problem == nil)
        #expect(Fixture.problem { _ = try bulk.operations[0].resolved([:]) }?.type == type)
    }

    @Test("are refused whole where their form is wrong")
    func wrongForm() {
        #expect(Fixture.problem { _ = try SCIMBulk(Fixture.json("{}")) }?.type == .invalidSyntax)
        #expect(Fixture.problem { _ = try bulk("", #""failOnErrors":0,"#) }?.type == .invalidSyntax)
        #expect(Fixture.problem { _ = try bulk(post("a") + "," + post("a")) }?.type == .invalidSyntax)
    }

    @Test("hold 1,000 operations and no more, also in one chain of references")
    func bounds() throws {
        let chain = (0..<1_000).map { post("n\($0)", "n\($0 + 1)") }.dropLast() + [post("n999")]
        let bulk = try bulk(chain.joined(separator: ","))
        #expect(bulk.operations.first?.bulkID == "n999")
        #expect(bulk.operations.last?.bulkID == "n0")
        let many = (0...1_000).map { post("n\($0)") }.joined(separator: ",")
        #expect(Fixture.problem { _ = try self.bulk(many) }?.status == 413)
    }

    @Test("answer each operation with status, address, version, or the error")
    func response() throws {
        let bulk = try bulk(post("a") + #",{"method":"DELETE","path":"/Users/1"}"#)
        let json = try Fixture.written {
            SCIMBulkResponse.write(
                [
                    SCIMBulkResult(bulk.operations[0], .done(status: 201, location: "https://x/Groups/1", version: 1)),
                    SCIMBulkResult(
                        bulk.operations[1], .failed(SCIMProblem(.notFound("None.")), location: "https://x/Users/1")),
                ], to: &$0)
        }
        let answers = json["Operations"]?.elements ?? []
        #expect(
            answers.map(\.names) == [
                ["method", "bulkId", "location", "version", "status"], ["method", "location", "status", "response"],
            ])
        #expect((answers[0]["version"] == .string(#"W/"1""#)) as Bool)
        #expect((answers[1]["status"] == .string("404")) as Bool)
        #expect((answers[1]["response"]?["detail"] == .string("None.")) as Bool)
    }
}

@Suite("SCIM errors")
struct ProblemTests {
    @Test(
        "have the status and word of their kind",
        arguments: [
            (.notFound, 404, nil), (.conflict(.uniqueness), 409, .uniqueness), (.conflict(.version), 412, nil),
            (.conflict(.state), 409, nil), (.invalid(field: "x"), 400, .invalidValue), (.forbidden, 403, nil),
            (.unauthenticated, 401, nil), (.limit(retryAfter: nil), 413, nil), (.limit(retryAfter: 7), 429, nil),
            (.unavailable, 503, nil),
        ] as [(Failure.Kind, Int, SCIMType?)])
    func kinds(kind: Failure.Kind, status: Int, type: SCIMType?) throws {
        let problem = SCIMProblem(Failure(kind, "Do this.", detail: "private"))
        #expect(problem.status == status)
        #expect(problem.type == type)
        #expect(problem.retryAfter == (status == 429 ? 7 : nil))
        let body = SCIMErrorWriter.body(problem)
        let json = try JSON(parsing: body)
        #expect((json["status"] == .string("\(status)")) as Bool)
        #expect(json["scimType"]?.text == type.map { "\($0.word)" })
        #expect(!String(decoding: body, as: UTF8.self).contains("private"))
    }

    @Test("malformed JSON is invalidSyntax with the byte")
    func syntax() {
        let problem = Fixture.problem { _ = try Fixture.json(#"{"a":}"#) }
        #expect(problem?.type == .invalidSyntax)
        #expect(problem?.failure.message.contains("byte 5") ?? false)
    }
}
