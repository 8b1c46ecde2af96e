// Writes everything that follows from KedgeABI and CKedge: headers, Python's table, version script, reference, snapshot.
//
// scripts/abigen calls this with the compiler's symbol graph and record layouts in a folder:
//   abigen FOLDER            write the files
//   abigen FOLDER --accept   the same, though the snapshot loses or changes entries
//   abigen FOLDER --check    write nothing; fail with a sentence for everything that is stale or breaks a rule
//   abigen FOLDER --statuses SEEN   compare the statuses that tests recorded in SEEN with the documented ones
import Foundation

let arguments = Array(CommandLine.arguments.dropFirst())
let mode = arguments.dropFirst().first ?? "--write"
let argumentCounts = ["--write": 1, "--accept": 2, "--check": 2, "--statuses": 3]
guard let first = arguments.first, argumentCounts[mode] == arguments.count else {
    FileHandle.standardError.write(Data("usage: scripts/abigen [--check | --accept | --statuses FILE]\n".utf8))
    exit(2)
}
let root = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)

func read(_ path: String) -> String? { try? String(contentsOf: root.appendingPathComponent(path), encoding: .utf8) }

do {
    var problems = Problems()
    let work = URL(fileURLWithPath: first)
    let layouts = try String(contentsOf: work.appendingPathComponent("layouts.txt"), encoding: .utf8)
    let functions = try SymbolGraph(contentsOf: work.appendingPathComponent("KedgeABI.symbols.json")).functions(
        &problems)
    let areas = try CHeaders.areas(
        in: root.appendingPathComponent("Sources/CKedge/include/kedge"), layouts: layouts, &problems)
    let interface = Interface(
        areas: areas.map { area in
            var area = area
            area.functions = functions.filter { $0.area == area.name }
            return area
        })
    for function in functions where !areas.contains(where: { $0.name == function.area }) {
        problems.add(
            "\(function.name) stands in folder \"\(function.area)\" of KedgeABI: move it to a folder named after a header of CKedge"
        )
    }
    Rules.check(interface, &problems)
    let emit = Emit(interface: interface)

    switch mode {
    case "--statuses":
        let seen = try String(contentsOfFile: arguments[2], encoding: .utf8)
        Rules.checkStatuses(
            seen: seen, unreachable: read("Tests/ABITests/unreachable.txt") ?? "", of: interface, &problems)
    case "--check":
        for file in emit.files where read(file.path) != file.text {
            problems.add("\(file.path) is stale: run scripts/abigen and commit what it writes")
        }
        if let released = read("docs/abi-released.txt") {
            for loss in Snapshot.losses(from: released, to: emit.snapshot) {
                problems.add("the last release had \"\(loss)\": put it back; what is released never changes")
            }
            if Snapshot.forgetsVersion(from: released, to: emit.snapshot) {
                problems.add(
                    "the interface has more than the last release: raise KEDGE_ABI_VERSION in CKedge's core.h by one")
            }
        }
    default:
        let losses = Snapshot.losses(from: read("docs/abi-snapshot.txt") ?? "", to: emit.snapshot)
        let changelog = read("CHANGELOG.md") ?? ""
        for loss in losses {
            let name = Snapshot.name(of: loss)
            if mode != "--accept" {
                problems.add("the interface loses or changes \"\(loss)\": run scripts/abigen --accept if that is meant")
            } else if !Snapshot.mentions(name, in: changelog) {
                problems.add("CHANGELOG.md says nothing of \(name), which changes: add a line")
            }
        }
        if problems.all.isEmpty {
            for file in emit.files where read(file.path) != file.text {
                let url = root.appendingPathComponent(file.path)
                try FileManager.default.createDirectory(
                    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                try file.text.write(to: url, atomically: true, encoding: .utf8)
                print("wrote \(file.path)")
            }
        }
    }
    for sentence in problems.all { print("abigen: \(sentence)") }
    exit(problems.all.isEmpty ? 0 : 1)
} catch {
    print("abigen: \(error)")
    exit(1)
}
