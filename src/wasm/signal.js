// @ts-check
// The caller's signals, which may be anyone's objects. Each has one listener, however many calls share it: Node warns of
// more than ten.

/** Who waits for a signal. @type {WeakMap<object, { waiting: Set<() => void>, remove: () => void }>} */
const watched = new WeakMap();
/** What takes the listeners away: the loader's, for where the core itself cannot any more. @type {Set<() => void>} */
const removals = typeof signalRemovals === "undefined" ? new Set() : signalRemovals;
/** A trap in a listener is the loader's, and never reaches whoever aborts. @type {(run: () => void) => () => void} */
const guard = typeof guarded === "undefined" ? (run) => run : guarded;

/** @param {any} signal */
export function isAborted(signal) {
  try {
    return Boolean(signal.aborted);
  } catch {
    return false;
  }
}

/** @param {any} signal */
export function reasonOf(signal) {
  try {
    return signal.reason;
  } catch {
    return undefined;
  }
}

/** @param {any} signal @param {() => void} wake */
export function listen(signal, wake) {
  const known = watched.get(signal);
  if (known) return known.waiting.add(wake);
  const waiting = new Set([wake]);
  const listener = guard(() => {
    for (const call of [...waiting]) call();
  });
  const remove = () => {
    try {
      signal.removeEventListener("abort", listener);
    } catch {}
  };
  watched.set(signal, { waiting, remove });
  removals.add(remove);
  try {
    signal.addEventListener("abort", listener);
  } catch {}
}

/** @param {any} signal @param {() => void} wake */
export function unlisten(signal, wake) {
  const known = watched.get(signal);
  known?.waiting.delete(wake);
  if (known?.waiting.size !== 0) return;
  watched.delete(signal);
  removals.delete(known.remove);
  known.remove();
}
