import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);

/**
 * The cluster that a gateway made in its data directory, asked as its superuser, who sees every tenant's rows. While a gateway
 * runs on it the cluster is that gateway's child; after the gateway has stopped, it can be started alone for several nodes.
 */
export class Database {
  #home;
  #ownEnd = () => this.kill('SIGQUIT');

  constructor(home) {
    this.#home = home;
  }

  #file(...path) {
    return readFileSync(join(this.#home, ...path), 'utf8').trim();
  }

  get #port() {
    return this.#file('pg', 'port');
  }

  /** What a gateway needs to know to use this cluster. */
  settings() {
    return {
      PATCHBAY_DB_URL: `jdbc:postgresql://127.0.0.1:${this.#port}/patchbay`,
      PATCHBAY_DB_USER: 'patchbay_app', PATCHBAY_DB_PASSWORD: this.#file('keys', 'pg-app'),
      PATCHBAY_DB_OWNER_USER: 'patchbay_owner', PATCHBAY_DB_OWNER_PASSWORD: this.#file('keys', 'pg-owner'),
    };
  }

  /** @param options further lines of its configuration, e.g. `['shared_preload_libraries=pg_stat_statements']` */
  async start(options = []) {
    process.once('exit', this.#ownEnd); // it runs in a session of its own and would outlive this process
    const settings = options.map((each) => `-c ${each}`).join(' ');
    await this.#pgCtl('-l', join(this.#home, 'pg/postgres.log'), '-w', '-t', '60', ...(settings ? ['-o', settings] : []), 'start');
  }

  async stop() {
    process.removeListener('exit', this.#ownEnd);
    if (existsSync(join(this.#home, 'pg/data/postmaster.pid'))) await this.#pgCtl('-m', 'fast', '-w', 'stop');
  }

  /** SIGKILL as nature does it, or SIGQUIT, which is PostgreSQL's own "immediate". @returns whether there was a server */
  kill(signal = 'SIGKILL') {
    const file = join(this.#home, 'pg/data/postmaster.pid');
    if (!existsSync(file)) return false;
    try {
      process.kill(Number(readFileSync(file, 'utf8').split('\n')[0]), signal);
      return true;
    } catch (gone) {
      if (gone.code !== 'ESRCH') throw gone;
      return false;
    }
  }

  async #pgCtl(...args) {
    const programs = readdirSync(join(this.#home, 'pg')).find((name) => name.startsWith('programs-'));
    const command = [join(this.#home, 'pg', programs, 'bin/pg_ctl'), '-D', join(this.#home, 'pg/data'), ...args];
    if (process.getuid() === 0) command.unshift('unshare', '-U'); // PostgreSQL refuses to run as root
    await run(command[0], command.slice(1), { env: { PATH: process.env.PATH, LC_ALL: 'C' } });
  }

  /** As the superuser, who sees every tenant's rows, unless somebody else is named. */
  async connect(as = { user: 'postgres', password: this.#file('keys', 'pg-superuser') }) {
    const client = new pg.Client({ host: '127.0.0.1', port: Number(this.#port), database: 'patchbay', ...as });
    client.on('error', () => {}); // the server may be killed while we are connected
    await client.connect();
    return client;
  }

  /** Statements as the owner of the tables. */
  async asOwner(sql) {
    const client = await this.connect({ user: 'patchbay_owner', password: this.#file('keys', 'pg-owner') });
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  }

  /** @returns the rows */
  async query(sql, values = []) {
    const client = await this.connect();
    try {
      return (await client.query(sql, values)).rows;
    } finally {
      await client.end();
    }
  }

  /** One number. */
  async count(sql, values = []) {
    const [row] = await this.query(sql, values);
    return Number(Object.values(row)[0]);
  }

  /** Of every table: how many rows there are, and a digest of all that they say. */
  async contents() {
    const tables = await this.query(`select format('%I', tablename) as name from pg_tables where schemaname = 'public' order by 1`);
    const found = {};
    for (const { name } of tables) {
      const [row] = await this.query(`select count(*) || ' rows, ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as it from ${name} t`);
      found[name] = row.it;
    }
    return found;
  }
}
