import type { Command } from 'commander';
import type { Output } from './output';
export function addDemo(_p: Command, _o: Output): void {}
