import fc from 'fast-check';

/** The same cases in every run, so that a failure is somebody's change; `FC_SEED=$RANDOM npm test` tries others. */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.FC_SEED ?? 1) });
