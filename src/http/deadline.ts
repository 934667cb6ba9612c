/** A time limit of ours that expired. */
export class TimeoutError extends Error {
  override readonly name = "TimeoutError";
}

/** Whether an error is the reason for which a signal has aborted. */
export function isReasonOf(error: unknown, signal: AbortSignal): boolean {
  return signal.aborted && error === signal.reason;
}

/** Whether an error is of a time limit of ours, or the reason for which a signal has aborted. */
export function interruptionOf(error: unknown, signal: AbortSignal): "timeout" | "aborted" | undefined {
  if (error instanceof TimeoutError) return "timeout";
  return isReasonOf(error, signal) ? "aborted" : undefined;
}

/** A signal of our own, which follows another one and a time limit. */
export interface LimitedSignal {
  readonly signal: AbortSignal;
  /** Removes the timer and the listener. */
  release(): void;
}

/**
 * A signal that aborts when `signal` does, with its reason, or after so many milliseconds, with a `TimeoutError`. `AbortSignal.any` would
 * keep something for each call on a signal that outlives it; this is released.
 */
export function limitSignal(milliseconds: number | false, signal: AbortSignal | undefined): LimitedSignal {
  const controller = new AbortController();
  const follow = () => controller.abort(signal?.reason);
  const expire = () => controller.abort(new TimeoutError(`Timed out after ${milliseconds} ms`));
  if (signal?.aborted) follow();
  signal?.addEventListener("abort", follow);
  const timer = milliseconds === false ? undefined : setTimeout(expire, milliseconds);
  return {
    signal: controller.signal,
    release() {
      clearTimeout(timer);
      signal?.removeEventListener("abort", follow);
    },
  };
}

/**
 * Runs a task with a signal that aborts after a timeout, or when the caller's signal does. Then this rejects with the reason of the
 * signal, even if the task ignores it.
 */
export async function withTimeout<T>(
  task: (limited: AbortSignal) => Promise<T>,
  timeout: number | false,
  signal: AbortSignal | undefined,
): Promise<T> {
  signal?.throwIfAborted();
  const { signal: limited, release } = limitSignal(timeout, signal);
  // Listens before the task does, so it comes before an error by which the task reports the abort.
  const aborted = new Promise<never>((_, reject) => {
    limited.addEventListener("abort", () => reject(limited.reason));
  });
  try {
    return await Promise.race([aborted, task(limited)]);
  } finally {
    release();
  }
}

/** Waits, not at all for 0 milliseconds. If the signal aborts, or has aborted, this rejects with its reason, and no timer is left. */
export async function wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  if (milliseconds === 0) return;
  const { signal: limited, release } = limitSignal(milliseconds, signal);
  await new Promise((resolve) => limited.addEventListener("abort", resolve));
  release();
  signal?.throwIfAborted();
}
