/**
 * Runs a task with a signal that aborts after a timeout, or when the caller's signal does. If the task ignores the signal, this rejects
 * with the reason all the same.
 *
 * `AbortSignal.any` would keep something for each call on a signal that outlives it; this listener is removed when the task ends.
 */
export async function withDeadline<T>(
  task: (signal: AbortSignal) => Promise<T>,
  timeout: number | false,
  signal: AbortSignal | undefined,
): Promise<T> {
  const controller = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    // A task that follows its signal settles first: it may have a response already.
    const rejectLater = () => void setTimeout(reject, 0, controller.signal.reason);
    controller.signal.addEventListener("abort", rejectLater);
  });
  const abort = () => controller.abort(signal?.reason);
  signal?.throwIfAborted();
  signal?.addEventListener("abort", abort);
  const expire = () => controller.abort(new DOMException(`No complete response within ${timeout} ms`, "TimeoutError"));
  const timer = timeout === false ? undefined : setTimeout(expire, timeout);
  try {
    return await Promise.race([aborted, task(controller.signal)]);
  } catch (error) {
    // A task may report an abort by an error of its own.
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}

/** Waits. If the signal aborts, this rejects with its reason, and no timer is left. */
export function wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
