import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The JDK that ./patchbay itself would use: one search, one place. */
export function java() {
  const home = execFileSync('sh', ['-c', '. ./.mvn/find-jdk.sh && printf %s "$JAVA_HOME"'], { cwd: root, encoding: 'utf8' });
  return `${home}/bin/java`;
}

/** The class path of libraries the gateway was built with, by the beginnings of their names. */
export function libraries(...names) {
  const folder = join(root, 'gateway/target/quarkus-app/lib/main');
  return readdirSync(folder).filter((file) => names.some((name) => file.startsWith(name))).map((file) => join(folder, file)).join(':');
}
