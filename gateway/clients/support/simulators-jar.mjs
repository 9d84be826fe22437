import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './jdk.mjs';

export function simulatorsJar() {
  const target = join(root, 'toolkits/simulators/target');
  const jar = readdirSync(target).find((file) => /^patchbay-simulators-.*(?<!-tests|-sources)\.jar$/.test(file));
  if (!jar) throw new Error('The simulators are not built; ./patchbay test builds them.');
  return join(target, jar);
}
