import fc from 'fast-check'

// What does not end, such as the shrinking of a long example, is told and not waited for.
if (process.env['LAW_RUNS'] === undefined)
  fc.configureGlobal({ interruptAfterTimeLimit: 100_000, markInterruptAsFailure: true })
