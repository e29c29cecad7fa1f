// A binary heap: the earliest first, in the order of arrival where equal.

export interface Heap<T> {
  push(item: T): void;
  peek(): T | undefined;
  pop(): T | undefined;
}

export function createHeap<T>(before: (a: T, b: T) => boolean): Heap<T> {
  const items: T[] = [];
  const at = (i: number): T => items[i] as T;
  const swap = (i: number, k: number) => {
    const held = at(i);
    items[i] = at(k);
    items[k] = held;
  };
  const smallest = (i: number): number => {
    let least = i;
    for (const child of [2 * i + 1, 2 * i + 2]) if (child < items.length && before(at(child), at(least))) least = child;
    return least;
  };
  return {
    peek: () => items[0],
    push(item) {
      let i = items.push(item) - 1;
      for (let parent = (i - 1) >> 1; i > 0 && before(at(i), at(parent)); parent = (i - 1) >> 1) {
        swap(i, parent);
        i = parent;
      }
    },
    pop() {
      const top = items[0];
      const last = items.pop();
      if (items.length === 0 || last === undefined) return top;
      items[0] = last;
      for (let i = 0, next = smallest(0); next !== i; next = smallest(i)) {
        swap(i, next);
        i = next;
      }
      return top;
    },
  };
}
