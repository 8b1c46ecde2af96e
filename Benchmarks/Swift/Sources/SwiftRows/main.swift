import CRows

let options = row_options(CommandLine.argc, CommandLine.unsafeArgv)
pin(allowed_cpu(0))

let rows = jsonRows + keyDerivationRows(isQuick: options.quick) + hmacRows
run_rows(rows, CInt(rows.count), options)
