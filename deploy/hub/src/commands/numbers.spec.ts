import { InvalidArgumentError } from 'commander';
import { positiveInteger } from './numbers';

describe('a number in an option', () => {
  it('is a whole number from 1 up', () => {
    expect(positiveInteger('30')).toBe(30);
  });

  it.each(['soon', '0', '-1', '1.5', '', '1e3', '99999999999999999999'])('is refused as %p, so that no key lives for ever by a slip', (text) => {
    expect(() => positiveInteger(text)).toThrow(InvalidArgumentError);
  });
});
