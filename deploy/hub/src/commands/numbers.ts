// Numbers in options: refused at the command line, in words, rather than by the hub.
import { InvalidArgumentError } from 'commander';

export function positiveInteger(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number) || number < 1) throw new InvalidArgumentError('Give a whole number from 1 up.');
  return number;
}
