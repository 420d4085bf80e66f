// Before each file of tests: properties try the same examples on every machine and day, so that a run can be repeated and
// a change is not blamed for what it did not do. `IZDEU_SEED=random` (or a number) looks for new ones.
import fc from 'fast-check';

const { IZDEU_SEED } = process.env;
if (IZDEU_SEED !== 'random') fc.configureGlobal({ seed: Number(IZDEU_SEED ?? 1) });
