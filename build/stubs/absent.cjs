// Native speed-ups of ssh2, which takes its own JavaScript when they are not there.
throw new Error('left out of the bundle; see docs/decisions/0002');
