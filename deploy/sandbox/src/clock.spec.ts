// Simulated time: a clock that runs at a speed, and one that tests move.
import { createManualClock, createSimClock } from './clock';

describe('clocks', () => {
  it('runs so many times faster than the wall', async () => {
    let wall = 0;
    const clock = createSimClock({ start: 1_000_000, speed: 60, wall: () => wall });
    wall = 1000;
    expect(clock.now()).toBe(1_060_000);
    await clock.sleep(60);
  });

  it('wakes sleepers in the order of their time when it is set, and at once when aborted', async () => {
    const clock = createManualClock(0);
    const woken: string[] = [];
    const abort = new AbortController();
    const sleeps = [clock.sleep(20).then(() => woken.push('b')), clock.sleep(10).then(() => woken.push('a')), clock.sleep(1e9, abort.signal).then(() => woken.push('c'))];
    clock.set(25);
    await Promise.all(sleeps.slice(0, 2));
    expect(woken).toEqual(['a', 'b']);
    clock.set(5);
    expect(clock.now()).toBe(25);
    abort.abort();
    await sleeps[2];
    expect(woken).toEqual(['a', 'b', 'c']);
  });
});
