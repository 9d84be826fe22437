import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The JDK that ./patchbay itself would use: one search, one place. */
export function java() {
  const home = execFileSync('sh', ['-c', '. ./.mvn/find-jdk.sh && printf %s "$JAVA_HOME"'], { cwd: root, encoding: 'utf8' });
  return `${home}/bin/java`;
}
