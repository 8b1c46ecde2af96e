// What decides and counts, without making calls: all that the C door needs, which knows no tasks.
@_exported public import KedgeResilienceCore
