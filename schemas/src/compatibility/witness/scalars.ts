// Telling numbers and strings: the values around every bound, length, divisor and pattern that either schema names.
import { own, numberOf } from '../node';
import type { Facts } from '../facts';
import { patternSamples } from './pattern-samples';

const BOUNDS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'] as const;
const MAX_LENGTH = 100_000;

export function numbersFor(atoms: readonly Facts[]): number[] {
  const bounds = atoms.flatMap((atom) => BOUNDS.map((keyword) => numberOf(atom.source, keyword)).filter((value) => value !== undefined));
  const divisors = atoms.map((atom) => numberOf(atom.source, 'multipleOf')).filter((value) => value !== undefined);
  const around = bounds.flatMap((bound) => [bound, bound + 1, bound - 1, bound + 0.5, bound - 0.5, bound + 0.001, bound - 0.001]);
  const between = bounds.flatMap((a, at) => bounds.slice(at + 1).flatMap((b) => [(a + b) / 2, Math.round((a + b) / 2)]));
  const multiples = divisors.flatMap((divisor) => [1, 2, 3, 5, 7, -1].map((times) => times * divisor).concat(bounds.flatMap((bound) => [Math.ceil(bound / divisor) * divisor, Math.floor(bound / divisor) * divisor])));
  return [...around, ...multiples, ...between, 1, 0, -1, 0.5, 1.5, 2, 3, 7, 42, 1000, 12345678, -1000].filter(Number.isFinite);
}

export const FORMAT_SAMPLES: Readonly<Record<string, readonly string[]>> = {
  date: ['2024-02-29'],
  time: ['08:30:00Z'],
  'date-time': ['2024-02-29T08:30:00Z'],
  duration: ['P1D'],
  email: ['a@example.org'],
  'idn-email': ['a@example.org'],
  hostname: ['example.org'],
  'idn-hostname': ['example.org'],
  ipv4: ['192.0.2.1'],
  ipv6: ['2001:db8::1'],
  uri: ['https://example.org/a'],
  'uri-reference': ['/a'],
  iri: ['https://example.org/a'],
  'iri-reference': ['/a'],
  'uri-template': ['/a/{b}'],
  uuid: ['123e4567-e89b-12d3-a456-426614174000'],
  'json-pointer': ['/a'],
  'relative-json-pointer': ['0/a'],
  regex: ['a'],
};

export function stringsFor(atoms: readonly Facts[]): string[] {
  const lengths = atoms.flatMap((atom) => ['minLength', 'maxLength'].map((keyword) => numberOf(atom.source, keyword)).filter((value) => value !== undefined));
  const sized = lengths.flatMap((length) => [length, length + 1, length - 1]).filter((length) => length >= 0 && length <= MAX_LENGTH);
  const patterns = [...new Set(atoms.map((atom) => own(atom.source, 'pattern')).filter((value) => typeof value === 'string'))];
  const matching = patterns.flatMap((pattern) => patternSamples(pattern, 14));
  const fitted = matching.slice(0, 8).flatMap((text) => sized.filter((length) => length > text.length).map((length) => text.padEnd(length, text.slice(-1) || 'a')));
  const formatted = atoms.flatMap((atom) => FORMAT_SAMPLES[String(own(atom.source, 'format'))] ?? []);
  return [...formatted, ...matching, ...fitted, ...sized.map((length) => 'a'.repeat(length)), ...sized.map((length) => '1'.repeat(length)), 'a', '', 'abc', 'ABC', '1', '12345', ' ', '-', 'a b', 'x'.repeat(40), '中文', '2024-02-29', 'a@example.org'];
}
