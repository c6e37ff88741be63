/** How properties are tried: by the same inputs in each run of the specs, by new ones where the laws run alone. */
import fc from 'fast-check'

// What the specs say of a commit does not change from run to run. `LAW_SEED=$RANDOM npm run specs` tries other inputs.
// What does not end, such as the shrinking of a long example, is told and not waited for.
if (process.env['LAW_RUNS'] === undefined)
  fc.configureGlobal({
    seed: Number(process.env['LAW_SEED'] ?? 1863),
    interruptAfterTimeLimit: 100_000,
    markInterruptAsFailure: true,
  })
