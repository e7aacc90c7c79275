// @ts-check
// The caller's signals, which may be anyone's objects. Each has one listener, however many calls share it: Node warns of
// more than ten.

/** Who waits for a signal. @type {WeakMap<object, { waiting: Set<() => void>, listener: () => void }>} */
const watched = new WeakMap();

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
  const listener = () => {
    for (const call of [...waiting]) call();
  };
  watched.set(signal, { waiting, listener });
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
  try {
    signal.removeEventListener("abort", known.listener);
  } catch {}
}
